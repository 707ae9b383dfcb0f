"""Collation beside CollateX: `python -m benchmarks.quality.collation PYTHON SDIST`, both of the peer.

CollateX is GPL and lives in an environment of its own: `PYTHON` has `collatex` and `Levenshtein` installed (PyPI), `SDIST` is its
unpacked source distribution. Its examples are the plain witnesses that its own tests collate, read from there and not kept here.
The first witness is the base. A *site* is a run of words of the base that not all witnesses have, or a place between two words
where one adds some; the columns of the alignment table of CollateX in which readings differ, and our differences, are brought to
that. Case and marks do not count. Then the speed, on texts of random words of which one in fifty was replaced in each witness.
"""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpusnorm.job.collation.differences import differences

_PEER = """
import json, sys, time
from collatex import Collation, collate
for line in sys.stdin:
    collation = Collation()
    texts = json.loads(line)
    for number, text in enumerate(texts):
        collation.add_plain_witness(f"W{number}", text)
    started = time.perf_counter()
    table = collate(collation, segmentation=False)
    rows = [[cell if isinstance(cell, str) else " ".join(t.token_string for t in cell or []) for cell in row.to_list()]
            for row in table.rows]
    print(json.dumps([rows, time.perf_counter() - started]), flush=True)
"""
_WORD = re.compile(r"\w+")
_PATIENCE = 1_000  # words of a text: CollateX takes time by their square
Site = tuple[int, int]


def main() -> None:
    """Print where the two agree, and how fast they are."""
    if len(sys.argv) != 3:
        print(__doc__)
        return
    python, sdist = sys.argv[1], Path(sys.argv[2])
    _on_examples(python, sorted(set(_examples(sdist))))
    _speed(python)


def _examples(sdist: Path) -> Iterator[tuple[str, ...]]:
    """The witnesses that each test of CollateX collates."""
    for path in sorted((sdist / "tests").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            calls = [each for each in ast.walk(node) if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)]
            plain = [each for each in calls if each.func.attr == "add_plain_witness" and len(each.args) == 2]  # type: ignore[attr-defined]
            texts = [each.args[1].value for each in plain if isinstance(each.args[1], ast.Constant)]
            found = tuple(str(text) for text in texts)
            if len(found) > 1 and len(found) == len(plain) and all(_WORD.search(text) for text in found):
                yield found


def _peer(python: str, collations: Sequence[Sequence[str]]) -> list[tuple[list[list[str]], float]]:
    given = "\n".join(map(json.dumps, collations))
    done = subprocess.run([python, "-c", _PEER], input=given, capture_output=True, text=True, check=True)  # noqa: S603 - the peer, as named
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def _on_examples(python: str, examples: Sequence[tuple[str, ...]]) -> None:
    same = both = ours_only = peer_only = 0
    for texts, (rows, _) in zip(examples, _peer(python, examples), strict=True):
        left, right = _our_sites(texts), _peer_sites(rows)
        same += left == right
        both, ours_only, peer_only = both + len(left & right), ours_only + len(left - right), peer_only + len(right - left)
        if left != right:
            print(
                f"differ: {' | '.join(text[:60] for text in texts)}\n  ours {sorted(left - right)}, CollateX {sorted(right - left)}"
            )
    print(f"\n{len(examples)} examples, {same} with the same sites")
    print(f"sites of both {both}, of ours alone {ours_only}, of CollateX alone {peer_only}")


def _our_sites(texts: Sequence[str]) -> set[Site]:
    base, *others = (" ".join(word.lower() for word in _WORD.findall(text)) for text in texts)
    found = [(start, end) for text in others for start, end, _ in differences(base, text)]
    return _merged([_in_words(base, start, end) for start, end in found])


def _in_words(base: str, start: int, end: int) -> Site:
    return len(_WORD.findall(base[:start])), len(_WORD.findall(base[:end]))


def _peer_sites(rows: Sequence[Sequence[str]]) -> set[Site]:
    found: list[Site] = []
    at = 0
    for column in zip(*rows, strict=True):
        cells = [" ".join(_WORD.findall(cell.lower())) for cell in column]
        size = len(cells[0].split())
        if len(set(cells)) > 1:
            found.append((at, at + size))
        at += size
    return _merged(found)


def _merged(sites: Sequence[Site]) -> set[Site]:
    """Sites that touch, as one: the two cut a rewritten phrase differently."""
    found: list[Site] = []
    for start, end in sorted(sites):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return set(found)


def _speed(python: str) -> None:
    print(f"\n{'words':>8}{'witnesses':>11}{'ours, s':>10}{'CollateX, s':>13}")
    for words, count in ((1_000, 2), (1_000, 5), (10_000, 2), (10_000, 5)):
        texts = _witnesses(words, count)
        differences(texts[0], texts[1])
        started = time.perf_counter()
        for text in texts[1:]:
            differences(texts[0], text)
        ours = time.perf_counter() - started
        peer = f"{_peer(python, [texts])[0][1]:.2f}" if words <= _PATIENCE else "-"
        print(f"{words:>8}{count:>11}{ours:>10.4f}{peer:>13}", flush=True)


def _witnesses(words: int, count: int) -> list[str]:
    chance = random.Random(0)  # noqa: S311 - the same texts each time
    base = [f"w{chance.randrange(words)}" for _ in range(words)]
    return [" ".join(f"x{number}" if number and chance.random() < 0.02 else word for word in base) for number in range(count)]


if __name__ == "__main__":
    main()
