"""Wording: operators, kinds of relations and tiers in words for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

RELATIONS = {
    "exact": "is the same text as",
    "near": "is nearly the same as",
    "contains": "contains",
    "degraded-of": "is a degraded copy of",
    "shares-passage": "shares passages with",
}
TIERS = {
    "witness": "copied from the clean version",
    "lexical": "a word's only or likeliest full form",
    "conjecture": "what usually stands there; probable, not proven",
    "kept": "as the degraded copy has it",
    "gap": "where words may be lost that nothing proves",
}
_OPERATORS = {  # with the options of each, as its mapping names them
    "tokenize": "cut into words ({mode})",
    "lowercase": "lower-cased",
    "fold_diacritics": "diacritics taken off",
    "drop_numbers": "numbers dropped",
    "mask_numbers": "digits masked by {mask}",
    "mask_tokens": "words or numbers masked by {mask}",
    "min_length": "words under {n} letters dropped",
    "max_length": "words over {n} letters dropped",
    "drop_non_alpha": "words that are not letters alone dropped",
    "strip_possessive": "possessive endings taken off",
    "lemma": "lemmatized ({name})",
    "stem": "stemmed ({name})",
    "stop": "stop words removed ({list})",
}


def degradation(operators: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """What was done to a text, a phrase an operator, in order; an operator of a third party by its name.

    >>> degradation([{"op": "lowercase"}, {"op": "stop", "list": "smart"}, {"op": "drop_vowels"}])
    ('lower-cased', 'stop words removed (smart)', 'drop vowels')
    """
    return tuple(_phrase(operator) for operator in operators)


def _phrase(operator: Mapping[str, Any]) -> str:
    name = str(operator["op"])
    if name == "vocabulary":
        kept = operator.get("keep")
        return (
            f"{len(operator['drop']):,} word types filtered out"
            if kept is None
            else f"all but {len(kept):,} word types filtered out"
        )
    return _OPERATORS[name].format_map(operator) if name in _OPERATORS else name.replace("_", " ")
