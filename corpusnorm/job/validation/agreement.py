"""Whether a work says what the ledger says: its text, the places that it came from, its marks, its header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpusnorm.edits import Edits
from corpusnorm.tei.blocks import paragraphs
from corpusnorm.tei.checks import BLOCKS, File, Found
from corpusnorm.tei.parsing import attribute, tei
from corpusnorm.tei.pointers import encoded, raw

_SHOWN = 60  # characters of a line that differs
_LISTED = 5  # lines of one work that are told
_RANGE = re.compile(r"raw:([^#]+)#([0-9]{1,15}),([0-9]{1,15})")


def places(file: File, text: str, edits: Edits, name: str) -> Found:
    """The first paragraph that says another place of the file `name` than it was made from: what comes after is shifted with it.

    `edits` lead from the raw text to the base text `text`. Costs a binary search a paragraph.
    """
    for node, span in zip(file.root.iterfind(BLOCKS), paragraphs(text), strict=False):
        place = raw(name, edits.origin(span) if edits else span)
        if attribute(node, "source") != place:
            yield file.line(node), f"{attribute(node, 'source')} is said, {place} is right"
            return


def originals(file: File, source: str, name: str) -> Found:
    """Each `sic` that is not what stands at the place in the raw text `source` of the file `name` that it says."""
    for node in file.root.iter(tei("sic")):
        found = _RANGE.match(attribute(node, "source"))
        there = source[int(found[2]) : int(found[3])] if found and found[1] == encoded(name) else None
        if there != "".join(map(str, node.itertext())):
            yield file.line(node), f"{attribute(node, 'source')} is {there!r}"


def differences(there: bytes, told: bytes) -> Found:
    """The lines of a document that are not as the ledger tells them, each by its number, the first few."""
    lines, others = (document.decode("utf-8", "replace").split("\n") for document in (there, told))
    start = _alike(lines, others)
    end = _alike(lines[start:][::-1], others[start:][::-1])
    here, wanted = lines[start : len(lines) - end], others[start : len(others) - end]
    if len(here) != len(wanted):
        yield start + 1, f"{len(here)} lines, where the ledger gives {len(wanted)}: {_at(wanted, here)}"
        return
    unlike = [(start + number, pair) for number, pair in enumerate(zip(here, wanted, strict=True), 1) if pair[0] != pair[1]]
    for number, (line, other) in unlike[:_LISTED]:
        yield number, _at([other], [line])
    if len(unlike) > _LISTED:
        yield 0, f"{len(unlike) - _LISTED} more lines"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines, or characters, at the beginning are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _at(wanted: Sequence[str], there: Sequence[str]) -> str:
    """Both sides where they begin to differ."""
    one, other = "\n".join(wanted), "\n".join(there)
    at = max(_alike(one, other) - _SHOWN // 3, 0)
    return f"{other[at : at + _SHOWN]!r}, where it has {one[at : at + _SHOWN]!r}"
