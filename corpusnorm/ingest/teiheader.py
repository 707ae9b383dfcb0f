"""What a TEI header says of its document, as plain metadata."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_W3C = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_WHEN = ("when", "from", "notBefore", "when-iso", "from-iso")
# Where a header says it, the best place first. A date of the text's own making or occasion comes before one of its publication.
_WHERE: Mapping[str, tuple[str, ...]] = {
    "title": ("titleStmt/title",),
    "author": ("titleStmt/author",),
    "date": ("creation/date", "setting/date", "sourceDesc/", "publicationStmt/date"),
    "publisher": ("publicationStmt/publisher",),
    "licence": ("availability/licence",),
    "source": ("sourceDesc/",),
}


class HeaderReader:
    """Listens to the elements of a `teiHeader`; `meta` says what it heard. The first that says something is heard."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], str] = {}
        self._text: list[str] = []

    def start(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """An element begins, the last of `path`; what it says in attributes."""
        self._text = []
        tag = path[-1]
        if tag == "date":
            when = next((attributes[name] for name in _WHEN if name in attributes), "")
            self._heard("date", path, when if _W3C.match(when) else "")
        elif tag == "licence":
            self._heard("licence", path, attributes.get("target", ""))
        elif tag in ("ptr", "ref"):
            self._heard("source", path, attributes.get("target", ""))

    def text(self, text: str) -> None:
        """Text in the header."""
        self._text.append(text)

    def end(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """The last element of `path` ends; what it says in words."""
        words, tag = " ".join("".join(self._text).split()), path[-1]
        self._text = []
        if tag == "date" and not _W3C.fullmatch(words):
            return
        if tag == "idno" and attributes.get("type", "").upper() in ("URI", "URL"):
            self._heard("source", path, words)
        elif tag in ("title", "author", "date", "publisher", "licence"):
            self._heard(tag, path, words)

    def meta(self) -> dict[str, str]:
        """The metadata by name."""
        best: dict[str, str] = {}
        for (name, _), value in sorted(self._found.items(), key=lambda found: found[0][1]):
            best.setdefault(name, value)
        return best

    def _heard(self, name: str, path: Sequence[str], value: str) -> None:
        place = "/".join(path)
        for rank, where in enumerate(_WHERE[name]):
            if value and (where in place if where.endswith("/") else place.endswith(where)):
                self._found.setdefault((name, rank), value)
                return
