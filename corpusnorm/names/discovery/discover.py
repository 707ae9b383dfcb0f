"""The forms of many names, grouped: which of them may be ways to write one name."""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.apart import apart, is_derived
from corpusnorm.names.discovery.blocking import WINDOW, grouped
from corpusnorm.names.discovery.chinese import from_wade_giles, other_syllables, pinyin
from corpusnorm.names.discovery.clusters import APART, connected, groups, tree
from corpusnorm.names.discovery.costs import Spelled, costs
from corpusnorm.names.discovery.knowledge import NOTHING, Knowledge, knowledge_of
from corpusnorm.names.discovery.model import Evidence, Proposal, Proposals, Rule
from corpusnorm.names.discovery.spelling import Spelling, same_given, spelling
from corpusnorm.names.fold import fold
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
_ROOM = 1 << 16
_SHARE, _SHARES = 5000, 256  # forms of a share of the work, and shares


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
    Cost: some 10 us a form for thousands, 100 us for a million; memory 1 kB a form. Source of the method: docs/design/025.

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
        found = []
        for part in self._parts():
            scores = self._scores(part)
            for group in groups(scores, MEAN):
                found.append(self._proposal([part[each] for each in group], scores[np.ix_(group, group)]))
        variants = tuple(sorted(found, key=lambda each: each.forms))
        return Proposals(variants, tuple(self._renamings(variants)))

    # -- rows: the ways to read each form -----------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> tuple[list[int], list[Spelling]]:
        """The forms that can be compared and their spellings; one in Wade-Giles has a second row, in pinyin, and
        one with a given name that is other in other languages a row with that in one form."""
        of, spellings = [], []
        for number, form in enumerate(self.forms):
            each = spelling(form)
            if each.letters:
                of.append(number)
                spellings.append(each)
                for other in (from_wade_giles(each.letters).replace(" ", ""), same_given(each.letters)):
                    if other and other != each.letters:
                        of.append(number)
                        spellings.append(each._replace(letters=other))
        return of, spellings

    @cached_property
    def _names(self) -> tuple[Spelled, NDArray[np.bool_]]:
        _, spellings = self.rows
        return costs().spelled(spellings), np.array([each.is_abjad for each in spellings], np.bool_)

    @cached_property
    def _rows_of(self) -> Mapping[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for row, form in enumerate(self.rows[0]):
            found[form].append(row)
        return found

    # -- parts: what may belong together at all -----------------------------------------------------------------------------

    def _parts(self) -> Iterator[list[int]]:
        pairs, odds = self._likely()
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

    def _likely(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Pairs of forms whose letters make it likely that they are one name, and how likely."""
        from corpusnorm.names.discovery.kernels import alike

        of, spellings = self.rows
        blocks = grouped(spellings)
        names, abjad = self._names
        table = costs()
        least = LIKELY - (_BY_CONTEXT if self.contexts else 0)

        def of_range(range_: tuple[int, int]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
            room = _ROOM
            while True:
                pairs, odds = np.empty((room, 2), np.int64), np.empty(room)
                count = alike(
                    range_, WINDOW, blocks, names, abjad, tuple(table.alphabetic), tuple(table.mixed), least, pairs, odds
                )
                if count <= room:
                    return pairs[:count].copy(), odds[:count].copy()
                room = count

        bounds = np.unique(np.linspace(0, len(blocks.bounds) - 1, min(len(of) // _SHARE, _SHARES) + 2).astype(int))
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # kernels run without the lock
            found = list(threads.map(of_range, pairwise(bounds.tolist())))
        pairs = np.array(of, np.int64)[np.concatenate([np.empty((0, 2), np.int64), *(pairs for pairs, _ in found)])]
        pairs = np.sort(pairs, axis=1)
        differ = pairs[:, 0] != pairs[:, 1]
        return pairs[differ], np.concatenate([np.empty(0), *(odds for _, odds in found)])[differ]

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
        from corpusnorm.names.discovery.kernels import scores

        of = self._rows_of
        rows = [(at, row) for at, form in enumerate(part) for row in of.get(form, ())]
        each = np.array([[a, b] for (at, a), (other, b) in combinations(rows, 2) if at != other], np.int64).reshape(-1, 2)
        place = np.array([[at, other] for (at, _), (other, _) in combinations(rows, 2) if at != other], np.int64).reshape(-1, 2)
        odds: Any = np.empty(len(each))
        names, abjad = self._names
        table = costs()
        scores(each, names, abjad, tuple(table.alphabetic), tuple(table.mixed), odds)
        found = np.full((len(part), len(part)), -_SURE)
        np.maximum.at(found, (place[:, 0], place[:, 1]), odds)
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
        first, second = spelling(one), spelling(other)
        if (word := self.known.word(one)) is not None and word == self.known.word(other):
            return "registry", word[0]
        if first.script == second.script and _bare(one) == _bare(other):
            return "letters", ""
        if first.letters.replace(" ", "") == second.letters.replace(" ", "") and first.script != second.script:
            return "script", ""
        if (one, other) in self.witnessed:
            return "witness", ""
        for a, b in ((first, second), (second, first)):
            if from_wade_giles(a.letters) and pinyin(b.letters):
                return "scheme", "Wade-Giles"
        if same_given(first.letters) and same_given(first.letters) == same_given(second.letters):
            return "scheme", "given names"
        return ("sound" if first.script == second.script else "script"), differences(first, second)

    def _renamings(self, variants: Sequence[Proposal]) -> Iterator[Proposal]:
        """Different names of one entity: one proposal an entity, of all forms that are in a group with one of its names or are one."""
        group_of = {form: group.forms for group in variants for form in group.forms}
        entities: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for form in self.forms:
            for entity, word in sorted(self.known.of(form) & self.known.full):
                entities[entity][word].append(form)
        for entity, words in sorted(entities.items()):
            groups_ = {word: sorted({each for form in forms for each in self._with(form, group_of)}) for word, forms in words.items()}
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


def _bare(form: str) -> str:
    """The letters of a form without case, marks, spaces and punctuation."""
    return "".join(filter(str.isalnum, fold(form)))


def differences(one: Spelling, other: Spelling) -> str:
    """What of one spelling stands for what of the other, where they differ: "w~v sch~sh"; `0` is nothing."""
    from corpusnorm.names.discovery.kernels import units

    if one.is_abjad and not other.is_abjad:
        one, other = other, one
    table = costs()
    judged = table.mixed if one.is_abjad != other.is_abjad else table.alphabetic
    spelled = table.spelled((one, other))
    end = spelled.offsets[1] + 1
    found: Any = np.empty((len(spelled.sides), 4), np.int64)
    count = units(spelled.sides[:end], spelled.sides[end:], judged.costs, judged.letters, found)
    a, b = f"^{one.letters}$", f"^{other.letters}$"
    pairs = [(a[i:i2].strip("^$"), b[j:j2].strip("^$")) for i, i2, j, j2 in found[:count][::-1].tolist()]
    return " ".join(f"{x.strip() or '0'}~{y.strip() or '0'}" for x, y in pairs if x.strip() != y.strip())
