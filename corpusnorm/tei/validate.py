"""Is a written package sound? Of the XML alone; raw slices and sha256 are checked with the ledger, elsewhere.

The codes and the checks of one file are in `checks`; here stands what needs more than one. One file is in memory at a time, and
each is read once, those that keep passages of others twice. What is remembered between files grows with the entities and with the
pointers from work to work, not with the texts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from corpusnorm.errors import PackageError
from corpusnorm.tei.checks import (
    File,
    Found,
    Pointer,
    Problem,
    check_file,
    counted,
    declared,
    differences,
    expands,
    expansion,
    leads,
    outgoing,
    prefixed,
    problems,
    unique,
)
from corpusnorm.tei.corpus import XINCLUDE_NAMESPACE
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.forms import found_sound, known_sound
from corpusnorm.tei.parsing import XML_ID, attribute, tei
from corpusnorm.tei.pointers import AUTHORITIES, CORPUS, WORKS
from corpusnorm.tei.writer import WorkFile

_WORK = re.compile(rf"{WORKS}/[A-Za-z0-9_-]+\.xml")

__all__ = ["Problem", "check_written", "validate_package", "validate_work"]


def validate_package(out: Path) -> list[Problem]:
    """All problems of a package in the folder `out`, sorted by file and line; none for a sound one."""
    return sorted(set(Package(out).problems()))


def validate_work(xml: bytes, path: str) -> list[Problem]:
    """The problems of one work by itself, to be asked before it is published at `path` of the package.

    >>> [problem.code for problem in validate_work(b"<TEI>", "works/d1.xml")]
    ['E701']
    """
    try:
        return sorted(set(check_file(File.of(path, xml))))
    except PackageError as error:
        return [_unreadable(error)]


def check_written(work: WorkFile) -> list[Problem]:
    """The problems of a work that was just written, as `validate_work` finds them; looks only at works of new forms."""
    if known_sound(work.forms):
        return []
    found = validate_work(work.xml, work.path)
    if not found:
        found_sound(work.forms)
    return found


@dataclass(slots=True)
class Package:
    """A package while it is checked: its folder, and what is remembered between its files."""

    out: Path
    prefixes: dict[str, str] = field(default_factory=dict)
    known: dict[str, frozenset[str]] = field(default_factory=dict)  # ids of the files that every work points into
    between: dict[str, list[Pointer]] = field(default_factory=dict)  # pointers from work to work, by target
    named: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)

    def problems(self) -> Iterator[Problem]:
        """Every problem, once or more, in no particular order."""
        try:
            corpus = File.of(CORPUS, self.out / CORPUS)
        except PackageError as error:
            yield _unreadable(error)
            return
        for found in corpus.root.iter(tei("prefixDef")):
            self.prefixes[attribute(found, "ident")] = attribute(found, "matchPattern")
        included = [attribute(found, "href") for found in corpus.root.iter(f"{{{XINCLUDE_NAMESPACE}}}include")]
        yield from problems("E708", complete, CORPUS, complete(included, self.out))
        works = [path for path in included if _WORK.fullmatch(path)]
        for path in dict.fromkeys([CORPUS, AUTHORITIES, *works]):
            if (self.out / path).is_file():
                yield from self._file(path)
        yield from problems("E706", summed, CORPUS, summed(corpus, self.counts))
        yield from problems("W701", named, AUTHORITIES, named(self.known.get(AUTHORITIES, frozenset()), self.named))
        for path, pointers in sorted(self.between.items()):
            yield from self._second(path, pointers)

    def _file(self, path: str) -> Iterator[Problem]:
        """Check a file by itself and against those before it, and remember what has to be held against those after it."""
        try:
            file = File.of(path, self.out / path)
        except PackageError as error:
            yield _unreadable(error)
            return
        yield from check_file(file)
        if path in (AUTHORITIES, CORPUS):
            self.known[path] = frozenset(file.ids)
            yield from self._part(file)
            return
        works = [file] if file.is_work else list(file.works())
        counts = Counts()
        for work in works:
            yield from check_file(work) if work is not file else ()
            yield from self._part(work)
            counts += declared(work)
            witnesses = {attribute(found, XML_ID) for found in work.root.iter(tei("witness"))}
            twice = ((0, f"{identifier} is in another work, too") for identifier in sorted(witnesses & self.witnesses))
            yield from problems("E703", unique, path, twice)
            self.witnesses |= witnesses
        self.counts += counts
        if not file.is_work:
            yield from problems("E706", counted, path, differences(declared(file), Counts({}, counts.extent)))

    def _part(self, file: File) -> Iterator[Problem]:
        """Hold the pointers of a work, or of a file that every work points into, against what is known."""
        yield from problems("E705", prefixed, file.path, prefixed(file, self.prefixes))
        for pointer in outgoing(file):
            yield from self._pointer(pointer)

    def _pointer(self, pointer: Pointer) -> Iterator[Problem]:
        if pointer.target == AUTHORITIES:
            self.named.add(pointer.identifier)
        if pointer.target not in (CORPUS, AUTHORITIES):
            self.between.setdefault(pointer.target, []).append(pointer)
        elif pointer.identifier not in self.known.get(pointer.target, ()):
            yield from problems("E704", leads, pointer.file, [(pointer.line, pointer.value)])

    def _second(self, path: str, pointers: Iterable[Pointer]) -> Iterator[Problem]:
        """Hold the pointers of other works against the one that they lead to."""
        try:
            ids = File.of(path, self.out / path).ids
        except PackageError:
            ids = {}  # that the file is missing or damaged has been said of the file itself
        for pointer in pointers:
            target = ids.get(pointer.identifier)
            if target is None:
                yield from problems("E704", leads, pointer.file, [(pointer.line, pointer.value)])
            elif pointer.copies:
                found = expansion(pointer.line, pointer.value, pointer.copies, target)
                yield from problems("E707", expands, pointer.file, found)


def complete(included: Iterable[str], out: Path) -> Found:
    """The files that are included and those that are there differ."""
    times = Counter(included)
    there = {f"{WORKS}/{path.name}" for path in (out / WORKS).glob("*.xml")} | {AUTHORITIES}
    for path in sorted(set(times) | there):
        if path != AUTHORITIES and not _WORK.fullmatch(path):
            yield 0, f"{path} is no file of a package"
        elif not (out / path).is_file():
            yield 0, f"{path} is missing"
        elif times[path] != 1:
            yield 0, f"{path} is included {times[path]} times"


def summed(corpus: File, total: Counts) -> Found:
    """A count of the corpus differs from the sum of its works.

    Not held against anything is the number of documents: only the run knows it.
    """
    said = declared(corpus)
    units = {unit: number for unit, number in said.extent.items() if unit != "documents"}
    yield from differences(Counts(said.elements, units), total)


def named(entities: Set[str], pointed: Set[str]) -> Found:
    """An entity is named nowhere."""
    yield from ((0, identifier) for identifier in sorted(entities - pointed - {"authorities"}))


def _unreadable(error: PackageError) -> Problem:
    return Problem(error.where, 0, error.code, f"Cannot be parsed: {error.what}")
