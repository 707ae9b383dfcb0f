"""Strategies for texts as corpora have them: mojibake, controls, combining marks, every kind of line end."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

CODECS = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "iso-8859-2",
    "macroman",
    "cp437",
)
"""The encodings that ftfy knows text to be misread in; the tests compare them with ftfy's own list."""

LINE_ENDS = ("\n", "\r", "\r\n", "\n\n", "\N{NEXT LINE}", "\N{LINE SEPARATOR}", "\N{PARAGRAPH SEPARATOR}", "\x0b", "\x0c")
_BLANKS = (" ", "  ", "\t", "\N{NO-BREAK SPACE}", "\N{THIN SPACE}", "\N{IDEOGRAPHIC SPACE}", "\N{ZERO WIDTH SPACE}")
_WORDS = (
    "the", "war", "was", "Karabakh", "Türkiye", "Erdoğan", "Ağdam", "İşğal", "Əliyev", "don't", "don’t", "café", "naïve",
    "MAÇÃ", "São", "Москва", "Արցախ", "Ελλάς", "東京", "ערב", "سلام", "1988–1994", "1,000", "Straße", "ﬁn", "Ａ", "x",
)  # fmt: skip
_MARKS = (
    "\N{COMBINING ACUTE ACCENT}", "\N{COMBINING CEDILLA}", "\N{COMBINING RING ABOVE}", "\N{COMBINING GREEK YPOGEGRAMMENI}",
    "\N{ZERO WIDTH JOINER}", "\N{VARIATION SELECTOR-16}", "\N{HANGUL CHOSEONG KIYEOK}", "\N{HANGUL JUNGSEONG A}",
)  # fmt: skip
_CONTROLS = (
    "\x00",
    "\x01",
    "\x1b[31m",
    "\x7f",
    "\x80",
    "\x9d",
    "\N{SOFT HYPHEN}",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\N{REPLACEMENT CHARACTER}",
)
_LONE = ("\ud800", "\udc80", "\udcff", "\ud83d\ude00")
_MARKUP = ("&amp;", "&hellip;", "&lt;", "&", "<", ">", "<b>", "]]>", "--", "=1", "\\u2019", "&#128;")
_ASTRAL = ("😀", "👩‍👩‍👧", "𝔘", "\U000e0041", "\U0010ffff")


def words() -> SearchStrategy[str]:
    """One word of one of many scripts, with precomposed, full-width and astral characters among them.

    >>> words().validate()
    """
    return st.one_of(st.sampled_from(_WORDS), st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=6))


def texts(max_pieces: int = 12, lone_surrogates: bool = True) -> SearchStrategy[str]:
    """Texts such as no one should write and everyone finds.

    Words, blanks and all line ends, beside mojibake, controls, combining marks, markup and astral characters; half surrogates
    too, unless `lone_surrogates` is False: such a text has no UTF-8.

    >>> texts().validate()
    """
    pieces: list[SearchStrategy[str]] = [
        words(),
        st.sampled_from(_BLANKS + LINE_ENDS),
        st.sampled_from(_MARKS + _ASTRAL + _MARKUP + _CONTROLS),
        mojibake(words()),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    ]
    pieces += [st.sampled_from(_LONE)] if lone_surrogates else []
    return st.lists(st.one_of(pieces), max_size=max_pieces).map("".join)


def lines(max_pieces: int = 12) -> SearchStrategy[str]:
    """Texts without LF: what line-wise steps are given.

    >>> lines().validate()
    """
    return texts(max_pieces).map(lambda text: text.replace("\n", ""))


def mojibake(of: SearchStrategy[str] | None = None, encodings: Sequence[str] = CODECS) -> SearchStrategy[str]:
    """Texts written as UTF-8 and read in one of `encodings`, once to three times over.

    `of` gives the texts that are damaged. A round that an encoding cannot express is left out.

    >>> from hypothesis import find
    >>> find(mojibake(st.just("é"), ["latin-1"]), bool)
    'Ã©'
    """
    rounds = st.lists(st.sampled_from(encodings), min_size=1, max_size=3)
    return st.builds(_misread, words() if of is None else of, rounds)


def encoded(max_pieces: int = 12) -> SearchStrategy[bytes]:
    """Bytes of text files: UTF-8, UTF-16, UTF-32 and Windows-1252, with and without a mark, damaged, truncated, or any bytes.

    >>> encoded().validate()
    """
    whole = st.builds(_encode, texts(max_pieces, lone_surrogates=False), st.sampled_from(_FILE_ENCODINGS))
    cut = st.builds(lambda data, at: data[:at], whole, st.integers(0, 40))
    spliced = st.builds(lambda data, at, more: data[:at] + more + data[at:], whole, st.integers(0, 40), st.binary(max_size=3))
    return st.one_of(whole, cut, spliced, st.binary(max_size=60))


_FILE_ENCODINGS = (
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF8 * 2, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"", "utf-16-le"),
    (b"", "utf-16-be"),
    (b"", "cp1252"),
    (b"", "latin-1"),
)


def _encode(text: str, file: tuple[bytes, str]) -> bytes:
    mark, encoding = file
    return mark + text.encode(encoding, "ignore")


def _misread(text: str, encodings: Sequence[str]) -> str:
    import ftfy.bad_codecs  # noqa: F401 - makes the sloppy encodings known

    for encoding in encodings:
        try:
            text = text.encode("utf-8").decode(encoding)
        except UnicodeError:
            continue
    return text
