"""How well copies are found where boilerplate is heavy, degraded copies, and passages: `python -m benchmarks.quality.dedup`.

Three parts. `copies`: real texts that share much - patient leaflets, licences and legal notices, news with the same footers - and
copies of them with 2, 5 and 8 % of the words edited. A pair that was not planted may be real, as the sources hold versions of one
text. So each is judged again, by means that share no code with what is measured: it is right where an exact longest common
subsequence of words (rapidfuzz) has 80 % of the words of both, or where they share 75 % of their runs of three words, in another
order. `degraded`: copies by random recipes, whole, halves and excerpts, among clean documents. `passages`: passages of 20 to 200
words copied between documents, some with a word or two changed. Seconds are of the processor.
"""

from __future__ import annotations

import argparse
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyarrow as pa
from rapidfuzz.distance import LCSseq

from benchmarks.quality import material
from benchmarks.quality.published import news
from benchmarks.quality.recipes import random_recipe
from benchmarks.speed.corpora import TEXTS, edited, english, sentences
from benchmarks.speed.measuring import seconds, show
from corpusnorm import find_duplicates, find_passages
from corpusnorm.dedup import MERGING

Texts = dict[str, str]
_EDITS = (0.02, 0.05, 0.08)
_SHORTEST = 120  # words of a text that is used
_REAL = 0.8  # share of the words of both that are a common subsequence: what `near` asks for by default
_SAME = 0.75  # share of the runs of three words of both that are the same
_FOOTERS = 5
_NOTICES = Path("/usr/share/doc")
_PLANTED, _HELD = (20, 200), 0.75  # words of a passage, and the share of it that must be found
_SPARE = ("quern", "zither", "oxbow", "vellum")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", default=["copies", "degraded", "passages"])
    parser.add_argument("--count", type=int, default=2000, help="clean documents among which degraded ones are sought")
    parser.add_argument("--show", action="store_true", help="also list the pairs that nobody planted and that are wrong")
    arguments = parser.parse_args()
    if "copies" in arguments.tables:
        columns = (
            "texts",
            "documents",
            *(f"recall {edits:.0%}" for edits in _EDITS),
            "pairs",
            "not planted",
            "rearranged",
            "wrong",
            "precision",
        )
        show("Copies with edited words", columns, [_copies(*each, arguments.show) for each in _sets()])
    if "degraded" in arguments.tables:
        _degraded(arguments.count, arguments.show)
    if "passages" in arguments.tables:
        columns = ("words changed", "planted", "found", "recall", "spans exact", "not planted", "wrong", "precision")
        show("Passages of 20 to 200 words", columns, [_passages(changed) for changed in (0, 1, 2)])


# -- copies ----------------------------------------------------------------------------------------------------------------


def _sets() -> Iterator[tuple[str, list[str]]]:
    """Texts that share boilerplate, each kind a set."""
    if TEXTS.exists():
        yield "patient leaflets", list(_long(_leaflets()))
        footers = [" ".join(text.split()[:80]) for text in _long(_notices())][:_FOOTERS]
        yield "news with footers of 80 words", [f"{text}\n\n{footers[n % _FOOTERS]}" for n, text in enumerate(_long(news(2000)))]
    yield "licences and notices", list(_long(_notices()))
    found = [text.text for text in material.texts() if text.genre == "man" and text.language == "en"]
    if found:
        yield "manual pages", list(_long(found))


def _leaflets() -> Iterator[str]:
    with zipfile.ZipFile(TEXTS / "pil.zip") as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".sgml"):
                yield re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"<[^>]*>", "", archive.read(name).decode("latin-1"))).strip()


def _notices() -> Iterator[str]:
    """The copyright notices and licences of the packages of this machine: what differs in them is mostly names."""
    for path in sorted(_NOTICES.glob("*/copyright")):
        yield path.read_text("utf-8", "replace")


def _long(texts: Iterable[str]) -> Iterator[str]:
    """The texts that are long enough, each once."""
    return (text for text in dict.fromkeys(texts) if len(text.split()) >= _SHORTEST)


def _copies(name: str, texts: list[str], listed: bool) -> list[object]:
    random = Random(1)  # noqa: S311
    every: Texts = {f"{number}": text for number, text in enumerate(texts)}
    chosen = random.sample(sorted(every), len(texts) // 4 * 3)
    planted: dict[float, set[frozenset[str]]] = {edits: set() for edits in _EDITS}
    for number, original in enumerate(chosen):
        edits = _EDITS[number % len(_EDITS)]
        every[f"{original}c"] = edited(every[original], edits, random)
        planted[edits].add(frozenset((original, f"{original}c")))
    found = find_duplicates(_table(every)).to_pylist()
    pairs = {frozenset((row["a"], row["b"])) for row in found if row["kind"] in MERGING}
    others = sorted(sorted(pair) for pair in pairs - set().union(*planted.values()))
    unlike = [pair for pair in others if not _is_copy(*(every[each] for each in pair))]
    wrong = [pair for pair in unlike if not _is_rearranged(*(every[each] for each in pair))]
    if listed:
        print(*(f"{name}: {' '.join(pair)}" for pair in wrong), sep="\n")
    recalls = [len(pairs & planted[edits]) / len(planted[edits]) for edits in _EDITS]
    return [
        name,
        len(every),
        *recalls,
        len(pairs),
        len(others),
        len(unlike) - len(wrong),
        len(wrong),
        1 - len(wrong) / max(len(pairs), 1),
    ]


def _is_copy(a: str, b: str) -> bool:
    """Whether two texts are copies, by an exact alignment."""
    words = [re.findall(r"\w+", text.lower()) for text in (a, b)]
    return LCSseq.similarity(*words) >= _REAL * max(map(len, words))


def _is_rearranged(a: str, b: str) -> bool:
    """Whether two texts have the same paragraphs in another order."""
    words = [re.findall(r"\w+", text.lower()) for text in (a, b)]
    runs = [Counter(zip(side, side[1:], side[2:], strict=False)) for side in words]
    return (runs[0] & runs[1]).total() >= _SAME * max(each.total() for each in runs)


def _table(texts: Mapping[str, str]) -> pa.Table:
    return pa.table({"id": list(texts), "text": pa.array(texts.values(), pa.large_string())})


# -- degraded copies -------------------------------------------------------------------------------------------------------


def _degraded(count: int, listed: bool) -> None:
    """Degraded copies of some documents among all: whole, half of the copy, an excerpt of the original.

    A recipe that changes hardly more than the marks makes a near copy, or a part, and is found as one.
    """
    random = Random(5)  # noqa: S311
    every: Texts = {f"{number:06}": text for number, text in enumerate(english(count))}
    right: dict[str, tuple[str, str]] = {}
    for number, original in enumerate(random.sample(sorted(every), min(count // 5, 300))):
        kind = ("whole", "half of the copy", "excerpt of the original")[number % 3]
        text = every[original] if number % 3 < 2 else _excerpt(every[original], random)
        copy = random_recipe(random, text).apply(text)
        forms = copy.split(" ")
        every[f"{original}d"] = copy if number % 3 != 1 else " ".join(forms[: len(forms) // 2])
        right[f"{original}d"] = (kind, original)
    cost, found = seconds(lambda: find_duplicates(_table(every), passages=False).to_pylist())
    links = [(*((row["a"], row["b"]) if row["a"] in right else (row["b"], row["a"])), row["kind"]) for row in found]
    rows = []
    for kind in (*dict.fromkeys(kind for kind, _ in right.values()), ""):
        of_kind = {copy: original for copy, (each, original) in right.items() if kind in ("", each)}
        ours = [(copy, other, what) for copy, other, what in links if copy in of_kind]
        linked = {copy for copy, other, _ in ours if of_kind[copy] == other}
        degraded = {copy for copy, other, what in ours if of_kind[copy] == other and what == "degraded-of"}
        wrong = [link for link in ours if of_kind[link[0]] != link[1]]
        if listed and not kind:
            print("missed", *sorted(of_kind.keys() - linked), "wrong", *wrong)
        rows.append([kind or "all", len(of_kind), len(linked) / len(of_kind), len(degraded) / len(of_kind), len(wrong)])
    columns = ("copy", "planted", "recall", "as degraded", "wrong links")
    show(f"Degraded copies among {count} clean documents, {cost:.0f} s", columns, rows)


def _excerpt(text: str, random: Random) -> str:
    """A third of a text, whole words."""
    words = text.split(" ")
    start = random.randrange(len(words) - len(words) // 3)
    return " ".join(words[start : start + len(words) // 3])


# -- passages --------------------------------------------------------------------------------------------------------------


class _Planted(NamedTuple):
    """Where a passage stands again, and where it was taken from: characters."""

    again: tuple[int, int]
    first: tuple[int, int]


def _passages(changed: int) -> list[object]:
    """Passages copied from one document into the next one or, one in five, within one; so many of their words changed."""
    random = Random(6 + changed)  # noqa: S311
    texts = list(_unrepeated(4000))
    planted: dict[str, _Planted] = {}
    for number in range(0, 2000, 2):
        source, later = texts[number], number if number % 10 == 0 else number + 1
        size = random.randint(_PLANTED[0] + changed, _PLANTED[1])
        start = random.randrange(len(source) // 2 - size if later == number else len(source) - size)
        passage = source[start : start + size]
        for place in random.sample(range(size), changed):
            passage = [*passage[:place], random.choice(_SPARE), *passage[place + 1 :]]
        at = random.randrange(len(source) // 2 if later == number else 0, len(texts[later]))
        first = _span(source, start, size)
        texts[later] = [*texts[later][:at], *passage, *texts[later][at:]]
        planted[f"{later:05}"] = _Planted(_span(texts[later], at, size), first)
    return _scored(changed, {f"{number:05}": " ".join(words) for number, words in enumerate(texts)}, planted)


def _span(words: list[str], start: int, size: int) -> tuple[int, int]:
    begins = len(" ".join([*words[:start], ""]))
    return begins, begins + len(" ".join(words[start : start + size]))


def _scored(changed: int, every: Texts, planted: Mapping[str, _Planted]) -> list[object]:
    hit, exact, others, wrong = set(), set(), 0, 0
    for row in find_passages(_table(every)).to_pylist():
        again, first = (row["start"], row["end"]), (row["first_start"], row["first_end"])
        known = planted.get(row["id"])
        if known and min(again[1], known.again[1]) - max(again[0], known.again[0]) >= _HELD * (known.again[1] - known.again[0]):
            hit.add(row["id"])
            if again == known.again and first == known.first:
                exact.add(row["id"])
            continue
        others += 1
        sides = every[row["id"]][slice(*again)], every[row["first_id"]][slice(*first)]
        wrong += LCSseq.similarity(*(re.findall(r"\w+", text.lower()) for text in sides)) < _PLANTED[0]
    recall, exactly = len(hit) / len(planted), len(exact) / len(planted)
    return [changed, len(planted), len(hit), recall, exactly, others, wrong, 1 - wrong / max(len(hit) + others, 1)]


def _unrepeated(count: int) -> Iterator[list[str]]:
    """Documents of sentences that stand nowhere else, some 500 words each, as words."""
    words: list[str] = []
    for sentence in sentences():
        words += sentence.split()
        if len(words) >= 500:
            yield words
            words, count = [], count - 1
        if not count:
            return


if __name__ == "__main__":
    main()
