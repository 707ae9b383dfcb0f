"""One work of a package, held against the ledger: its documents as they went in, the places they came from, every mark."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import cached_property

from corpusnorm.errors import CorpusnormError
from corpusnorm.job.gathered import Row
from corpusnorm.job.validation.agreement import differences, originals, places
from corpusnorm.job.validation.inputs import Inputs
from corpusnorm.job.validation.recorded import Told
from corpusnorm.tei.checks import File, Found, Problem, check_file
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.division import Division
from corpusnorm.tei.forms import found_sound, known_sound
from corpusnorm.tei.model import Work
from corpusnorm.tei.pieces import Piece
from corpusnorm.tei.reader import Resolver, base_texts
from corpusnorm.tei.scanned import texts
from corpusnorm.tei.validate import file_of
from corpusnorm.tei.writer import DECLARATION, WorkFile

MESSAGES = {
    "E709": "A place in the source is not where the text is from",
    "E722": "A document is not what went in",
    "E723": "It does not say what the ledger says",
}
Write = Callable[[Work, Division], WorkFile]
_HEAD = f"{DECLARATION}\n".encode()
_DAMAGED = (CorpusnormError, ValueError, LookupError, TypeError, AttributeError)  # of a changed ledger


class Judged:
    """A work as it stands in `piece` and as the ledger tells it. `resolve` finds what is copied, `write` writes as the run
    did, or nothing where another version wrote them."""

    def __init__(self, piece: Piece, told: Told, resolve: Resolver, write: Write | None) -> None:
        self._piece, self._told = piece, told
        self._resolve, self._write = resolve, write
        self._text, self._changed = "", False
        self._rebuilt: list[tuple[Row, bytes]] = []
        self.counts: Counts | None = None  # of the work, where they are known to be those that it declares

    @cached_property
    def file(self) -> File:
        """The work, parsed. Raises `PackageError` where it cannot be."""
        return file_of(self._piece)

    def known(self, inputs: Inputs) -> bool:
        """Whether it is for certain what `problems` finds nothing in, told without a parser where all its forms are known.

        Its text as it stands gives the input, and what is written again of that is, byte for byte, what stands there. Else nothing
        is given to `inputs`, and what is wrong is for `problems` to say, of another `Judged`.
        """
        paragraphs = texts(self._piece.xml) if self._write else None
        try:
            if paragraphs is None or any(self._documents(paragraphs)):
                return False
            written = self._again()
            if written is None or written.xml != self._whole or not self._in_place or not self._sound(written):
                return False
        except _DAMAGED:
            return False
        self._given(inputs)
        return True

    def _sound(self, written: WorkFile) -> bool:
        """Whether nothing is wrong with it by itself, which is asked of works of new forms alone."""
        if known_sound(written.forms):
            self.counts = written.counts
            return True
        return not any(self._by_itself(written))

    def problems(self, inputs: Inputs) -> Iterator[Problem]:
        """All that is wrong with it by itself and beside the ledger. What comes out of it is given to `inputs`.

        A work that is, byte for byte, what would be written again is sound where its forms are; else it is looked at itself.
        """
        rebuilt = yield from self._documents(base_texts(self.file.root, self._resolve))
        self._given(inputs)
        written = (yield from self._written()) if rebuilt else None
        same = written is not None and written.xml == self._whole
        if written and same and known_sound(written.forms):
            self.counts = written.counts
        else:
            yield from self._by_itself(written if same else None)
        if same and not self._in_place:
            yield self._problem("E723", 0, "it stands elsewhere in its file")
        if rebuilt and not same:
            yield from self._unlike(None if self._changed else written)

    @property
    def characters(self) -> int:
        """How long its base text is."""
        return len(self._text)

    @property
    def _whole(self) -> bytes:
        """The document as it would stand in a file of its own."""
        xml = self._piece.xml
        return xml if self._piece.whole else _HEAD + xml + b"\n"

    @property
    def _in_place(self) -> bool:
        """Whether it stands where the ledger says."""
        place = self._told.place
        return (place["file"], place["start"], place["end"]) == (self._piece.path, *self._piece.range)

    def _again(self) -> WorkFile | None:
        """The work as it would be written again, where this is the version that wrote it."""
        return self._write(self._told.record(), self._told.division) if self._write else None

    def _given(self, inputs: Inputs) -> None:
        """Give what was rebuilt to the inputs."""
        for row, data in self._rebuilt:
            inputs.take(row, data)

    def _written(self) -> Generator[Problem, None, WorkFile | None]:
        """The work as it would be written again, and why it cannot be."""
        try:
            return self._again()
        except _DAMAGED as error:
            yield self._problem("E723", 0, f"it cannot be written again: {error}")
            return None

    def _by_itself(self, same: WorkFile | None) -> Iterator[Problem]:
        found = list(check_file(self.file))
        if same and not found:
            found_sound(same.forms)
        yield from found

    def _documents(self, paragraphs: Iterable[str]) -> Generator[Problem, None, bool]:
        """Rebuild the documents, from the text of the work, and say which are not as they went in; whether all were rebuilt."""
        try:
            self._text = self._told.text_of(paragraphs)
        except _DAMAGED as error:
            yield self._problem("E722", 0, f"{error}")
            return False
        rebuilt = True
        for row in self._told.documents:
            try:
                yield from self._document(row)
            except _DAMAGED as error:
                yield self._problem("E722", self._place(), f"{row['name']}: {error}")
                rebuilt = False
        return rebuilt

    def _document(self, row: Row) -> Iterator[Problem]:
        document = self._told.rebuild(row, self._text)
        data = document.data(row)
        self._rebuilt.append((row, data))
        content = document.raw.encode("utf-8", "surrogatepass") if row["before"] or row["after"] else data
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            self._changed = True  # then nothing that was made of the text is told again
            yield self._problem("E722", self._place(), row["name"])
        for each in self._told.rows(row["document"], "names"):
            if document.clean[each["start"] : each["end"]].encode() != each["old"]:
                yield self._problem(
                    "E723", 0, f"character {each['start']} of {row['name']} is not the name {each['old'].decode()!r}"
                )

    def _place(self) -> int:
        """The line of the first paragraph that cannot be what went in, where that can be said."""
        try:
            return next((line for line, _ in self._places()), 0)
        except _DAMAGED:
            return 0

    def _places(self) -> Found:
        return places(self.file, self._text, self._told.base_edits(), self._told.source)

    def _unlike(self, written: WorkFile | None) -> Iterator[Problem]:
        """Where it does not say what the ledger says."""
        raw = self._told.rebuilt[self._told.id].raw
        for line, what in (*self._places(), *originals(self.file, raw, self._told.source)):
            yield self._problem("E709", line, what)
        before = self._piece.line - (not self._piece.whole)  # the line of the declaration
        for line, what in differences(self._whole, written.xml) if written else ():
            yield self._problem("E723", before + line, what)

    def _problem(self, code: str, line: int, what: str) -> Problem:
        return Problem(self._piece.path, line, code, f"{MESSAGES[code]}: {what}")
