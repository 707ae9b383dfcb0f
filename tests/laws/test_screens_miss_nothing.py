"""Law: a screen has no false negatives; what it passes over, the step, and the library behind it, would leave alone."""

import unicodedata
from dataclasses import fields
from typing import Literal

import ftfy
import pyarrow as pa
import pytest
from ftfy import badness, chardata, fixes
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from corpusnorm.automata import automaton, in_a_line, patterns
from corpusnorm.cleaning import FindResidue, FixEncoding, NormalizeUnicode, NormalizeWhitespace, ReplaceIllegal, cleaner
from corpusnorm.cleaning.fixing import FOLLOWED
from corpusnorm.cleaning.suspects import BAD, suspects
from corpusnorm.columns import column
from corpusnorm.document import Document
from corpusnorm.ingest import Header
from corpusnorm.pipeline import Pipeline
from corpusnorm.testing import lines, mojibake, texts
from corpusnorm.transform import Transform

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
DEFAULT, EVERYTHING_ON = FixEncoding(), FixEncoding(unescape_html=True, uncurl_quotes=True, fix_character_width=True)
CATEGORIES = sorted({char for chars in badness.MOJIBAKE_CATEGORIES.values() for char in chars})
CLUES = sorted({char for chars in chardata.UTF8_CLUES.values() for char in chars})
CHANGED = sorted(map(chr, {*chardata.LIGATURES, *chardata.WIDTH_MAP, *chardata.CONTROL_CHARS, *range(0x80, 0xA0)}))


def suspicious() -> SearchStrategy[str]:
    """Lines of the characters that ftfy's expressions are made of, so close to each other that they match, or nearly."""
    chars = st.sampled_from(
        [*"azAZ09  .?&#;<\x1a\t\r", *CATEGORIES, *CLUES, *CHANGED, "\ud83d", "\udca9", "\u02bc", "\u201c", "\ufffd"]
    )
    whole = st.sampled_from(
        [
            "&amp;",
            "&AMP;",
            "&#233;",
            "&#xe9;",
            "&#x110000;",
            "&eacute",
            "&lt;",
            "\x1b[3;1m",
            "\x1b[",
            "Ã ",
            "вЂ",
            "ГўВЂВ™a",
            "â€�",
            "œ",
        ]
    )
    return st.lists(st.one_of(chars, whole, mojibake(st.text(chars, max_size=4))), max_size=12).map("".join)


def every_line() -> SearchStrategy[str]:
    return st.one_of(lines(), suspicious(), mojibake(lines(4)), st.text(max_size=8)).map(lambda line: line.replace("\n", ""))


def fix_encodings() -> SearchStrategy[FixEncoding]:
    """The step under any options."""
    flags = {field.name: st.booleans() for field in fields(FixEncoding) if field.name != "unescape_html"}
    return st.one_of(
        st.just(DEFAULT),
        st.just(EVERYTHING_ON),
        st.builds(FixEncoding, unescape_html=st.sampled_from(["auto", True, False]), **flags),
    )


def by_ftfy(step: FixEncoding, line: str) -> tuple[str, list[tuple[str, str]]]:
    """What ftfy itself makes of a line."""
    options = {field.name: getattr(step, field.name) for field in fields(step)}
    config = ftfy.TextFixerConfig(**options, fix_line_breaks=False, normalization=None)
    fixed, steps = ftfy.fix_and_explain(line, config)
    return fixed, [tuple(each) for each in steps or ()]


@given(fix_encodings(), every_line())
@example(EVERYTHING_ON, "&lt;")
@example(DEFAULT, "&lt;<")
@example(DEFAULT, "\x1b[31mred\x1b[0m")
@example(DEFAULT, "\\u2019 `` ''")
@example(DEFAULT, "Ã ")
@example(DEFAULT, "\u2028Ã ")
@example(DEFAULT, "x Â ‘")
def test_a_line_that_the_encoding_screen_passes_over_is_one_that_ftfy_leaves_alone(step: FixEncoding, line: str) -> None:
    if not step.screen(column([line]))[0]:
        assert by_ftfy(step, line) == (line, [])


@given(fix_encodings(), every_line())
@example(DEFAULT, "\x81")
@example(DEFAULT, "Ã\xa0 la carte, vidÃ©o\x85")
@example(DEFAULT, "l’humanitÃ©")
@example(DEFAULT, "â€œlossyâ€\ufffd")
@example(DEFAULT, "í\xa0½í¸\x80")
@example(DEFAULT, "&amp;eacute;")
def test_a_line_is_fixed_and_explained_as_by_ftfy(step: FixEncoding, line: str) -> None:
    assert step._fixer(line) == by_ftfy(step, line)


def test_the_order_of_steps_is_that_of_the_installed_ftfy() -> None:
    assert ftfy.__version__ == FOLLOWED


def test_of_another_version_ftfy_itself_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpusnorm.cleaning.fixing.FOLLOWED", "another")
    monkeypatch.setattr("ftfy.fix_and_explain", lambda line, _: ftfy.ExplainedText(f"{line}!", []))
    assert DEFAULT._fixer("Ã©") == ("Ã©!", [])


@given(every_line())
def test_badness_is_found_exactly_where_ftfy_finds_it(line: str) -> None:
    config = DEFAULT._fixer.config
    assert bool(suspects(config).kinds(line) & BAD) == badness.is_bad(line)


@given(st.sampled_from([chardata.HTML_ENTITY_RE, chardata.C1_CONTROL_RE, fixes.SURROGATE_RE, fixes.ANSI_RE]), every_line())
def test_an_expression_finds_nothing_that_its_patterns_do_not(expression: object, line: str) -> None:
    found = automaton({0: in_a_line(patterns(expression))}).kinds(line)  # type: ignore[arg-type]
    assert found or not expression.search(line)  # type: ignore[attr-defined]


@given(st.sampled_from([chardata.ALTERED_UTF8_RE, chardata.LOSSY_UTF8_RE]), st.binary(max_size=12), st.data())
def test_damaged_bytes_are_found_exactly_where_ftfy_finds_them(expression: object, data: bytes, draw: st.DataObject) -> None:
    likely = draw.draw(st.lists(st.sampled_from([b"\x1a", b"?", b" ", b"\xc3", b"\xe2", b"\xed", b"\xf0", b"\x80", b"\xa0", data])))
    found = automaton({0: patterns(expression)}).kinds_of_bytes(b"".join(likely))  # type: ignore[arg-type]
    assert bool(found) == bool(expression.search(b"".join(likely)))  # type: ignore[attr-defined]


@given(fix_encodings(), st.lists(st.one_of(texts(), st.lists(every_line()).map("\n".join)), max_size=4))
def test_the_result_is_that_of_ftfy_on_every_line(step: FixEncoding, given_texts: list[str]) -> None:
    expected = ["\n".join(by_ftfy(step, line)[0] for line in text.split("\n")) for text in given_texts]
    assert [step(Document.of(text)).apply(text) for text in given_texts] == expected
    assert step.apply(column(given_texts)).to_pylist() == column(expected).to_pylist()


PROSE = "It was a long war, and the longer it was, the less could anyone say why it went on. " * 3
STEPS: tuple[Transform, ...] = (
    ReplaceIllegal(),
    *(NormalizeUnicode(form) for form in ("NFC", "NFD", "NFKC", "NFKD")),
    NormalizeWhitespace(),
    FindResidue(),
    FindResidue(remove=True),
    Header(),
    Header(""),
    Header("^(?P<date>[0-9]+)|[^a]b|\\s+x$|(?i:y)"),
    Header("(?i)the"),
    cleaner(),
    Pipeline([Header(), cleaner()]),
)


def whole_texts() -> SearchStrategy[str]:
    """Texts with headers, prose and fragments among them."""
    pieces = st.sampled_from(
        [
            PROSE,
            PROSE.strip(),
            "in Dashalty",
            ", and others",
            "Tanks90–173 436–458",
            "Overview",
            " date 2023-11-09 ",
            "\n",
            "  ",
            "\u3000",
        ]
    )
    return st.one_of(texts(), st.lists(st.one_of(pieces, lines(2), st.just("\n")), max_size=10).map("".join))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@given(given_texts=st.lists(whole_texts(), max_size=4))
def test_a_text_that_a_screen_passes_over_is_one_the_step_does_nothing_about(step: Transform, given_texts: list[str]) -> None:
    for text, taken in zip(given_texts, step.screen(column(given_texts)), strict=True):
        if not taken:
            unscreened = unscreened_result(step, Document.of(text))
            assert unscreened == ([], ())


def unscreened_result(step: Transform, document: Document) -> tuple[list[object], tuple[object, ...]]:
    """Edits and findings of a step, those of a pipeline's steps on the text as it is."""
    if not isinstance(step, Pipeline):
        return list(step(document)), step.findings(document)  # type: ignore[arg-type]
    results = [unscreened_result(each, document) for each in step.steps]
    return [edit for edits, _ in results for edit in edits], tuple(each for _, findings in results for each in findings)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
@given(given_texts=st.lists(whole_texts(), max_size=4))
def test_many_texts_become_what_each_becomes_alone(step: Transform, given_texts: list[str]) -> None:
    alone = [step(Document.of(text)).apply(text) for text in given_texts]  # type: ignore[union-attr]
    assert step.apply(column(given_texts)).to_pylist() == column(alone).to_pylist()


BLANKS = sorted({char for char in map(chr, range(0x3100)) if char.isspace()} | set("\u200b\u200c\u180e\u2060a"))


@given(st.lists(st.sampled_from(BLANKS), max_size=5).map("".join))
@example("a\u2006")
@example("\n\n\n")
@example("a\n\n\nb")
def test_white_space_is_taken_exactly_where_it_is_out_of_order(text: str) -> None:
    assert NormalizeWhitespace().screen(column([text, f"a{text}b"])).tolist() == [
        bool(NormalizeWhitespace()(Document.of(each))) for each in (text, f"a{text}b")
    ]


@given(texts(), st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
def test_lines_are_normalized_as_the_whole_text_is(text: str, form: Form) -> None:
    assert "\n".join(unicodedata.normalize(form, line) for line in text.split("\n")) == unicodedata.normalize(form, text)


@given(st.lists(st.one_of(st.none(), texts(lone_surrogates=False)), max_size=6), st.integers(0, 3))
def test_slices_of_arrays_are_screened_as_their_texts_are(given_texts: list[str | None], start: int) -> None:
    whole = pa.array(given_texts, pa.string())
    expected = cleaner().screen(column([text or "" for text in given_texts]))[start:]
    assert cleaner().screen(whole[start:]).tolist() == expected.tolist()
