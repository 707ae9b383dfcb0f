"""Names of files, `xml:id`s, and the pointers between them.

    corpus.xml  authorities.xml  works/<file>.xml

Which file a work stands in is a matter of the `division`. Every id of a work is the id of the work, or begins with it and a dot,
or is `wit.` and the id of a witness. So ids are unique over the corpus as soon as they are unique in their work, and works can be
written without knowing of each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote_from_bytes

from corpusnorm.edits import Span

CORPUS = "corpus.xml"
AUTHORITIES = "authorities.xml"
WORKS = "works"

RESPONSIBLE = "r.cn"
APPLICATION = "app.corpusnorm"

_OUTSIDE = re.compile(r"[^A-Za-z0-9_-]|_(?=x[0-9A-F]+_)")
_SOURCE = re.compile(r"(.+)#([0-9]+),([0-9]+)", re.DOTALL)


@lru_cache(maxsize=4096)
def ncname(name: str) -> str:
    """`name` as an XML name without dots, safe as a file name and in a URI; different names stay different.

    >>> ncname("d0123456789abcdef"), ncname("7 a.b"), ncname("_x20_")
    ('d0123456789abcdef', '_x37__x20_a_x2E_b', '_x5F_x20_')
    """
    safe = _OUTSIDE.sub(lambda match: _code(match[0]), name)
    return safe if re.match(r"[A-Za-z_]", safe) else _code(safe[:1]) + safe[1:]


def _code(character: str) -> str:
    return f"_x{ord(character):X}_" if character else "_"


def block_id(work: str, number: int) -> str:
    """The id of a block of the base text, counted from 1."""
    return f"{ncname(work)}.p{number}"


def anchor_id(work: str, span: Span, part: int = 1) -> str:
    """The id of a kept passage that is not made of whole blocks; its further parts are numbered from 2.

    >>> anchor_id("d1", Span(3, 9)), anchor_id("d1", Span(3, 9), 2)
    ('d1.s3-9', 'd1.s3-9.2')
    """
    return numbered(f"{ncname(work)}.s{span.start}-{span.end}", part)


def numbered(first: str, part: int) -> str:
    """The id of part `part` of something whose first part has the id `first`."""
    return first if part == 1 else f"{first}.{part}"


def sentence_id(block: str, number: int) -> str:
    """The id of a sentence of a block, counted from 1."""
    return f"{block}.s{number}"


def token_id(sentence: str, number: int, *, word: bool) -> str:
    """The id of a token of a sentence, words and marks counted together from 1.

    >>> token_id("d1.p2.s3", 4, word=True), token_id("d1.p2.s3", 5, word=False)
    ('d1.p2.s3.w4', 'd1.p2.s3.c5')
    """
    return f"{sentence}.{'w' if word else 'c'}{number}"


def chained(first: str, part: int, *, more: bool) -> dict[str, str]:
    """The id of a piece of something, and the pointers to the piece before it and, where there are `more`, after it.

    >>> chained("d1.p2.s3", 2, more=True)
    {'xml:id': 'd1.p2.s3.2', 'prev': '#d1.p2.s3', 'next': '#d1.p2.s3.3'}
    """
    return {
        "xml:id": numbered(first, part),
        "prev": f"#{numbered(first, part - 1)}" if part > 1 else "",
        "next": f"#{numbered(first, part + 1)}" if more else "",
    }


def witness_id(witness: str) -> str:
    return f"wit.{ncname(witness)}"


def step_id(step: str) -> str:
    return f"st.{ncname(step)}"


def entity_id(entity: str) -> str:
    return f"e.{ncname(entity)}"


def to_corpus(identifier: str) -> str:
    """A pointer from a work into the corpus header."""
    return f"../{CORPUS}#{identifier}"


def to_entity(entity: str) -> str:
    """A pointer from a work to an entity of the authority lists."""
    return f"../{AUTHORITIES}#{entity_id(entity)}"


def raw(name: str, span: Span) -> str:
    r"""A pointer to characters of a raw source text; `name` is percent-encoded, byte for byte, lone surrogates too.

    >>> raw("letters/no #1.txt", Span(0, 37))
    'raw:letters/no%20%231.txt#0,37'
    """
    return f"raw:{encoded(name)}#{span.start},{span.end}"


@lru_cache(maxsize=4096)
def encoded(name: str) -> str:
    """A file name percent-encoded for a URI.

    >>> encoded("Zürich.txt")
    'Z%C3%BCrich.txt'
    """
    return quote_from_bytes(name.encode("utf-8", "surrogatepass"), safe="/~")


def raw_of_evidence(evidence: str) -> str:
    """The raw pointer that the evidence `name#a,b` of a witness stands for, or nothing.

    >>> raw_of_evidence("b.txt#22,28"), raw_of_evidence("by rule")
    ('raw:b.txt#22,28', '')
    """
    match = _SOURCE.fullmatch(evidence)
    return f"raw:{encoded(match[1])}#{match[2]},{match[3]}" if match else ""
