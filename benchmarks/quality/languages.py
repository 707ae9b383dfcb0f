"""Whether recipes are inferred in other languages: `python -m benchmarks.quality.languages FOLDER [COUNT] [LENGTH]`.

Real text is fetched into FOLDER where it is not there yet, with `apt-get download` (Debian): the GNOME user guides (CC BY-SA 3.0)
and the LibreOffice help (MPL 2.0), translated by people into German, French, Spanish, Turkish and Russian. Nothing of it ships.
Random recipes are run over passages of it. Half of the clean sides are revised: a sixth of the paragraphs
gone, as many others put in.

Printed by language: for how many recipes lemmatizer or stemmer, stop list and case are right or in the class returned, from the
pair and from the degraded text alone with its language told; for how many the language is found from that alone; agreement
F as in `benchmarks.quality.inference`; and of `diagnose`, precision and recall on the degraded and the clean passages.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from random import Random

from rapidfuzz.distance import LCSseq

from benchmarks.quality.inference import Tally, shortened
from benchmarks.quality.judging import is_right, named
from benchmarks.quality.recipes import random_recipe
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.degradation.operators import Stop
from corpusnorm.diagnosis import diagnose
from corpusnorm.language import detect_language

LANGUAGES = ("de", "fr", "es", "tr", "ru")
_PARTS = ("case", "normalize", "stop")
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_WORDS = 8  # words of a paragraph, at least: labels and key names are no prose


def fetched(folder: Path, package: str) -> Path:
    """The folder of an unpacked Debian package; downloaded where it is not there."""
    target = folder / package
    if not target.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", package], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607
        archive = next(folder.glob(f"{package}_*.deb"))
        subprocess.run(["dpkg-deb", "--extract", archive, target], check=True)  # noqa: S603, S607
    return target


def paragraphs(files: Iterator[Path], language: str) -> list[str]:
    """The paragraphs of prose in pages, each once."""
    found: dict[str, None] = {}
    for file in sorted(files):
        for match in _PARAGRAPH.findall(file.read_text("utf-8", "replace")):
            text = " ".join(unescape(re.sub(r"<[^>]+>", "", match)).split())
            if text.count(" ") >= _WORDS and detect_language(text) == language:  # some are English still
                found[text] = None
    return list(found)


def prose(folder: Path, language: str) -> list[list[str]]:
    """The paragraphs of the two sources of a language."""
    gnome = fetched(folder, "gnome-user-docs") / "usr/share/help" / language / "gnome-help"
    office = fetched(folder, f"libreoffice-help-{language}") / "usr/share/libreoffice/help" / language / "text/swriter"
    return [paragraphs(gnome.glob("*.page"), language), paragraphs(office.rglob("*.html"), language)]


def passage(random: Random, sources: list[list[str]], length: int, revised: bool) -> tuple[str, str]:
    """A clean passage and its later revision."""
    source = random.choice(sources)
    at = random.randrange(max(1, len(source) - length // 10))
    later = source[at : at + length // 10]
    if not revised:
        return "\n\n".join(later), "\n\n".join(later)
    earlier = [random.choice(source) if random.random() < 1 / 6 else paragraph for paragraph in later]
    return "\n\n".join(earlier), "\n\n".join(later)


def damaging(random: Random, text: str, language: str) -> Degradation:
    """A random recipe that leaves a degraded text: one without a stop list, lemmas and lower case is none."""
    while True:
        how = random_recipe(random, text, language)
        if any(isinstance(operator, Stop) for operator in how.operators) or len(how.operators) > 2:
            return how


def measured(folder: Path, language: str, count: int, length: int) -> Iterator[str]:
    """The table of a language, and what was missed."""
    sources = prose(folder, language)
    tally, agreement = Tally(), 0.0
    verdicts = {"degraded flagged": 0, "clean flagged": 0, "language found": 0}
    for number in range(count):
        random = Random(number)  # noqa: S311
        clean, later = passage(random, sources, length * 2, revised=number % 2 == 1)
        how = damaging(random, later, language)
        degraded = shortened(how.apply(later), length)
        inferred = {"pair": infer_degradation(degraded, clean), "blind": infer_degradation(degraded, language=language)}
        for kind, found in inferred.items():
            for part in _PARTS:
                right = is_right(how, found, part, later)
                tally.right[f"{kind} {part}"] += right
                tally.asked[f"{kind} {part}"] += 1
                if not right:
                    tally.misses.append(f"  {number} {kind} {part}: {named(how, part)!r} found as {named(found, part)!r}")
            if kind == "pair":
                forms, real = found.apply(clean).split(), how.apply(clean).split()
                agreement += 2 * LCSseq.similarity(forms, real) / max(len(forms) + len(real), 1)
        verdicts["language found"] += detect_language(degraded) == language
        verdicts["degraded flagged"] += diagnose(degraded).degraded
        verdicts["clean flagged"] += diagnose(shortened(later, length)).degraded
    yield f"{language}  ({sum(map(len, sources))} paragraphs)"
    yield from (f"  {name:16} {tally.right[name] / asked:.3f}" for name, asked in tally.asked.items())
    yield f"  agreement F      {agreement / count:.3f}"
    yield f"  language found   {verdicts['language found'] / count:.3f}"
    flagged, wrong = verdicts["degraded flagged"], verdicts["clean flagged"]
    yield f"  diagnose         precision {flagged / max(flagged + wrong, 1):.3f}  recall {flagged / count:.3f}"
    yield from tally.misses


def main() -> None:
    """Print a table a language."""
    folder, count, length = Path(sys.argv[1]), *(int(given) for given in (*sys.argv[2:], *("40", "600")[len(sys.argv) - 2 :]))
    for language in LANGUAGES:
        for line in measured(folder, language, count, length):
            print(line, flush=True)


if __name__ == "__main__":
    main()
