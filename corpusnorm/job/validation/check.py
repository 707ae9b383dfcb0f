"""Validation of a whole package: its XML, and that the XML, the ledger and the input say the same.

| code | what |
|---|---|
| E603 | a table of the ledger is missing or damaged |
| E709 | a place in the source is not where the text is from |
| E720 | the works of the ledger and those that are there differ |
| E721 | a file does not come out as it went in |
| E722 | a document is not what went in |
| E723 | a file does not say what the ledger says |
| E724 | a file is not as the run wrote it |

The codes of the XML are in `corpusnorm.tei.checks`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpusnorm.config import from_dict
from corpusnorm.errors import ConfigError, PackageError
from corpusnorm.job.checksums import Checksums
from corpusnorm.job.flow import marked_of, steps_of
from corpusnorm.job.summary import Ledger
from corpusnorm.job.validation.headings import headings
from corpusnorm.job.validation.inputs import Inputs
from corpusnorm.job.validation.judged import MESSAGES, Judged, Write
from corpusnorm.job.validation.keepers import keepers
from corpusnorm.job.validation.recorded import Recorded, Told
from corpusnorm.job.workfiles import Works
from corpusnorm.job.workspace import LEDGER, REPORT
from corpusnorm.tei.checks import Problem
from corpusnorm.tei.pieces import Piece, pieces
from corpusnorm.tei.reader import Resolver
from corpusnorm.tei.schema import shipped
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.validate import Validation, file_of, unreadable
from corpusnorm.tei.writer import work_xml
from corpusnorm.version import __version__

LISTED = 1_000  # problems of a code that are kept


@dataclass(slots=True)
class Checked:
    """What was found in a package: its problems, of each code some, and how many there are by code; and how much of what was
    looked at."""

    problems: list[Problem] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    looked: Counter[str] = field(default_factory=Counter)

    @property
    def sound(self) -> bool:
        """Whether there is nothing, or nothing but warnings."""
        return all(code.startswith("W") for code in self.found)

    def add(self, problems: Iterable[Problem]) -> None:
        """Count problems, and keep the first of each code."""
        for problem in problems:
            self.found[problem.code] += 1
            if self.found[problem.code] <= LISTED:
                self.problems.append(problem)


def validate(package: str | os.PathLike[str]) -> list[Problem]:
    """The problems of a package, sorted; none for a sound one.

    Checked are the XML (own grammar, ids, pointers, counts, copies); that the texts, places and marks in it are those of the
    ledger; that each input file comes out with its sha256; and that every file is as the run wrote it. Raises `PackageError` where
    no package is there. Memory does not grow with the package.
    """
    return check(package).problems


def check(package: str | os.PathLike[str]) -> Checked:
    """The problems of a package, and what was looked at."""
    folder = Path(package)
    if not (folder / REPORT).is_file():  # without its ledger it is a damaged package, and that is said
        raise PackageError("no package of corpusnorm is there", where=str(folder), hint="name the folder that a run wrote")
    with TemporaryDirectory(prefix="corpusnorm-") as temporary:
        return _Check(folder, Path(temporary)).run()


class _Check:
    """One validation. `temporary` is where the tables of the ledger are put in order."""

    def __init__(self, folder: Path, temporary: Path) -> None:
        self._folder, self._temporary = folder, temporary
        self._checked = Checked()
        self._validation = Validation(folder)
        self._inputs = Inputs(folder / LEDGER)
        self._checksums: Checksums | None = None
        self._said: dict[str, Any] = {}
        self._resolve: Resolver | None = None
        self._known: set[str] = set()  # files whose checksum was looked at

    def run(self) -> Checked:
        """Look at everything once."""
        add = self._checked.add
        add(self._beginning())
        add(self._validation.begin())
        stand = self._pieces()
        try:
            with closing(Ledger(self._folder / LEDGER)) as ledger:
                works = Works(self._folder, ledger)
                self._resolve = works.element
                kept = keepers(works, ledger, self._temporary)
                add(self._all(stand, Recorded(ledger, self._temporary, kept).works()))
                add(self._unlike_inputs())
                add(self._headings(ledger))
        except PackageError as error:
            add([Problem(LEDGER, 0, error.code, error.what)])
            add(problem for piece in stand for problem in self._piece(piece, None))
        add(self._validation.end())
        add(self._schema())
        add(self._unlike())
        self._checked.problems.sort()
        return self._checked

    def _beginning(self) -> Iterator[Problem]:
        """What can be said before any work is looked at."""
        try:
            self._said = json.loads((self._folder / REPORT).read_bytes())
        except ValueError as error:
            yield Problem(REPORT, 0, "E701", f"Cannot be parsed: {error}")
        try:
            self._checksums = Checksums(self._folder)
        except PackageError as error:
            yield Problem(error.where, 0, error.code, error.what)

    @cached_property
    def _write(self) -> Write | None:
        """How works are written, where this version wrote them."""
        try:
            config = from_dict(self._said["config"])
            if self._said["corpusnorm"] != __version__:
                return None
        except (ConfigError, LookupError, TypeError):
            return None
        steps, marked = Steps(frozenset(steps_of(config))), marked_of(config)
        return lambda work, division: work_xml(work, steps, division, **marked)

    def _pieces(self) -> Iterator[Piece]:
        """All works, in the order of their ids."""
        for path in self._validation.paths:
            self._checked.looked["files"] += 1
            try:
                yield from pieces(self._folder, path)
            except PackageError as error:
                self._checked.add([unreadable(error)])

    def _all(self, stand: Iterator[Piece], works: Iterator[Told]) -> Iterator[Problem]:
        """Each work of the XML with that of the ledger; both come in the order of their ids."""
        told = next(works, None)
        for piece in stand:
            while told and piece.work and told.id < piece.work:
                yield _missing(told)
                told = next(works, None)
            if told and told.id == piece.work:
                yield from self._piece(piece, told)
                told = next(works, None)
                continue
            if piece.work:
                yield Problem(piece.path, piece.line, "E720", f"The ledger has no such work, or not in this place: {piece.work}")
            yield from self._piece(piece, None)
        while told:
            yield _missing(told)
            told = next(works, None)

    def _piece(self, piece: Piece, told: Told | None) -> Iterator[Problem]:
        """What is wrong with one work, or with what stands around the works of a file."""
        if self._checksums and piece.whole:
            self._known.add(piece.path)
            if self._checksums.differs(piece.path, hashlib.sha256(piece.xml).hexdigest()):
                yield Problem(piece.path, 0, "E724", "A file is not as the run wrote it: it was changed after the run")
        try:
            if told is None or self._resolve is None:
                yield from self._validation.take(file_of(piece))
            else:
                yield from self._work(piece, told, self._resolve)
        except PackageError as error:
            yield unreadable(error)

    def _work(self, piece: Piece, told: Told, resolve: Resolver) -> Iterator[Problem]:
        """What is wrong with one work that the ledger has, too."""
        judged = Judged(piece, copy(told), resolve, self._write)  # what is found out of it stays with the copy
        if not judged.known(self._inputs):
            judged = Judged(piece, told, resolve, self._write)
            yield from judged.problems(self._inputs)
        if judged.counts is None:
            yield from self._validation.join(judged.file)
        else:
            yield from self._validation.join_known(piece, judged.counts)
        self._checked.looked.update({"works": 1, "documents": len(told.documents), "characters": judged.characters})

    def _unlike_inputs(self) -> Iterator[Problem]:
        """The input files that do not come out."""
        for name, what in self._inputs.wrong():
            yield Problem(name, 0, "E721", f"The file does not come out as it went in: {what}")
        self._checked.looked["inputs"] = self._inputs.files

    def _headings(self, ledger: Ledger) -> Iterator[Problem]:
        """What the documents around the works say otherwise than the ledger."""
        if self._write:
            found = headings(self._folder, self._said, ledger, self._validation.paths, self._validation.counts)
            yield from (Problem(file, line, "E723", f"{MESSAGES['E723']}: {what}") for file, line, what in found)

    def _schema(self) -> Iterator[Problem]:
        """The files of the schema that are not those of this version, where this version wrote the package."""
        for name, content in shipped() if self._write else ():
            path = self._folder / name
            if not path.is_file() or path.read_bytes() != content:
                yield Problem(name, 0, "E724", "A file is not as the run wrote it: it is not the schema of this version")

    def _unlike(self) -> Iterator[Problem]:
        """The other files that are not as the run wrote them."""
        if self._checksums:
            for name, what in self._checksums.changed(self._known):
                yield Problem(name, 0, "E724", f"A file is not as the run wrote it: {what}")


def _missing(told: Told) -> Problem:
    return Problem(
        told.place["file"] or LEDGER, 0, "E720", f"The ledger has a work that is not there, or not in its place: {told.id}"
    )
