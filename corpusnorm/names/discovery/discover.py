"""The forms of many names, grouped: which of them may be ways to write one name."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.discovery.apart import apart
from corpusnorm.names.discovery.blocking import WINDOW, candidates
from corpusnorm.names.discovery.chinese import from_wade_giles, other_syllables, pinyin
from corpusnorm.names.discovery.clusters import APART, connected, groups, tree
from corpusnorm.names.discovery.costs import Spelled, costs
from corpusnorm.names.discovery.knowledge import NOTHING, Knowledge, knowledge_of
from corpusnorm.names.discovery.model import Evidence, Proposal, Proposals, Rule
from corpusnorm.names.discovery.spelling import Spelling, same_given, spelling
from corpusnorm.names.registry import Registry, default_registry

LIKELY = 1.75
"""Log-odds from which two forms are put to the grouping."""
MEAN = 0.5
"""Mean log-odds of all pairs between two groups from which they are one."""
LARGEST = 150
"""Forms of a part of the graph that are grouped at once; a larger part is first cut at higher odds."""
_SURE = 6.0
_ROOM = 1 << 20


def discover_variants(
    forms: Iterable[str],
    types: Sequence[str] | None = None,
    *,
    never: Iterable[tuple[str, str]] = (),
    witnessed: Mapping[tuple[str, str], int] | None = None,
    contexts: Mapping[str, Mapping[str, int]] | None = None,
    registry: Registry | Literal[False] | None = None,
) -> Proposals:
    """Groups of forms that may be ways to write one name, with the evidence, for a person to decide.

    Nothing is merged. `types` says of each form what it names ("city", "person"; empty where unknown): forms of different types are
    never in one group. Pairs of `never` are not either. `witnessed` counts how often one form stands for the other where two copies
    of a text are laid side by side; `contexts` counts the words around each form. `registry` is the shipped one unless another is
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
    told = {tuple(sorted(pair)): count for pair, count in (witnessed or {}).items() if pair[0] != pair[1]}
    return Discovery(tuple(sorted(typed)), typed, known, apart_, told, contexts or {}).proposals()  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Discovery:
    """One question to discovery: `forms` are sorted and differ."""

    forms: tuple[str, ...]
    types: Mapping[str, set[str]]
    known: Knowledge
    never: Mapping[str, set[str]]
    witnessed: Mapping[tuple[str, str], int]
    contexts: Mapping[str, Mapping[str, int]]

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
        told = [pair for pair in self._told() if self._apart(*pair) == ""]
        ties = {(int(a), int(b)): float(score) for (a, b), score in zip(pairs, odds, strict=True)}
        ties |= dict.fromkeys(told, _SURE)
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
        if len(of) < 2:
            return np.empty((0, 2), np.int64), np.empty(0)
        members, bounds = candidates(spellings)
        names, abjad = self._names
        table = costs()
        room = _ROOM
        while True:
            found, odds = np.empty((room, 2), np.int64), np.empty(room)
            count = alike(
                members, bounds, WINDOW, names, abjad, tuple(table.alphabetic), tuple(table.mixed), LIKELY, found, odds
            )
            if count <= room:
                break
            room = count
        number = np.array(of, np.int64)
        pairs = np.sort(number[found[:count]], axis=1)
        differ = pairs[:, 0] != pairs[:, 1]
        return pairs[differ], odds[:count][differ]

    def _told(self) -> Iterator[tuple[int, int]]:
        """Pairs that the registry or two witnesses say are one, whatever their letters."""
        number = {form: at for at, form in enumerate(self.forms)}
        for a, b in self.witnessed:
            if a in number and b in number:
                yield number[a], number[b]
        by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, form in enumerate(self.forms):
            for word in self.known.of(form):
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
        return found

    def _judged(self, a: int, b: int, odds: float) -> float:
        if self._apart(a, b):
            return APART
        one, other = self.forms[a], self.forms[b]
        if self.known.of(one) & self.known.of(other):
            return _SURE
        if count := self.witnessed.get((one, other) if one < other else (other, one)):
            odds = max(odds, 0.0) + 2 + math.log(count)
        return odds

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
        evidence = tuple(sorted((self._evidence(members[a], members[b], scores[a, b]) for a, b in ties), key=lambda e: (e.a, e.b)))
        certainty = min(each.value if each.rule != "witness" else 0.9 for each in evidence)
        return Proposal(tuple(self.forms[each] for each in members), evidence, certainty)

    def _evidence(self, a: int, b: int, odds: float) -> Evidence:
        one, other = sorted((self.forms[a], self.forms[b]))
        rule, detail = self._rule(one, other)
        value = float(self.witnessed[one, other]) if rule == "witness" else round(1 / (1 + math.exp(-odds)), 3)
        return Evidence(one, other, rule, value, detail)

    def _rule(self, one: str, other: str) -> tuple[Rule, str]:
        first, second = spelling(one), spelling(other)
        if shared := self.known.of(one) & self.known.of(other):
            return "registry", min(entity for entity, _ in shared)
        if first.letters.replace(" ", "") == second.letters.replace(" ", ""):
            return ("letters" if first.script == second.script else "script"), ""
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
            for entity, word in sorted(self.known.of(form)):
                entities[entity][word].append(form)
        for entity, words in sorted(entities.items()):
            firsts = [forms[0] for _, forms in sorted(words.items())]
            if len({group_of.get(form, (form,)) for form in firsts}) < 2:
                continue
            members = sorted({member for forms in words.values() for form in forms for member in group_of.get(form, (form,))})
            evidence = tuple(Evidence(*sorted((firsts[0], other)), "registry", 1.0, entity) for other in firsts[1:])
            yield Proposal(tuple(members), evidence, 1.0, "renaming", entity)


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
    count = units(spelled.sides[:end], spelled.sides[end:], judged.costs, found)
    a, b = f"^{one.letters}$", f"^{other.letters}$"
    pairs = [(a[i:i2].strip("^$"), b[j:j2].strip("^$")) for i, i2, j, j2 in found[:count][::-1].tolist()]
    return " ".join(f"{x.strip() or '0'}~{y.strip() or '0'}" for x, y in pairs if x.strip() != y.strip())
