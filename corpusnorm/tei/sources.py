"""What is known of the source of a text: a bibliographic record (`bibl`), a licence, a description, subjects.

The names are those of `corpusnorm.metadata`; whatever else a source says is a `note`. Values stand as the source gave them: only a
date of a W3C form gets a `@when`, and only what is an address a `@target`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from corpusnorm.metadata import IDENTIFIERS, is_url, licence_target, values
from corpusnorm.tei.dates import date_element
from corpusnorm.tei.markup import element, label, lines, word, wrap

Said = Mapping[str, str]
LICENCE = ("licence", "licence_target")
OF_THE_TEXT = ("description", "subject")
"""What is said of the text of a work in its profile, and of other witnesses in notes."""
_PLACED = frozenset(("title", "author", "editor", "journal", "publisher", "source", *IDENTIFIERS, *LICENCE))


def bibliography(date: str, said: Said, *, licence: str = "", profiled: bool = False) -> str:
    """The `bibl` of a witness; empty where nothing is known. `licence` is markup, where it has one of its own.

    >>> print(bibliography("1884", {"author": "A; B", "source": "https://example.org/1", "score": "0.9"}))
    <bibl>
    <author>A</author>
    <author>B</author>
    <date when="1884">1884</date>
    <ref target="https://example.org/1">https://example.org/1</ref>
    <note type="score">0.9</note>
    </bibl>
    """
    if not (date or said or licence):
        return ""
    return wrap("bibl", {}, *_parts(date, said), licence, *_notes(said, _PLACED | {*OF_THE_TEXT} if profiled else _PLACED))


def _parts(date: str, said: Said) -> Iterator[str]:
    for name in ("title", "author", "editor"):
        yield from (label(name, value) for value in values(said, name))
    yield from (label("title", value, level="j") for value in values(said, "journal"))
    yield from (label("publisher", value) for value in values(said, "publisher"))
    yield date_element(date)
    yield from (label("idno", said[name], type=name) for name in IDENTIFIERS if name in said)
    if source := said.get("source", ""):
        yield label("ref", source, target=source) if is_url(source) else label("bibl", source)


def _notes(said: Said, placed: Iterable[str]) -> Iterator[str]:
    """Whatever has no place of its own, by its name."""
    yield from (label("note", said[key], type=word(key)) for key in sorted(set(said) - set(placed)))


def availability(said: Said) -> str:
    """The `availability` of a text: its licence as the source says it, and its address where there is one; empty for none.

    >>> availability({"licence": "CC BY 4.0"})
    '<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>'
    """
    licence, target = said.get("licence", ""), said.get("licence_target", "")
    if not licence and not target:
        return ""
    return element("availability", {}, label("licence", licence or target, target=licence_target(licence or target, target)))


def without_licence() -> str:
    """The `availability` of a witness of which no licence is known, beside one that has a licence."""
    return '<availability status="unknown"><p>No licence is known.</p></availability>'


def profile(said: Said) -> str:
    """What the source says of the text itself: its `abstract` and `textClass`."""
    if not said:
        return ""
    described = (label("p", value) for value in values(said, "description"))
    terms = (label("term", value) for value in values(said, "subject"))
    return lines(wrap("abstract", {}, *described), wrap("textClass", {}, wrap("keywords", {}, *terms)))
