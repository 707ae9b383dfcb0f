"""Law: the bytes of a file's records, one after the other, are the file: also of those that cannot be read."""

import hashlib
import json
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from corpusnorm.ingest import Record, RecordFault, jsonl, read_records, write_file
from corpusnorm.ingest.records import read_segment
from corpusnorm.ingest.survey import segments, survey
from corpusnorm.testing import encoded, texts

_VALUES = st.one_of(texts(3, lone_surrogates=False), st.integers(), st.floats(), st.none(), st.lists(st.booleans(), max_size=2))
_OBJECTS = st.dictionaries(st.sampled_from(("text", "title", "date", "né")), _VALUES, max_size=4)


@st.composite
def json_lines(draw: st.DrawFn) -> bytes:
    """A JSONL file by many hands: ASCII or not, tight or wide, with broken and empty lines and every kind of line end."""
    written = []
    for _ in range(draw(st.integers(0, 5))):
        line = json.dumps(
            draw(_OBJECTS), ensure_ascii=draw(st.booleans()), separators=draw(st.sampled_from((None, (",", ":"), (" , ", "  : "))))
        )
        line = line.replace("/", draw(st.sampled_from(("/", "\\/"))))
        kind = draw(st.integers(0, 9))
        line = {7: line + " ", 8: " " + line}.get(kind, line)
        data = draw(encoded(3)) if kind == 9 else line.encode("utf-8", "surrogatepass")
        written.append(data + draw(st.sampled_from((b"\n", b"\r\n", b"\n\n", b""))))
    return b"".join(written)


def records_of(data: bytes, suffix: str) -> list[Record | RecordFault]:
    with TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(data)
        return list(read_records(path.name, path))


def bytes_of(record: Record | RecordFault) -> bytes:
    return record.data() if isinstance(record, Record) else record.data


@given(json_lines())
@example(b'{"text": "a", "text": "b"}\n')
@example(b'{"text": "\\ud83d"}\n')
@example(b'{"text": "\\/"}')
@example(b'\xef\xbb\xbf{"text": "a"}\n')
@example(b'{"text": NaN}\n{"text": 1}\n{}\n[]\n"text"\n{"text": "a"} x\n{"text": "a",}\n')
@example(b"[" * 100_000 + b"\n")
@example(b'{"n": ' + b"1" * 5000 + b', "text": "a"}\n')
def test_the_records_of_a_jsonl_file_are_the_file(data: bytes) -> None:
    assert b"".join(bytes_of(record) for record in records_of(data, ".jsonl")) == data


@given(json_lines())
@example(
    b'{"a": {"text": "b"}, "\\u0074ext": "b"}\n{"text": "\\u00e9\\u00E9", "text ": 1}\n{"n": "\\"text\\": ", "text": "\x7f\\n"}'
)
def test_the_short_way_to_a_text_leads_where_the_long_one_does(data: bytes) -> None:
    for line in data.splitlines(keepends=True):
        try:
            source = line.decode()
        except UnicodeDecodeError:
            continue
        short = jsonl._flat(source, "text")
        assert short is None or short == jsonl._nested("", source, "text")


@given(json_lines())
def test_the_style_of_a_text_gives_its_characters_back(data: bytes) -> None:
    """And where none is named, none does."""
    for record in records_of(data, ".jsonl"):
        if isinstance(record, Record) and record.literal:
            assert record.literal not in [
                json.dumps(record.decoded.text, ensure_ascii=each).encode("utf-8", "surrogatepass") for each in (True, False)
            ]


@given(json_lines(), st.integers(1, 40))
def test_the_segments_of_a_file_are_the_file(data: bytes, chunk_bytes: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes(data)
        [row] = survey([("a.jsonl", str(path))], chunk_bytes).to_pylist()
        cut = [list(read_segment(segment)) for segment in segments(row)]
        assert [record for records in cut for record in records] == list(read_records("a.jsonl", path))
    assert (row["size"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert row["records"] == sum(map(len, cut))


@given(encoded())
def test_the_record_of_a_text_file_is_the_file(data: bytes) -> None:
    assert b"".join(bytes_of(record) for record in records_of(data, ".txt")) == data


@given(json_lines())
def test_every_record_has_a_name_and_every_fault_a_sentence(data: bytes) -> None:
    records = records_of(data, ".jsonl")
    assert [record.name for record in records] == [f"a.jsonl#{number}" for number in range(1, len(records) + 1)] or not data
    assert all(record.message for record in records if isinstance(record, RecordFault))


@given(json_lines())
def test_only_a_blank_line_is_set_aside_without_a_code(data: bytes) -> None:
    faults = [record for record in records_of(data, ".jsonl") if isinstance(record, RecordFault)]
    assert all(fault.code.startswith("E2") if fault.data.strip() else not fault.code for fault in faults)


@given(st.lists(_OBJECTS, min_size=1, max_size=4))
def test_the_text_of_a_record_is_the_text_of_its_object(objects: list[dict[str, object]]) -> None:
    data = b"".join(json.dumps(each).encode() + b"\n" for each in objects)
    for record, each in zip(records_of(data, ".jsonl"), objects, strict=True):
        if isinstance(record, Record):
            assert record.decoded.text == each["text"]
            assert all(each[key] == value for key, value in record.meta.items())


@given(st.lists(st.binary(max_size=8)))
def test_written_parts_are_the_file(parts: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "below", "a.txt")
        write_file(path, parts)
        assert path.read_bytes() == b"".join(parts)
