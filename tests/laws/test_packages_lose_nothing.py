"""Law 1: from the package alone every input file is rebuilt, byte for byte - and every package is sound."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import corpusnorm
from corpusnorm.config import from_dict
from corpusnorm.testing import encoded, english_texts, texts

ANYTHING = st.one_of(encoded(), st.binary(max_size=60), english_texts(max_sentences=4).map(str.encode))


def json_lines() -> st.SearchStrategy[bytes]:
    """JSONL: records in either style of escapes, lone surrogates, blank lines, and lines that are no records."""
    text = st.builds(
        lambda text, ascii_only: json.dumps({"text": text}, ensure_ascii=ascii_only).encode("utf-8", "backslashreplace"),
        texts(max_pieces=4),
        st.booleans(),
    )
    return st.lists(st.one_of(text, st.sampled_from([b"", b"{}", b"\xff", b'{"text": 1}'])), max_size=4).map(b"\n".join)


def rebuilt(files: Mapping[str, bytes], **options: int) -> dict[str, bytes]:
    """The files after a run and back, having checked the package."""
    with tempfile.TemporaryDirectory() as folder:
        source, back = Path(folder, "in"), Path(folder, "back")
        for name, content in files.items():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(content)
        corpusnorm.run(source, Path(folder, "out"))
        assert corpusnorm.validate(Path(folder, "out")) == []
        corpusnorm.reconstruct(Path(folder, "out"), back)
        return {path.relative_to(back).as_posix(): path.read_bytes() for path in back.rglob("*") if path.is_file()}


@given(st.dictionaries(st.sampled_from(["a.txt", "b.txt", "c/d.txt"]), ANYTHING, min_size=1), json_lines())
@settings(max_examples=settings().max_examples // 4, suppress_health_check=[HealthCheck.too_slow])
@example({"a.txt": b"", "b.txt": b"\x00", "c/d.txt": b"\xff\xfe"}, b"")
@example(
    {"a.txt": "date 2023-11-09 Erdo\u011fan \ufeff\u2028".encode(), "b.txt": b"same", "c/d.txt": b"same"}, b'{"text":"\\ud800"}\n\n'
)
def test_every_input_file_comes_back(files: dict[str, bytes], records: bytes) -> None:
    given_files = {**files, "records.jsonl": records}
    assert rebuilt(given_files) == given_files


def test_names_are_any_that_a_file_can_have() -> None:
    files = {"sp ace#1 \u00fc.txt": b"a", "<tags>&'\".txt": b"b", "ctl\x1b.txt": b"c", "sub/..txt": b"d", "-rf.txt": b"e"}
    assert rebuilt(files) == files


def test_a_text_of_line_ends_alone_comes_back_where_nothing_cleans_it(tmp_path: Path) -> None:
    files = {"a.txt": b"\n\n\n", "b.txt": "\n\n".encode("utf-16"), "c.txt": b"\r\n\r\n", "d.txt": b"\na\n\n\nb\nc\n\n"}
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content)
    corpusnorm.run(tmp_path / "in", tmp_path / "out", from_dict({"clean": {"steps": ["illegal"]}}))
    assert corpusnorm.validate(tmp_path / "out") == []
    corpusnorm.reconstruct(tmp_path / "out", tmp_path / "back")
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == files
