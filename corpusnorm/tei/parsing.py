"""Parsing without surprises: no network, no DTD, no entities, whatever the file says."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from corpusnorm.errors import PackageError
from corpusnorm.tei.markup import TEI_NAMESPACE

Element: TypeAlias = _Element

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tei(name: str) -> str:
    """The name of a TEI element as lxml writes it."""
    return f"{{{TEI_NAMESPACE}}}{name}"


def parse(source: bytes | Path) -> Element:
    """The root of a document in UTF-8, whatever it declares.

    Raises `PackageError` where it cannot be read, is not well-formed, or has a document type: what entities say in attributes
    would be expanded without a bound, so it is refused before it is parsed.

    >>> parse(b"<a><b/></a>").tag
    'a'
    """
    where = str(source) if isinstance(source, Path) else ""
    try:
        data = source.read_bytes() if isinstance(source, Path) else source
    except OSError as error:
        raise PackageError(error.strerror or "cannot be read", where=where) from error
    if b"<!DOCTYPE" in data:
        raise PackageError("a document type is not allowed", where=where)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise PackageError(str(error), where=where) from error


def attribute(node: Element, name: str) -> str:
    """The value of an attribute, empty where it is not there."""
    return str(node.get(name, ""))
