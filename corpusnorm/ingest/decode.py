"""Bytes to text and back: which encoding, BOM and line end a record has, so that encoding it again gives the same bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from corpusnorm.errors import InputError

_BOMS = (  # longest first: the UTF-32 little-endian mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MOSTLY_UTF8 = 0.5  # at least half of the non-ASCII stretches are valid UTF-8: a damaged UTF-8 file, not another encoding
_MOSTLY_LATIN = 0.4  # share of NULs among the high bytes: spaces, digits and Latin letters of a text in UTF-16


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and what it takes to get its bytes back. `evidence` says why this encoding was chosen."""

    text: str
    encoding: str
    bom: str = ""
    newline: str = "\n"
    evidence: str = ""


def decode(data: bytes, name: str = "", declared: str = "") -> Decoded:
    """Decode `data`, exactly reversibly: `encode(decode(data)) == data`.

    A byte order mark decides; else UTF-16 without a mark where every other byte is NUL; else the encoding that the file is
    `declared` to have, where it is known and reads the data; else UTF-8 where it is valid; else UTF-8
    with its few invalid bytes kept as lone surrogates (PEP 383) for the cleaning to replace visibly; else Windows-1252, or
    Latin-1 where bytes are undefined there. Where every line ends in CR LF, the text has LF and `newline` says so; mixed line
    ends stay as they are. Raises `InputError` for data that is not text. Costs one or two passes.

    >>> decode(b"\\xef\\xbb\\xbfcaf\\xc3\\xa9\\r\\n")
    Decoded(text='café\\n', encoding='utf-8', bom='efbbbf', newline='\\r\\n', evidence='byte order mark')
    """
    bom, encoding, evidence = _encoding_of(data, name, declared)
    body = data[len(bom) :]
    text = body.decode(encoding, _errors_for(encoding))
    newline = "\n"
    if "\r\n" in text and text.count("\r\n") == text.count("\n") == text.count("\r"):
        text, newline = text.replace("\r\n", "\n"), "\r\n"
    decoded = Decoded(text, encoding, bom.hex(), newline, evidence)
    if encode(decoded) != data:
        raise InputError(f"its bytes are not reversible as {encoding}", where=name, hint="convert it to UTF-8", code="E202")
    return decoded


def encode(decoded: Decoded) -> bytes:
    """The bytes that `decode` was given."""
    text = decoded.text.replace("\n", decoded.newline)
    return bytes.fromhex(decoded.bom) + text.encode(decoded.encoding, _errors_for(decoded.encoding))


def _errors_for(encoding: str) -> str:
    return "surrogateescape" if encoding == "utf-8" else "surrogatepass" if "utf" in encoding else "strict"


def _encoding_of(data: bytes, name: str, declared: str) -> tuple[bytes, str, str]:
    """The byte order mark, the encoding, and why."""
    for mark, encoding in _BOMS:
        if data.startswith(mark) and _reads(data[len(mark) :], encoding):
            return mark, encoding, "byte order mark"
    wide = _wide_encoding(data)  # before UTF-8: plain English in UTF-16 is valid UTF-8 too, full of NULs
    if wide:
        return b"", wide, "every other byte is NUL"
    if declared and _reads(data, declared):
        return b"", codecs.lookup(declared).name, "declared"
    if _reads(data, "utf-8"):
        return b"", "utf-8", "valid UTF-8"
    if b"\0" in data:
        raise InputError("it is not text (NUL bytes, no Unicode encoding fits)", where=name, hint="remove it")
    if _share_of_utf8(data) >= _MOSTLY_UTF8:
        return b"", "utf-8", "mostly valid UTF-8, invalid bytes kept"
    if _reads(data, "cp1252"):
        return b"", "cp1252", "not UTF-8, valid Windows-1252"
    return b"", "latin-1", "not UTF-8, not Windows-1252"


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark, recognized by NULs in the high bytes of mostly Latin text without control characters."""
    if len(data) < 4 or len(data) % 2:
        return ""
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = data[first::2], data[1 - first :: 2]
        if high.count(0) > _MOSTLY_LATIN * len(high) and not low.count(0) and _reads(data, encoding):
            text = data.decode(encoding)
            return encoding if sum(map(str.isprintable, text)) + sum(map(str.isspace, text)) >= len(text) else ""
    return ""


def _share_of_utf8(data: bytes) -> float:
    """Which share of the non-ASCII characters is valid UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    valid = sum(char > "\x7f" and not "\udc80" <= char <= "\udcff" for char in text)
    invalid = sum("\udc80" <= char <= "\udcff" for char in text)
    return valid / (valid + invalid) if invalid else 1.0
