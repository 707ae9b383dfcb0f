"""The corpora that speed is measured on, drawn with fixed seeds from text that anyone can get.

English sentences come from `../shared/data/text` (beside the repository) where it is present, else, like all other languages, from
the Debian packages that `python -m benchmarks.quality.material` fetches.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from benchmarks.quality import material

TEXTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text"
DOCUMENTS, BYTES = 20_000, 2_950  # of the corpus that is measured: 59 MB
_ARCHIVES = ("abc", "inaugural", "movie_reviews", "pil", "state_union", "webtext")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'“‘(])")
_TAG = re.compile(r"<[^>]*>")
_WORDS = (6, 60)  # of a sentence that is used
_PARAGRAPH = 5  # sentences of a paragraph, on average
_PIECE = 9  # words that a sentence has from one of the sentences it is made of, at most
_ENCODINGS = ("windows-1252", "latin-1", "macroman", "cp437", "windows-1251")


class Copy(NamedTuple):
    """Document `copy` was made from document `original`, by changing the share `edited` of its words; 0 for an exact copy."""

    copy: int
    original: int
    edited: float


@lru_cache(maxsize=1)
def sentences() -> tuple[str, ...]:
    """English sentences, each once, in a fixed random order."""
    found = dict.fromkeys(sentence for text in _english() for sentence in _SENTENCE.split(" ".join(text.split())))
    kept = [each for each in found if _WORDS[0] <= each.count(" ") + 1 <= _WORDS[1]]
    Random(0).shuffle(kept)  # noqa: S311
    return tuple(kept)


def _english() -> Iterator[str]:
    if not TEXTS.exists():
        yield from (each.text for each in material.texts() if each.language == "en")
        return
    for name in _ARCHIVES:
        with zipfile.ZipFile(TEXTS / f"{name}.zip") as archive:
            for member in sorted(archive.namelist()):
                if member.endswith((".txt", ".sgml")):
                    yield _TAG.sub(" ", archive.read(member).decode("latin-1"))


def english(count: int = DOCUMENTS, size: int = BYTES, seed: int = 1) -> list[str]:
    """Documents in paragraphs, `size` bytes on average: half are .7 to 1.4 times as long.

    Their sentences begin as one English sentence and end as another: there is less text than is needed, and whole sentences that
    come again in other documents would be shared passages, as they are in few real corpora.
    """
    random, pool = Random(seed), sentences()  # noqa: S311
    return [_document(random, pool, size * random.lognormvariate(-0.125, 0.5)) for _ in range(count)]


def _document(random: Random, pool: tuple[str, ...], size: float) -> str:
    parts: list[str] = []
    length = 0
    while length < size:
        parts.append(_sentence(random, pool))
        parts.append("\n\n" if random.randrange(_PARAGRAPH) == 0 else " ")
        length += len(parts[-2]) + len(parts[-1])
    return "".join(parts).strip()


def _sentence(random: Random, pool: tuple[str, ...]) -> str:
    first, second = random.choice(pool).split(), random.choice(pool).split()
    return " ".join([*first[: min(len(first) // 2, _PIECE)], *second[-min(len(second) // 2, _PIECE) :]])


def with_copies(
    count: int = DOCUMENTS, edits: tuple[float, ...] = (0.0, 0.02, 0.05, 0.08), share: float = 0.05
) -> tuple[list[str], list[Copy]]:
    """English documents of which some are copies: for each of `edits` the share `share` of all, so much of their words changed.

    Of the words chosen a third is replaced by another word, a third is deleted, a third gets a new word before it.
    """
    random = Random(2)  # noqa: S311
    copied = int(count * share)
    originals = english(count - copied * len(edits))
    made = [
        (edited(originals[at], rate, random), at, rate) for rate in edits for at in random.sample(range(len(originals)), copied)
    ]
    texts = [*originals, *(text for text, _, _ in made)]
    order = list(range(count))
    random.shuffle(order)
    place = {old: new for new, old in enumerate(order)}
    copies = [Copy(place[len(originals) + number], place[at], rate) for number, (_, at, rate) in enumerate(made)]
    return [texts[old] for old in order], copies


def edited(text: str, rate: float, random: Random) -> str:
    """The text with the share `rate` of its words changed, its white space as it was."""
    if not rate:
        return text
    pieces, pool = re.split(r"(\s+)", text), _words()
    for at in range(0, len(pieces), 2):
        if random.random() < rate:
            other = random.choice(pool)
            pieces[at] = random.choice((other, "", f"{other} {pieces[at]}"))
    return "".join(pieces)


@lru_cache(maxsize=1)
def _words() -> tuple[str, ...]:
    return tuple(word for sentence in sentences()[:5000] for word in sentence.split())


def multilingual(size: int = 59_000_000) -> list[str]:
    """Documents of many languages, as `material` has them, cut to three thousand characters; repeated where they are too few."""
    found = [
        each.text[at : at + 3000] for each in material.texts() if each.language != "en" for at in range(0, len(each.text), 3000)
    ]
    Random(3).shuffle(found)  # noqa: S311
    weights = np.cumsum([len(text.encode()) for text in found])
    whole, rest = divmod(size, int(weights[-1]))
    return found * whole + found[: int(np.searchsorted(weights, rest)) + 1]


def damaged(texts: list[str], share: float = 0.09) -> list[str]:
    """The texts with mojibake in a share of them: read once, or one time in five twice, in a wrong encoding."""
    random = Random(4)  # noqa: S311
    return [_garbled(text, random) if random.random() < share else text for text in texts]


def _garbled(text: str, random: Random) -> str:
    curly = re.sub(r"(?<=\w)'(?=\w)", "’", text).replace(" - ", " – ").replace("...", "…")
    for _ in range(2 if random.randrange(5) == 0 else 1):
        curly = curly.encode("utf-8").decode(random.choice(_ENCODINGS), "replace")
    return curly
