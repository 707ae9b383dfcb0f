"""How letters of other scripts are spelled for comparison: from anyascii and pypinyin, and a few of our own."""

from __future__ import annotations

import unicodedata
from collections import defaultdict

from corpusnorm.names.discovery.spelling import LETTERS

_BLOCKS = (
    (0x370, 0x400), (0x400, 0x530), (0x560, 0x588), (0x5D0, 0x5EB), (0x620, 0x64B), (0x66E, 0x6D4), (0x900, 0xE80),
    (0x10D0, 0x10FB), (0x3041, 0x30FF),
)  # fmt: skip
_OWN = """
    ا=a آ=a أ=a إ=a ٱ=a ء=' ئ=y ؤ=u ة=h ع=' ظ=z ى=a ە=a ث=th ذ=dh א=a ע=' թ=t չ=ch փ=p ք=k ց=ts ռ=r և=ev ղ=gh
    ь=' ъ=' ғ=gh ө=o ү=u ұ=u җ=j ҷ=j һ=h ҳ=h ң=ng ў=u щ=shch љ=lj њ=nj ј=j ђ=dj ћ=ć џ=dž ә=ə η=i χ=ch ω=o υ=y
    厦=xia 重=chong 朝=chao 长=chang 都=du 乐=le 曾=zeng 单=shan 解=xie 盖=ge 曲=qu
"""
OWN = dict(pair.split("=") for pair in _OWN.split())
"""Letters that are read otherwise in names than anyascii or pypinyin, which go by the commonest word, have it."""


def letters() -> list[str]:
    """The lines of the table: a spelling, and all letters that have it."""
    from anyascii import anyascii
    from pypinyin import lazy_pinyin

    found: dict[str, str] = {letter: _known(latin) for letter, latin in OWN.items()}
    for first, last in _BLOCKS:
        for letter in map(chr, range(first, last)):
            if unicodedata.category(letter) in ("Ll", "Lo", "Mn", "Mc") and letter == letter.lower():
                is_indic = 0x900 <= ord(letter) < 0xE80
                if unicodedata.normalize("NFKD", letter) == letter or is_indic:
                    latin = anyascii(letter)
                    found.setdefault(letter, _known(latin.replace("'", "") if 0x10D0 <= ord(letter) < 0x10FB else latin))
    for letter in map(chr, range(0x4E00, 0xA000)):
        found.setdefault(letter, _known(lazy_pinyin(letter)[0]))
    by_spelling: dict[str, str] = defaultdict(str)
    for letter, latin in sorted(found.items()):
        by_spelling[latin] += letter
    by_spelling.pop("", None)
    head = (
        "# How letters of other scripts are spelled for comparison: the spelling, and all letters that have it.",
        "# source: anyascii 0.3.3 (ISC licence, Copyright 2020-2024 Hunter WB); readings of Han: pypinyin 0.55.0 (MIT licence,",
        "#   Copyright 2016 mozillazg, 闲耘); letters of OWN in the module below are our own.",
        "# how made: python -m benchmarks.quality.fit_discovery letters",
    )
    return [*head, *(f"{latin}\t{same}" for latin, same in sorted(by_spelling.items()))]


def _known(latin: str) -> str:
    return "".join(letter for letter in latin.lower().replace("`", "'") if letter in LETTERS[3:])
