"""Whether an inferred recipe is right: each part named, or in the class returned, or one that makes no difference to the text."""

from __future__ import annotations

from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.blind import describe
from corpusnorm.degradation.operators import (
    DropNumbers,
    FoldDiacritics,
    Lemma,
    Lowercase,
    MaskNumbers,
    MaskTokens,
    MinLength,
    Stem,
    Stop,
    Tokenize,
)

PARTS: dict[str, tuple[type[Operator], ...]] = {
    "tokenize": (Tokenize,),
    "case": (Lowercase,),
    "normalize": (Lemma, Stem),
    "stop": (Stop,),
    "place": (Stop,),
    "length": (MinLength,),
    "numbers": (DropNumbers, MaskNumbers, MaskTokens),
    "folding": (FoldDiacritics,),
}


def of_kind(how: Degradation, part: str) -> tuple[Operator, ...]:
    """The operators of a part, in order."""
    return tuple(operator for operator in how.operators if isinstance(operator, PARTS[part]))


def named(how: Degradation, part: str) -> str:
    """What a part is called in the classes that inference returns."""
    found = of_kind(how, part)
    if part == "tokenize":
        return next((operator.mode for operator in found if isinstance(operator, Tokenize)), "")
    if part == "normalize":
        return describe(tuple(operator for operator in found if isinstance(operator, Lemma | Stem)))
    if part == "stop":
        return next((operator.list for operator in found if isinstance(operator, Stop)), "")
    if part == "place":
        return place(how)
    if part == "case":
        return next((operator.method for operator in found if isinstance(operator, Lowercase)), "")
    return str([_plain(operator) for operator in found])


def _plain(operator: Operator) -> dict[str, object]:
    """An operator as data; of a mask its case and its words, which a text shows in part, left aside."""
    data = operator.to_dict()
    return {**data, "mask": operator.mask.lower(), "words": bool(operator.words)} if isinstance(operator, MaskTokens) else data


def place(how: Degradation) -> str:
    """Where the stop list stands: raw (before lower-casing), before or after the lemmatizer or stemmer, or twice."""
    lowered = any(isinstance(operator, Lowercase) for operator in how.operators)
    normalizes = any(isinstance(operator, Lemma | Stem) for operator in how.operators)
    places: list[str] = []
    for operator in how.operators:
        lowered = lowered and not isinstance(operator, Lowercase)
        normalizes = normalizes and not isinstance(operator, Lemma | Stem)
        if isinstance(operator, Stop):
            places.append("raw" if lowered else "before" if normalizes else "after")
    return "twice" if len(places) > 1 else "".join(places)


def returned(how: Degradation, part: str) -> set[str]:
    """The settings returned for a part: the one given, and those that the text cannot tell from it."""
    others = how.alternatives.get("stop" if part == "place" else part, ())
    if part == "stop":
        others = tuple(other.partition(" (")[0] for other in others)
    if part == "place":
        others = tuple(other.partition(" (")[2].rstrip(")") for other in others if other.startswith(f"{named(how, 'stop')} ("))
    return {named(how, part), *others}


def is_right(true: Degradation, found: Degradation, part: str, text: str = "") -> bool:
    """Whether a part is right; with the text that was degraded, also where the found setting does the same to it."""
    if named(true, part) in returned(found, part):
        return True
    return bool(text) and swapped(true, found, part).apply(text) == true.apply(text)


def swapped(true: Degradation, found: Degradation, part: str) -> Degradation:
    """The true recipe with one part as the other has it."""
    given = of_kind(found, part)
    if part == "stop":  # the list alone, in the places of the true recipe
        lists = [operator for operator in given if isinstance(operator, Stop)][:1]
        return Degradation(tuple(op for each in true.operators for op in (lists if isinstance(each, Stop) else [each])))
    kinds = PARTS[part]
    rest = [operator for operator in true.operators if not isinstance(operator, kinds)]
    after = _index(true if part != "place" else found, kinds)
    if part == "place":
        own = of_kind(true, "stop")[:1]
        given = own * len(given)
        return Degradation(_placed(rest, given, place(found)))
    return Degradation((*rest[:after], *given, *rest[after:]))


def _index(how: Degradation, kinds: tuple[type[Operator], ...]) -> int:
    """Where a part stands; behind the tokenizer and case where it does not."""
    first = next((at for at, operator in enumerate(how.operators) if isinstance(operator, kinds)), None)
    return first if first is not None else sum(isinstance(operator, Tokenize | Lowercase) for operator in how.operators)


def _placed(rest: list[Operator], stops: tuple[Operator, ...], where: str) -> tuple[Operator, ...]:
    before: tuple[type[Operator], ...] = (Lowercase,) if where == "raw" else (Lemma, Stem)
    at = next((at for at, operator in enumerate(rest) if isinstance(operator, before)), len(rest))
    if where == "twice" and at < len(rest):
        last = max(at for at, operator in enumerate(rest) if isinstance(operator, Lemma | Stem)) + 1
        return (*rest[:at], *stops[:1], *rest[at:last], *stops[:1], *rest[last:])
    if where == "after":
        at = max((at for at, operator in enumerate(rest) if isinstance(operator, Lemma | Stem)), default=len(rest) - 1) + 1
    return (*rest[:at], *stops[:1], *rest[at:])
