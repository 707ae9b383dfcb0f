"""How heavy is the ledger, in bytes for each byte of input?

    python -m benchmarks.quality.weight [KIND...] [--count N]

A kind is a corpus: articles that need little cleaning (goal: at most .15 at 20,000 documents), and others that need more, or are
small, or stand in other formats. Each goes through a whole run. Printed are the weights of the ledger and its heaviest tables, and
that of the TEI beside.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

import corpusnorm
from benchmarks.quality.recipes import random_recipe
from benchmarks.speed.corpora import damaged, edited, english
from benchmarks.speed.measuring import show

COUNT, OTHERS = 20_000, 2_000  # documents of articles as they mostly are, and of other kinds
_SIZE = (500, 5_000)  # characters of an article
_MEAN = 2_000
_HEAVIEST = 4  # tables that are printed
_NAMES = ("Erdogan", "Ankara", "Turkey", "Kiev", "Peking", "Bombay", "Nagorno-Karabakh", "Baku", "London", "Nuremberg", "Burma")
Files = Iterator[tuple[str, str]]


def near_clean(count: int, names: float = 1 / 300, seed: int = 5) -> list[str]:
    """English articles: in half of them curly quotes, in some of them accents that are not composed, double and hard spaces, and
    names that the policy writes otherwise, the share `names` of all words."""
    random = Random(seed)  # noqa: S311
    drawn = (_written(text, names, random) for text in english(count * 11 // 10, _MEAN, seed))
    return [text for text in drawn if _SIZE[0] <= len(text) <= _SIZE[1]][:count]


def _written(text: str, names: float, random: Random) -> str:
    text = re.sub(r"(?<=\w) (?=\w)", lambda _: f" {random.choice(_NAMES)} " if random.random() < names else " ", text)
    if random.random() < 0.5:
        text = re.sub(r'"(.*?)"', r"“\1”", re.sub(r"(?<=\w)'(?=\w)", "’", text))
    if random.random() < 0.15:
        text = unicodedata.normalize("NFD", text.replace(" a ", " à ", 2))
    if random.random() < 0.3:
        text = re.sub(r"(?<=\.) ", lambda _: "  " if random.random() < 0.1 else " ", text)
    if random.random() < 0.1:
        text = text.replace(" ", "\N{NO-BREAK SPACE}", 3)
    return f"{text}\n"


def _files(texts: list[str], suffix: str = "txt") -> Files:
    for number, text in enumerate(texts):
        yield f"{number // 1000:03}/article-{number:05}.{suffix}", text


def _lines(texts: list[str]) -> Files:
    rows = (json.dumps({"id": f"article-{number:05}", "text": text}, ensure_ascii=False) for number, text in enumerate(texts))
    yield "articles.jsonl", "".join(f"{row}\n" for row in rows)


def _with_copies(count: int, copy: Callable[[str, Random], str]) -> Files:
    """Articles, and a copy of each."""
    random, texts = Random(6), near_clean(count // 2)  # noqa: S311
    return _files([each for text in texts for each in (text, copy(text, random))])


def _degraded(text: str, random: Random) -> str:
    return " ".join(random_recipe(random, text).apply(text).split())


def _tei(text: str) -> str:
    paragraphs = "\n".join(f"<p>{escape(each)}</p>" for each in text.split("\n") if each)
    head = "<teiHeader><fileDesc><titleStmt><title>An article</title></titleStmt></fileDesc></teiHeader>"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{head}<text><body>\n{paragraphs}\n</body></text></TEI>\n'


def _unclean(text: str) -> str:
    """As it comes from the web: entities, soft hyphens, a space before each line end, lines of sixty characters."""
    lines = re.sub(r"(.{60}\S*) ", "\\1 \n", escape(text).replace("’", "&rsquo;"))
    return re.sub(r"(\w{6})(\w{5})", "\\1\N{SOFT HYPHEN}\\2", lines)


KINDS: Mapping[str, Callable[[int], Files]] = {
    "near-clean": lambda count: _files(near_clean(count)),
    "near-clean-jsonl": lambda count: _lines(near_clean(count)),
    "crlf": lambda count: _files([text.replace("\n", "\r\n") for text in near_clean(count)]),
    "short": lambda count: _lines(english(count, 150)),
    "names": lambda count: _files(near_clean(count, 1 / 12)),
    "near-copies": lambda count: _with_copies(count, lambda text, random: edited(text, 0.05, random)),
    "degraded-copies": lambda count: _with_copies(count, _degraded),
    "mojibake": lambda count: _files(damaged(near_clean(count), 0.5)),
    "tei": lambda count: _files([_tei(text) for text in near_clean(count)], "xml"),
    "unclean": lambda count: _files([_unclean(text) for text in near_clean(count)]),
}


def weighed(files: Files, folder: Path) -> tuple[int, float, float, dict[str, float]]:
    """Documents of a corpus, its size in megabytes, and in bytes for a byte of it what its TEI weighs and each table."""
    for name, text in files:
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_text(text, encoding="utf-8", newline="")
    result = corpusnorm.run(folder / "in", folder / "out")
    size = result.counts.counts["ingest", "bytes"]
    tables = {path.stem: path.stat().st_size / size for path in (folder / "out" / "ledger").glob("*.parquet")}
    tei = sum(path.stat().st_size for path in (folder / "out" / "works").iterdir())
    return result.counts.counts["ingest", "records"], size / 1e6, tei / size, tables


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"any of {', '.join(KINDS)}; all by default")
    parser.add_argument("--count", type=int, help=f"documents; {COUNT:,} near-clean ones and {OTHERS:,} of others by default")
    arguments = parser.parse_args()
    rows = []
    for kind in arguments.kinds or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            count = arguments.count or (COUNT if kind.startswith("near-clean") else OTHERS)
            documents, size, tei, tables = weighed(KINDS[kind](count), Path(folder))
        heaviest = sorted(tables.items(), key=lambda each: -each[1])[:_HEAVIEST]
        told = ", ".join(f"{name} {weight:.3f}" for name, weight in heaviest)
        rows.append((kind, documents, size, sum(tables.values()), told, tei))
    show("Bytes a byte of input", ("", "documents", "MB", "ledger", "its heaviest tables", "TEI"), rows)


if __name__ == "__main__":
    main()
