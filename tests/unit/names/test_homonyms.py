"""Whom a form means that several entities have: texts with homonyms by a registry of their own, and the seeds, mention by mention.

No rule knows an entity: what tells homonyms apart is in the text and in the registry.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from corpusnorm.names import Mention, Registry, find_mentions, read_registry

CORPORA = Path(__file__).parent / "corpora"
SEEDS = Path(__file__).parents[3] / "seeds"
DATES = {"000": "2023-11-09", "001": "2024-02-19", "002": "2024-06-10", "003": None}
MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
NOBODY = {"-", "?"}


def rows(corpus: str) -> list[list[str]]:
    lines = (CORPORA / f"{corpus}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


@cache
def registry() -> Registry:
    return read_registry(CORPORA / "homonyms_entities.tsv", CORPORA / "homonyms_names.tsv")


@pytest.mark.parametrize(("date", "kind", "marked"), rows("homonyms"))
def test_the_one_that_the_text_means(date: str, kind: str, marked: str) -> None:
    text = MARK.sub(r"\1", marked)
    found = find_mentions(text, registry(), None if date == "-" else date)
    wanted = [(form, None if entity in NOBODY else entity) for form, entity in MARK.findall(marked)]
    told = {form for form, _ in wanted}
    assert [(mention.form, mention.entity) for mention in found if mention.form in told] == wanted


@cache
def mentions(number: str) -> dict[int, Mention]:
    text = next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")
    return {mention.span.start: mention for mention in find_mentions(text, date=DATES[number])}


@pytest.mark.parametrize(("document", "start", "form", "entity", "why"), rows("ambiguous"))
def test_the_one_that_a_reader_sees_in_the_seeds(document: str, start: str, form: str, entity: str, why: str) -> None:
    mention = mentions(document)[int(start)]
    assert (mention.form, mention.entity) == (form, entity), why
    assert len(mention.candidates) > 1
