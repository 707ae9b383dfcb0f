"""The corpora that the names stage is measured on: the seeds with the gold list of their names, homonyms, sentences for the guards.

Tables stand in `tests/unit/names/corpora`, each with what it is in its head. The gold list stands beside the repository
(`../shared/data/names`); what needs it is skipped without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from corpusnorm.names import Registry, read_registry

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "tests" / "unit" / "names" / "corpora"
GOLD = ROOT.parent / "shared" / "data" / "names" / "gold_names.json"
DATES = {"000": "2023-11-09", "001": "2024-02-19", "002": "2024-06-10", "003": None}
"""The seeds in English that are not degraded, and the date of each."""

NOBODY, OPEN = "-", "?"
_MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


class Marked(NamedTuple):
    """A form at a place of a text (code points), and whom it means: an entity, `NOBODY` or `OPEN`."""

    start: int
    end: int
    entity: str


class Sentence(NamedTuple):
    """A text, its date, of what kind it is, and what the default policy should make of it."""

    date: str | None
    kind: str
    text: str
    wanted: str


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, comments left out."""
    for line in (CORPORA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.replace("\\n", "\n").split("\t")


@cache
def gold() -> dict[str, Any]:
    """The gold list; raises `OSError` where it is not here."""
    return json.loads(GOLD.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@cache
def seed(number: str) -> str:
    """The text of a seed."""
    return next((ROOT / "seeds").glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def gold_mentions(number: str) -> Iterator[tuple[int, int, str]]:
    """Where the names of the gold list stand in a seed, and the group of each, by the list's own rule of counting.

    Leftmost-longest, word-bounded, case as written; forms that the list counts nowhere in the document are no names there.
    """
    groups = {row["name"]: row["group"] for row in gold()["names"] if row["counts"][number]}
    forms = "|".join(map(re.escape, sorted(groups, key=len, reverse=True)))
    for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", seed(number)):
        yield found.start(), found.end(), groups[found.group()]


def entities_of_groups() -> dict[str, frozenset[str]]:
    """The entities that the names of each group of the gold list are of."""
    return {group: frozenset(entities.split()) for group, entities in rows("gold_entities")}


def read_one_by_one() -> dict[tuple[str, int], str]:
    """Whom a mention of a seed means whose form may mean several entities, by document and offset."""
    return {(document, int(start)): entity for document, start, _, entity, _ in rows("ambiguous")}


def homonyms() -> Iterator[tuple[str | None, str, list[Marked]]]:
    """Texts with homonyms: date, text, and whom each means."""
    for date, _, marked in rows("homonyms"):
        text, marks, at = "", [], 0
        for found in _MARK.finditer(marked):
            text += marked[at : found.start()]
            marks.append(Marked(len(text), len(text) + len(found[1]), found[2]))
            text += found[1]
            at = found.end()
        yield None if date == "-" else date, text + marked[at:], marks


@cache
def homonyms_registry() -> Registry:
    """The registry of the homonyms, which knows nothing that the shipped one does."""
    return read_registry(CORPORA / "homonyms_entities.tsv", CORPORA / "homonyms_names.tsv")


def sentences(name: str) -> Iterator[Sentence]:
    """Sentences of one of the corpora for the guards."""
    for date, *cells in rows(name):
        *kind, text, wanted = [*cells, *(["="] if name == "kept" else [])]
        text, wanted = text.replace("\\t", " "), wanted.replace("\\t", " ")
        yield Sentence(None if date == "-" else date, kind[0] if kind else name, text, text if wanted == "=" else wanted)
