"""Sentences: where those of a paragraph stand.

The full stops are judged by sentencex, which has abbreviations and rules of some 300 languages. What it is shown has blanks in
place of quotation marks, round brackets and rare spaces, character for character: it looks for no sentence in a quotation, needs
time that grows with the square of one that is not closed, and fails on a space that is not ASCII beside an initial. What it takes
for an end is kept unless the sentence goes on: by the case of the next word (UAX 29, SB8), or because a number belongs to what
stands before it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpusnorm.segmentation.tokens import Place

_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"  # never taken for the beginning of a quotation
_HIDDEN = re.compile('["‘‚“”„‟«»‹›「」『』()（）\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ud800-\udfff]')
_CLOSING = frozenset("”’」』)）]")
_EITHER = frozenset("\"'“‘«»‹›")  # which of them open a quotation and which close it differs by language
_SPACED_QUOTE = re.compile(r"\s+[»›]")
_NEAR, _FAR = 64, 1024  # characters: so far a rule looks, and so far for the beginning of a quotation
_FIRST = re.compile(r"[^\W_]")
_ENUMERATION = re.compile(r"\W*(?:\d{1,3}|[IVXLC]{1,6}|[^\W\d_])\.\W*")
_SHORT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,4}\.$")
_INITIALS = re.compile(r"[^\W\d_]\.-[^\W\d_]\.$")
_ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
# Languages that write ordinal numbers with a full stop, and then may go on with a capital: German writes its nouns so.
_ORDINALS = frozenset(("de", "lb", "nds", "gsw", "bar"))


def find_sentences(text: str, language: str) -> list[Place]:
    """The sentences of a paragraph, in order, without the white space around them; they cover everything else.

    `language` is a BCP 47 tag; for one that is not known the rules are those of English. Cost: linear, some 30 MB/s.

    >>> text = "Mr. Smith left.  “He came back at 3.30 p.m.” So it says in vol. 2."
    >>> [text[start:end] for start, end in find_sentences(text, "en")]
    ['Mr. Smith left.', '“He came back at 3.30 p.m.”', 'So it says in vol. 2.']
    """
    found: list[Place] = []
    start = 0
    for cut in [*_cuts(text, _known(language)), len(text)]:
        begun = len(text[start:cut].lstrip())
        bare = len(text[start:cut].strip())
        if bare:
            found.append((cut - begun, cut - begun + bare))
        start = cut
    return found


@lru_cache(maxsize=256)
def _known(language: str) -> str:
    return "en" if language == "und" else language.partition("-")[0]


def _cuts(text: str, language: str) -> list[int]:
    """Where sentences end, but for the last."""
    import sentencex

    pieces: list[str] = sentencex.segment(language, _shown(text))
    if len(pieces) < 2:
        return []
    ends: list[int] = []
    at = end = 0
    for piece in pieces[:-1]:
        end = max(end, _closed(text, at + len(piece.rstrip())))
        ends.append(end)
        at += len(piece)
    firsts = [_first(text, end) for end in ends]
    cased = sum(map(str.isupper, (_first(text, 0), *firsts))) >= sum(map(str.islower, (_first(text, 0), *firsts)))
    found = [0]
    for end, first in zip(ends, firsts, strict=True):
        if not (cased if first.islower() else _goes_on(text, found[-1], end, first, language)):
            found.append(end)
    return found[1:]


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
        return _SHORT.search(head) is not None
    if head[-3:-1].islower() and head[-3:-1].isalpha():  # no number, and no initial
        return False
    return (
        _ENUMERATION.fullmatch(head) is not None
        or _INITIALS.search(head) is not None
        or (language in _ORDINALS and _ORDINAL.search(head) is not None)
    )
