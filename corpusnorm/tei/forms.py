"""The forms of a work: what is left of its XML for the schema to judge when texts, numbers and names are left out.

A parser and a schema take half a millisecond a work, and say of nearly every work what they said of the one before. So a work has
*forms*: that of its header, and of each mark in its paragraphs, with one value in place of all that are judged alike (a text, an
id, a pointer, a number, a share). A work of which every form stood in a work that the parser and the schema found sound is sound,
too: the schema lets marks stand in any order, and what is written in between is escaped text. What no form tells (do ids repeat,
do pointers lead to them) is looked up in each work.

Law: where all forms are known to be sound, the exact checks find nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

UNKNOWN = "?"  # a form that is never known to be sound: a work that has it is checked itself

_ID = re.compile(r' xml:id="([^"]*)"')
_LOCAL = re.compile(r'(?<=[" ])#([^" ]*)')
_RANGE = r"raw:(?:[A-Za-z0-9/~._-]|%[0-9A-F]{2})+#[0-9]{1,15},[0-9]{1,15}"
_RAW = re.compile(rf'{_RANGE}(?=[" ])')
_BESIDE = re.compile(r'(?<=[" ])(?:\.\./authorities|[A-Za-z0-9_-]+)\.xml#[A-Za-z0-9_.-]+')
_WHOLE = re.compile(r'="[0-9]{1,15}"')
_SHARE = re.compile(r'="0\.[0-9]{1,15}"')
_LISTED = re.compile(r' (ref|wit)="([^" ]+)(?: \2)+"')
_TAG = re.compile(r'/[A-Za-z]+|[A-Za-z]+(?: [A-Za-z:]+="[^"\t\n]*")*/?')
_PARAGRAPH = 'p xml:id="i" source="raw:r#0,0"'
_NUMBERED = re.compile(rf'p xml:id="[^"\t\n]*" source="{_RANGE}"(?: xml:lang="[A-Za-z]{{1,8}}(?:-[A-Za-z0-9]{{1,8}})*")?')
_TAGS = re.compile(r"<([^>]*)>[ \t]*([^<]?)")  # with the first character of the text after it
_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_FREE = {"body": "body ", "p": "", "s": "", "seg": "", "lem": "", "corr": "", "rdg": "rdg "}  # what may hold any, by kind
_TEXT = frozenset(
    {"p", "s", "w", "pc", "seg", "lem", "corr", "rdg", "sic", "orig", "reg", "supplied"}
)  # what may hold text, and need not
_Tag = tuple[str, bool]  # a tag, or its form, and whether text comes after it
# Sentences and tokens that are in one piece: they hold whatever stands without them, too, and nothing points to them.
_SEGMENTS = re.compile(r'<(?:s|w|pc) xml:id="[A-Za-z0-9_.-]+"(?: join="(?:left|right|both)")?>|</(?:s|w|pc)>')
_KEPT = 20_000  # forms that are remembered


def known_sound(forms: frozenset[str]) -> bool:
    """Whether each of `forms` stood in a work that was found sound."""
    return forms <= _sound()


def found_sound(forms: frozenset[str]) -> None:
    """Remember the forms of a work that the exact checks found sound."""
    if len(_sound()) < _KEPT:
        _sound().update(forms - {UNKNOWN})


@lru_cache(maxsize=1)
def _sound() -> set[str]:
    return set()


def forms_of(header: str, paragraphs: Iterable[str], ids: Set[str]) -> frozenset[str]:
    """The forms of a work with this form of its header, of the paragraphs in which there are marks, and of plain ones.

    `ids` are those that stand elsewhere in the document.

    >>> sorted(forms_of("header", ['<p xml:id="d1.p1" source="raw:a#0,9">a <seg xml:id="d1.s2-9">b</seg></p>'], frozenset()))
    ['<seg xml:id="i"></seg>', 'body <p xml:id="i" source="raw:r#0,0"></p>', 'header']
    """
    found = {header}
    own: list[str] = []
    pointers: list[str] = []
    for paragraph in map(_without_segments, paragraphs):
        (block, text), *tags = [(tag, text != "") for tag, text in _TAGS.findall(paragraph)]
        for told in _within(block, text, tags):
            found |= told.forms
            own += told.ids
            pointers += told.pointers
        if ' copyOf="#' in paragraph:  # what it copies is in this work
            found.add(UNKNOWN)
    known = ids | set(own)
    if len(known) < len(ids) + len(own) or not set(pointers) <= known or not all(map(_NCNAME.fullmatch, own)):
        found.add(UNKNOWN)
    return frozenset(found)


def _without_segments(paragraph: str) -> str:
    """A paragraph without its sentences and tokens, where all of them are in one piece."""
    return paragraph if ' part="' in paragraph else _SEGMENTS.sub("", paragraph)


class _Told(NamedTuple):
    """What stands in markup: its forms, the ids in it, and its pointers into its own document."""

    forms: frozenset[str]
    ids: tuple[str, ...]
    pointers: tuple[str, ...]


def _within(block: str, text: bool, tags: list[_Tag]) -> Iterator[_Told]:
    """What stands in a paragraph. Elements in it side by side may stand in any order: each is looked at alone, and once."""
    elements = _elements(tags[:-1]) if _NUMBERED.fullmatch(block) and tags and tags[-1][0] == "/p" else None
    if elements is None:
        yield _told((block, text), *tags)
    else:
        yield _alone(())
        yield from map(_alone, elements)


@lru_cache(maxsize=4096)
def _alone(element: tuple[_Tag, ...]) -> _Told:
    """What stands in a paragraph with this element in it."""
    return _told((_PARAGRAPH, False), *element, ("/p", False))


def _told(block: _Tag, *tags: _Tag) -> _Told:
    names = [tag for tag, _ in tags if "#" in tag or "xml:id" in tag]
    found = _inside([(_normal(tag), text) for tag, text in (block, *tags)])
    ids, pointers = ([each for tag in names for each in pattern.findall(tag)] for pattern in (_ID, _LOCAL))
    return _Told(frozenset(found), tuple(ids), tuple(pointers))


def _elements(tags: Sequence[_Tag]) -> list[tuple[_Tag, ...]] | None:
    """The outermost elements; nothing where they are not closed as they are opened."""
    found: list[tuple[_Tag, ...]] = []
    depth = start = 0
    for at, (tag, _) in enumerate(tags, 1):
        if tag[0] == "/":
            depth -= 1
        elif tag[-1] != "/":
            depth += 1
        if depth < 0:
            return None
        if not depth:
            found.append(tuple(tags[start:at]))
            start = at
    return None if depth else found


@lru_cache(maxsize=4096)
def _normal(tag: str) -> str:
    """A tag with one value for each form of values; `UNKNOWN` where it is not written as we write tags."""
    if not _TAG.fullmatch(tag):
        return UNKNOWN
    tag = _RAW.sub("raw:r#0,0", _LOCAL.sub("#i", _ID.sub(' xml:id="i"', tag)))
    tag = _SHARE.sub('="0.5"', _WHOLE.sub('="1"', _BESIDE.sub("d.xml#i", tag)))
    return _LISTED.sub(r' \1="\2"', tag)


def _inside(paragraph: Iterable[_Tag]) -> set[str]:
    """Every element that may stand anywhere among others, without those in it that may, too; from
    the tags, each with whether text comes after it."""
    found: set[str] = set()
    path: list[tuple[str, str]] = [("body", "")]  # the open elements: what they are to what is in them, and their markup so far
    for tag, text in paragraph:
        if tag[0] != "/":
            path.append((UNKNOWN if " copyOf=" in tag else tag.partition(" ")[0], f"<{tag}>"))
        if tag[0] == "/" or tag[-1] == "/":
            if tag == UNKNOWN or len(path) < 2:
                return {UNKNOWN}
            _, markup = path.pop()
            markup += f"<{tag}>" if tag[0] == "/" else ""
            around, so_far = path[-1]
            if around in _FREE:
                found.add(_FREE[around] + markup)
            else:
                path[-1] = (around, so_far + markup)
        around, so_far = path[-1]
        if text and around not in _TEXT:
            path[-1] = (around, f"{so_far}x")
    return found if path == [("body", "")] else {UNKNOWN}
