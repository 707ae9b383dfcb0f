"""The authority lists: every entity that the corpus mentions, once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from corpusnorm.errors import OutputError
from corpusnorm.tei.markup import TEI_NAMESPACE, XML_DECLARATION, label, lines, quote, schema_named, word, wrap
from corpusnorm.tei.model import AuthorityEntry
from corpusnorm.tei.pointers import entity_id
from corpusnorm.tei.writer import TEI_VERSION, to_bytes

_LISTS = {
    "person": ("listPerson", "person", "persName"),
    "place": ("listPlace", "place", "placeName"),
    "org": ("listOrg", "org", "orgName"),
}

_HEADER = """<teiHeader>
<fileDesc>
<titleStmt><title>Entities named in the corpus</title></titleStmt>
<publicationStmt><p>Part of a corpus.</p></publicationStmt>
<sourceDesc><p>Made by corpusnorm from its name registry, for the names found in the corpus.</p></sourceDesc>
</fileDesc>
</teiHeader>"""


def authorities_xml(entries: Iterable[AuthorityEntry]) -> Iterator[bytes]:
    """The document of the authority lists, in chunks; one list a type.

    `entries` come sorted by type and id, each once; else `OutputError` is raised. Memory does not grow with their number.
    Entities of other types than person, place and org are `nym`s: canonical names with their identifiers.

    >>> b"<placeName type=" in b"".join(authorities_xml([AuthorityEntry("pl.1", "place", "London")]))
    True
    """
    yield to_bytes(
        lines(
            XML_DECLARATION,
            schema_named(),
            f'<TEI xmlns="{TEI_NAMESPACE}" version="{TEI_VERSION}" xml:id="authorities">',
            _HEADER,
            "<standOff>\n",
        ),
        "authorities",
    )
    empty = True
    for kind, group in groupby(_ordered(entries), key=lambda entry: entry.type):
        listing = _LISTS[kind][0] if kind in _LISTS else f"listNym type={quote(word(kind))}"
        yield to_bytes(f"<{listing}>\n", "authorities")
        for entry in group:
            yield to_bytes(_entry(entry) + "\n", entry.id)
        yield to_bytes(f"</{listing.split()[0]}>\n", "authorities")
        empty = False
    yield to_bytes(("<listPlace><place/></listPlace>\n" if empty else "") + "</standOff>\n</TEI>\n", "authorities")


def _ordered(entries: Iterable[AuthorityEntry]) -> Iterator[AuthorityEntry]:
    before: tuple[str, str] | None = None
    for entry in entries:
        here = (entry.type, entry.id)
        if before is not None and here <= before:
            raise OutputError(f"authority entries are not sorted by type and id, each once: {here} after {before}", code="E504")
        before = here
        yield entry


def _entry(entry: AuthorityEntry) -> str:
    """An entity with its preferred and variant forms and its identifiers; the order of the parts is the schema's."""
    identifiers = [label("idno", value, type=word(kind)) for kind, value in sorted(entry.ids.items())]
    attributes = {"xml:id": entity_id(entry.id)}
    variants = sorted(set(entry.variants) - {entry.preferred})
    if entry.type not in _LISTS:
        forms = [label("form", entry.preferred, type="preferred"), *(label("form", form, type="variant") for form in variants)]
        return wrap("nym", attributes, *identifiers, *forms, label("def", entry.note) if entry.note else "")
    _, tag, name = _LISTS[entry.type]
    names = [label(name, entry.preferred, type="preferred"), *(label(name, form, type="variant") for form in variants)]
    note = label("note", entry.note) if entry.note else ""
    parts = [*names, *identifiers, note] if tag != "place" else [*names, note, *identifiers]
    return wrap(tag, attributes, *parts)
