"""What bad input gets from cleaning; the numbers are those of the fault table, `docs/faults.md`."""

import re
from collections.abc import Iterable
from typing import Any

import pytest

from corpusnorm.cleaning import (
    FindResidue,
    FixEncoding,
    NormalizeUnicode,
    NormalizeWhitespace,
    ReplaceIllegal,
    clean,
    cleaner,
    fix_encoding,
    residue,
    unicode,
    whitespace,
)
from corpusnorm.cleaning.fixing import LineFixer
from corpusnorm.document import Document
from corpusnorm.ingest import Header
from corpusnorm.testing import calls
from corpusnorm.transform import Transform

ILLEGAL = ["\x00", "\x0b", "\ufffe", "\uffff", "\ud800", "\udc80", "\x1f"]


@pytest.mark.parametrize("char", ILLEGAL, ids=ascii)
def test_06_a_character_xml_cannot_hold_is_replaced_by_an_edit_that_can_be_undone(char: str) -> None:
    text = f"a{char}b"
    edits = ReplaceIllegal()(Document.of(text))
    assert edits.apply(text) == "a\ufffdb"
    assert edits.invert(text).apply("a\ufffdb") == text


@pytest.mark.parametrize("char", ILLEGAL, ids=ascii)
def test_06_cleaning_leaves_none_and_tells_of_each(char: str) -> None:
    result = clean(f"a{char}b")
    assert char not in result
    assert result.edits
    assert result.edits.invert(result.raw).apply(result) == f"a{char}b"


@pytest.mark.parametrize("char", ["\t", "\n", "\x7f", "\x80", "\ufdd0", "\U0001fffe", "\ufffd", "\ue000"], ids=ascii)
def test_06_what_xml_can_hold_is_legal(char: str) -> None:
    assert not ReplaceIllegal()(Document.of(f"a{char}b"))


@pytest.mark.parametrize("end", ["\r", "\r\n", "\x85", "\u2028", "\n", " \r", "\r "], ids=ascii)
def test_07_every_line_end_becomes_lf(end: str) -> None:
    text = f"a{end}b"
    assert NormalizeWhitespace()(Document.of(text)).apply(text) == "a\nb"


@pytest.mark.parametrize("end", ["\u2029", "\n\n", "\r\r", "\r\n\r\n", "\n \n", "\r\n\n\n\n", "\x85\x85"], ids=ascii)
def test_07_every_paragraph_end_becomes_a_blank_line(end: str) -> None:
    text = f"a{end}b"
    assert NormalizeWhitespace()(Document.of(text)).apply(text) == "a\n\nb"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that are fixed, as they come."""
    lines: list[str] = []
    fix = LineFixer.__call__

    def watched(self: LineFixer, line: str) -> tuple[str, list[tuple[str, str]]]:
        lines.append(line)
        return fix(self, line)

    monkeypatch.setattr(LineFixer, "__call__", watched)
    return lines


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028", "\x0b", "\x0c", "\x1c"], ids=ascii)
def test_07_only_lf_splits_lines_for_the_line_wise_steps(end: str, seen: list[str]) -> None:
    FixEncoding()(Document.of(f"Ã©{end}Ã©\nÃ©"))
    assert seen == [f"Ã©{end}Ã©", "Ã©"]


def test_09_offsets_are_exact_where_nfc_changes_the_length() -> None:
    text = "cafe\u0301 noir, \u1100\u1161, A\u030a"
    result = clean(text)
    assert result == "café noir, 가, Å"
    assert [(edit.span.of(text), edit.text) for edit in result.edits] == [
        ("e\u0301", "é"),
        ("\u1100\u1161", "가"),
        ("A\u030a", "Å"),
    ]


@pytest.mark.parametrize("text", ["№ 5", "x²", "℃", "ｱ", "ﷺ", "\ufb03"])
def test_09_nfkc_is_off_unless_asked_for(text: str) -> None:
    assert not NormalizeUnicode()(Document.of(text))
    assert NormalizeUnicode("NFKC")(Document.of(text))


@pytest.mark.parametrize("first", ["a < b", "<p>", "<", "&hellip;", "Ã©", "\x1b[31m", "“"])
def test_11_no_line_decides_about_another(first: str) -> None:
    second = "wait&hellip;"
    assert fix_encoding(f"{first}\n{second}").split("\n")[1] == "wait…"


# -- 13: growth ------------------------------------------------------------------------------------------------------------

PATHOLOGICAL = (
    "a-", "&", "&a", "&#", "&lt;", " ", "  \n", "\t \n", "\r", "\u2028", "(", "<", "\x1b[", "1", "1,", "a1 1\n", "\x01", "\ud800",
    "é", "e\u0301", "a\u0300\u0301", "Ã", "Â ", "â€", "ÃƒÆ'", "Ã¢â‚¬", " date 2023-11-09 ",
)  # fmt: skip
STEPS = (
    cleaner(),
    FixEncoding(),
    NormalizeUnicode("NFKC"),
    NormalizeWhitespace(),
    ReplaceIllegal(),
    FindResidue(remove=True),
    Header(),
)


@pytest.mark.parametrize("piece", PATHOLOGICAL, ids=ascii)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_13_the_work_grows_with_the_text_and_no_faster(step: Transform, piece: str) -> None:
    step(Document.of((piece * 100)[:100]))  # what is loaded once is not counted
    short, double = (calls(lambda size=size: step(Document.of((piece * size)[:size]))) for size in (1000, 2000))  # type: ignore[misc]
    assert double <= 2.2 * short + 50


def test_13_a_line_is_fixed_once_a_round(seen: list[str]) -> None:
    text = "Ã©\n" * 50 + "plain\n" * 50
    clean(text)
    assert seen == ["Ã©"] * 50  # in the second round, and on the plain lines, the screen finds nothing


def patterns(*modules: object) -> Iterable[re.Pattern[str]]:
    return [value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]


@pytest.mark.parametrize("pattern", patterns(residue, unicode, whitespace), ids=lambda pattern: ascii(pattern.pattern))
def test_13_no_pattern_of_ours_repeats_a_repetition(pattern: re.Pattern[str]) -> None:
    from re import _parser as parser  # type: ignore[attr-defined]

    assert not any(depth > 1 for depth in repetitions(parser.parse(pattern.pattern, pattern.flags), 0))


def repetitions(parsed: Any, depth: int) -> Iterable[int]:
    """How deep each unbounded repetition of a parsed pattern lies in others."""
    for operation, argument in parsed:
        unbounded = str(operation) in ("MAX_REPEAT", "MIN_REPEAT") and str(argument[1]) == "MAXREPEAT"
        if unbounded:
            yield depth + 1
        for part in argument if isinstance(argument, tuple | list) else ():
            branches = part if isinstance(part, list) else [part]
            for branch in branches:
                if type(branch).__name__ == "SubPattern":
                    yield from repetitions(branch, depth + unbounded)


def test_13_a_search_for_cells_never_reads_a_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[int] = []

    class Watched:
        def search(self, line: str) -> None:
            searched.append(len(line))

    monkeypatch.setattr(residue, "_WORD_NUMBER", Watched())
    FindResidue().findings(Document.of("1 " * 5000 + "\n" + "1 " * 50 + "\n" + "Prose. " * 30))
    assert searched == [100]
