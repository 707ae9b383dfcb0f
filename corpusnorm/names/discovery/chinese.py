"""Chinese names in pinyin and in Wade-Giles: the syllables tell which it is, and one is written in the other by rule."""

from __future__ import annotations

import re
from functools import cache, lru_cache

_INITIALS = ["b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "c", "s", "y", "w"]
_AFTER = {
    **dict.fromkeys(("j", "q", "x"), "i ia ie iao iu ian in iang ing iong u ue uan un ü üe üan ün"),
    **dict.fromkeys(("zh", "ch", "sh", "r", "z", "c", "s"), "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang"),
    "y": "a e ao ou an ang i in ing ong u ue uan un o", "w": "a ai an ang o ei en eng u",
    **dict.fromkeys(("b", "p", "m", "f"), "a o ai ei ao ou an en ang eng i ie iao ian in ing u iu e"),
    **dict.fromkeys(("d", "t"), "a e ai ei ao ou an en ang eng ong i ie iao ian ing iu u uo ui uan un ia"),
    **dict.fromkeys(("n", "l"), "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe ue"),
    **dict.fromkeys(("g", "k", "h"), "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang"),
}  # fmt: skip
_ALONE = frozenset(["a", "o", "e", "ai", "ei", "ao", "ou", "an", "en", "ang", "er"])
_SHAAN = frozenset(["shaan"])  # of Shaanxi, written so that it is told from Shanxi
# Wade-Giles writes the sounds that pinyin writes p t k ch c with an apostrophe, and b d g zh z without one.
_SOUNDS = {"p": "b", "t": "d", "k": "g", "ts": "z", "tz": "z", "ss": "s", "sz": "s", "hs": "x", "j": "r"}
_BREATHED = {"p'": "p", "t'": "t", "k'": "k", "ts'": "c", "tz'": "c"}
_WADE = re.compile(r"(hs|ch'?|sh|t[sz]'?|s[sz]|[ptk]'?|[mfnlhjsyw]|)([aeiouüê]+h?(?:n?g?|rh?))$")
_ENDS = {
    "ih": "i", "ieh": "ie", "ien": "ian", "eh": "e", "erh": "er", "ung": "ong", "iung": "iong", "ueh": "ue", "üeh": "üe",
    "uei": "ui",
    "uen": "un", "o": "uo", "ê": "e", "ên": "en", "êng": "eng", "u": "u", "iu": "iu", "yu": "you",
}  # fmt: skip
# Pinyin of one spelling for what careless Wade-Giles, which drops apostrophes, cannot tell apart.
_BLURRED = (("zh", "ch"), ("q", "ch"), ("j", "ch"), ("b", "p"), ("d", "t"), ("g", "k"), ("z", "ts"), ("c", "ts"), ("x", "hs"))

_TELLING = re.compile(r"^(?:zh|x|q|z|c(?!h))|(?:[iu]?ang|eng|ong|iao|[iuy]an|uo|[zcs]hou|ui|iu|ü.*)$")


@cache
def _syllables() -> frozenset[str]:
    made = {initial + final for initial in _INITIALS for final in _AFTER[initial].split()}
    return frozenset(made | _ALONE | _SHAAN)


@lru_cache(65_536)
def pinyin(letters: str) -> tuple[str, ...]:
    """The syllables of a spelling that is nothing but pinyin, the longest first; none for any other.

    >>> pinyin("xi'an"), pinyin("deng xiaoping"), pinyin("washington")
    (('xi', 'an'), ('deng', 'xiao', 'ping'), ())
    """
    found: list[str] = []
    for part in letters.replace("'", " ").split():
        split = _split(part)
        if not split:
            return ()
        found += split
    return tuple(found)


@lru_cache(65_536)
def _split(part: str) -> tuple[str, ...]:
    for size in range(min(6, len(part)), 0, -1):
        if part[:size] in _syllables():
            if size == len(part):
                return (part,)
            rest = _split(part[size:])
            if rest and rest[0][0] not in "aoe":
                return part[:size], *rest
    return ()


@lru_cache(65_536)
def from_wade_giles(letters: str) -> str:
    """A spelling in Wade-Giles, two syllables or more, written in pinyin; nothing for any other, or where both write the same.

    >>> from_wade_giles("hsi chin p'ing"), from_wade_giles("mao tse tung"), from_wade_giles("new york")
    ('xi jin ping', 'mao ze dong', '')
    """
    parts = letters.split()
    if not 1 < len(parts) < 5:
        return ""
    made = [_syllable(part) for part in parts]
    return " ".join(made) if all(made) and made != parts else ""


def _syllable(part: str) -> str:
    found = _WADE.match(part)
    if not found:
        return ""
    initial, final = found.groups()
    end = _ENDS.get(final, final)
    if initial in ("ch", "ch'"):
        soft = final.startswith(("i", "ü")) and final != "ih"
        start = ("q" if soft else "ch") if "'" in initial else ("j" if soft else "zh")
    else:
        start = _BREATHED.get(initial) or _SOUNDS.get(initial, initial)
    if final == "o" and (start in "bpmfw" or not start):
        end = "o"
    elif final in ("o", "ê") and start in ("g", "k", "h"):
        end = "e"
    if start in ("z", "c", "s") and final in ("u", "û") and initial in ("tz", "tz'", "ss", "sz"):
        end = "i"
    if final == "e":
        end = "e"
    for made in (start + end, start + end.replace("ü", "u")):
        if made in _syllables():
            return made
    return ""


def other_syllables(a: str, b: str) -> bool:
    """Whether both are pinyin and say other syllables, beyond what Wade-Giles without its apostrophes leaves open.

    Each must have a syllable that few other languages have: "Taliban" and "Taleban" are pinyin by chance.

    >>> other_syllables("suzhou", "xuzhou"), other_syllables("taipei", "taibei"), other_syllables("kiev", "kyiv")
    (True, False, False)
    """
    first, second = pinyin(a), pinyin(b)
    if min(len(first), len(second)) < 2 or not all(any(map(_TELLING.search, each)) for each in (first, second)):
        return False
    return _blurred(first) != _blurred(second)


def _blurred(syllables: tuple[str, ...]) -> str:
    made = []
    for syllable in syllables:
        initial = next((each for each in ("zh", "ch", "sh") if syllable.startswith(each)), syllable[:1])
        made.append(dict(_BLURRED).get(initial, initial) + syllable[len(initial) :])
    return "".join(made)
