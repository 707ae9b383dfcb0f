"""Back from the header of a work to its records: witnesses, what their sources say, how they were degraded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from corpusnorm.metadata import licence_target
from corpusnorm.tei.model import Witness
from corpusnorm.tei.parsing import XML_ID, Element, attribute, tei

_CODE = re.compile(r"_x([0-9A-F]+)_")
_SEVERAL = ("author", "editor")


def name_of(identifier: str) -> str:
    """The name that `ncname` made an XML name of.

    >>> from corpusnorm.tei.pointers import ncname
    >>> name_of(ncname("7 a.b")), name_of(ncname("_x20_"))
    ('7 a.b', '_x20_')
    """
    return _CODE.sub(lambda match: chr(int(match[1], 16)), identifier)


def source_of(pointer: str) -> str:
    """The name and place that a pointer `raw:NAME#A,B` means, as evidence has them.

    >>> source_of("raw:letters/no%20%231.txt#0,37")
    'letters/no #1.txt#0,37'
    """
    name, _, place = pointer.removeprefix("raw:").rpartition("#")
    return f"{unquote_to_bytes(name).decode('utf-8', 'surrogatepass')}#{place}"


def text_of(node: Element | None) -> str:
    """The text of an element without children, empty for none."""
    return str(node.text or "") if node is not None else ""


def witnesses(root: Element) -> tuple[Witness, ...]:
    """The witnesses of a work, the base first; `edits` are not in the TEI."""
    degraded = {attribute(each, "corresp"): each for each in root.iter(tei("listChange"))}
    base = _said(root.find(f".//{tei('fileDesc')}/{tei('publicationStmt')}"), (*_profile(root),))
    found = []
    for number, node in enumerate(root.iter(tei("witness"))):
        bibl = node.find(tei("bibl"))
        own = dict(_of_bibl(bibl)) | (base if not number else _licence(bibl, base))
        found.append(_witness(node, own, degraded.get(f"#{attribute(node, XML_ID)}")))
    return tuple(found)


def _witness(node: Element, said: dict[str, str], changes: Element | None) -> Witness:
    file, digest = node.findall(tei("idno"))[:2]
    name = text_of(file)
    if attribute(file, "subtype"):
        name = unquote_to_bytes(name).decode("utf-8", "surrogatepass")
    measures = {attribute(each, "type"): float(attribute(each, "quantity")) for each in node.iter(tei("measure"))}
    return Witness(
        name_of(attribute(node, XML_ID).removeprefix("wit.")),
        name,
        text_of(digest),
        text_of(node.find(tei("label"))),
        measures.get("containment", 1.0),
        said.pop("date", ""),
        said,
        () if changes is None else tuple(_operator(each) for each in changes.iter(tei("change"))),
        measures.get("fit", 1.0),
        names={kind.removeprefix("names-"): int(value) for kind, value in measures.items() if kind.startswith("names-")},
    )


def _of_bibl(bibl: Element | None) -> Iterator[tuple[str, str]]:
    """What a `bibl` says, by name."""
    if bibl is None:
        return
    for name in _SEVERAL:
        listed = [text_of(each) for each in bibl.findall(tei(name))]
        yield from [(name, "; ".join(listed))] if listed else []
    for each in bibl:
        kind = str(each.tag).rpartition("}")[2]
        if kind == "title":
            yield "journal" if attribute(each, "level") else "title", text_of(each)
        elif kind in ("publisher", "date"):
            yield kind, text_of(each)
        elif kind in ("idno", "note"):
            yield attribute(each, "type"), text_of(each)
        elif kind in ("ref", "bibl"):
            yield "source", text_of(each)


def _profile(root: Element) -> Iterator[tuple[str, str]]:
    """What the profile of a work says of its base."""
    described = root.find(f".//{tei('abstract')}/{tei('p')}")
    yield from [("description", text_of(described))] if described is not None else []
    terms = [text_of(each) for each in root.iter(tei("term"))]
    yield from [("subject", "; ".join(terms))] if terms else []


def _said(statement: Element | None, others: Iterable[tuple[str, str]]) -> dict[str, str]:
    return dict(others) | _licence(statement, {})


def _licence(holder: Element | None, usual: Mapping[str, str]) -> dict[str, str]:
    """The licence that stands in an element; the usual one where it has none."""
    availability = None if holder is None else holder.find(tei("availability"))
    if availability is None:
        return {name: value for name, value in usual.items() if name.startswith("licence")}
    licence = availability.find(tei("licence"))
    if licence is None:
        return {}
    said, target = text_of(licence), attribute(licence, "target")
    return {"licence": said} if target in ("", licence_target(said)) else {"licence": said, "licence_target": target}


def _operator(change: Element) -> dict[str, Any]:
    parameters = change.find(tei("fs"))
    return {"name": text_of(change.find(tei("label")))} | ({} if parameters is None else _features(parameters))


def _features(node: Element) -> dict[str, Any]:
    return {name_of(attribute(each, "name")): _value(each[0]) for each in node}


def _value(node: Element) -> Any:
    kind, value = str(node.tag).rpartition("}")[2], attribute(node, "value")
    match kind:
        case "binary":
            return value == "true"
        case "numeric":
            return int(value) if re.fullmatch("-?[0-9]+", value) else float(value)
        case "fs":
            return _features(node)
        case "vColl":
            items = [_value(each) for each in node]
            return items if attribute(node, "org") == "list" else _set_of(items)
    return text_of(node)


def _set_of(items: list[Any]) -> Any:
    """A set, where its values can be in one."""
    try:
        return frozenset(items)
    except TypeError:
        return items
