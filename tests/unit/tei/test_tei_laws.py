"""The laws of the TEI stage: nothing lost on the way to XML and back, everything valid, the same bytes for the same records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from corpusnorm.edits import Edit, Edits, Span
from corpusnorm.tei import Steps, blocks, work_xml
from corpusnorm.tei.model import NameMark, Piece, Text, Variant, Witness, Work
from corpusnorm.tei.parsing import XML_ID, Element, attribute, parse
from corpusnorm.tei.reader import Side, read_blocks
from corpusnorm.tei.validate import check_written, validate_work

from .sample import STEPS
from .strategies import disjoint, shared, works

KNOWN = Steps.of(STEPS)


def written(work: Work) -> bytes:
    xml = work_xml(work, KNOWN).xml
    note(xml.decode())
    return xml


def block_texts(work: Work) -> tuple[str, ...]:
    return tuple(span.of(work.base.text) for span in blocks(work.base.text))


@given(works())
def test_the_base_text_comes_back(work: Work) -> None:
    assert read_blocks(written(work)) == block_texts(work)


@given(works())
def test_a_work_is_sound(work: Work) -> None:
    assert validate_work(written(work), "works/d1.xml") == []


@given(works())
def test_what_the_forms_say_the_exact_checks_say(work: Work) -> None:
    """A work of which all forms were found sound before is sound; the works before it were any."""
    written = work_xml(work, KNOWN)
    note(written.xml.decode())
    assert check_written(written) == validate_work(written.xml, written.path) == []


@given(shared())
def test_what_the_forms_say_of_copies_the_exact_checks_say(chain: tuple[Work, ...]) -> None:
    for work in chain:
        written = work_xml(work, KNOWN)
        assert check_written(written) == validate_work(written.xml, written.path) == []


def test_a_work_of_known_forms_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(number: int) -> Work:
        base = Text(
            f"Text <{number}>.\nMore & more.", names=(NameMark(Span(0, 4), f"Q{number}", "place", "Regular", 0.5 + number / 10),)
        )
        return Work(f"d{number}", f"Title {number}", base, (Witness(f"d{number}", f"{number}.txt", "00", date="2026-11-20"),))

    check_written(work_xml(plain(1), KNOWN))
    monkeypatch.setattr("corpusnorm.tei.validate.validate_work", None)
    assert check_written(work_xml(plain(2), KNOWN)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        "<hi>a</hi>",
        "<placeName>a</persName>",
        "<placeName ref='a'>a",
        '<seg xml:id="d1.p1">a</seg>',
        '<app resp="a#b"><lem wit="#wit.no">a</lem><rdg wit="#wit.d1"/></app>',
    ],
)
def test_a_mark_that_is_written_wrongly_is_found(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after a work in which everything was right."""
    work = Work("d1", "", Text("a b", names=(NameMark(Span(0, 1), "Q1", "place"),)), (Witness("d1", "a.txt", "00"),))
    assert check_written(work_xml(work, KNOWN)) == []
    monkeypatch.setattr("corpusnorm.tei.paragraph.named", lambda *_: wrong)
    assert check_written(work_xml(work, KNOWN))


@pytest.mark.parametrize("side", ["base", "regular"])
@given(work=works())
def test_each_witness_comes_back(side: Side, work: Work) -> None:
    """It reads the base text with its variants; which line feeds stood between blocks only the ledger knows."""
    work = replace(work, base=replace(work.base, names=()))
    xml = written(work)
    for witness in work.witnesses[1:]:
        own = {variant.span: _read(variant, side) for variant in work.variants if variant.witness == witness.id}
        assert "".join(read_blocks(xml, side, witness=witness.id)) == _with(work.base.text, own)


def test_an_addition_comes_before_what_stands_in_place_of_a_line_feed() -> None:
    variants = (Variant(Span(1, 2), "d2", (Piece("c"),)), Variant(Span(1, 1), "d2", (Piece("b"),)))
    work = Work("d1", "", Text("a\n"), (Witness("d1", "", ""), Witness("d2", "", "")), variants)
    assert read_blocks(work_xml(work, KNOWN).xml, witness="d2") == ("abc",)


@given(works(), st.data())
def test_regular_names_are_read_once(work: Work, data: st.DataObject) -> None:
    spans = [span for span in data.draw(disjoint(len(work.base.text))) if span.of(work.base.text).strip("\n")]
    names = tuple(NameMark(span, "Q1", "place", "Regular") for span in spans)
    work = replace(work, base=replace(work.base, names=names))
    assert "".join(read_blocks(written(work), "regular")) == _with(work.base.text, dict.fromkeys(spans, "Regular"))


def _read(variant: Variant, side: Side) -> str:
    return "".join(_piece(piece, side) for piece in variant.pieces)


def _piece(piece: Piece, side: Side) -> str:
    if side == "regular" or piece.tier == "kept":
        return piece.text
    return piece.original


def _with(text: str, replaced: dict[Span, str]) -> str:
    """`text` without its line feeds, but with what `replaced` says, line feeds and all."""
    line_feeds = [Span(at, at + 1) for at, character in enumerate(text) if character == "\n"]
    free = [feed for feed in line_feeds if not any(feed.overlaps(span) for span in replaced)]
    return Edits(Edit(span, said) for span, said in [*replaced.items(), *((feed, "") for feed in free)]).apply(text)


@given(shared())
def test_copies_expand_to_what_they_stand_for(chain: tuple[Work, ...]) -> None:
    resolve = _resolver(chain)
    for work in chain:
        assert read_blocks(written(work), resolve=resolve) == block_texts(work)
        assert validate_work(written(work), f"works/{work.id}.xml") == []


@given(shared())
def test_what_a_copy_leaves_out_stands_in_its_target(chain: tuple[Work, ...]) -> None:
    """The target has the same marks: all together as many elements as the work would have without sharing."""
    resolve = _resolver(chain)
    for work in chain:
        found = Counter(work_xml(work, KNOWN).counts.elements)
        for node in parse(written(work)).iter("{*}p", "{*}seg"):
            if "copyOf" in node.attrib:
                copied = resolve(attribute(node, "copyOf")).iterdescendants()
                found.update(str(inner.tag).rpartition("}")[2] for inner in copied)
        alone = work_xml(replace(work, base=replace(work.base, passages=())), KNOWN).counts.elements
        for name in ("persName", "placeName", "orgName", "name", "corr"):
            assert found[name] >= alone.get(name, 0)


def _resolver(works: Iterable[Work]) -> Callable[[str], Element]:
    ids = {attribute(node, XML_ID): node for work in works for node in parse(work_xml(work, KNOWN).xml).iter()}
    return lambda pointer: ids[pointer.partition("#")[2]]


@given(works())
def test_the_order_of_records_does_not_matter(work: Work) -> None:
    base = replace(
        work.base,
        corrections=work.base.corrections[::-1],
        names=work.base.names[::-1],
        anchors=work.base.anchors[::-1],
    )
    first, *others = work.witnesses
    turned = replace(work, base=base, variants=work.variants[::-1], witnesses=(first, *others[::-1]))
    assert written(turned) == written(work)
