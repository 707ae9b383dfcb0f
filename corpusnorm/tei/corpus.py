"""The corpus document: the header that says what was done, and the inclusion of everything else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from corpusnorm.metadata import is_url
from corpusnorm.tei.counts import Counts, extent, tags_declaration
from corpusnorm.tei.dates import date_element
from corpusnorm.tei.declarations import CLASSES, PREFIXES
from corpusnorm.tei.features import feature_structure
from corpusnorm.tei.languages import language_usage
from corpusnorm.tei.markup import TEI_NAMESPACE, XML_DECLARATION, element, escape, label, lines, schema_named, word, wrap
from corpusnorm.tei.model import CorpusRecord, Publication, StepRecord
from corpusnorm.tei.pointers import APPLICATION, AUTHORITIES, RESPONSIBLE, step_id
from corpusnorm.tei.sources import availability
from corpusnorm.tei.steps import ALIGN, DEDUP, NAMES, REPAIR, SILENT, UNMARKED
from corpusnorm.tei.writer import TEI_VERSION, to_bytes

XINCLUDE_NAMESPACE = "http://www.w3.org/2001/XInclude"


_SEGMENTATION = (
    "A <gi>p</gi> is a run of text without a line feed. Where sentences are marked up (<gi>s</gi>), the white space between"
    " them stands between the elements; no sentence begins or ends in a name. Where tokens are (<gi>w</gi>, <gi>pc</gi>), "
    "they are those of the base text as it was cleaned - in <gi>lem</gi>, <gi>corr</gi> and <gi>orig</gi>, not in "
    "<gi>rdg</gi>, <gi>sic</gi> and <gi>reg</gi> -, all white space stands between them, and <att>join</att> says on which "
    "side none does. What a correction, a variant, a copied passage or, of tokens, any other element cuts stands in pieces "
    "(<att>part</att>, <att>next</att>, <att>prev</att>). In a <att>copyOf</att> stand the sentences of its target."
)


def corpus_xml(record: CorpusRecord, files: Iterable[str], counts: Counts) -> Iterator[bytes]:
    """The corpus document, in chunks: header, then `xi:include` of the authority lists and of `files`.

    `files` are those of the works, below the package, in the order in which they are to stand; `counts` is the sum of those of the
    works, which are written first. Memory does not grow with their number.

    >>> record = CorpusRecord("Letters", "0.1.0", "7f3a", "41b0", 1, (), {})
    >>> b'<xi:include href="works/d1.xml"/>' in b"".join(corpus_xml(record, ["works/d1.xml"], Counts()))
    True
    """
    head = lines(
        XML_DECLARATION,
        schema_named(),
        f'<teiCorpus xmlns="{TEI_NAMESPACE}" xmlns:xi="{XINCLUDE_NAMESPACE}" version="{TEI_VERSION}" xml:id="corpus">',
        _header(record, counts),
        f'<xi:include href="{AUTHORITIES}"/>\n',
    )
    yield to_bytes(head, "corpus")
    for file in files:
        yield f'<xi:include href="{file}"/>\n'.encode()
    yield b"</teiCorpus>\n"


def _header(record: CorpusRecord, counts: Counts) -> str:
    extents = Counts(extent={"documents": record.documents}) + Counts(extent=counts.extent)
    return wrap(
        "teiHeader",
        {},
        wrap(
            "fileDesc",
            {},
            _title(record),
            element("editionStmt", {}, _edition(record)),
            extent(extents),
            _publication(record.publication),
            element("sourceDesc", {}, "<p>The sources are listed in the header of each work, with their sha256.</p>"),
        ),
        wrap(
            "encodingDesc",
            {},
            wrap(
                "projectDesc",
                {},
                _described(record),
                "<p>Normalized, repaired and deduplicated; every change to the sources can be undone.</p>",
            ),
            wrap("samplingDecl", {}, "<p>All documents that could be read; what could not is in quarantine, with its bytes.</p>"),
            _editorial(record.steps),
            tags_declaration(counts),
            _references(),
            CLASSES,
            PREFIXES,
            '<variantEncoding method="parallel-segmentation" location="internal"/>',
            _application(record),
        ),
        wrap("profileDesc", {}, language_usage(record.languages)),
        _revisions(record.steps),
    )


def _title(record: CorpusRecord) -> str:
    responsible = wrap(
        "respStmt",
        {"xml:id": RESPONSIBLE},
        "<resp>automatic normalization, alignment, repair and deduplication</resp>",
        element("name", {"type": "software", "ref": f"#{APPLICATION}"}, "corpusnorm"),
    )
    funder = record.publication.funder and label("funder", record.publication.funder)
    return wrap("titleStmt", {}, label("title", record.title, type="main"), funder, responsible)


def _edition(record: CorpusRecord) -> str:
    """The version that the publisher counts, if any, and the run that made it, by which two editions are told apart."""
    said = f"{record.publication.edition}, run {record.run}" if record.publication.edition else f"run {record.run}"
    return label("edition", said, n=word(record.run))


def _described(record: CorpusRecord) -> str:
    return record.publication.description and label("p", record.publication.description)


def _publication(said: Publication) -> str:
    """Who publishes the corpus, and on which terms; where nobody says, that nobody does."""
    licence = availability({"licence": said.licence, "licence_target": said.licence_target})
    known = (
        said.contact and element("address", {}, label("addrLine", said.contact)),
        said.identifier and label("idno", said.identifier, type="URI" if is_url(said.identifier) else "PID"),
        licence,
        date_element(said.date),
    )
    if not said.publisher and not any(known):
        nobody = (
            "Nobody has said who publishes this corpus, or under which licence; works say that of their sources where it is known."
        )
        return element("publicationStmt", {}, element("p", {}, nobody))
    return wrap("publicationStmt", {}, label("publisher", said.publisher or "Not named"), *known)


_MARKED = {"method": "markup"}
_PRACTICES: tuple[tuple[str, Mapping[str, str], str, Collection[str]], ...] = (
    (
        "correction",
        _MARKED,
        (
            "Degraded witnesses are repaired in their readings: <gi>supplied</gi>, <gi>reg</gi> beside <gi>orig</gi>, or "
            "<gi>gap</gi>, each with its evidence."
        ),
        (REPAIR,),
    ),
    (
        "normalization",
        {"method": "silent"},
        (
            "Only NFC, white space, line feeds between paragraphs, headers that became metadata, and the markup of texts that were "
            "TEI; the ledger has the original."
        ),
        SILENT,
    ),
    ("normalization", _MARKED, "Names: <gi>reg</gi> beside <gi>orig</gi> where a policy rewrites them.", (NAMES,)),
    ("hyphenation", {"eol": "all"}, "Hyphens stand as in the sources, at the end of lines too.", ()),
    ("segmentation", {}, _SEGMENTATION, ()),
    (
        "interpretation",
        {},
        (
            "Names point to the entity they name; witnesses are aligned. The base of a work is the witness that is not degraded, "
            "then the one with the fewest flaws, then the longest."
        ),
        (NAMES, ALIGN),
    ),
    (
        "interpretation",
        {},
        "The language of a text is told by its words; a paragraph that is surely in another has <code>xml:lang</code>.",
        ("language",),
    ),
    (
        "interpretation",
        {},
        "Each text stands once: what is shared is a reference (<att>copyOf</att>, <att>corresp</att>).",
        ("relate", DEDUP),
    ),
)
"""What is done beside corrections of the cleaning: the element that says it, its attributes, what it says, the steps that do it."""


def _editorial(steps: tuple[StepRecord, ...]) -> str:
    """What was done to the texts, each practice with pointers to the steps that did it."""
    names = [step.name for step in steps]
    others = (NAMES, ALIGN, REPAIR, DEDUP, *SILENT, *UNMARKED)
    corrections = (
        "correction",
        _MARKED,
        "Errors stand in <gi>sic</gi> beside <gi>corr</gi>; a <gi>corr</gi> alone has an original that XML cannot hold.",
        [name for name in names if name not in others],
    )
    practices = (
        element(tag, attributes, f"<p>{said}{_pointers(name for name in names if name in made)}</p>")
        for tag, attributes, said, made in (corrections, *_PRACTICES)
    )
    return wrap("editorialDecl", {}, *practices)


def _pointers(names: Iterable[str]) -> str:
    pointers = ", ".join(element("ref", {"target": f"#{step_id(name)}"}, escape(name)) for name in names)
    return f" Steps: {pointers}." if pointers else ""


def _references() -> str:
    return wrap(
        "refsDecl",
        {},
        "<p>Work <val>ID</val>, its paragraphs <val>ID.pN</val>, their sentences <val>ID.pN.sM</val>, the words and marks of these "
        "<val>ID.pN.sM.wK</val> and <val>ID.pN.sM.cK</val> (counted together), passages that others share <val>ID.sA-B</val> "
        "(characters of its text), witnesses <val>wit.ID</val>, entities <val>e.ID</val>, steps <val>st.NAME</val>.</p>",
    )


def _application(record: CorpusRecord) -> str:
    """The version is written in full in the label: `@version` holds no development versions."""
    release = re.match(r"[0-9]+(?:\.[0-9]+){0,3}", record.version)
    return wrap(
        "appInfo",
        {},
        wrap(
            "application",
            {"xml:id": APPLICATION, "ident": "corpusnorm", "version": release[0] if release else "0"},
            label("label", f"corpusnorm {record.version}"),
            element("desc", {}, "configuration " + label("idno", record.config_sha256, type="sha256")),
        ),
    )


def _revisions(steps: tuple[StepRecord, ...]) -> str:
    changes = wrap(
        "listChange",
        {"ordered": "true"},
        "<desc>The steps of the run, in order.</desc>" if steps else "",
        *(_change(number, step) for number, step in enumerate(steps, 1)),
    )
    return wrap("revisionDesc", {}, changes)


def _change(number: int, step: StepRecord) -> str:
    return wrap(
        "change",
        {"xml:id": step_id(step.name), "n": str(number), "who": f"#{APPLICATION}"},
        label("label", f"{step.name} {step.version}".strip()),
        label("note", step.note) if step.note else "",
        feature_structure(step.options),
        *(
            element("measure", {"unit": word(unit), "quantity": str(quantity)}, f"{quantity} {escape(unit)}")
            for unit, quantity in sorted(step.counts.items())
        ),
    )
