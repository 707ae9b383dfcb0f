"""How names are spelled for comparison: any script in the few Latin letters and marks that the fitted costs know.

The letters table says how other scripts are read; it is no transliteration for readers, which `corpusnorm.transliteration` makes.
The costs are fitted on these spellings, so a change of either asks for a new fit (`benchmarks.quality.fit_discovery`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

LETTERS = "^$ abcdefghijklmnopqrstuvwxyz'äöüßəığşçšžčćłńśźżñåæøðþāīūêâèéáíúýțșăđõãàîôûëïě"
"""The letters of a spelling; `^` and `$` stand for its ends and never in it."""
SYMBOLS: Mapping[str, int] = MappingProxyType({letter: number for number, letter in enumerate(LETTERS, 1)})

ABJADS = frozenset({"ARABIC", "HEBREW", "SYRIAC"})
_FAST = {letter: letter for letter in LETTERS if letter not in "^$"} | {"-": " ", "ţ": "ț"} | dict.fromkeys("’‘ʻʼ`ʹʿʾ´′", "'")
_QUALIFIER = re.compile(r"\s*[\(\[]([^\)\]]*)[\)\]]\s*")
# Arabic names carry their article or not, assimilated or not, with or without a hyphen: al-, el-, as-, ash-; Abdel, Abdul, Abd al-.
_ARTICLE = re.compile(r"\b(?:[aeu]l['’]?-|[aeu](sh|[stdznr])['’]?-(?=\1))(?=\w{3})|(?<=\w )al (?=\w{3})", re.IGNORECASE)
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{3})")
_SERVANT = re.compile(r"\babd[aeou]l[ -]?(?=\w{3})", re.IGNORECASE)


class Spelling(NamedTuple):
    """A form as it is compared: its letters, the words they make, and what the form says besides.

    `script` is by the first letter, as Unicode names it; `qualifier` is what stood in brackets behind the name.
    """

    letters: str
    script: str
    qualifier: str

    @property
    def is_abjad(self) -> bool:
        """Whether its script leaves out vowels."""
        return self.script in ABJADS


@lru_cache(65_536)
def spelling(form: str) -> Spelling:
    """The form in the letters of `LETTERS`, in lower case; words are parted by one space, hyphens are spaces, articles are dropped.

    >>> spelling("Mu'ammar al-Qadhdhafi").letters, spelling("Київ").letters, spelling("الحديدة").letters
    ("mu'ammar qadhdhafi", 'kiiv', 'hdydh')
    >>> spelling("Tripoli (Libya)")
    Spelling(letters='tripoli', script='LATIN', qualifier='libya')
    """
    text = unicodedata.normalize("NFC", form).replace("İ", "i")
    qualifier = " ".join(_QUALIFIER.findall(text)).casefold()
    text = _QUALIFIER.sub(" ", text) if qualifier else text
    script = _script(text)
    if script == "LATIN":
        text = _SERVANT.sub("abd ", _ARTICLE.sub("", text))
    elif script == "ARABIC":
        text = _ARABIC_ARTICLE.sub("", text).replace("عبدال", "عبد ")
    elif script in _JOINED:
        text = _JOINED_LETTERS[script][0].sub(_JOINED_LETTERS[script][1], text.lower())
    letters = "".join(map(_spelled, text.lower()))
    return Spelling(" ".join(letters.split()), script, qualifier)


_JOINED_LETTERS = {"ARMENIAN": (re.compile("ու"), "u"), "GREEK": (re.compile("ο[υύ]"), "u")}
_JOINED = frozenset(_JOINED_LETTERS)


def _script(text: str) -> str:
    return next((unicodedata.name(letter, "?").split(" ")[0].split("-")[0] for letter in text if letter.isalpha()), "")


@lru_cache(32_768)
def _spelled(letter: str) -> str:
    """One lower-case character of a form in letters of `LETTERS`; marks of no account are dropped, what is no letter is a space."""
    if letter in _FAST:
        return _FAST[letter]
    if letter in _letters():
        return _letters()[letter]
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return ""
    name = unicodedata.name(letter, "")
    if name.startswith("HANGUL SYLLABLE "):
        return name.rpartition(" ")[2].lower()
    base = unicodedata.normalize("NFKD", letter)
    if base != letter:
        return "".join(map(_spelled, base.lower()))
    if letter.isdigit():
        return ""
    return "" if letter.isalnum() else " "


@cache
def _letters() -> Mapping[str, str]:
    found: dict[str, str] = {}
    table = files("corpusnorm.names.discovery") / "data" / "letters.tsv"
    for line in table.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            spelled, _, letters = line.partition("\t")
            found.update(dict.fromkeys(letters, spelled))
    return MappingProxyType(found)


@lru_cache(65_536)
def same_given(letters: str) -> str:
    """A spelling of several words with the given names that have other forms in other languages in one form; nothing without any.

    >>> same_given("volodymyr zelensky"), same_given("vladimir zelensky"), same_given("zelensky")
    ('vladimir zelensky', 'vladimir zelensky', '')
    """
    words = letters.split()
    if len(words) < 2 or not any(word in _given() for word in words[:-1]):
        return ""
    return " ".join([*(_given().get(word, word) for word in words[:-1]), words[-1]])


@cache
def _given() -> Mapping[str, str]:
    found: dict[str, str] = {}
    table = files("corpusnorm.names.discovery") / "data" / "given.tsv"
    for line in table.read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("#"):
            first, *others = line.split()
            for name in (first, *others):
                found.setdefault(name, first)
    return MappingProxyType(found)
