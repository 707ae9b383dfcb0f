"""One work of a package, held against the ledger: its documents as they went in, the places they came from, every mark."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator

from corpusnorm.errors import CorpusnormError
from corpusnorm.job.agreement import differences, originals, places
from corpusnorm.job.gathered import Row
from corpusnorm.job.inputs import Inputs
from corpusnorm.job.recorded import Told
from corpusnorm.tei.checks import File, Found, Problem, check_file
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.forms import found_sound, known_sound
from corpusnorm.tei.pieces import Piece
from corpusnorm.tei.reader import Resolver, base_texts
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.writer import DECLARATION, WorkFile, work_xml

MESSAGES = {
    "E709": "A place in the source is not where the text is from",
    "E722": "A document is not what went in",
    "E723": "It does not say what the ledger says",
}
_HEAD = f"{DECLARATION}\n".encode()
_DAMAGED = (CorpusnormError, ValueError, LookupError, TypeError, AttributeError)  # what a ledger that was tampered with can raise


class Judged:
    """A work as it stands in `file` and as the ledger tells it. `resolve` finds what is copied, `steps` is how works are written, or
    nothing where another version wrote them."""

    def __init__(self, piece: Piece, file: File, told: Told, resolve: Resolver, steps: Steps | None) -> None:
        self._piece, self._file, self._told = piece, file, told
        self._resolve, self._steps = resolve, steps
        self._text = ""
        self.counts: Counts | None = None  # of the work, where they are known to be those that it declares

    def problems(self, inputs: Inputs) -> Iterator[Problem]:
        """All that is wrong with it by itself and beside the ledger. What comes out of it is given to `inputs`.

        A work that is, byte for byte, what would be written again is sound where its forms are; else it is looked at itself.
        """
        rebuilt = yield from self._documents(inputs)
        written = (yield from self._written()) if rebuilt else None
        same = written is not None and written.xml == self._whole
        if written and same and known_sound(written.forms):
            self.counts = written.counts
        else:
            yield from self._by_itself(written if same else None)
        place = self._told.place
        if same and (place["file"], place["start"], place["end"]) != (self._piece.path, *self._piece.range):
            yield self._problem("E723", 0, "it stands elsewhere in its file")
        if rebuilt and not same:
            yield from self._unlike(written)

    @property
    def characters(self) -> int:
        """How long its base text is."""
        return len(self._text)

    @property
    def _whole(self) -> bytes:
        """The document as it would stand in a file of its own."""
        xml = self._piece.xml
        return xml if self._piece.whole else _HEAD + xml + b"\n"

    def _written(self) -> Generator[Problem, None, WorkFile | None]:
        """The work as it would be written again, where this is the version that wrote it."""
        try:
            return work_xml(self._told.record(), self._steps, self._told.division) if self._steps else None
        except _DAMAGED as error:
            yield self._problem("E723", 0, f"it cannot be written again: {error}")
            return None

    def _by_itself(self, same: WorkFile | None) -> Iterator[Problem]:
        found = list(check_file(self._file))
        if same and not found:
            found_sound(same.forms)
        yield from found

    def _documents(self, inputs: Inputs) -> Generator[Problem, None, bool]:
        """Rebuild the documents, and say which are not as they went in; whether all were rebuilt."""
        try:
            self._text = self._told.text_of(base_texts(self._file.root, self._resolve))
        except _DAMAGED as error:
            yield self._problem("E722", 0, f"{error}")
            return False
        rebuilt = True
        for row in self._told.documents:
            try:
                yield from self._document(row, inputs)
            except _DAMAGED as error:
                yield self._problem("E722", self._place(), f"{row['name']}: {error}")
                rebuilt = False
        return rebuilt

    def _document(self, row: Row, inputs: Inputs) -> Iterator[Problem]:
        document = self._told.rebuild(row, self._text)
        data = document.data(row)
        inputs.take(row, data)
        content = document.raw.encode("utf-8", "surrogatepass") if row["before"] or row["after"] else data
        if hashlib.sha256(content).hexdigest() != row["sha256"]:
            yield self._problem("E722", self._place(), row["name"])
        for each in self._told.rows(row["document"], "names"):
            if document.clean[each["start"] : each["end"]].encode() != each["old"]:
                yield self._problem("E723", 0, f"character {each['start']} of {row['name']} is not the name {each['old'].decode()!r}")

    def _place(self) -> int:
        """The line of the first paragraph that cannot be what went in, where that can be said."""
        try:
            return next((line for line, _ in self._places()), 0)
        except _DAMAGED:
            return 0

    def _places(self) -> Found:
        return places(self._file, self._text, self._told.base_edits(), self._told.source)

    def _unlike(self, written: WorkFile | None) -> Iterator[Problem]:
        """Where it does not say what the ledger says."""
        raw = self._told.rebuilt[self._told.id].raw
        for line, what in (*self._places(), *originals(self._file, raw, self._told.source)):
            yield self._problem("E709", line, what)
        before = self._file.before - (not self._piece.whole)  # the line of the declaration
        for line, what in differences(self._whole, written.xml) if written else ():
            yield self._problem("E723", before + line, what)

    def _problem(self, code: str, line: int, what: str) -> Problem:
        return Problem(self._file.path, line, code, f"{MESSAGES[code]}: {what}")
