"""What a degraded text alone tells of its degradation: what its operators, run again, would leave alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from corpusnorm.degradation.candidates import normalizers, stop_list_names, tokenizer_modes
from corpusnorm.degradation.operators import Lemma, Lowercase, Operator, Stem, Stop, Tokenize, WordOperator, stop_words
from corpusnorm.degradation.recipe import Degradation, run_chain

Chain = tuple[WordOperator, ...]

_NEXT = "and"  # a word behind a token: the Treebank tokenizer cuts a full stop off only at the end of the text
_WHOLE = 0.97  # share of tokens that a tokenizer, run again, must leave whole
# Tokens that may have come in otherwise, at least, and as a share of all: masks of digits, apostrophes that a stemmer rewrites.
_STRAY, _STRAY_SHARE = 2, 0.002
# Share of the types that the lemmatizer or stemmer of a text, run again, leaves as they are. Measured on the development pairs:
# its own lemmatizer leaves .997 and more, in other texts at most .90; its own stemmer .95 and more (stemmers are not
# idempotent), in other texts at most .52.
_LEMMATIZED = 0.985
_STEMMED = 0.9
_EQUALLY = 0.002  # difference of that share which the text cannot tell apart
_PRESENT = 0.02  # share of the text that words of its own stop list may make up: lemmas that fell on a stop word
_ENOUGH = 20  # types below which nothing is said about lemmatizers and stop lists


def infer_blind(forms: list[str], language: str = "en") -> Degradation:
    """The degradation whose operators, run again, would leave the tokens `forms` as they are.

    Each operator is recognized by what it would still find to do: a tokenizer nothing to cut, a lemmatizer hardly an inflected
    form, a stop list hardly a word of its own. A text that is not degraded gives operators that do next to nothing.
    """
    counts = Counter(forms)
    if not counts:
        return Degradation(fit=0.0, evidence=("no tokens",))
    tokenizers = [mode for mode in tokenizer_modes() if leaves_whole(Tokenize(mode), counts)]
    operators: list[Operator] = [Tokenize(tokenizers[0] if tokenizers else "whitespace")]
    lower = all(form == form.lower() for form in counts)
    operators += [Lowercase()] if lower else []
    words = Counter({form: count for form, count in counts.items() if form.isalpha() and len(form) > 2})
    chains = fitting_normalizers(words, language) if len(words) >= _ENOUGH else []
    lists = absent_stop_lists(words, language) if len(words) >= _ENOUGH else []
    operators += chains[0] if chains else ()
    operators += [Stop(lists[0])] if lists else []
    alternatives = {
        "tokenize": tuple(tokenizers[1:]),
        "normalize": tuple(describe(chain) for chain in chains[1:]),
        "stop": tuple(lists[1:]),
    }
    return Degradation(
        tuple(operators),
        {name: others for name, others in alternatives.items() if others},
        fit=round(share_left(words, chains[0] if chains else ()), 4),
        evidence=(f"inferred from {counts.total()} tokens alone, without a clean version",),
    )


def leaves_whole(tokenizer: Tokenize, forms: Counter[str]) -> bool:
    """Whether a tokenizer would cut hardly any token of the text again, also among those that hold more than letters.

    A text cut by a tokenizer has no token that it would cut again; one that keeps apostrophes is told from one that cuts at them
    by the few tokens that have one.
    """
    left = {form: _is_left(tokenizer.mode, form) for form in forms}
    odd = Counter({form: count for form, count in forms.items() if not form.isalpha()})
    stray = max(_STRAY, _STRAY_SHARE * sum(forms.values()))
    return all(sum(part[form] for form in part if left[form]) >= _WHOLE * part.total() - stray for part in (forms, odd))


@lru_cache(maxsize=1 << 18)
def _is_left(mode: str, form: str) -> bool:
    """Whether a tokenizer leaves a form whole; kept, as documents of one corpus have the same words."""
    return [token.form for token in Tokenize(mode).tokens(f"{form} {_NEXT}")] == [form, _NEXT]


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

    A stemmed text has no inflected forms either, so stemmers are asked first. Adjective and adverb lemmas leave any text nearly
    as it is and cannot be recognized.
    """
    single = [chain for chain in normalizers(language) if len(chain) == 1]
    stems: list[tuple[float, Chain]] = [(share_left(words, chain), chain) for chain in single if isinstance(chain[0], Stem)]
    found = _best(stems, _STEMMED)
    if found:
        return found
    lemmas: list[tuple[float, Chain]] = [(share_left(words, chain), chain) for chain in single if _is_telling(chain[0])]
    fitting = _best(lemmas, _LEMMATIZED)
    parts = {chain[0].name.partition("_nltk")[0] for chain in fitting if isinstance(chain[0], Lemma)}
    if len(parts) < 2:
        return fitting
    return [chain for chain in normalizers(language) if len(chain) == 2]


def _is_telling(operator: WordOperator) -> bool:
    return isinstance(operator, Lemma) and operator.name.startswith(("wordnet_noun", "wordnet_verb"))


def _best(scored: list[tuple[float, Chain]], least: float) -> list[Chain]:
    """The chains over `least` that are as good as the best, best first."""
    best = max((share for share, _ in scored), default=0.0)
    ranked = sorted(enumerate(scored), key=lambda each: (-each[1][0], each[0]))
    return [chain for _, (share, chain) in ranked if share >= max(least, best - _EQUALLY)]


def absent_stop_lists(words: Counter[str], language: str = "en") -> list[str]:
    """The lists of which hardly a word is left, the longest first; none where function words stand in the text."""
    total = words.total()
    absent = [
        (len(stop_words(name)), name)
        for name in stop_list_names(language)
        if sum(words[word] for word in stop_words(name)) <= _PRESENT * total
    ]
    return [name for _, name in sorted(absent, key=lambda each: (-each[0], each[1]))]


def describe(chain: Chain) -> str:
    """The names of a chain's lemmatizers and stemmers, for a person."""
    return " + ".join(str(operator.to_dict()["name"]) for operator in chain) or "none"
