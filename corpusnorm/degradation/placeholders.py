"""Placeholders: tokens such as <NAME>, [MASK] or NUM that a degraded text has where a whole token was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corpusnorm.alignment import align_keys
from corpusnorm.degradation.operators import MaskTokens, Token
from corpusnorm.degradation.operators.forms import NUMBERS
from corpusnorm.sketch.keys import universal_key

_SEVERAL = 3  # occurrences of a placeholder, at least: fewer show nothing
_SHAPE = re.compile(r"[<\[{(_|@]+\w+[>\]})_|@]+|xx[a-z]{3,}", re.IGNORECASE)
_WORDS = frozenset(
    {"num", "number", "digit", "name", "person", "persname", "per", "loc", "org", "ent", "entity", "mask", "unk", "token"}
)
_GAP = 8  # clean tokens between two neighbours of a placeholder, at most: more is a difference of revision
_MOST = 0.7  # share of a placeholder's places that must hold what it stands for; the rest is revision
_WIDER = 0.03  # share of the places that a wider kind of number must explain beyond a narrower one
_CANDIDATES = 8
_ONE_WORD = 0.6  # share of the places of a token that does not look like a placeholder which one word may have at most


def placeholders(forms: Counter[str], clean: str = "") -> list[str]:
    """The tokens of a degraded text that look like placeholders, most frequent first; none that the clean text has, too.

    They are set in brackets, begin with xx, are a word such as NUM or PERSON in upper case where nothing else is, or, with the
    clean text, such a word in any case, and any token made of letters that stands nowhere in it, inside no word either.
    """
    upper = sum(count for form, count in forms.items() if form != form.lower())
    known = clean.casefold()
    usual = Counter(re.findall(r"\w+", known))
    keys = {universal_key(word) for word in usual}
    found: list[str] = []
    for form, count in forms.most_common():
        if count < _SEVERAL or len(found) == _CANDIDATES:
            break
        bare = form.strip("<>[]{}()_|@").casefold()
        alone = form.isupper() and upper <= 2 * count and len(form) > 2
        if clean and bare in _WORDS:
            wanted = count >= 2 * usual[bare] + _SEVERAL
        elif clean:
            wanted = any(char.isalpha() for char in form) and form.casefold() not in known and universal_key(form) not in keys
        else:
            wanted = alone and bare in _WORDS
        if wanted or (_SHAPE.fullmatch(form) and form.casefold() not in known):
            found.append(form)
    return found


def infer_masks(clean: Sequence[Token], degraded: Sequence[Token], suspects: Iterable[str]) -> list[MaskTokens]:
    """What each suspected placeholder stands for, seen between its neighbours: numbers of a kind, capitalized words, or nothing."""
    sought = set(suspects)
    if not sought:
        return []
    pairs = align_keys(
        [universal_key(token.form) for token in clean],
        ["" if token.form in sought else universal_key(token.form) for token in degraded],
    )
    gaps: dict[str, list[list[str]]] = {mask: [] for mask in sought}
    for (i, j), (next_i, next_j) in pairwise(pairs):
        between = [token.form for token in clean[i + 1 : next_i]]
        masks = {token.form for token in degraded[j + 1 : next_j]} & sought
        if 0 < len(between) <= _GAP and len(masks) == 1:
            gaps[masks.pop()].append(between)
    usual = {token.form for token in clean if token.form == token.form.lower()}
    kept = {clean[i].form for i, j in pairs}
    found = (_meaning(mask, gaps[mask], usual, kept) for mask in sorted(sought))
    return [each for each in found if each]


def _meaning(mask: str, gaps: list[list[str]], usual: set[str], kept: set[str]) -> MaskTokens | None:
    """A kind of number, names or capitalized words, if it stands in most of the gaps."""
    if len(gaps) < _SEVERAL:
        return None
    best, kind = 0.0, ""
    for name in ("digits", "numeral", "any_digit"):
        share = sum(any(map(NUMBERS[name], gap)) for gap in gaps) / len(gaps)
        if share > best + _WIDER:
            best, kind = share, name
    told = _looks_like_one(mask)
    if best >= _MOST and (told or _differ(word for gap in gaps for word in gap if NUMBERS[kind](word))):
        return MaskTokens(mask, which=kind)
    capitalized = [[word for word in gap if word[:1].isupper()] for gap in gaps]
    names = {word for gap in capitalized for word in gap if word.lower() not in usual} - kept
    stand = [names.intersection(gap) for gap in capitalized]
    if sum(map(bool, stand)) >= _MOST * len(gaps) and (told or _differ(name for each in stand for name in each)):
        return MaskTokens(mask, words=frozenset(names))
    types = {word for gap in capitalized for word in gap}
    if len(types) >= _SEVERAL and sum(map(bool, capitalized)) >= _MOST * len(gaps) and not any(word[:1].isupper() for word in kept):
        return MaskTokens(mask, which="capitalized")
    return None


def _looks_like_one(mask: str) -> bool:
    return mask.strip("<>[]{}()_|@").casefold() in _WORDS or _SHAPE.fullmatch(mask) is not None


def _differ(words: Iterable[str]) -> bool:
    """Whether words are too many different ones to be one word in another spelling, which a tokenizer may have made of it."""
    counts = Counter(words)
    return len(counts) >= _SEVERAL and max(counts.values()) < _ONE_WORD * counts.total()
