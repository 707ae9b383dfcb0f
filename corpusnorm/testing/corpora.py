"""Example corpora: JSON files of texts and what cleaning makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Example(NamedTuple):
    """A text, what it should become, and why it is there."""

    label: str
    original: str
    expected: str
    comment: str = ""


def examples(path: Path) -> Iterator[Example]:
    """The examples of a JSON file: a list of objects with `label`, `original` and, where the text must change, `expected`.

    An example without `expected` must stay as it is. Raises ValueError, with the label, where two are named alike.
    """
    seen: set[str] = set()
    for each in json.loads(path.read_text(encoding="utf-8")):
        example = Example(each["label"], each["original"], each.get("expected", each["original"]), each.get("comment", ""))
        if example.label in seen:
            raise ValueError(f"{path.name}: two examples are named {example.label!r}")
        seen.add(example.label)
        yield example
