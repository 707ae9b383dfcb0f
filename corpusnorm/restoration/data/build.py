"""Make the tables of usage: `python -m corpusnorm.restoration.data.build`; with `--check`, only compare.

Sources: the glosses and examples of WordNet 3.0 (Debian) and the documentation of Django (PyPI), as counts of neighbouring words;
no sentence of theirs is kept. Needs Debian's apt-get and the network.
"""

from __future__ import annotations

import re
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from corpusnorm.degradation.data import making
from corpusnorm.degradation.operators import stop_words
from corpusnorm.restoration.parts import parts_of

COMMAND = "python -m corpusnorm.restoration.data.build"
_DJANGO = "5.2.8"
_FIELDS = {
    "version": f"WordNet 3.0, Django {_DJANGO}",
    "source": f"Debian, wordnet-base {making.WORDNET_VERSION}, data.*; PyPI, Django {_DJANGO} (source archive), docs/**/*.txt",
    "licence": "WordNet 3.0 licence; BSD-3-Clause; both in LICENSE.txt next to this table",
    "command": COMMAND,
}
_NAMES = {
    "after.txt": "what stands after a word: the word, how often it was seen, then function words and marks with their counts",
    "before.txt": "what stands before a word: the word, how often it was seen, then function words and marks with their counts",
}
_LISTS = ("smart", "nltk198", "spacy", "sklearn")  # a function word is on one of these
_LEAST = 5  # how often a word must have been seen
_MARKUP = (
    (re.compile(r":[\w:-]+:`~?([^`<]*?)\s*(?:<[^>]*>)?`"), r"\1"),
    (re.compile(r"``([^`]*)``"), r"\1"),
    (re.compile(r"`([^`<]*?)\s*<[^>]*>`_+"), r"\1"),
    (re.compile(r"[*`]|_\b"), ""),
)
_QUOTED = ' "'
_NO_PROSE = re.compile(r"[\s.=~\-^#*+|:`]|\Z")  # how a line of a table, a title, a list or a directive begins
Neighbours = dict[str, Counter[str]]


def glosses(folder: Path) -> Iterator[str]:
    """The definitions and examples of WordNet, without their quotation marks."""
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="ascii").splitlines():
            if "|" in line and not line.startswith("  "):
                yield from (each.strip(_QUOTED) + "." for each in line.split("|", 1)[1].split("; "))


def prose(text: str) -> Iterator[str]:
    """The plain paragraphs of a text in reStructuredText, without their markup."""
    for block in re.split(r"\n\s*\n", text):
        lines = block.split("\n")
        if not any(_NO_PROSE.match(line) for line in lines):
            paragraph = " ".join(lines)
            for pattern, replacement in _MARKUP:
                paragraph = pattern.sub(replacement, paragraph)
            yield paragraph


def neighbours(texts: Iterable[str]) -> tuple[Neighbours, Neighbours]:
    """What follows each lower-cased word, and what precedes it, counted within each text."""
    after: Neighbours = defaultdict(Counter)
    before: Neighbours = defaultdict(Counter)
    for text in texts:
        words = parts_of(text.lower())
        for left, right in pairwise(words):
            after[left][right] += 1
            before[right][left] += 1
    return after, before


def rows(table: Neighbours) -> Iterator[str]:
    """The lines of a table: only words of letters, only function words and marks beside them, the most frequent first."""
    known = frozenset[str]().union(*map(stop_words, _LISTS))
    for word, counts in sorted(table.items()):
        if counts.total() >= _LEAST and word[0].isalpha():
            kept = sorted((-count, other) for other, count in counts.items() if other in known or not other[0].isalnum())
            yield " ".join([word, str(counts.total()), *(f"{other}:{-count}" for count, other in kept)])


def tables() -> Iterator[tuple[str, str]]:
    """Name and text of every table, and of the licences."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        making.run(sys.executable, "-m", "pip", "download", "--no-deps", "--no-binary=:all:", f"django=={_DJANGO}", cwd=scratch)
        with tarfile.open(next(scratch.glob("*.tar.gz"))) as archive:
            archive.extractall(scratch, filter="data")
        wordnet, django = making.wordnet(scratch), scratch / f"django-{_DJANGO}"
        yield "LICENSE.txt", making.wordnet_licence(wordnet) + "\n" + (django / "LICENSE").read_text(encoding="utf-8")
        pages = (path.read_text(encoding="utf-8") for path in sorted((django / "docs").rglob("*.txt")))
        found = neighbours([*glosses(wordnet), *(paragraph for page in pages for paragraph in prose(page))])
        for (file, title), table in zip(_NAMES.items(), found, strict=True):
            yield file, making.table({"name": title, **_FIELDS}, rows(table))


def main(arguments: list[str] | None = None) -> int:
    """Write the tables, or compare them; return the exit code."""
    return making.write_or_compare(COMMAND, "Make the tables of usage.", Path(__file__).parent, tables(), arguments)


if __name__ == "__main__":
    sys.exit(main())
