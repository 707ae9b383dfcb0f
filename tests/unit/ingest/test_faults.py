"""What bad input gets from ingest; the numbers are those of the fault table, `docs/faults.md`."""

import codecs
from pathlib import Path

import pytest

from corpusnorm.errors import InputError
from corpusnorm.ingest import Record, RecordFault, decode, encode, expand, read_records


@pytest.mark.parametrize(
    ("data", "text", "newline"),
    [
        (b"a\r\nb\r\n", "a\nb\n", "\r\n"),
        (b"a\r\nb\n", "a\r\nb\n", "\n"),
        (b"a\rb\r", "a\rb\r", "\n"),
        (b"a\r\r\n", "a\r\r\n", "\n"),
        ("a\u2028b\x85c".encode(), "a\u2028b\x85c", "\n"),
    ],
)
def test_07_line_ends_are_kept_exactly(data: bytes, text: str, newline: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.newline) == (text, newline)
    assert encode(decoded) == data


@pytest.mark.parametrize(
    ("data", "text", "encoding", "evidence"),
    [
        (b"", "", "utf-8", "valid UTF-8"),
        ("café".encode(), "café", "utf-8", "valid UTF-8"),
        (codecs.BOM_UTF8 + b"a", "a", "utf-8", "byte order mark"),
        (codecs.BOM_UTF8 * 2 + b"a", "\ufeffa", "utf-8", "byte order mark"),
        (codecs.BOM_UTF16_LE + "é".encode("utf-16-le"), "é", "utf-16-le", "byte order mark"),
        (codecs.BOM_UTF16_BE + "é".encode("utf-16-be"), "é", "utf-16-be", "byte order mark"),
        (codecs.BOM_UTF32_LE + "é".encode("utf-32-le"), "é", "utf-32-le", "byte order mark"),
        (codecs.BOM_UTF32_BE + "é".encode("utf-32-be"), "é", "utf-32-be", "byte order mark"),
        ("plain English".encode("utf-16-le"), "plain English", "utf-16-le", "every other byte is NUL"),
        ("Erdoğan’s visit".encode("utf-16-be"), "Erdoğan’s visit", "utf-16-be", "every other byte is NUL"),
        (b"l'humanit\xe9 enti\xe8re", "l'humanité entière", "cp1252", "not UTF-8, valid Windows-1252"),
        (b"\xe9\x81", "é\x81", "latin-1", "not UTF-8, not Windows-1252"),
        ("é ü ö ".encode() + b"\xe9", "é ü ö \udce9", "utf-8", "mostly valid UTF-8, invalid bytes kept"),
        (b"a\x00b", "a\x00b", "utf-8", "valid UTF-8"),
    ],
)
def test_08_the_encoding_is_decided_and_the_evidence_told(data: bytes, text: str, encoding: str, evidence: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.evidence) == (text, encoding, evidence)
    assert encode(decoded) == data


def test_08_only_the_record_with_invalid_bytes_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n{"text": "\xe9"}\n{"text": "b"}\n')
    first, bad, last = read_records("a.jsonl", path)
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert isinstance(bad, RecordFault)
    assert (bad.name, bad.code, bad.data) == ("a.jsonl#2", "E204", b'{"text": "\xe9"}\n')


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (b"[" * 2000, "E204", "not a JSON object"),
        (b'{"text": "a", "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "E204", "not a JSON object"),
        (b'{"n": ' + b"1" * 5000 + b', "text": "a"}', "E204", "not a JSON object"),
        (b'{"text": "a", "text": "b"}', "E204", "stands twice"),
        (b'{"text": "a", "n": NaN}', "E204", "NaN is not JSON"),
        (b'{"text": "a", "n": -Infinity}', "E204", "-Infinity is not JSON"),
        (b'{"title": "a"}', "E205", "no string at $.text"),
        (b'{"text": 5}', "E205", "no string at $.text"),
        (b'{"text": null}', "E205", "no string at $.text"),
        (b'{"text": "a"} {"text": "b"}', "E204", "text after the object"),
        (b'{"text": "a"', "E204", "expected , or }"),
        (b"null", "E204", "expected {"),
    ],
    ids=range(12),
)
def test_15_a_line_that_is_no_record_is_set_aside_with_the_reason(tmp_path: Path, line: bytes, code: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(line + b"\n")
    [fault] = read_records("a.jsonl", path)
    assert isinstance(fault, RecordFault)
    assert (fault.code, fault.data) == (code, line + b"\n")
    assert message in fault.message


def test_a_blank_line_and_an_empty_file_are_kept_and_are_no_faults(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b" \t\r\n")
    assert list(read_records("a.jsonl", path)) == [RecordFault("a.jsonl#1", b" \t\r\n", "", "a blank line")]
    path.write_bytes(b"")
    assert list(read_records("a.jsonl", path)) == [RecordFault("a.jsonl", b"", "", "an empty file")]


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ('{"text": "caf\\u00e9"}', "json-ascii"),
        ('{"text": "café"}', "json"),
        ('{ "text" :"a\\/b" , "n":[1, {"text": 2}]}', "json"),
        ('{"text": "\\ud83d"}', "json-ascii"),
        ('{"text": "caf\\u00E9"}', "json"),
    ],
)
def test_a_record_is_written_back_as_it_was(tmp_path: Path, line: str, style: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line + "\r\n", encoding="utf-8", newline="")
    [record] = read_records("a.jsonl", path)
    assert isinstance(record, Record)
    assert record.style == style
    assert record.data() == path.read_bytes()


def test_the_strings_beside_the_text_are_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "a", "date": "2023", "n": 1, "text": "b"}', encoding="utf-8")
    [record] = read_records("a.jsonl", path, text_field="body")
    assert isinstance(record, Record)
    assert record.decoded.text == "a"
    assert record.meta == {"date": "2023", "text": "b"}


def test_inputs_that_are_not_there_or_empty_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        expand([tmp_path / "missing"])
    with pytest.raises(InputError, match="nothing to read"):
        expand([tmp_path])


def test_names_are_paths_below_the_input(tmp_path: Path) -> None:
    for name in ("b/a.txt", "a.TXT", "b/c.jsonl", "b/d.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [name for name, _ in expand([tmp_path])] == ["a.TXT", "b/a.txt", "b/c.jsonl"]
    assert [name for name, _ in expand([tmp_path / "b", tmp_path / "a.TXT", tmp_path / "b/d.pdf"])] == [
        "a.TXT",
        "b/a.txt",
        "b/c.jsonl",
        "b/d.pdf",
    ]
    assert expand([tmp_path, tmp_path / "."]) == expand([tmp_path])
