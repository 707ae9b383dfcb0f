"""What a TEI header says of its document, as metadata under well-known names (`corpusnorm.metadata`)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpusnorm.metadata import SEVERAL, is_url, known_name

_W3C = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_WHEN = ("when", "from", "notBefore", "when-iso", "from-iso")
_NO_DATES = frozenset(("download", "access", "accessed", "retrieval", "retrieved", "conversion"))  # of the file, not of the text
# Where a header says it, the best place first: what the last elements are, or, after an ellipsis, what stands above. A date of the
# text's own making or occasion comes before one of its publication, a first edition before other sources.
_WHERE: Mapping[str, tuple[str, ...]] = {
    "title": ("fileDesc/titleStmt/title", "sourceDesc…title"),
    "author": ("fileDesc/titleStmt/author", "sourceDesc…author"),
    "editor": ("fileDesc/titleStmt/editor",),
    "date": ("creation/date", "setting/date", "bibl[firstEdition]…date", "sourceDesc…date", "publicationStmt/date"),
    "publisher": tuple(f"fileDesc/publicationStmt/{agency}" for agency in ("publisher", "authority", "distributor")),
    "licence": ("publicationStmt/availability/licence", "publicationStmt/availability/p", "sourceDesc…licence"),
    "licence_target": ("publicationStmt/availability/licence", "availability…ref", "sourceDesc…licence"),
    "source": ("sourceDesc…ref", "sourceDesc…ptr", "sourceDesc…idno", "sourceDesc/bibl", "sourceDesc/p"),
    "language": ("langUsage/language",),
    "identifier": ("fileDesc/publicationStmt/idno",),
    "subject": ("keywords/term", "keywords…item"),
    "description": ("profileDesc/abstract",),
}  # fmt: skip
_NAMES_OF: Mapping[str, tuple[str, ...]] = {
    "ref": ("source", "licence_target"), "ptr": ("source",), "bibl": ("source",), "p": ("licence", "source"), "item": ("subject",),
    "term": ("subject",), "abstract": ("description",), "idno": ("source", "identifier"), "authority": ("publisher",),
    "distributor": ("publisher",), "licence": ("licence", "licence_target"),
    **{name: (name,) for name in ("title", "author", "editor", "date", "publisher", "language")},
}  # fmt: skip
_BESIDE = frozenset(("idno", "note", "email", "affiliation", "ptr", "roleName"))
"""What stands in a name, a publisher or a source and is no part of what it is called."""
_APART = frozenset(("forename", "surname", "genName", "nameLink", "persName", "p", "ab", "item", "head", "addrLine", "lb"))
_SUBTITLES = frozenset(("sub", "alt", "short", "desc"))


class HeaderReader:
    """Listens to the elements of a `teiHeader`; `meta` says what it heard. The best place that says something is heard, and there
    the first value, or all, where a text may have several."""

    def __init__(self) -> None:
        self._found: dict[str, dict[int, list[str]]] = {}
        self._text: list[list[str]] = []  # of each open element
        self._types: list[str] = []
        self._prose: list[bool] = []  # whether words stand in it itself, not only in what it is made of

    def start(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """An element begins, the last of `path`."""
        if self._text and path[-1] in _APART:
            self._text[-1].append(" ")
        self._text.append([])
        self._types.append(attributes.get("type", ""))
        self._prose.append(False)

    def text(self, text: str) -> None:
        """Text in the header."""
        if self._text:
            self._text[-1].append(text)
            self._prose[-1] |= any(map(str.isalnum, text))

    def end(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """The last element of `path` ends."""
        pieces, tag = self._text.pop(), path[-1]
        if self._text and tag not in _BESIDE:
            self._text[-1] += [*pieces, " "] if tag in _APART else pieces
        words = " ".join("".join(pieces).split())
        places = [f"{name}[{kind}]" if kind else name for name, kind in zip(path[-len(self._types) :], self._types, strict=False)]
        self._types.pop()
        listed = not self._prose.pop() and tag == "bibl"
        for name in () if listed else _NAMES_OF.get(tag, ()):
            self._heard(name, places, _said(name, tag, words, attributes))
        if tag == "idno" and (known := known_name(attributes.get("type", ""))) and known[0] != "source":
            self._found.setdefault(known[0], {}).setdefault(0, []).append(words)

    def meta(self) -> dict[str, str]:
        """The metadata by name."""
        best = {name: ranked[min(ranked)] for name, ranked in self._found.items()}
        said = {name: "; ".join(dict.fromkeys(values)) if name in SEVERAL else values[0] for name, values in best.items()}
        if said.get("licence_target") and not said.get("licence"):
            said["licence"] = said.pop("licence_target")
        elif said.get("licence_target") == said.get("licence"):
            said.pop("licence_target", None)
        return {name: value for name, value in said.items() if value}

    def _heard(self, name: str, places: Sequence[str], value: str) -> None:
        if not value:
            return
        for rank, where in enumerate(_WHERE[name]):
            if _stands(places, where):
                self._found.setdefault(name, {}).setdefault(rank, []).append(value)
                return


def _stands(places: Sequence[str], where: str) -> bool:
    """Whether a place is what `_WHERE` means. The type of an element counts where it is asked for."""
    above, _, last = where.rpartition("…")
    plain = [place.partition("[")[0] for place in places]
    if above:
        return plain[-1] == last and (above in plain or above in places)
    names = where.split("/")
    return plain[-len(names) :] == names


def _said(name: str, tag: str, words: str, attributes: Mapping[str, str]) -> str:
    """What an element says of `name`, nothing where it does not."""
    kind = attributes.get("type", "")
    if name == "date":
        when = next((attributes[each] for each in _WHEN if each in attributes), words)
        return when if _W3C.match(when) and (when != words or _W3C.fullmatch(words)) and kind.lower() not in _NO_DATES else ""
    if name == "title":
        return "" if kind in _SUBTITLES else words
    if name == "language":
        return attributes.get("ident", "")
    if name == "licence_target" or tag in ("ref", "ptr"):
        return attributes.get("target", "") if is_url(attributes.get("target", "")) else ""
    if tag == "idno":
        return words if kind.upper() in ("", "URI", "URL") and (name == "identifier" or is_url(words)) else ""
    return words
