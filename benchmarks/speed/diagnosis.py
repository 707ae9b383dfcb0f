"""How fast texts are diagnosed: `python -m benchmarks.speed.diagnosis`, by length of text.

There is no peer; langdetect and ftfy on a few of the same texts show the scale. `stage` is what a run does, with the words met
before; `first` the same on texts whose words are new; `array` also has all signals and passages. What the probabilities are worth
is what `python -m benchmarks.quality.diagnosis` prints.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pyarrow as pa

from benchmarks.speed.corpora import english, multilingual
from benchmarks.speed.measuring import megabytes, peer, seconds, show
from corpusnorm.diagnosis import diagnose
from corpusnorm.diagnosis.stage import diagnosis_batch

_FEW = 20  # texts that the peers are given
_DIFFERENT = {"English, 300 bytes": 300, "English, 3 kB": 2950, "English, 30 kB": 30_000}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=6.0, help="of text in each row")
    size = parser.parse_args().megabytes
    diagnosis_batch(_batch(["Warm up."]))
    diagnose(pa.array(["Warm up."]))
    columns = ("texts", "first µs/text", "stage µs/text", "stage MB/s", "array µs/text")
    rows = (_row(name, texts) for name, texts in _texts(size))
    show("Diagnosis, processor time", ("", *columns, peer("langdetect"), f"{peer('ftfy')} MB/s"), rows)


def _texts(size: float) -> Iterator[tuple[str, list[str]]]:
    for name, length in _DIFFERENT.items():
        yield name, english(int(size * 1e6 / length), length)
    yield "many languages, 3,000 characters", multilingual(int(size * 1e6))


def _batch(texts: list[str]) -> pa.RecordBatch:
    return pa.record_batch({"text": pa.array(texts, pa.large_string()), "language": ["en"] * len(texts)})


def _row(name: str, texts: list[str]) -> tuple[object, ...]:
    import ftfy
    import langdetect

    batch, size, few = _batch(texts), megabytes(texts), texts[:_FEW]
    first, _ = seconds(lambda: diagnosis_batch(batch))
    stage, _ = seconds(lambda: diagnosis_batch(batch), 3)
    array, _ = seconds(lambda: diagnose(batch.column("text"), language="en"))
    told, _ = seconds(lambda: [langdetect.detect(text) for text in few])
    fixed, _ = seconds(lambda: [ftfy.fix_text(text) for text in few])
    each = [1e6 * spent / len(texts) for spent in (first, stage, array)]
    return name, len(texts), each[0], each[1], size / stage, each[2], f"{1e6 * told / len(few):.0f} µs/text", megabytes(few) / fixed


if __name__ == "__main__":
    main()
