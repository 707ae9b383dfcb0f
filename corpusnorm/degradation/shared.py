"""One degradation of many pairs: how a whole set of short texts was made, or several sets in one heap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from corpusnorm.alignment import align_keys
from corpusnorm.degradation.exceptions import with_exceptions
from corpusnorm.degradation.infer import infer_degradation, with_fit
from corpusnorm.degradation.observe import degraded_tokens, observe
from corpusnorm.degradation.operators import (
    FoldDiacritics,
    Lowercase,
    MaskNumbers,
    MaskTokens,
    Operator,
    Table,
    Vocabulary,
    WordOperator,
)
from corpusnorm.degradation.recipe import Degradation
from corpusnorm.sketch.keys import universal_key, words

_ENOUGH = 10_000  # clean words from which the operators are inferred; more tell no more
_SET = 3  # pairs that make a set: of two, each may as well have a recipe of its own
_SETS = 8  # sets looked for at most
_SEEDS = 6  # pairs inferred by themselves in search of a set
_TRIED = 60  # pairs that show how many a seed's recipe explains
# Share of the agreement of a pair that the recipe of a set explains. Measured on news articles degraded in five ways, as a share of
# all tokens: its own recipe explains .95 to 1 in half the pairs and .9 or more in nine of ten; one with another lemmatizer .87 to
# .95 and .78 to .89; a stemmer, or none, .6 and less.
_EXPLAINED = 0.85


def infer_shared(pairs: Sequence[tuple[str, str]], language: str | None = None) -> Degradation:
    """How a set of degraded texts was made, from pairs of (degraded, clean): the recipe is one, the texts may be short.

    The operators are inferred from the first pairs together. The vocabulary filter is read off all of them: the types that the
    operators let through and that no degraded text has. Cost: a few seconds for 2,000 news articles.

    >>> clean = "The wars of the mountainous countries were long, and their armies fought for the cities."
    >>> infer_shared([("war mountainous country long army fought city", clean)] * 20).apply("The cities of the countries")
    'city country'
    """
    return _with_vocabulary(_whole(pairs, language), pairs)


def _whole(pairs: Sequence[tuple[str, str]], language: str | None) -> Degradation:
    """The recipe of all pairs but for the vocabulary filter: inferred from the first, what it does not explain read off all."""
    return with_exceptions(_pooled(pairs, language), pairs)


def _pooled(pairs: Sequence[tuple[str, str]], language: str | None) -> Degradation:
    """The recipe inferred from the first pairs as if they were one text."""
    sample, size = list[tuple[str, str]](), 0
    for degraded, clean in pairs:
        if size >= _ENOUGH:
            break
        sample.append((degraded, clean))
        size += clean.count(" ")
    return infer_degradation(" ".join(degraded for degraded, _ in sample), "\n".join(clean for _, clean in sample), language)


def _with_vocabulary(how: Degradation, pairs: Sequence[tuple[str, str]]) -> Degradation:
    """The recipe with its vocabulary filter, if it has one, read off all pairs."""
    how = replace(how, evidence=(f"inferred from {len(pairs)} pairs together", *how.evidence))
    if not any(isinstance(operator, Vocabulary) for operator in how.operators):
        return how
    known = without_vocabulary(how)
    alive = {token for degraded, _ in pairs for token in degraded.split()}
    gone = {token.form for _, clean in pairs for token in known.tokens(clean)} - alive
    return replace(how, operators=(*known.operators, Vocabulary(drop=frozenset(gone))))


def infer_sets(pairs: Sequence[tuple[str, str]], language: str | None = None) -> list[Degradation]:
    """The recipes of the sets among pairs of (degraded, clean), the one of most pairs first; none where no three share one.

    Some pairs are inferred by themselves; the recipe that explains most of the others makes a set, which is inferred together; what
    it does not explain is looked at again. Then each pair goes to the recipe that explains it best, and every set is inferred once
    more from its own pairs. Depends on the order of `pairs` only as far as it decides which are tried. Cost: some seconds a set.
    """
    every = [Pair(degraded, clean) for degraded, clean in pairs]
    found: list[Degradation] = []
    best = [(0.0, 0)] * len(every)  # of each pair: how much its best recipe explains, and the number of that, the first negated
    while len(found) < _SETS:
        rest = [pair for pair, (share, _) in zip(every, best, strict=True) if share < _EXPLAINED]
        members = _largest_set(rest, language)
        if len(members) < _SET:
            break
        found.append(_whole(members, language))
        plain = without_vocabulary(found[-1])
        best = [max(known, (pair.explained(plain), 1 - len(found))) for pair, known in zip(every, best, strict=True)]
    groups = [
        [pair.texts for pair, each in zip(every, best, strict=True) if _goes_to(each, number)] for number in range(len(found))
    ]
    settled = found if len(found) == 1 else [_whole(group, language) for group in groups]
    sets = sorted(zip(settled, groups, strict=True), key=lambda each: -len(each[1]))
    return [_with_vocabulary(how, group) for how, group in sets if len(group) >= _SET]


def _goes_to(best: tuple[float, int], number: int) -> bool:
    return best[0] >= _EXPLAINED and best[1] == -number


def _largest_set(pairs: Sequence[Pair], language: str | None) -> list[tuple[str, str]]:
    """The pairs that the recipe of one of the longer ones explains, of the one that explains most of those tried."""
    if len(pairs) < _SET:
        return []
    longest = sorted(pairs, key=lambda pair: -len(pair.forms))[: max(len(pairs) // 2, _SET)]
    tried = _spread(pairs, _TRIED)
    seeds = [without_vocabulary(_whole([pair.texts for pair in tried], language))]
    seeds += [without_vocabulary(infer_degradation(*pair.texts, language)) for pair in _spread(longest, _SEEDS)]
    scores = [sum(pair.explained(seed) >= _EXPLAINED for pair in tried) for seed in seeds]
    seed = seeds[scores.index(max(scores))]
    return [pair.texts for pair in pairs if pair.explained(seed) >= _EXPLAINED]


def _spread(pairs: Sequence[Pair], count: int) -> list[Pair]:
    """Some of the pairs, evenly spaced."""
    return [pairs[place * len(pairs) // count] for place in range(count)] if len(pairs) > count else list(pairs)


@dataclass(frozen=True)
class Pair:
    """A degraded text and its clean version, to try recipes on."""

    degraded: str
    clean: str

    @property
    def texts(self) -> tuple[str, str]:
        """Both texts."""
        return self.degraded, self.clean

    @cached_property
    def forms(self) -> list[str]:
        """The degraded tokens."""
        return self.degraded.split()

    @cached_property
    def words(self) -> list[str]:
        """The clean words."""
        return [match.group() for match in words(self.clean)]

    @cached_property
    def rough(self) -> int:
        """How many of the degraded tokens have a clean partner, whatever the recipe: aligned on universal keys."""
        return len(align_keys([universal_key(word) for word in self.words], [universal_key(form) for form in self.forms]))

    def aligned(self, how: Degradation) -> int:
        """How many of the degraded tokens are, in order, what the recipe makes of the clean text."""
        return len(align_keys([token.form for token in how.tokens(self.clean)], self.forms))

    def explained(self, how: Degradation) -> float:
        """Which share of the agreement the recipe explains."""
        return min(self.aligned(how) / self.rough, 1.0) if self.rough else 0.0

    def best_of(self, recipes: Sequence[Degradation]) -> int | None:
        """The number of the recipe that explains most, ties to the first; None where none explains enough."""
        shares = [self.explained(how) for how in recipes]
        best = max(shares, default=0.0)
        return shares.index(best) if best >= _EXPLAINED else None


def fit_to(how: Degradation, degraded: str, clean: str) -> Degradation:
    """The recipe of a set for one of its pairs: its fit and exceptions there, its lists without what does not come up there."""
    respelling = _respelling(how)
    own = for_pair(how, (degraded, clean))
    found = with_fit(own, observe(clean, degraded_tokens(degraded), how.tokenizer, respelling), respelling)
    return replace(found, evidence=(*how.evidence[:1], *found.evidence))


def _respelling(how: Degradation) -> tuple[WordOperator, ...]:
    """The first operators, where they write letters, digits or whole tokens otherwise, and not only lose the case."""
    plain = (Lowercase, FoldDiacritics, MaskNumbers, MaskTokens)
    first = tuple(takewhile(lambda operator: isinstance(operator, plain), how.word_operators))
    return first if any(not isinstance(operator, Lowercase) for operator in first) else ()


def without_vocabulary(how: Degradation) -> Degradation:
    """The same operators but for vocabulary filters, which are of a set and say nothing about how a form is made."""
    return replace(how, operators=tuple(operator for operator in how.operators if not isinstance(operator, Vocabulary)))


def for_pair(how: Degradation, texts: Iterable[str]) -> Degradation:
    """The recipe of a set as it acts on these texts: its lists without the words that do not come up in them.

    Law: it makes of each of these texts what `how` makes of it. The list of a vocabulary filter has thousands of types, a text
    has some dozens of them, and every document carries its own recipe.

    >>> how = Degradation((Vocabulary(drop=frozenset(("war", "peace"))),))
    >>> for_pair(how, ["The war was long."]).operators[0].drop
    frozenset({'war'})
    """
    forms = {token.form for text in texts for token in how.tokenizer.tokens(text)}
    operators: list[Operator] = []
    for operator in how.operators:
        if isinstance(operator, WordOperator):
            operators.append(_restricted(operator, forms))
            forms = {form for word in forms if (form := operator.form(word)) is not None}
        else:
            operators.append(operator)
    return replace(how, operators=tuple(operators))


def _restricted(operator: WordOperator, forms: set[str]) -> WordOperator:
    """An operator with a list, without what does not come up among the forms."""
    if isinstance(operator, Vocabulary):
        return Vocabulary(operator.drop & forms, None if operator.keep is None else operator.keep & forms)
    if isinstance(operator, Table):
        return Table(tuple((word, form) for word, form in operator.forms if word in forms))
    return operator
