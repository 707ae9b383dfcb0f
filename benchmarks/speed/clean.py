"""How fast the encoding of texts is repaired, and whether as ftfy does it: `python -m benchmarks.speed.clean`.

One row a corpus, MB per processor second of one process. `per line` is `ftfy.fix_and_explain` on each line with the options of
`FixEncoding`, which is what `fix_encoding` answers with; `ftfy.fix_text` is ftfy as people call it, which fixes quotes, widths and
line breaks and normalizes as well. ratio: `fix_encoding` on an Arrow array beside the former, which is the fairer one and the
faster. differ: documents in which `fix_encoding` gives another text than ftfy per line, and plsfix another than `ftfy.fix_text`,
its own promise. `clean` and `clean_batch` are the whole cleaning: the text alone, and with it every edit and finding.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import Any

import ftfy
import plsfix
import pyarrow as pa

from benchmarks.speed import corpora
from benchmarks.speed.measuring import megabytes, peer, seconds, show
from corpusnorm import FixEncoding, Header, Pipeline, clean, fix_encoding
from corpusnorm.cleaning import cleaner
from corpusnorm.cleaning.stage import clean_batch
from corpusnorm.document import Document
from corpusnorm.tables import DOCUMENTS, to_row

COLUMNS = (
    "corpus",
    "MB",
    f"{peer('ftfy')}, per line",
    "ftfy.fix_text",
    peer("plsfix"),
    "fix_encoding",
    "ratio",
    "differ",
    "plsfix differs",
    "clean",
    "clean_batch",
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=int, default=corpora.DOCUMENTS, help="documents of the English corpus")
    count = parser.parse_args().documents
    fix_encoding(pa.array(["Ã©  "])), clean(pa.array(["Ã©  "]))
    rows = (measured(name, texts) for name, texts in kinds(count))
    show("Encoding repair: MB per processor second", COLUMNS, rows)


def kinds(count: int) -> Iterator[tuple[str, list[str]]]:
    """The corpora by name. English text as it is found has some lines of damage of its own; without them it is called clean."""
    english, multilingual = corpora.english(count), corpora.multilingual(count * corpora.BYTES)
    yield "English, as found", english
    yield "English, clean", [text for text in english if not FixEncoding()(Document.of(text))]
    yield "multilingual", multilingual
    yield "English, 9 % damaged", corpora.damaged(english)
    yield "multilingual, 9 % damaged", corpora.damaged(multilingual)


def measured(name: str, texts: list[str]) -> tuple[Any, ...]:
    """One row."""
    size = megabytes(texts)
    config = ftfy.TextFixerConfig(**FixEncoding().options(), fix_line_breaks=False, normalization=None)

    def per_line(text: str) -> str:
        return "\n".join(ftfy.fix_and_explain(line, config).text for line in text.split("\n"))

    def each(function: Callable[[str], str]) -> tuple[float, list[str]]:
        spent, fixed = seconds(lambda: [function(text) for text in texts])
        return size / spent, fixed

    array = pa.array(texts, pa.large_string())
    batch = pa.RecordBatch.from_pylist([to_row(Document.of(text)) for text in texts], DOCUMENTS)
    pipeline = Pipeline([Header(), cleaner()])
    line, wanted = each(per_line)
    whole, promised = each(ftfy.fix_text)
    other, given = each(plsfix.fix_text)
    spent, fixed = seconds(lambda: fix_encoding(array), runs=3)
    whole_clean, _ = seconds(lambda: clean(array), runs=3)
    batch_clean, _ = seconds(lambda: clean_batch(batch, pipeline), runs=2)
    differ = sum(a != b for a, b in zip(fixed.to_pylist(), wanted, strict=True))
    plsfix_differs = sum(a != b for a, b in zip(given, promised, strict=True))
    speeds = (size, line, whole, other, size / spent, size / spent / line)
    return name, *speeds, differ, plsfix_differs, size / whole_clean, size / batch_clean


if __name__ == "__main__":
    main()
