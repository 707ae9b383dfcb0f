"""Make corpusnorm/transliteration/data/han.tsv, the readings of Chinese characters, from the package pypinyin.

pip install pypinyin==0.55.0 && python -m benchmarks.quality.readings
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[2] / "corpusnorm" / "transliteration" / "data" / "han.tsv"
BLOCK = range(0x4E00, 0xA000)  # CJK Unified Ideographs
TONES = "\u0300\u0301\u0304\u030c"
NO_SYLLABLE = re.compile("m|n|ng|hm|hng|ê")
MOST = 3  # readings of a character, by syllable
HEAD = """\
# Readings of Chinese characters: reading, then the characters that have it; of several readings the commonest comes first.
# source: pypinyin {version} (MIT, see NOTICE), which has them from the Unihan data of Unicode. licence: MIT.
# how made: pip install pypinyin=={version} && python -m benchmarks.quality.readings
# U+4E00-9FFF, at most {most} syllables each.
"""


def main() -> None:
    """Write the table."""
    import pypinyin
    from pypinyin.pinyin_dict import pinyin_dict

    by_rank: list[dict[str, list[str]]] = [defaultdict(list) for _ in range(MOST)]
    for code in sorted(pinyin_dict):
        if code in BLOCK:
            for rank, reading in enumerate(readings(pinyin_dict[code].split(","))):
                by_rank[rank][reading].append(chr(code))
    lines = [f"{reading}\t{''.join(characters)}\n" for rank in by_rank for reading, characters in sorted(rank.items())]
    TARGET.write_text(HEAD.format(version=pypinyin.__version__, most=MOST) + "".join(lines), encoding="utf-8")


def readings(given: list[str]) -> list[str]:
    """The first reading of each syllable; tones apart it is one."""
    found: dict[str, str] = {}
    for reading in given:
        syllable = "".join(letter for letter in unicodedata.normalize("NFD", reading) if letter not in TONES)
        if not NO_SYLLABLE.fullmatch(syllable):
            found.setdefault(syllable, reading)
    return list(found.values())[:MOST]


if __name__ == "__main__":
    main()
