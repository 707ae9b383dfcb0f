"""Respelling: how a degraded text writes digits and letters with diacritics, seen from its characters alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpusnorm.degradation.operators import FoldDiacritics, MaskNumbers, Token, WordOperator

_MASKS = ("#", "0", "9", "1", "N", "NUM", "num", "number", "<num>", "<NUM>", "_NUM_")
_SEVERAL = 3  # digits that the clean text must have for their absence to say anything
_MASKED = 0.3  # share of the clean text's numbers that are masked at least, as much as revisions and filters may take out
_NUMBER = re.compile(r"\d+")
_FOLDINGS = ("latin", "nfd", "nfkd", "ascii")


def infer_respelling(clean: str, degraded: Sequence[Token]) -> tuple[WordOperator, ...]:
    """The operators that write diacritics and digits otherwise, where the clean text has some and the degraded text none."""
    forms = Counter(token.form for token in degraded)
    mask = _mask(clean, forms)
    return (*_folding(clean, forms), *([mask] if mask else []))


def unmasked(forms: Mapping[str, int], respelling: Sequence[WordOperator]) -> Counter[str]:
    """The forms with digits in place of their mask: what a tokenizer may have seen."""
    masks = [operator.mask for operator in respelling if isinstance(operator, MaskNumbers)]
    if not masks:
        return Counter(forms)
    found: Counter[str] = Counter()
    for form, count in forms.items():
        found[form.replace(masks[0], "0")] += count
    return found


def _mask(clean: str, forms: Mapping[str, int]) -> MaskNumbers | None:
    """The mask that stands where digits are gone: it must be the most frequent one that the clean text does not explain."""
    digits = {char for form in forms for char in form if char.isdigit()}
    if len(digits) > 1 or len({char for char in clean if char.isdigit()}) < _SEVERAL:
        return None
    usual = Counter(clean.split())
    scores = {mask: _occurrences(mask, forms) - usual[mask] for mask in _MASKS if digits <= set(mask)}
    if not scores:  # the digit that is left is part of no mask
        return None
    best = max(scores, key=lambda mask: scores[mask])
    if scores[best] < max(_SEVERAL, _MASKED * len(_NUMBER.findall(clean))):
        return None
    return MaskNumbers(best, each=any(best * 2 in form for form in forms))


def _occurrences(mask: str, forms: Mapping[str, int]) -> int:
    """How many tokens are made of the mask, and of marks as numbers have them."""
    return sum(count for form, count in forms.items() if mask in form and not form.replace(mask, "").strip(".,:/-%$"))


def _folding(clean: str, forms: Mapping[str, int]) -> list[FoldDiacritics]:
    """The plainest folding that leaves the degraded text as it is and the clean text not."""
    letters = {char for char in clean if char.isalpha() and not char.isascii()}
    kept = {char for form in forms for char in form if char.isalpha() and not char.isascii()}
    if not letters or any(FoldDiacritics("nfd").form(char) != char for char in kept):
        return []
    return [each for each in map(FoldDiacritics, _FOLDINGS) if _makes(each, letters, kept)][:1]


def _makes(folding: FoldDiacritics, letters: set[str], kept: set[str]) -> bool:
    """Whether a folding leaves all the letters kept as they are, and changes one of the clean text."""
    return all(folding.form(char) == char for char in kept) and any(folding.form(char) != char for char in letters)
