"""What a set of pairs shows of a lemmatizer that no named one explains: the words it makes something else of, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpusnorm.alignment import align_keys
from corpusnorm.degradation.operators import DropNumbers, Lemma, MinLength, Operator, Stem, Stop, Table, Vocabulary, WordOperator
from corpusnorm.degradation.recipe import Degradation, run_chain
from corpusnorm.sketch.keys import universal_key

_ROUNDS = 2  # what the first table explains are anchors for the second
_SEEN = 2  # times that a word must be seen as a form that has not its beginning
_ALIKE = 3  # letters at the beginning that make a word and a form alike; one fewer in words of no more
_MOST = 0.5  # share of what a word was seen as that its form must have
_GAP = 12  # words between two neighbours that agree among which the partner of a form is sought
_WORTH = 0.003  # share of the degraded tokens that a table must explain: chance pairs alone explain that much

Pairs = Sequence[tuple[str, str]]


def with_exceptions(how: Degradation, pairs: Pairs) -> Degradation:
    """The recipe with a table of the words that the pairs (degraded, clean) show otherwise than its lemmatizer makes them.

    A form that the recipe does not predict stands between two that it does; its word stands between the same two in the clean
    text. A word is taken for the form it is seen as most, if it is alike, or seen twice and alone. The recipe is returned as it is
    where a table explains next to nothing more. Cost: some alignments a pair.

    >>> from corpusnorm.degradation.operators import Lowercase, Tokenize
    >>> pairs = [("the mice(s) ran home", "The mice ran home"), ("old mice(s) sleep here", "Old mice sleep here")]
    >>> with_exceptions(Degradation((Tokenize("whitespace"), Lowercase())), pairs).apply("Many mice")
    'many mice(s)'
    """
    found = how
    for _ in range(_ROUNDS):
        found = _learned(found, pairs)
    return found


def _learned(how: Degradation, pairs: Pairs) -> Degradation:
    plain = Degradation(tuple(each for each in how.operators if not isinstance(each, Vocabulary)))
    place = _place(how.operators)
    before = tuple(each for each in how.operators[:place] if isinstance(each, WordOperator))
    behind = tuple(each for each in plain.operators[place:] if isinstance(each, WordOperator))
    seen, total = _seen(plain, before, pairs)
    known = dict(behind[0].forms) if behind and isinstance(behind[0], Table) else {}
    forms = known | dict(_usual(seen, behind[1:] if known else behind))
    if sum(max(counts.values()) for word, counts in seen.items() if forms.get(word) != known.get(word)) <= _WORTH * total:
        return how
    end = place + (1 if known else 0)
    operators: tuple[Operator, ...] = (*how.operators[:place], Table(tuple(forms.items())), *how.operators[end:])
    return replace(how, operators=operators)


def _place(operators: Sequence[Operator]) -> int:
    """Where the table stands: before the lemmatizer, and before all that drops words, behind what lowers the case and respells."""
    kinds = (Table, Lemma, Stem, Stop, MinLength, DropNumbers, Vocabulary)
    return next((at for at, each in enumerate(operators) if isinstance(each, kinds)), len(operators))


def _seen(plain: Degradation, before: Sequence[WordOperator], pairs: Pairs) -> tuple[Mapping[str, Counter[str]], int]:
    """What each word, as it is where the table stands, was seen as, itself included; and the number of degraded tokens."""
    seen: dict[str, Counter[str]] = {}
    total = 0
    for degraded, clean in pairs:
        forms = degraded.split()
        total += len(forms)
        tokens = [(plain.form(token.form), token.form) for token in plain.tokenizer.tokens(clean)]
        for word, form in _partners(tokens, forms):
            if (own := run_chain(before, word)) is not None:
                seen.setdefault(own, Counter())[form] += 1
    return seen, total


def _partners(tokens: Sequence[tuple[str | None, str]], forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Words with the forms they were seen as: those predicted, and those between such neighbours; dropped ones with none."""
    pairs = align_keys([form or "" for form, _ in tokens], forms)
    yield from ((tokens[i][1], forms[j]) for i, j in pairs)
    for (i, j), (next_i, next_j) in pairwise(((-1, -1), *pairs, (len(tokens), len(forms)))):
        words, left = tokens[i + 1 : next_i], forms[j + 1 : next_j]
        met = list(_between(words, left)) if len(words) <= _GAP else []
        yield from met
        partnered = {word for word, _ in met}
        yield from ((word, "") for form, word in words if form is None and word not in partnered)


def _between(words: Sequence[tuple[str | None, str]], forms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The partners in a gap, in order: each form with the next word that is alike; a single one with a single word."""
    survivors = [word for form, word in words if form is not None]
    at = 0
    for form in forms:
        alike = next((place for place in range(at, len(words)) if _alike(words[place][1].lower(), form)), None)
        if alike is not None:
            yield words[alike][1], form
            at = alike + 1
        elif len(survivors) == len(forms) == 1:
            yield survivors[0], form


def _alike(word: str, form: str) -> bool:
    short = _ALIKE if len(word) > _ALIKE else _ALIKE - 1
    return word[:short] == form[:short] or universal_key(word) == universal_key(form)


def _usual(seen: Mapping[str, Counter[str]], behind: Sequence[WordOperator]) -> Iterator[tuple[str, str]]:
    """The words whose usual form is not what the operators behind the table make of them, each with what they turn into it."""
    made = {word: run_chain(behind, word) for word in seen}
    sources = {form: word for word, form in sorted(made.items(), reverse=True) if form is not None}
    for word, counts in sorted(seen.items()):
        form, count = min(counts.items(), key=lambda each: (-each[1], each[0]))
        telling = count > _MOST * counts.total() and (count >= _SEEN or _alike(word.lower(), form))
        if form and made[word] != form and telling:
            source = form if run_chain(behind, form) == form else sources.get(form)
            yield from ((word, source),) if source is not None else ()
