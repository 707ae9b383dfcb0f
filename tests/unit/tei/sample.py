"""A small package that has every situation once: the records, and a function that writes them to a folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.tei import Counts, Steps, authorities_xml, corpus_xml, kept_forms, work_xml
from corpusnorm.tei.model import (
    Alignment,
    AuthorityEntry,
    CorpusRecord,
    Correction,
    ForeignBlock,
    NameMark,
    Piece,
    Publication,
    SharedPassage,
    StepRecord,
    Text,
    Variant,
    Witness,
    Work,
)

STEPS = (
    StepRecord("encoding", "1", {"strict": True, "form": "NFC", "floor": 0.25, "languages": ["en", "de"]}, {"changes": 2}),
    StepRecord("names", "1", {"policy": "default", "rules": {"Q84": "un"}}, {"names": 3}, note="two left open"),
    StepRecord("align", "1", {}, {"links": 2}),
    StepRecord("repair", "1", {"limit": None, "nested": [[1, 2], []]}, {"restored": 3, "gaps": 1}),
    StepRecord("dedup", "1", {"unit": "block"}, {"removed": 2}),
)

RECORD = CorpusRecord(
    "Letters & papers",
    "0.1.0",
    "7f3a0c1e",
    "41b0e3f5",
    5,
    STEPS,
    {"en": 9_985, "de": 10, "und": 5},
    Publication(
        "Example project",
        "letters@example.org",
        "https://example.org/letters",
        "CC BY 4.0",
        "",
        "2026-11",
        "1.2",
        "Letters of the time & answers to them.",
        "A foundation",
    ),
)

ENTITIES = (
    AuthorityEntry("law.1", "law", "Corn Laws", ("corn laws",), {"wikidata": "Q1"}, "an act"),
    AuthorityEntry("or.1", "org", "Royal Society", ("the Society",), {"wikidata": "Q123885"}, "founded 1660"),
    AuthorityEntry("pe.1", "person", "William Gladstone", ("Mr Gladstonc",), {"wikidata": "Q160852"}, "statesman"),
    AuthorityEntry("pl.1", "place", "London", ("Lundun", "Londinium"), {"wikidata": "Q84", "geonames": "2643743"}, "a city"),
    AuthorityEntry("pl.2", "place", "London, Ontario", (), {"geonames": "6058560"}),
)

LETTER = "Mr Gladstone spoke in Lundun.\n\nThe market opened firm & there was <little> trade.\nShared by all.\n"


def letter() -> Work:
    """A base with corrections, names, three witnesses and passages that others share."""
    at = LETTER.index
    market = Span(at("The market"), at("\nShared"))
    shared = Span(at("Shared"), at("\nShared") + len("\nShared by all."))
    base = Text(
        LETTER,
        "en",
        corrections=(
            Correction(Span(3, 12), "Gladstonc", Span(4, 13), "encoding", 0.97, "ocr"),
            Correction(Span(at("."), at(".")), "\x0b", Span(30, 31), "encoding"),
        ),
        names=(
            NameMark(Span(0, 12), "pe.1", "person", "", 0.97, "longest"),
            NameMark(Span(at("Lundun"), at("Lundun") + 6), "pl.1", "place", "London", 0.9),
            NameMark(Span(at("market"), at("market") + 6), "", "place", "", 0.4, "open", ("pl.1", "pl.2")),
            NameMark(Span(at("trade"), at("trade") + 5), "law.1", "law"),
        ),
        anchors=(shared, Span(market.start + 4, market.start + 17)),
        foreign=(ForeignBlock(2, "de", 9),),
        words=17,
    )
    degraded = Witness(
        "d3",
        "low & bare/no #3.txt",
        "50eac9",
        "degraded-of",
        0.93,
        "1884-4-25",
        {"author": "unknown"},
        ({"name": "lower", "fold": False}, {"name": "stopwords", "list": "smart", "words": ["the", "in"]}),
        0.981,
        Edits([Edit(Span(0, 2), "")]),
    )
    return Work(
        "d1",
        "The <Budget>",
        base,
        (
            Witness(
                "d1",
                "d1.txt",
                "069e15",
                date="1884-04-25",
                meta={
                    "title": "The Budget",
                    "author": "A. Author; B. Author",
                    "licence": "CC BY 4.0",
                    "source": "https://example.org/budget?page=1",
                    "doi": "10.1234/budget",
                    "description": "A letter & its answer.",
                    "subject": "budget; corn",
                    "score": "0.9",
                },
                edits=Edits([Edit(Span(0, 1), "")]),
            ),
            Witness(
                "d2",
                "Zürich.txt",
                "44640685",
                "near",
                0.99,
                "1884-04",
                {
                    "licence": "all rights reserved",
                    "source": "Zürich, city archive",
                    "journal": "The Gazette",
                    "editor": "C. Editor",
                },
            ),
            degraded,
        ),
        (
            Variant(Span(at("opened"), at("opened") + 6), "d2", (Piece("closed"),)),
            Variant(Span(at(" trade"), at(" trade")), "d2", (Piece(" or no"),)),
            Variant(
                Span(at("stone spoke"), at("The market")),
                "d3",
                (
                    Piece("ston "),
                    Piece("spoke", "lexical", "speak", 0.8, "porter stem"),
                    Piece(" in", "witness", "", 0.93, "d1.txt#19,22"),
                    Piece(" town", "conjecture", "", 0.2),
                    Piece("", "gap"),
                ),
            ),
        ),
        (Alignment("d3", ((Span(0, 29), Span(0, 20)), (Span(31, 40), Span(21, 30)), (Span(41, 60), Span(31, 40))), 0.9),),
    )


def reprint() -> Work:
    """A work that copies a block of the letter, and a part of another; and one of its own."""
    text = "Shared by all.\nMy own words.\nHis market opened late.\nMy own words.\n"
    at = text.index
    kept = {form.span: form for form in kept_forms(letter())}
    passages = []
    for span, form in zip((Span(0, 14), Span(at("market"), at("market") + 13)), kept.values(), strict=True):
        passages.append(SharedPassage(span, "d1", form.span, form.block, form.marks))
    own = Span(at("My own"), at("\nHis"))
    again = text.rindex("My own")
    base = Text(text, "x-none-at-all", passages=tuple(passages), anchors=(own,))
    work = Work("d4", "", base, (Witness("d4", "\udcff.txt", "00"),))
    [form] = kept_forms(work)
    repeated = SharedPassage(Span(again, again + len(own)), "d4", own, form.block, form.marks)
    return replace(work, base=replace(work.base, passages=(*passages, repeated)))


def silence() -> Work:
    """A work without a block, and an addition to it."""
    return Work(
        "d5",
        "Nothing",
        Text("\n\n"),
        (Witness("d5", "n.txt", "01"), Witness("d6", "m.txt", "02", "near")),
        (Variant(Span(1, 2), "d6", (Piece("word"),)),),
    )


def write(folder: Path, works: Iterable[Work] | None = None) -> Path:
    """Write the package as a run would: works first, then the authority lists and the corpus."""
    (folder / "works").mkdir(parents=True, exist_ok=True)
    counts, names = Counts(), []
    for work in (letter(), reprint(), silence()) if works is None else works:
        written = work_xml(work, Steps.of(STEPS))
        (folder / written.path).write_bytes(written.xml)
        counts += written.counts
        names.append(written.path)
    (folder / "authorities.xml").write_bytes(b"".join(authorities_xml(ENTITIES)))
    (folder / "corpus.xml").write_bytes(b"".join(corpus_xml(RECORD, names, counts)))
    return folder
