"""Law: of a TEI file every word of its paragraphs is read, in order, nothing else, and every byte comes back."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.ingest import Record, read_records

_WORDS = st.text(st.sampled_from("abé<&>\"'ə漢\U0001d4b3-"), min_size=1, max_size=5)
_SPACES = st.sampled_from((" ", "\n  ", "\t", "<!-- c --> ", " <?p?>"))


def written(draw: st.DrawFn, word: str) -> str:
    """A word as XML: escaped, by numbers, or with markup around a part of it."""
    how, at = draw(st.integers(0, 3)), draw(st.integers(0, len(word)))
    if how == 0:
        return "".join(f"&#x{ord(character):x};" for character in word)
    parts = escape(word[:at]), escape(word[at:])
    return {1: "".join(parts), 2: f"{parts[0]}<hi rend='b'>{parts[1]}</hi>", 3: f"{parts[0]}<pb n='1'/>{parts[1]}"}[how]


@st.composite
def files(draw: st.DrawFn) -> tuple[list[list[list[str]]], bytes]:
    """Words by text and paragraph, and a TEI file that holds them."""
    texts = draw(st.lists(st.lists(st.lists(_WORDS, min_size=1, max_size=5), min_size=1, max_size=3), min_size=1, max_size=3))
    bodies = []
    for text in texts:
        paragraphs = [draw(_SPACES).join(written(draw, word) for word in words) for words in text]
        bodies.append("".join(f"<p>{draw(_SPACES)}{paragraph}{draw(_SPACES)}</p>\n" for paragraph in paragraphs))
    namespace = 'xmlns="http://www.tei-c.org/ns/1.0"'
    inner = "\n".join(f"<TEI {namespace}><teiHeader/><text><body>{body}</body></text></TEI>" for body in bodies)
    xml = f"<teiCorpus {namespace}>{inner}</teiCorpus>"
    end, encoding = draw(st.sampled_from(("\n", "\r\n"))), draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16")))
    return texts, xml.replace("\n", end).encode(encoding)


@given(files())
def test_words_and_bytes(file: tuple[list[list[list[str]]], bytes]) -> None:
    texts, data = file
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.xml")
        path.write_bytes(data)
        records = [record for record in read_records(path.name, path) if isinstance(record, Record)]
    assert [record.text.split("\n") for record in records] == [[" ".join(words) for words in text] for text in texts]
    assert b"".join(record.data() for record in records) == data
