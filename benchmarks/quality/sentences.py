"""Sentences against paragraphs that were cut by hand, beside sentencex as it is and NLTK's Punkt.

    python -m benchmarks.quality.sentences

Punkt is trained on the English texts of `../shared/data/text` (its models are a download), and judged on English alone as well. In
lower case stands every paragraph of English once more as a degraded copy has it. A boundary counts where a sentence begins.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpusnorm.segmentation import find_sentences

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MADE = ROOT / "tests" / "unit" / "segmentation" / "sentences.txt"
HELD_OUT = HERE / "sentences-held-out.txt"
TEXTS = ROOT.parent / "shared" / "data" / "text"
_TRAINED = ("abc", "state_union", "inaugural", "pil")
_CHARACTERS = 4_000_000  # that Punkt is trained on

Paragraph = tuple[str, str, frozenset[int]]
Segmenter = Callable[[str, str], Iterable[int]]


def paragraphs(file: Path) -> Iterator[Paragraph]:
    """The language of each paragraph, its text, and where its sentences begin but for the first."""
    language = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:]
        elif line and not line.startswith("#"):
            text, begins = "", set()
            for sentence in line.split("‖"):
                begins.add(len(text))
                text += sentence
            yield language, text, frozenset(begins - {0})


def ours(text: str, language: str) -> Iterable[int]:
    return [start for start, _ in find_sentences(text, language)][1:]


def sentencex(text: str, language: str) -> Iterable[int]:
    import sentencex as library

    at = 0
    for piece in library.segment("en" if language == "und" else language, text):
        if at:
            yield at + len(piece) - len(piece.lstrip())
        at += len(piece)


def punkt() -> Segmenter:
    from nltk.tokenize.punkt import PunktSentenceTokenizer, PunktTrainer

    found = []
    for name in _TRAINED:
        with zipfile.ZipFile(TEXTS / f"{name}.zip") as archive:
            found += [archive.read(each).decode("latin-1") for each in sorted(archive.namelist()) if each.endswith(".txt")]
    trainer = PunktTrainer()
    trainer.train("\n".join(found)[:_CHARACTERS])
    tokenizer = PunktSentenceTokenizer(trainer.get_params())
    return lambda text, _: [start for start, _ in tokenizer.span_tokenize(text)][1:]


def score(found: Segmenter, gold: Iterable[Paragraph]) -> str:
    right = wrong = missed = 0
    for language, text, expected in gold:
        got = set(found(text, language))
        right, wrong, missed = right + len(got & expected), wrong + len(got - expected), missed + len(expected - got)
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F {2 * right / max(2 * right + wrong + missed, 1):.3f}"


def main() -> None:
    for title, file in (("made before the rules", MADE), ("held out", HELD_OUT)):
        gold = list(paragraphs(file))
        english = [each for each in gold if each[0] == "en"]
        lowered = [(language, text.lower(), begins) for language, text, begins in english]
        sets = {"English": english, "English in lower case": lowered, "other languages": [each for each in gold if each[0] != "en"]}
        for name, chosen in sets.items():
            print(f"{title}: {name}, {len(chosen)} paragraphs, {sum(len(begins) for *_, begins in chosen)} boundaries")
            for label, segmenter in (("corpusnorm", ours), ("sentencex", sentencex), ("Punkt", punkt())):
                print(f"  {label:<11} {score(segmenter, chosen)}")


if __name__ == "__main__":
    main()
