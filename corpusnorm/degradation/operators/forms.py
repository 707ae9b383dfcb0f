"""Operators that need no linguistic table: letter case, diacritics, digits, length, vocabulary, possessives."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpusnorm.degradation.operators.base import WordOperator, register, unknown

_RIGHT_QUOTE = "\N{RIGHT SINGLE QUOTATION MARK}"


_TURKISH = str.maketrans({"I": "\N{LATIN SMALL LETTER DOTLESS I}", "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}": "i"})
_LOWERINGS: Mapping[str, Callable[[str], str]] = {
    "lower": str.lower,
    "casefold": str.casefold,
    "turkish": lambda word: word.translate(_TURKISH).lower(),
}


@register("lowercase")
@dataclass(frozen=True, slots=True)
class Lowercase(WordOperator):
    """Lower the case of every letter. Never drops a token.

    `method` is `lower`, as `str.lower` does (Unicode's full mapping: "İ" becomes an i and a combining dot); `casefold`, which
    also turns "ß" to "ss"; or `turkish`, for which "I" is "ı" and "İ" is "i". Idempotent. Raises ValueError for another method.

    >>> Lowercase().form("Straße"), Lowercase("casefold").form("Straße"), Lowercase("turkish").form("ISPARTA")
    ('straße', 'strasse', 'ısparta')
    """

    method: str = "lower"

    def __post_init__(self) -> None:
        if self.method not in _LOWERINGS:
            raise unknown("method", self.method, [*_LOWERINGS], of="operator 'lowercase'")

    def form(self, word: str) -> str:
        """Return `word` in lower case."""
        return _LOWERINGS[self.method](word)


# Letters with a bar, a stroke or a ligature, which Unicode does not decompose. Those who fold them write them so:
# the basic letter, or the customary two letters. Source: Unicode's Latin-ASCII transliteration (CLDR), the letters of
# living European orthographies.
_UNDECOMPOSED = str.maketrans(
    {
        "\N{LATIN SMALL LETTER O WITH STROKE}": "o",
        "\N{LATIN CAPITAL LETTER O WITH STROKE}": "O",
        "\N{LATIN SMALL LETTER L WITH STROKE}": "l",
        "\N{LATIN CAPITAL LETTER L WITH STROKE}": "L",
        "\N{LATIN SMALL LETTER D WITH STROKE}": "d",
        "\N{LATIN CAPITAL LETTER D WITH STROKE}": "D",
        "\N{LATIN SMALL LETTER H WITH STROKE}": "h",
        "\N{LATIN CAPITAL LETTER H WITH STROKE}": "H",
        "\N{LATIN SMALL LETTER T WITH STROKE}": "t",
        "\N{LATIN CAPITAL LETTER T WITH STROKE}": "T",
        "\N{LATIN SMALL LETTER ETH}": "d",
        "\N{LATIN CAPITAL LETTER ETH}": "D",
        "\N{LATIN SMALL LETTER THORN}": "th",
        "\N{LATIN CAPITAL LETTER THORN}": "TH",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{LATIN SMALL LETTER AE}": "ae",
        "\N{LATIN CAPITAL LETTER AE}": "AE",
        "\N{LATIN SMALL LIGATURE OE}": "oe",
        "\N{LATIN CAPITAL LIGATURE OE}": "OE",
        "\N{LATIN SMALL LETTER SHARP S}": "ss",
        "\N{LATIN CAPITAL LETTER SHARP S}": "SS",
    }
)


def _without_marks(word: str) -> str:
    marked = unicodedata.normalize("NFD", word)
    bare = "".join(char for char in marked if unicodedata.category(char) != "Mn")
    return unicodedata.normalize("NFC", bare)


def _compatible_without_marks(word: str) -> str:
    marked = unicodedata.normalize("NFKD", word)
    return "".join(char for char in marked if not unicodedata.combining(char))


def _latin(word: str) -> str:
    return _without_marks(word).translate(_UNDECOMPOSED)


def _ascii(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode("ascii")


_FOLDINGS: Mapping[str, Callable[[str], str]] = {
    "latin": _latin,
    "nfd": _without_marks,
    "nfkd": _compatible_without_marks,
    "ascii": _ascii,
}


@register("fold_diacritics")
@dataclass(frozen=True, slots=True)
class FoldDiacritics(WordOperator):
    """Take the diacritics off a word.

    `method` says how: `nfd` removes non-spacing marks (Gensim's `deaccent`); `latin`, the default, does the same and
    writes letters such as ø, ł, đ, þ, æ and ß, which Unicode does not decompose, with basic letters; `nfkd` removes
    combining characters after compatibility decomposition (scikit-learn's `strip_accents_unicode`); `ascii` removes
    whatever is not ASCII then (`strip_accents_ascii`), and so may drop a token. Never changes letter case. Idempotent.

    >>> FoldDiacritics().form("Łódź"), FoldDiacritics("nfd").form("Łódź")
    ('Lodz', 'Łodz')
    """

    method: str = "latin"

    def __post_init__(self) -> None:
        if self.method not in _FOLDINGS:
            raise unknown("method", self.method, [*_FOLDINGS], of="operator 'fold_diacritics'")

    def form(self, word: str) -> str | None:
        """Return `word` without diacritics; None where nothing is left."""
        return _FOLDINGS[self.method](word) or None


def _is_number(word: str) -> bool:
    return word.isdigit()


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _is_numeral(word: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(?:[.,:/-]\d+)*%?", word) is not None


NUMBERS: Mapping[str, Callable[[str], bool]] = {
    "digits": _is_number,
    "any_digit": _has_digit,
    "numeral": _is_numeral,
}
"""The kinds of numbers, each with what tells whether a word is one."""


@register("drop_numbers")
@dataclass(frozen=True, slots=True)
class DropNumbers(WordOperator):
    """Drop the tokens that are numbers; change no other.

    `which` says what a number is: `digits`, a token of digits alone (`str.isdigit`); `any_digit`, a token with a digit
    in it, such as "b2b"; `numeral`, digits with the separators of dates, decimals and percentages. Number words stay.

    >>> [DropNumbers().form(word) for word in ("1892", "b2b", "seven")]
    [None, 'b2b', 'seven']
    """

    which: str = "digits"

    def __post_init__(self) -> None:
        if self.which not in NUMBERS:
            raise unknown("which", self.which, [*NUMBERS], of="operator 'drop_numbers'")

    def form(self, word: str) -> str | None:
        """Return `word`; None where it is a number."""
        return None if NUMBERS[self.which](word) else word


@register("mask_numbers")
@dataclass(frozen=True, slots=True)
class MaskNumbers(WordOperator):
    """Write `mask` in place of digits: of each run of them, or, with `each`, of each one. Never drops a token.

    Raises ValueError for an empty mask, which would be a deletion, and for one that is no text.

    >>> MaskNumbers("0").form("1892"), MaskNumbers("#", each=True).form("1892")
    ('0', '####')
    """

    mask: str = "#"
    each: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.mask, str) or not self.mask:
            raise ValueError(f"operator 'mask_numbers' needs a mask of at least one character, not {self.mask!r}")

    def form(self, word: str) -> str:
        """Return `word` with its digits masked."""
        return re.sub(r"\d" if self.each else r"\d+", lambda _: self.mask, word)


def _check_length(op: str, n: object) -> None:
    if not isinstance(n, int) or isinstance(n, bool) or n < 1:
        raise ValueError(f"operator {op!r} needs a length n of at least 1 code point, not {n!r}")


@register("min_length")
@dataclass(frozen=True, slots=True)
class MinLength(WordOperator):
    """Drop the tokens of fewer than `n` code points; change no other. Raises ValueError unless n is an int above 0.

    >>> [MinLength(2).form(word) for word in ("a", "an")]
    [None, 'an']
    """

    n: int

    def __post_init__(self) -> None:
        _check_length("min_length", self.n)

    def form(self, word: str) -> str | None:
        """Return `word`; None where it is shorter than n."""
        return word if len(word) >= self.n else None


@register("max_length")
@dataclass(frozen=True, slots=True)
class MaxLength(WordOperator):
    """Drop the tokens of more than `n` code points; change no other. Raises ValueError unless n is an int above 0.

    >>> [MaxLength(2).form(word) for word in ("an", "ant")]
    ['an', None]
    """

    n: int

    def __post_init__(self) -> None:
        _check_length("max_length", self.n)

    def form(self, word: str) -> str | None:
        """Return `word`; None where it is longer than n."""
        return word if len(word) <= self.n else None


@register("drop_non_alpha")
@dataclass(frozen=True, slots=True)
class DropNonAlpha(WordOperator):
    """Drop the tokens that hold anything but letters (`str.isalpha`); change no other.

    >>> [DropNonAlpha().form(word) for word in ("well", "well-being", "b2b")]
    ['well', None, None]
    """

    def form(self, word: str) -> str | None:
        """Return `word`; None where it is not letters alone."""
        return word if word.isalpha() else None


@register("strip_possessive")
@dataclass(frozen=True, slots=True)
class StripPossessive(WordOperator):
    """Take the English possessive ending off ("'s", or an apostrophe after s; straight or typographic).

    A contraction of "is" or "has" looks the same and is cut too. A token that is the ending alone is dropped.
    Source: Lucene's EnglishPossessiveFilter, and the plural form besides.

    >>> [StripPossessive().form(word) for word in ("Holmes's", "boys'", "dogs")]
    ['Holmes', 'boys', 'dogs']
    """

    def form(self, word: str) -> str | None:
        """Return `word` without the ending; None where nothing is left."""
        return re.sub(rf"['{_RIGHT_QUOTE}][sS]$|(?<=[sS])['{_RIGHT_QUOTE}]$", "", word) or None


@register("vocabulary")
@dataclass(frozen=True, slots=True)
class Vocabulary(WordOperator):
    """A vocabulary filter, by an explicit set of types: drop those in `drop`, or all but those in `keep`.

    Changes no form. Raises ValueError where both sets are given. In its mapping the sets are sorted lists.

    >>> [Vocabulary(drop={"holmes"}).form(word) for word in ("holmes", "band")]
    [None, 'band']
    """

    drop: frozenset[str] = frozenset()
    keep: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.drop and self.keep is not None:
            raise ValueError("operator 'vocabulary' takes a set to drop or a set to keep, not both")
        object.__setattr__(self, "drop", _types("drop", self.drop))
        if self.keep is not None:
            object.__setattr__(self, "keep", _types("keep", self.keep))

    def form(self, word: str) -> str | None:
        """Return `word`; None where the vocabulary does not have it."""
        if self.keep is not None:
            return word if word in self.keep else None
        return None if word in self.drop else word


def _types(option: str, words: Iterable[str]) -> frozenset[str]:
    if isinstance(words, str):
        raise ValueError(f"option {option!r} of operator 'vocabulary' takes a list of words, not the word {words!r}")
    return frozenset(words)
