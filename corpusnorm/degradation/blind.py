"""What a degraded text alone tells of its degradation: what its operators, run again, would leave alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from corpusnorm.degradation.candidates import Chain, lowerings, normalizers, stop_list_names, tokenizer_modes
from corpusnorm.degradation.operators import (
    Lemma,
    Lowercase,
    MaskNumbers,
    MinLength,
    Operator,
    Stem,
    Stop,
    Tokenize,
    WordOperator,
    is_inflected,
    stop_words,
)
from corpusnorm.degradation.placeholders import placeholders
from corpusnorm.degradation.recipe import Degradation, run_chain
from corpusnorm.degradation.respelling import unmasked

_NEXT = "and"  # a word behind a token: the Treebank tokenizer cuts a full stop off only at the end of the text
_WHOLE = 0.97  # share of tokens that a tokenizer, run again, must leave whole
# Tokens that may have come in otherwise, at least, and as a share of all: masks of digits, apostrophes that a stemmer rewrites.
_QUOTES = re.compile("[\"'`´‘’“”«»]")
_MOST = 1 << 18  # forms of a mode that are remembered
_STRAY, _STRAY_SHARE = 2, 0.002
# Share of the types that lemmatizers or stemmers, run again, leave as they are. Measured on 14 English texts with stop words gone,
# at 300 and 1,000 tokens: a stemmer leaves .90 to .96 of what it or its relatives stemmed, .58 of other texts at most, and
# Lancaster .90 of its own and .53 of other stems; the Russian stemmer leaves .77 and more of its own. The noun and the verb
# lemmatizer leave .98 and .95 where both nouns and verbs were lemmatized, .92 at most where only the other kind was; alone each
# leaves .99 of its own.
_STEMMED, _STEMMED_ELSEWHERE = 0.7, 0.6  # in English; in other languages
_BOTH_NOUN, _BOTH_VERB = 0.975, 0.93
_LEMMATIZED, _LEMMATIZED_ELSEWHERE = 0.985, 0.9  # in English; in other languages, with simplemma
_EQUALLY, _EQUAL_TYPES = 0.004, 2.0  # difference of that share, or types, which the text cannot tell apart
_PRESENT = 0.02  # share of the text that words of its own stop list may make up: lemmas that fell on a stop word
_CAPITALIZED = 0.05  # the same, where the list ran before lower-casing: stop words at the beginning of sentences
_LOOSER = 2.5  # and how many times the least share the other lists may have there
_MANGLED = 0.002  # share of the text that is what the lemmatizer makes of function words: no other words are so frequent
_GONE = 0.001  # differences of that share which are chance
_ENOUGH = 20  # types below which nothing is said about lemmatizers and stop lists
_WRITTEN = 0.98  # share of the upper case that the lemmatizer must write itself where the case was lowered
_DOTTED = "i\N{COMBINING DOT ABOVE}"  # what Unicode makes of a Turkish capital with a dot
_SHORTEST = 3  # no word shorter than this is more than chance; a tokenizer may leave out single letters
_MASKED = 3  # masked digits that show masking


def infer_blind(forms: list[str], language: str = "en") -> Degradation:
    """The degradation whose operators, run again, would leave the tokens `forms` as they are.

    Each operator is recognized by what it would still find to do: a tokenizer nothing to cut, a lemmatizer hardly an inflected
    form, a stop list hardly a word of its own. A text that is not degraded gives operators that do next to nothing.
    """
    counts = Counter(forms)
    if not counts:
        return Degradation(fit=0.0, evidence=("no tokens",))
    masks = placeholders(counts)
    rest = Counter({form: count for form, count in counts.items() if form not in masks})
    digits = _masked_digits(rest)
    plain = unmasked(rest, digits)
    tokenizers = [mode for mode in tokenizer_modes() if leaves_whole(Tokenize(mode), plain)]
    words = Counter({form: count for form, count in rest.items() if form.isalpha() and len(form) > 2})
    enough = len(words) >= _ENOUGH
    chains = fitting_normalizers(words, language) if enough else []
    lists = absent_stop_lists(words, language, chains[0] if chains else ()) if enough else []
    lower, *ways = lowered(rest, language) if _is_lower(rest, chains[0] if chains else ()) else [()]
    shortest = min((len(form) for form in rest if form.isalpha()), default=0)
    length = (MinLength(shortest),) if enough and shortest >= _SHORTEST else ()
    tokenizer = Tokenize(tokenizers[0] if tokenizers else "whitespace")
    alternatives = {
        "tokenize": tuple(tokenizers[1:]),
        "normalize": tuple(describe(chain) for chain in chains[1:]),
        "stop": tuple(lists[1:]),
        "case": tuple(way[0].method for way in ways if isinstance(way[0], Lowercase)),
    }
    return Degradation(
        (tokenizer, *digits, *_in_order(rest, words, lower, chains[0] if chains else (), lists), *length),
        {name: others for name, others in alternatives.items() if others},
        fit=round(share_left(words, chains[0] if chains else ()), 4),
        evidence=(
            f"inferred from {counts.total()} tokens alone, without a clean version",
            *(f"{mask} stands {counts[mask]} times where something else was" for mask in masks),
        ),
    )


def lowered(forms: Iterable[str], language: str) -> list[Chain]:
    """The ways in which the case may have been lowered: where Turkish has kept the dot of a capital, the common one alone."""
    ways: list[Chain] = [(way,) for way in lowerings(language, "")]
    return ways[:1] if any(_DOTTED in form for form in forms) else ways[::-1]


def _is_lower(forms: Counter[str], chain: Chain) -> bool:
    """Whether the case was lowered: no upper case is left but what the lemmatizer itself writes, as German nouns or "I"."""
    upper = {form: count for form, count in forms.items() if form != form.lower()}
    written = sum(count for form, count in upper.items() if chain and run_chain(chain, form.lower()) == form)
    return written >= _WRITTEN * sum(upper.values())


def _in_order(forms: Counter[str], words: Counter[str], lower: Chain, chain: Chain, lists: list[str]) -> tuple[Operator, ...]:
    """The operators on words, in their order.

    A stop list that ran before the lower-casing or the lemmatizer has left words of its own. One that ran after the lemmatizer
    did not know what this made of function words, such as "wa" of "was".
    """
    if not lists:
        return (*lower, *chain)
    listed = stop_words(lists[0])
    capitals = sum(count for word, count in words.items() if word not in listed and word.lower() in listed)
    stop = Stop(lists[0], ignore_case=not lower and capitals <= _PRESENT * words.total())
    if lower and _present(words, lists[0], chain) > _PRESENT * words.total():
        return (stop, *lower, *chain)
    common = listed & stop_words("nltk179") or listed  # other English lists have verbs, whose lemmas are frequent words
    made = {run_chain(chain, word) for word in common} - listed
    mangled = sum(forms[form] for form in made if form and len(form) > 1)
    left = any(words[word] for word in listed)
    return (*lower, stop, *chain) if chain and left and mangled < _MANGLED * forms.total() else (*lower, *chain, stop)


def _masked_digits(forms: Counter[str]) -> tuple[MaskNumbers, ...]:
    """The mask of digits: # where no digit is left, or a single digit that stands for all."""
    found = {char for form in forms for char in form if char.isdecimal()}
    mask = "#" if not found else min(found)
    count = sum(many for form, many in forms.items() if mask in form)
    twice = any(mask * 2 in form for form in forms)
    if len(found) > 1 or count < _MASKED or (mask not in "#09"):
        return ()
    return (MaskNumbers(mask, each=twice),)


def leaves_whole(tokenizer: Tokenize, forms: Counter[str]) -> bool:
    """Whether a tokenizer would cut hardly any token of the text again, also among those that hold more than letters.

    A text cut by a tokenizer has no token that it would cut again; one that keeps apostrophes is told from one that cuts at them
    by the few tokens that have one.
    """
    left = _left(tokenizer.mode, forms)
    odd = Counter({form: count for form, count in forms.items() if not form.isalpha()})
    stray = max(_STRAY, _STRAY_SHARE * sum(forms.values()))
    return all(sum(part[form] for form in part if left[form]) >= _WHOLE * part.total() - stray for part in (forms, odd))


def _left(mode: str, forms: Iterable[str]) -> dict[str, bool]:
    """Whether a tokenizer leaves each form whole; kept, as documents of one corpus have the same words."""
    known = _known(mode)
    found = {form: known.get(form) for form in forms}
    new = [form for form, left in found.items() if left is None]
    # How the Treebank tokenizer cuts a quotation mark depends on the marks before it: a form that has one is asked about alone.
    lone = [form for form in new if _QUOTES.search(form)]
    told = _told(mode, [form for form in new if not _QUOTES.search(form)])
    for form in lone:
        told |= _told(mode, [form])
    if len(known) > _MOST:
        known.clear()
    known.update(told)
    return {form: told[form] if left is None else left for form, left in found.items()}


@cache
def _known(_: str) -> dict[str, bool]:
    """The forms that were asked about, a table for each mode."""
    return {}


def _told(mode: str, forms: list[str]) -> dict[str, bool]:
    """Whether a tokenizer leaves forms whole, each before a word that any does; asked all at once, for a call costs a tenth of a
    millisecond."""
    tokens = Tokenize(mode).tokens(" ".join(f"{form} {_NEXT}" for form in forms))
    found, at, start = {}, 0, 0
    for form in forms:
        end, cut = start + len(form) + 1 + len(_NEXT), []
        while at < len(tokens) and tokens[at].start < end:
            cut.append(tokens[at].form)
            at += 1
        found[form] = cut == [form, _NEXT]
        start = end + 1
    return found


@lru_cache(maxsize=1 << 18)
def _is_kept(chain: Chain, word: str) -> bool:
    return run_chain(chain, word) == word


def share_left(words: Counter[str], chain: Iterable[WordOperator]) -> float:
    """Which share of the types a chain of operators leaves as they are."""
    operators = tuple(chain)
    left = sum(_is_kept(operators, word) for word in words)
    return left / len(words) if words else 0.0


def fitting_normalizers(words: Counter[str], language: str = "en") -> list[Chain]:
    """The lemmatizers or stemmers the text went through, best first, and those it cannot tell from the best; often none.

    A stemmed text has no inflected forms either, so stemmers are asked first. A text whose nouns and verbs are both lemmatized went
    through a lemmatizer of all parts of speech, or two. Adjective and adverb lemmas leave any text nearly as it is and cannot be
    recognized.
    """
    scored = [(share_left(words, chain), chain) for chain in normalizers(language) if chain and _is_telling(chain[0])]
    stems = [(share, chain) for share, chain in scored if isinstance(chain[0], Stem)]
    hardest = [each for each in stems if each[1] == (Stem("lancaster"),) and each[0] >= _STEMMED]
    english = any(describe(chain) == "porter" for _, chain in stems)
    found = _best(hardest or stems, _STEMMED if english else _STEMMED_ELSEWHERE, len(words))
    if found:
        return found
    lemmas = [(share, chain) for share, chain in scored if isinstance(chain[0], Lemma)]
    shares = {describe(chain): share for share, chain in lemmas}
    if shares.get("wordnet_noun", 0.0) >= _BOTH_NOUN and shares.get("wordnet_verb", 0.0) >= _BOTH_VERB:
        every = [each for each in lemmas if describe(each[1]).partition("_nltk")[0] not in _SINGLE]
        return _best(every, _BOTH_VERB, len(words))
    if "wordnet_noun" not in shares:
        return _best(lemmas, _LEMMATIZED_ELSEWHERE, len(words))
    return _best([each for each in lemmas if describe(each[1]).partition("_nltk")[0] in _SINGLE], _LEMMATIZED, len(words))


_SINGLE = ("wordnet_noun", "wordnet_verb")


def _is_telling(operator: WordOperator) -> bool:
    return not (isinstance(operator, Lemma) and operator.name.startswith(("wordnet_adj", "wordnet_adv")))


def _best(scored: list[tuple[float, Chain]], least: float, types: int) -> list[Chain]:
    """The chains over `least` that are as good as the best, best first."""
    best = max((share for share, _ in scored), default=0.0)
    equal = best - max(_EQUALLY, _EQUAL_TYPES / max(types, 1))
    ranked = sorted(enumerate(scored), key=lambda each: (-each[1][0], each[0]))
    return [chain for _, (share, chain) in ranked if share >= max(least, equal)]


def absent_stop_lists(words: Counter[str], language: str = "en", chain: Chain = ()) -> list[str]:
    """The lists of which hardly a word is left; none where function words stand in the text.

    Those of which no more is left than of any other come first, and of these the longest.

    Words of a list that a lemmatizer or stemmer may have made of others, as "call" of "calls", say nothing. Where the case was
    lowered after the list had run, words at the beginning of sentences are left of it.
    """
    shares = {name: _present(words, name, chain) / max(words.total(), 1) for name in stop_list_names(language)}
    least = min(shares.values(), default=1.0)
    if least > _CAPITALIZED:
        return []
    most = _PRESENT + _LOOSER * least
    absent = [(share > least + _GONE, -len(stop_words(name)), name) for name, share in shares.items() if share <= most]
    return [name for *_, name in sorted(absent)]


def _present(words: Counter[str], name: str, chain: Chain) -> int:
    """How often words of a list stand in a text, without those that its lemmatizer or stemmer may have made of others.

    The most frequent one is left aside: a polite "Sie" is no stop word to a list that minds the case.
    """
    found = [words[word] for word in stop_words(name) if word in words and not (chain and is_inflected(word))]
    return sum(found) - max(found, default=0)


def describe(chain: Chain) -> str:
    """The names of a chain's lemmatizers and stemmers, for a person."""
    return " + ".join(str(operator.to_dict()["name"]) for operator in chain) or "none"
