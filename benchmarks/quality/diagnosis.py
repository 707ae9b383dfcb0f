"""Precision, recall, calibration of the diagnosis: `python -m benchmarks.quality.diagnosis`, after `benchmarks.quality.material`.

On the half of the sources that nothing was fitted on: the verdict by length and by language, each kind of damage, the real texts
by genre, and planted passages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from random import Random

from benchmarks.quality.damage import KINDS, RUNNING, Case, cases, degrade, effect, sources
from benchmarks.quality.scores import calibration_error
from corpusnorm.diagnosis import Diagnosis, diagnose
from corpusnorm.diagnosis.measures import Measures, measure
from corpusnorm.language import detect_language

LISTED = ("en", "de", "fr", "es", "tr", "ru", "it", "nl", "pt", "sv", "pl", "cs", "el")  # languages with a list of function words
LENGTHS = {"50-199": (50, 200), "200-499": (200, 500), "500+": (500, 10**9), "200+": (200, 10**9)}
_HOST = 1200  # words of a text that a passage is planted in
Row = tuple[Case, Diagnosis]


def is_judged(case: Case) -> bool:
    """Whether the language is one that damage can be told in; texts of the others are only asked not to be flagged."""
    return case.language in LISTED or case.language == "und"


def is_grey(case: Case) -> bool:
    """A real text written without the diacritics of its language: damaged by its writer, if at all. Reported on its own."""
    return not case.degraded and "diacritics-lost" in case.damage


def measured(every: Iterable[Case]) -> list[tuple[Case, Measures]]:
    """The cases with their measures, the language found as a run finds it."""
    found = list(every)
    with ProcessPoolExecutor(2) as pool:
        return list(zip(found, pool.map(_measure, (case.text for case in found), chunksize=40), strict=True))


def _measure(text: str) -> Measures:
    return measure(text, detect_language(text))


def _diagnose(text: str) -> Diagnosis:
    return diagnose(text, how=False)


def main() -> None:
    """Print the tables."""
    every = list(cases(Random(12), held=True, texts_a_source=20))  # noqa: S311
    with ProcessPoolExecutor(2) as pool:
        rows = list(zip(every, pool.map(_diagnose, (case.text for case in every), chunksize=40), strict=True))
    judged = [row for row in rows if is_judged(row[0]) and not is_grey(row[0]) and row[0].damage != {"numbers-lost"}]
    print(f"{len(rows)} cases of {len({case.source for case in every})} sources nothing was fitted on")
    print("\nverdict, by length and language (numbers lost alone left out)")
    for name, (low, high) in LENGTHS.items():
        print(
            f"  {name:10}", figures([row for row in judged if low <= size(row) < high], lambda row: row[0].degraded, verdict, odds)
        )
    for language in LISTED:
        print(f"  {language} 200+   ", figures([row for row in judged if row[0].language == language and size(row) >= 200],
              lambda row: row[0].degraded, verdict, odds))  # fmt: skip
    kinds_table([row for row in rows if is_judged(row[0])])
    _by_label(judged)
    _real([row for row in rows if not row[0].degraded])
    planted()


def size(row: Row) -> int:
    """Words of a case."""
    return len(row[0].text.split())


def verdict(row: Row) -> bool:
    """Whether it was flagged."""
    return row[1].degraded


def odds(row: Row) -> float:
    """The probability given."""
    return row[1].probability


def figures(rows: Sequence[Row], wanted: Callable[[Row], bool], found: Callable[[Row], bool], sure: Callable[[Row], float]) -> str:
    """Precision, recall, calibration error and how many."""
    right = sum(wanted(row) and found(row) for row in rows)
    precision, recall = right / max(sum(map(found, rows)), 1), right / max(sum(map(wanted, rows)), 1)
    error = calibration_error((sure(row), wanted(row)) for row in rows)
    return f"precision {precision:.3f}  recall {recall:.3f}  ECE {error:.3f}  {sum(map(wanted, rows))} of {len(rows)}"


def kinds_table(rows: Sequence[Row]) -> None:
    """Each kind of damage."""
    print("\nkinds, texts of 200 words and more")
    for kind in KINDS:

        def sure(row: Row, kind: str = kind) -> float:
            return next((signal.probability for signal in row[1].signals if signal.name == kind), 0.0)

        chosen = [row for row in rows if size(row) >= 200]
        english = [row for row in chosen if row[0].language == "en"]
        for name, some in (("en", english), ("all", chosen)):
            print(
                f"  {kind:20} {name:4}",
                figures(some, lambda row, kind=kind: kind in row[0].damage, lambda row: sure(row) >= 0.5, sure),
            )  # type: ignore[misc]


def _by_label(rows: Sequence[Row]) -> None:
    print("\nmissed, by the damage done (200+)")
    done = Counter(_name(row[0]) for row in rows if row[0].degraded and size(row) >= 200)
    missed = Counter(_name(row[0]) for row in rows if row[0].degraded and size(row) >= 200 and not row[1].degraded)
    for name, count in missed.most_common(12):
        print(f"  {count} of {done[name]}: {name}")


def _name(case: Case) -> str:
    return ", ".join(sorted(case.damage))


def _real(rows: Sequence[Row]) -> None:
    print("\nreal texts flagged, by genre and language")
    every = Counter((_genre(row[0]), _place(row[0])) for row in rows)
    flagged = Counter((_genre(row[0]), _place(row[0])) for row in rows if row[1].degraded)
    inside = Counter((_genre(row[0]), _place(row[0])) for row in rows if row[1].passages and not row[1].degraded)
    for key, count in sorted(every.items()):
        print(f"  {key[0]:28} {key[1]:6} {flagged[key]:3} of {count}" + (f"; a passage in {inside[key]}" if inside[key] else ""))
    print(f"  in all {flagged.total()} of {every.total()}; a passage in {inside.total()}")


def _genre(case: Case) -> str:
    name = case.genre.partition("/")[0] if case.label == "real" else case.label
    return f"{name} without diacritics" if is_grey(case) else name


def _place(case: Case) -> str:
    return case.language if case.language in LISTED[:6] else "listed" if is_judged(case) else "other"


def planted() -> None:
    """Degraded passages planted in clean texts, and clean ones in degraded texts: how much of them is found, in characters."""
    print("\nplanted passages")
    random = Random(5)  # noqa: S311
    kinds = [genre for genre in RUNNING if genre not in ("review", "cookies")]
    texts = [each for each in sources() if each.genre in kinds and each.language in LISTED and len(each.text.split()) > _HOST + 400]
    for reverse in (False, True):
        for words in (50, 100, 200, 400):
            right = wanted = found = hits = 0
            for each in random.choices(texts, k=60):
                text, truth = _plant(each.text, each.language, words, random, reverse=reverse)
                marked = {
                    at for passage in diagnose(text, how=False).passages for at in range(passage.span.start, passage.span.end)
                }
                right, wanted, found = right + len(marked & truth), wanted + len(truth), found + len(marked)
                hits += len(marked & truth) * 2 > len(truth)
            rates = f"precision {right / max(found, 1):.3f}  recall {right / wanted:.3f}  found by half {hits} of 60"
            print(f"  {'clean in degraded' if reverse else 'degraded in clean'}, {words} words: {rates}")


def _plant(source: str, language: str, words: int, random: Random, *, reverse: bool) -> tuple[str, set[int]]:
    """A text with a degraded passage in its middle, and where that is; with `reverse` a degraded text with a clean one."""
    places = [match.start() for match in re.finditer(r"\S+", source)]
    host, passage = source[: places[_HOST]], source[places[_HOST] : places[_HOST + words]]
    middle = host.rfind("\n", 0, len(host) // 2) + 1
    before, after = host[:middle], host[middle:]
    damaged = partial(_damaged, language=language, seed=random.random())
    if reverse:
        before, after = damaged(before), damaged(after)
    else:
        passage = damaged(passage)
    text = f"{before}\n\n{passage}\n\n{after}"
    start = len(before) + 2
    inside = set(range(start, start + len(passage)))
    return text, set(range(len(text))) - inside if reverse else inside


def _damaged(text: str, language: str, seed: float) -> str:
    """A text without its function words, capitals or marks: of what passages are looked for."""
    random = Random(seed)  # noqa: S311
    for _ in range(20):
        label, found = degrade(text, language, random)
        if label.startswith("mix") and effect(text, found, label, language) & {"lower-cased", "stop-words-gone", "de-punctuated"}:
            return found
    return text.lower()


if __name__ == "__main__":
    main()
