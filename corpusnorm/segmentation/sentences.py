"""Sentences: where those of a paragraph stand.

The full stops are judged by sentencex, which has abbreviations and rules of some 300 languages. What it is shown has blanks in
place of quotation marks, round brackets and rare spaces, character for character: it looks for no sentence in a quotation, needs
time that grows with the square of one that is not closed, and fails on a space that is not ASCII beside an initial. What it takes
for an end is kept unless the sentence goes on: by the case of the next word (UAX 29, SB8), or because a number belongs to what
stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from corpusnorm.segmentation.tokens import Place

_BREAK = "\n\n"  # between paragraphs, for the library
_TOGETHER = 2500  # characters: it takes texts of more than 10 KiB apart at such a break, and then leaves that out
_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"  # never taken for the beginning of a quotation
_HIDDEN = re.compile('["‘‚“”„‟«»‹›「」『』()（）\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]')
_CLOSING = frozenset("”’」』)）]")
_OPENING, _CLOSED = frozenset('"“('), frozenset('"”)')  # of what the library is not shown, the most frequent
_EITHER = frozenset("\"'“‘«»‹›")  # which of them open a quotation and which close it differs by language
_SPACED_QUOTE = re.compile(r"\s+[»›]")
_NEAR, _FAR = 64, 1024  # characters: so far a rule looks, and so far for the beginning of a quotation
_FIRST = re.compile(r"[^\W_]")
_ENUMERATION = re.compile(r"\W*(?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])\.\W*")
_SHORT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,4}\.$")  # six characters tell
_INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.")
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
# Languages that write ordinal numbers with a full stop, and then may go on with a capital: German writes its nouns so.
_ORDINALS = frozenset(("de", "lb", "nds", "gsw", "bar"))


def find_sentences(text: str, language: str) -> list[Place]:
    """The sentences of a paragraph, in order, without the white space around them; they cover everything else.

    `language` is a BCP 47 tag; for one that is not known the rules are those of English. Cost: linear, some 40 MB/s.

    >>> text = "Mr. Smith left.  “He came back at 3.30 p.m.” So it says in vol. 2."
    >>> [text[start:end] for start, end in find_sentences(text, "en")]
    ['Mr. Smith left.', '“He came back at 3.30 p.m.”', 'So it says in vol. 2.']
    """
    import sentencex

    known = _known(language)
    return _placed(text, 0, sentencex.segment(known, _shown(text)), known)


def find_in_paragraphs(text: str, paragraphs: Iterable[Place], language: str) -> list[list[Place]]:
    r"""The sentences of each paragraph of a text, as `find_sentences` has them, but with their places in the whole text.

    `paragraphs` have no line feed in them. The library sees nothing beyond an empty line, so it is called once for many of them.

    >>> find_in_paragraphs("One. Two.\nThree. ", [(0, 9), (10, 17)], "en")
    [[(0, 4), (5, 9)], [(10, 16)]]
    """
    found: list[list[Place]] = []
    many: list[Place] = []
    size = 0
    for place in paragraphs:
        size += place[1] - place[0] + len(_BREAK)
        if size > _TOGETHER and many:
            found += _together(text, many, language)
            many, size = [], place[1] - place[0]
        many.append(place)
    return [*found, *_together(text, many, language)]


def _together(text: str, paragraphs: Sequence[Place], language: str) -> Iterator[list[Place]]:
    import sentencex

    known = _known(language)
    parts = [text[start:end] for start, end in paragraphs]
    pieces: list[str] = sentencex.segment(known, _shown(_BREAK.join(parts)))
    pieces.append(_BREAK)
    at = 0
    for (start, _), part in zip(paragraphs, parts, strict=True):
        end = pieces.index(_BREAK, at)
        yield _placed(part, start, pieces[at:end], known)
        at = end + 1


def _placed(text: str, shift: int, pieces: Sequence[str], language: str) -> list[Place]:
    """The sentences of a paragraph that the library cuts into `pieces`, all by `shift` further on."""
    found: list[Place] = []
    begun = _begin(text, 0)  # of the sentence, without white space
    cut = last = at = 0  # the ends of the sentence before and of the piece before; the start of the next piece
    cased: bool | None = None
    for piece in pieces[:-1]:
        before, at = at, at + len(piece)
        if begun < (end := _plain_end(text, at)):
            found.append((shift + begun, shift + end))
            begun, cut, last = end + 1, end, end
            continue
        end = last = max(last, _closed(text, before + len(piece.rstrip())))
        first = _first(text, end)
        if first.islower():
            cased = _cased(text, pieces) if cased is None else cased
        if cased if first.islower() else _goes_on(text, cut, end, first, language):
            continue
        if begun < end:
            found.append((shift + begun, shift + begun + len(text[begun:end].rstrip())))
            begun = _begin(text, end)
        cut = end
    if begun < len(text):
        found.append((shift + begun, shift + len(text.rstrip())))
    return found


def _begin(text: str, at: int) -> int:
    """The first place from `at` on that is no white space, or the end."""
    while text[at : at + 1].isspace():
        at += 1
    return at


def _plain_end(text: str, at: int) -> int:
    """The end before the piece that begins at `at`, if it needs no closer look; else -1."""
    end = at - 2 if text[at - 1] in _OPENING else at - 1
    return end if _plain(text[end - 3 : end + 1] + text[at : at + 1]) else -1


@lru_cache(maxsize=1 << 14)
def _plain(around: str) -> bool:
    """Whether an end needs no closer look, by the three characters before it, the one after it and the first of the next piece.

    Most do not: after a blank a word begins that is not in lower case, and a full stop ends a word in lower case or a quotation.
    The answers are kept, as the same few thousand come again and again.
    """
    if len(around) < 5 or around[3] != " " or not around[4].isalpha() or around[4].islower():
        return False
    if around[2] == ".":
        return around[:2].islower() and around[:2].isalpha()
    return around[2] in "?!" or (around[2] in _CLOSED and around[1] in ".?!")


@lru_cache(maxsize=256)
def _known(language: str) -> str:
    return "en" if language == "und" else language.partition("-")[0]


def _cased(text: str, pieces: Sequence[str]) -> bool:
    """Whether at least half of the pieces begin with a capital, of those that begin with a letter that has a case."""
    firsts = [_first(text, 0)]
    at = end = 0
    for piece in pieces[:-1]:
        before, at = at, at + len(piece)
        if (plain := _plain_end(text, at)) >= 0:
            end = plain
            firsts.append(text[at])
        else:
            end = max(end, _closed(text, before + len(piece.rstrip())))
            firsts.append(_first(text, end))
    return sum(map(str.isupper, firsts)) >= sum(map(str.islower, firsts))


def _shown(text: str) -> str:
    """A text as the library is shown it."""
    shown = text.replace('"', " ").replace("(", " ").replace(")", " ") if text.isascii() else _HIDDEN.sub(" ", text)
    return shown.replace("'", _APOSTROPHE)


def _first(text: str, at: int) -> str:
    """The first letter or digit after a place, where it is near."""
    if text[at + 1 : at + 2].isalnum() and text[at : at + 1] == " ":
        return text[at + 1]
    found = _FIRST.search(text, at, at + _NEAR)
    return found[0] if found else ""


def _closed(text: str, end: int) -> int:
    """The end of a sentence with the marks after it that close a quotation or a bracket."""
    while text[end : end + 1] in _CLOSING or (text[end : end + 1] in _EITHER and not text[end + 1 : end + 2].isalnum()):
        end += 1
    after = None if text.isascii() else _SPACED_QUOTE.match(text, end)
    if after:  # as in French; in German it opens one
        before = max(end - _FAR, 0)
        opened = text.rfind("«", before, end)
        if opened > text.rfind("»", before, end) and not text[max(opened - 1, 0) : opened].strip():
            return after.end()
    return end


def _goes_on(text: str, start: int, end: int, first: str, language: str) -> bool:
    """Whether what begins at `start` goes on beyond `end`, where a word or number follows that begins with `first`."""
    if text.startswith("-", end) or (
        text.startswith("と", end) and text[end - 1] in "」』"
    ):  # an initial, a word that says who spoke
        return True
    head = text[max(start, end - _NEAR) : end].strip()
    if not head.endswith("."):
        return False
    if first.isdigit():
        return _SHORT.search(head[-6:]) is not None
    if head[-3:-1].islower() and head[-3:-1].isalpha():  # no number, and no initial
        return False
    return (
        _ENUMERATION.fullmatch(head) is not None
        or _INITIALS.fullmatch(head[-5:]) is not None
        or (language in _ORDINALS and _ORDINAL.search(head) is not None)
    )
