"""Is a written package sound? Of the XML alone; what the ledger says of it is asked in `corpusnorm.job.validation.check`.

The codes and the checks of one file are in `checks`; here stands what needs more than one. One work is in memory at a time, and
each is read once, those that keep passages of others twice. What is remembered between works are the ids of steps and entities;
pointers from work to work, and the ids of witnesses, are put in order on disk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from corpusnorm.errors import PackageError
from corpusnorm.tei import scanned
from corpusnorm.tei.checks import (
    File,
    Found,
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
    target_of,
    unique,
)
from corpusnorm.tei.corpus import XINCLUDE_NAMESPACE
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.declarations import RAW_PATTERN
from corpusnorm.tei.forms import found_sound, known_sound
from corpusnorm.tei.parsing import XML_ID, attribute, tei
from corpusnorm.tei.pieces import Piece, pieces
from corpusnorm.tei.pointers import AUTHORITIES, CORPUS, WORKS
from corpusnorm.tei.spool import Row, Spool
from corpusnorm.tei.writer import WorkFile

_NONE = re.compile("")
_WORK = re.compile(rf"{WORKS}/[A-Za-z0-9_-]+\.xml")

__all__ = ["Problem", "Validation", "check_written", "validate_package", "validate_work"]


def validate_package(out: Path) -> list[Problem]:
    """All problems of the XML of a package in the folder `out`, sorted by file and line; none for a sound one."""
    found: set[Problem] = set()
    checked = Validation(out)
    found.update(checked.begin())
    for path in checked.paths:
        try:
            for piece in pieces(out, path):
                found.update(checked.take(file_of(piece)))
        except PackageError as error:
            found.add(unreadable(error))
    return sorted(found.union(checked.end()))


def validate_work(xml: bytes, path: str) -> list[Problem]:
    """The problems of one work by itself, to be asked before it is published at `path` of the package.

    >>> [problem.code for problem in validate_work(b"<TEI>", "works/d1.xml")]
    ['E701']
    """
    try:
        file = File(path, xml)
        file.work = attribute(file.root, XML_ID)
        return sorted(set(check_file(file)))
    except PackageError as error:
        return [unreadable(error)]


def check_written(work: WorkFile) -> list[Problem]:
    """The problems of a work that was just written, as `validate_work` finds them; looks only at works of new forms."""
    if known_sound(work.forms):
        return []
    found = validate_work(work.xml, work.path)
    if not found:
        found_sound(work.forms)
    return found


class Validation:
    """A package while it is checked: what there is to check, and what is remembered between its files."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self.paths: list[str] = []
        self.counts = Counts()
        self._corpus: File | None = None
        self._prefixes: dict[str, re.Pattern[str]] = {}
        self._known: dict[str, frozenset[str]] = {}  # ids of the files that every work points into
        self._led: set[str] = set()  # what of them was pointed to
        self._shared: dict[str, Counts] = {}  # of the works seen of a file that works share
        self._between = Spool()  # pointers from work to work, by target
        self._witnesses = Spool()

    def begin(self) -> Iterator[Problem]:
        """What is wrong with the corpus document, the authority lists and what is included; after it, `paths` are the files of
        works, in order."""
        try:
            self._corpus = corpus = File(CORPUS, self._out / CORPUS)
        except PackageError as error:
            yield unreadable(error)
            return
        for found in corpus.root.iter(tei("prefixDef")):
            try:
                self._prefixes[attribute(found, "ident")] = re.compile(attribute(found, "matchPattern"))
            except re.error as error:
                yield Problem(CORPUS, corpus.line(found), "E705", f"A prefix is defined by no pattern: {error}")
        included = [attribute(found, "href") for found in corpus.root.iter(f"{{{XINCLUDE_NAMESPACE}}}include")]
        yield from problems("E708", complete, CORPUS, complete(included, self._out))
        self.paths = sorted({path for path in included if _WORK.fullmatch(path) and (self._out / path).is_file()})
        self._known[CORPUS] = frozenset(corpus.identifiers)
        try:
            lists = File(AUTHORITIES, self._out / AUTHORITIES)
        except PackageError as error:
            if (self._out / AUTHORITIES).is_file():
                yield unreadable(error)
            self._known[AUTHORITIES] = frozenset()
        else:
            self._known[AUTHORITIES] = frozenset(lists.identifiers)
            yield from self.take(lists)
        yield from self.take(corpus)

    def take(self, file: File) -> Iterator[Problem]:
        """Check a file, or a work of one, by itself and against those before it, and remember what those after it need."""
        if not file.work and file.path not in (CORPUS, AUTHORITIES):
            yield from self._around(file)
            return
        yield from check_file(file)
        yield from self.join(file)

    def _around(self, file: File) -> Iterator[Problem]:
        """What is wrong around the works of a file, of which `file` has the first."""
        first = next((file.line(node) for node in file.root.iterchildren(tei("TEI"))), 0)
        yield from (problem for problem in check_file(file) if problem.line < first)
        counts = Counts({}, self._shared.pop(file.path, Counts()).extent)
        yield from problems("E706", counted, file.path, differences(declared(file.root), counts))

    def join(self, file: File, counts: Counts | None = None) -> Iterator[Problem]:
        """What is wrong with a file, or a work of one, beside the others. `counts` are those that it declares, where it is known to
        be as we write works: then its prefixes are ours."""
        if counts is None or self._prefixes.get("raw", _NONE).pattern != RAW_PATTERN:
            yield from problems("E705", prefixed, file.path, prefixed(file, self._prefixes))
        if file.work:
            witnesses = [attribute(each, XML_ID) for each in file.root.iter(tei("witness"))]
            self._count(file.path, file.before > 0, counts or declared(file.root), witnesses)
        beside, lost = self._led_astray(file.path, file.outward)
        for pointer in outgoing(file, beside | lost) if beside or lost else ():
            if pointer.value in lost:
                yield from problems("E704", leads, pointer.file, [(pointer.line, pointer.value)])
            else:
                work = pointer.identifier.partition(".")[0]
                told = (pointer.identifier, pointer.file, pointer.line, pointer.value, pointer.copies)
                self._between.add((pointer.target, work, *told))

    def join_known(self, piece: Piece, counts: Counts) -> Iterator[Problem]:
        """What `join` says of a work that is known to be as we write works; one that points to no other work is not parsed."""
        beside, lost = self._led_astray(piece.path, scanned.outward(piece.xml))
        if beside or lost or self._prefixes.get("raw", _NONE).pattern != RAW_PATTERN:
            yield from self.join(file_of(piece), counts)
        else:
            self._count(piece.path, piece.line > 0, counts, scanned.witnesses(piece.xml))

    def _count(self, path: str, shared: bool, counts: Counts, witnesses: Iterable[str]) -> None:
        """Remember what a work of a file, which others may share, adds to the package."""
        self.counts += counts
        if shared:
            self._shared[path] = self._shared.get(path, Counts()) + counts
        for each in witnesses:
            self._witnesses.add((each, path))

    def _led_astray(self, path: str, values: Iterable[str]) -> tuple[set[str], set[str]]:
        """Of the pointers of a file to others, those to other works, and those to what is not in the corpus and the lists."""
        beside: set[str] = set()
        lost: set[str] = set()
        for value in values:
            target, identifier = target_of(path, value)
            if target not in self._known:
                beside.add(value)
            elif identifier not in self._known[target]:
                lost.add(value)
            elif target == AUTHORITIES:
                self._led.add(identifier)
        return beside, lost

    def end(self) -> Iterator[Problem]:
        """What can only be said when every work was seen."""
        if self._corpus is None:
            return
        yield from problems("E706", summed, CORPUS, summed(self._corpus, self.counts))
        yield from problems("W701", named, AUTHORITIES, named(self._known[AUTHORITIES], self._led))
        for identifier, rows in groupby(self._witnesses.sorted(), key=itemgetter(0)):
            paths = [path for _, path in rows]
            for path in dict.fromkeys(paths[1:]):
                yield from problems("E703", unique, path, [(0, f"{identifier} is in another work, too")])
        for path, rows in groupby(self._between.sorted(), key=itemgetter(0)):
            yield from self._second(path, rows)

    def _second(self, path: str, rows: Iterable[Row]) -> Iterator[Problem]:
        """Hold the pointers of other works against those of one file that they lead to."""
        works = pieces(self._out, path)
        for work, pointers in groupby(rows, key=itemgetter(1)):
            file = _found(works, work)
            for _, _, identifier, here, line, value, copies in pointers:
                target = file.ids.get(identifier) if file else None
                if target is None:
                    yield from problems("E704", leads, here, [(line, value)])
                elif copies:
                    yield from problems("E707", expands, here, expansion(line, value, copies, target))


def _found(works: Iterator[Piece], work: str) -> File | None:
    """One of `works`, which come in the order of their ids, as those that are asked for."""
    try:
        return next((file_of(piece) for piece in works if piece.work >= work or not piece.work), None)
    except PackageError:  # that the file is missing or damaged has been said of the file itself
        return None


def file_of(piece: Piece) -> File:
    """What stands in a piece. Raises `PackageError` where it cannot be parsed."""
    return File(piece.path, piece.xml, piece.work, piece.line)


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

    The number of documents is not a sum of theirs: the ledger knows it.
    """
    said = declared(corpus.root)
    units = {unit: number for unit, number in said.extent.items() if unit != "documents"}
    yield from differences(Counts(said.elements, units), total)


def named(entities: Set[str], pointed: Set[str]) -> Found:
    """An entity is named nowhere."""
    yield from ((0, identifier) for identifier in sorted(entities - pointed - {"authorities"}))


def unreadable(error: PackageError) -> Problem:
    """The problem of a file that cannot be parsed."""
    return Problem(error.where, 0, error.code, f"Cannot be parsed: {error.what}")
