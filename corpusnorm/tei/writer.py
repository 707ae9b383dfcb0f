"""One work as a TEI document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpusnorm.errors import OutputError
from corpusnorm.tei.body import Body
from corpusnorm.tei.counts import Counts, count_elements
from corpusnorm.tei.division import Division
from corpusnorm.tei.forms import forms_of
from corpusnorm.tei.header import header_form, work_header
from corpusnorm.tei.layout import lay_out
from corpusnorm.tei.links import links
from corpusnorm.tei.markup import ILLEGAL, TEI_NAMESPACE, XML_DECLARATION, language, lines, quote, schema_named
from corpusnorm.tei.model import Work
from corpusnorm.tei.pointers import block_id, ncname, witness_id
from corpusnorm.tei.steps import Steps

DECLARATION = f"{XML_DECLARATION}\n{schema_named('../')}"  # of a file in the folder of the works
PROLOGUE = len(DECLARATION) + 1  # bytes of such a document before its element
_COMMON = bytes([*b"\t\n\r", *range(0x20, 0x100)])
_SUSPECT = re.compile(rb"\xed[\xa0-\xbf]"), re.compile(rb"\xef\xbf[\xbe\xbf]")  # surrogates; U+FFFE, U+FFFF
TEI_VERSION = "4.12.0"


@dataclass(frozen=True, slots=True)
class WorkFile:
    """A written work: its path below the package, its bytes, what was counted in them, and the forms by which it is judged."""

    path: str
    xml: bytes
    counts: Counts
    forms: frozenset[str]


def work_xml(
    work: Work,
    steps: Steps,
    division: Division = Division(),  # noqa: B008 - frozen
    *,
    sentences: bool = True,
    tokens: bool = False,
) -> WorkFile:
    r"""The TEI document of one work, from its records alone. Equal records give equal bytes.

    Every character of the base text but the line feeds between blocks is in it, and every mark; `division` says in which files
    other works stand, `sentences` and `tokens` whether these are marked up. Raises `OutputError` where a record cannot be written:
    a character that XML cannot hold in a text, marks out of bounds, no witness. Memory and time grow with the work.

    >>> from corpusnorm.tei.model import Text, Witness
    >>> written = work_xml(Work("d1", "A", Text("Hello & goodbye.\n"), (Witness("d1", "a.txt", "00"),)), Steps())
    >>> print(written.xml.decode().split("<body>")[1].split("</body>")[0].strip())
    <p xml:id="d1.p1" source="raw:a.txt#0,16"><s xml:id="d1.p1.s1">Hello &amp; goodbye.</s></p>
    """
    if not work.witnesses:
        raise OutputError("a work has no witness", where=work.id, code="E502")
    layout = lay_out(work)
    body = Body(work, layout, steps, division, sentences, tokens)
    written = list(body.paragraphs())
    paragraphs = "\n".join(written)
    counts = Counts(
        count_elements(paragraphs),
        {
            "works": 1,
            "witnesses": len(work.witnesses),
            "blocks": len(layout.paragraphs),
            "references": body.references,
            "characters": body.written,
        },
    )
    document = lines(
        DECLARATION,
        f'<TEI xmlns="{TEI_NAMESPACE}" version="{TEI_VERSION}" xml:id={quote(ncname(work.id))}>',
        work_header(work, counts, division),
        links(work, layout.paragraphs, steps),
        f"<text xml:lang={quote(language(work.base.language))}>\n<body>",
        paragraphs,
        "</body>\n</text>\n</TEI>\n",
    )
    marked = [written[index] for index in sorted(layout.parts)]
    elsewhere = {ncname(work.id), *(witness_id(each.id) for each in work.witnesses)}
    elsewhere.update(block_id(work.id, number) for number in range(1, len(written) + 1) if marked)
    forms = forms_of(header_form(work), marked, elsewhere) | {f"sentences {sentences} tokens {tokens}"}
    return WorkFile(division.file(work.id), to_bytes(document, work.id), counts, forms)


def to_bytes(document: str, where: str) -> bytes:
    """A document as UTF-8. Raises `OutputError` where a character cannot stand in XML: cleaning has to take those out."""
    written = document.encode("utf-8", "surrogatepass")
    suspect = written.translate(None, _COMMON) or any(pattern.search(written) for pattern in _SUSPECT)
    if suspect and (illegal := ILLEGAL.search(document)):
        line = document.count("\n", 0, illegal.start()) + 1
        what = f"U+{ord(illegal[0]):04X} cannot stand in XML (line {line} of the document)"
        raise OutputError(what, where=where, hint="the cleaning step 'illegal' takes such characters out", code="E503")
    return written
