"""The forms of many names, grouped: which of them may be ways to write one name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.apart import apart, is_derived
from corpusnorm.names.discovery.chinese import other_syllables
from corpusnorm.names.discovery.clusters import APART, connected, groups, tree
from corpusnorm.names.discovery.knowledge import NOTHING, Knowledge, knowledge_of
from corpusnorm.names.discovery.model import Evidence, Proposal, Proposals, Rule
from corpusnorm.names.discovery.reasons import reason
from corpusnorm.names.discovery.rows import Rows
from corpusnorm.names.discovery.spelling import spelling
from corpusnorm.names.registry import Registry, default_registry

LIKELY = 2.0
"""Log-odds from which two forms are put to the grouping."""
MEAN = 0.5
"""Mean log-odds of all pairs between two groups from which they are one."""
LARGEST = 150
"""Forms of a part of the graph that are grouped at once; a larger part is first cut at higher odds."""
_SURE = 6.0
_BY_CONTEXT = 1.0  # log-odds that two names get by standing among the same words
_BARELY, _BY_WITNESS = -1.5, 2.0  # where two witnesses differ they may also differ in what they say
_BY_ENDING = 1.0
_SEEN = 8  # words around a form from which they say something
_MOST_TOGETHER = 3
_LIKE = 0.3  # cosine from which contexts are told as evidence
_WITNESSED = 0.9


def discover_variants(
    forms: Iterable[str],
    types: Sequence[str] | None = None,
    *,
    never: Iterable[tuple[str, str]] = (),
    witnessed: Mapping[tuple[str, str], int] | None = None,
    contexts: Mapping[str, Mapping[str, int]] | None = None,
    together: Mapping[tuple[str, str], int] | None = None,
    registry: Registry | Literal[False] | None = None,
) -> Proposals:
    """Groups of forms that may be ways to write one name, with the evidence, for a person to decide.

    Nothing is merged. `types` says of each form what it names ("city", "person"; empty where unknown): forms of different types are
    never in one group. Pairs of `never` are not either. `witnessed` counts how often one form stands for the other where two copies
    of a text are laid side by side; `contexts` counts the words around each form; `together` counts the sentences that have both of
    two forms, as a rule for two things. `registry` is the shipped one unless another is
    given, and asked for two things: forms it knows as names of different entities stay apart, and names of one entity belong
    together, as variants where they write one word, and as `renamings` where they are different names. False asks none.

    The result does not depend on the order of the forms, on repeated ones, or on forms that are no names (empty, digits).
    Cost: some .4 to .8 ms of a processor and 3 kB a form, from a hundred thousand to a million forms. Source of the
    method: docs/design/025.

    >>> [group.forms for group in discover_variants(["Mardakert", "Martakert", "Tomsk", "Mərdəkert"])]
    [('Mardakert', 'Martakert', 'Mərdəkert')]
    """
    material = list(forms)
    if types is not None and len(types) != len(material):
        raise ValueError(f"{len(types)} types for {len(material)} forms")
    typed: dict[str, set[str]] = defaultdict(set)
    for form, kind in zip(material, types or [""] * len(material), strict=True):
        typed[form].add(kind)
    known = knowledge_of(registry or default_registry()) if registry is not False else NOTHING
    apart_: dict[str, set[str]] = defaultdict(set)
    for a, b in never:
        apart_[a].add(b)
        apart_[b].add(a)
    return Discovery(
        tuple(sorted(typed)), typed, known, apart_, _counted(witnessed), contexts or {}, _counted(together)
    ).proposals()


def _counted(pairs: Mapping[tuple[str, str], int] | None) -> dict[tuple[str, str], int]:
    """Counts of pairs whichever of the two came first."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (a, b), count in (pairs or {}).items():
        if a != b and count > 0:
            found[min(a, b), max(a, b)] += count
    return dict(found)


@dataclass(frozen=True, eq=False)
class Discovery:
    """One question to discovery: `forms` are sorted and differ."""

    forms: tuple[str, ...]
    types: Mapping[str, set[str]]
    known: Knowledge
    never: Mapping[str, set[str]]
    witnessed: Mapping[tuple[str, str], int]
    contexts: Mapping[str, Mapping[str, int]]
    together: Mapping[tuple[str, str], int]

    def proposals(self) -> Proposals:
        """The groups of variants, and renamings apart."""
        found: list[Proposal] = []
        for part in self._parts():
            scores = self._scores(part)
            found += [
                self._proposal([part[each] for each in group], scores[np.ix_(group, group)]) for group in groups(scores, MEAN)
            ]
        variants = tuple(sorted(found, key=lambda each: each.forms))
        return Proposals(variants, tuple(self._renamings(variants)))

    @cached_property
    def rows(self) -> Rows:
        """The forms as they are compared."""
        return Rows.made_of(self.forms)

    # -- parts: what may belong together at all -----------------------------------------------------------------------------

    def _parts(self) -> Iterator[list[int]]:
        pairs, odds = self.rows.likely(LIKELY - (_BY_CONTEXT if self.contexts else 0))
        ties: dict[tuple[int, int], float] = {}
        for (a, b), score in zip(pairs.tolist(), odds.tolist(), strict=True):
            if (judged := score + self._besides(a, b)) >= LIKELY:
                ties[a, b] = max(judged, ties.get((a, b), judged))
        for pair in self._told():
            ties[min(pair), max(pair)] = _SURE
        yield from self._cut(list(ties), ties, LIKELY)

    def _cut(self, pairs: list[tuple[int, int]], odds: Mapping[tuple[int, int], float], least: float) -> Iterator[list[int]]:
        """The connected parts; one that is too large falls apart where its ties are weakest."""
        nodes = sorted({node for pair in pairs for node in pair})
        number = {node: at for at, node in enumerate(nodes)}
        for part in connected(len(nodes), [(number[a], number[b]) for a, b in pairs]):
            members = [nodes[each] for each in part]
            if len(members) <= LARGEST:
                yield members
                continue
            inside = set(members)
            stronger = [pair for pair in pairs if pair[0] in inside and odds[pair] >= least + 0.5]
            if len(stronger) and least < _SURE:
                yield from self._cut(stronger, odds, least + 0.5)
            else:
                yield from (members[at : at + LARGEST] for at in range(0, len(members), LARGEST))

    def _told(self) -> Iterator[tuple[int, int]]:
        """Pairs that the registry or two witnesses say are one, whatever their letters."""
        number = {form: at for at, form in enumerate(self.forms)}
        for a, b in self.witnessed:
            if a in number and b in number:
                yield number[a], number[b]
        by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, form in enumerate(self.forms):
            if (word := self.known.word(form)) is not None:
                by_word[word].append(at)
        for word in sorted(by_word):
            yield from ((by_word[word][0], other) for other in by_word[word][1:])

    # -- scores of all pairs of a part -------------------------------------------------------------------------------------

    def _scores(self, part: list[int]) -> NDArray[np.float64]:
        found = self.rows.scores(part)
        for a, b in combinations(range(len(part)), 2):
            found[a, b] = found[b, a] = self._judged(part[a], part[b], found[a, b])
        for members in self._known_alike(part):  # what is like one way to write a known name is like them all
            best = found[members].max(axis=0)
            best[found[members].min(axis=0) <= APART] = APART
            found[members], found[:, members] = best, best[:, None]
            found[np.ix_(members, members)] = _SURE
        return found

    def _known_alike(self, part: list[int]) -> list[list[int]]:
        """The forms of a part that the registry knows as one word and nothing else."""
        by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, form in enumerate(part):
            if (word := self.known.word(self.forms[form])) is not None:
                by_word[word].append(at)
        alike = [members for _, members in sorted(by_word.items()) if len(members) > 1]
        return [each for each in alike if not any(self._apart(part[a], part[b]) for a, b in combinations(each, 2))]

    def _judged(self, a: int, b: int, odds: float) -> float:
        if self._apart(a, b):
            return APART
        one, other = self.forms[a], self.forms[b]
        if (word := self.known.word(one)) is not None and word == self.known.word(other):
            return _SURE
        if odds >= _BARELY and (count := self.witnessed.get((one, other))):
            odds += _BY_WITNESS + math.log(count)
        return odds + self._besides(a, b)

    def _besides(self, a: int, b: int) -> float:
        """What, beside their letters, adds to the log-odds that two forms are one name, or takes off: the places where they stand,
        and an ending that makes another word of one (Niger and Nigeria).
        """
        one, other = self.forms[a], self.forms[b]
        sentences = self.together.get((one, other), 0)
        ending = _BY_ENDING if is_derived(one, other) else 0.0
        return _BY_CONTEXT * self._likeness(one, other) - min(sentences, _MOST_TOGETHER) - ending

    def _likeness(self, one: str, other: str) -> float:
        """The cosine of the words around two forms; 0 where one of them is seldom seen."""
        first, second = self.contexts.get(one, {}), self.contexts.get(other, {})
        if min(sum(first.values()), sum(second.values())) < _SEEN:
            return 0.0
        product = sum(count * second.get(word, 0) for word, count in first.items())
        return product / math.sqrt(sum(n * n for n in first.values()) * sum(n * n for n in second.values()))

    def _apart(self, a: int, b: int) -> str:
        """Why two forms are never in one group, or nothing."""
        one, other = self.forms[a], self.forms[b]
        if other in self.never.get(one, ()):
            return "never"
        first, second = self.types[one] - {""}, self.types[other] - {""}
        if first and second and not first & second:
            return "other types"
        if self.known.apart(one, other):
            return "other entities"
        if other_syllables(spelling(one).letters, spelling(other).letters):
            return "other syllables"
        return apart(one, other)

    # -- proposals ---------------------------------------------------------------------------------------------------------

    def _proposal(self, members: list[int], scores: NDArray[np.float64]) -> Proposal:
        ties = tree(range(len(members)), scores)
        evidence = [self._evidence(members[a], members[b], scores[a, b]) for a, b in ties]
        certainty = min(each.value if each.rule != "witness" else _WITNESSED for each in evidence)
        evidence += [
            Evidence(each.a, each.b, "context", round(likeness, 3))
            for each in evidence
            if (likeness := self._likeness(each.a, each.b)) >= _LIKE
        ]
        evidence.sort(key=lambda each: (each.a, each.b, each.rule))
        return Proposal(tuple(self.forms[each] for each in members), tuple(evidence), certainty)

    def _evidence(self, a: int, b: int, odds: float) -> Evidence:
        one, other = sorted((self.forms[a], self.forms[b]))
        rule, detail = self._rule(one, other)
        value = float(self.witnessed[one, other]) if rule == "witness" else round(1 / (1 + math.exp(-odds)), 3)
        return Evidence(one, other, rule, value, detail)

    def _rule(self, one: str, other: str) -> tuple[Rule, str]:
        if (word := self.known.word(one)) is not None and word == self.known.word(other):
            return "registry", word[0]
        rule, detail = reason(one, other)
        return ("witness", detail) if rule in ("sound", "script") and (one, other) in self.witnessed else (rule, detail)

    def _renamings(self, variants: Sequence[Proposal]) -> Iterator[Proposal]:
        """Different names of one entity: a proposal an entity, of its names and all forms in a group with one of them."""
        group_of = {form: group.forms for group in variants for form in group.forms}
        entities: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for form in self.forms:
            for entity, word in sorted(self.known.of(form) & self.known.full):
                entities[entity][word].append(form)
        for entity, words in sorted(entities.items()):
            groups_ = {
                word: sorted({each for form in forms for each in self._with(form, group_of)}) for word, forms in words.items()
            }
            firsts = [groups_[word][0] for word in sorted(groups_)]
            if len({tuple(forms) for forms in groups_.values()}) < 2:
                continue
            ties = {(min(firsts[0], other), max(firsts[0], other)) for other in firsts[1:] if other != firsts[0]}
            evidence = tuple(Evidence(*tie, "registry", 1.0, entity) for tie in sorted(ties))
            members = sorted({form for forms in groups_.values() for form in forms})
            yield Proposal(tuple(members), evidence, 1.0, "renaming", entity)

    def _with(self, form: str, group_of: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """A form and those in its group; alone, where it may be a name of another entity."""
        return group_of.get(form, (form,)) if self.known.word(form) else (form,)
