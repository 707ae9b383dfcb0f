"""The names of files, which may be any bytes, as text; and back."""

from __future__ import annotations

import os
import re
from itertools import zip_longest
from pathlib import PurePath

_BYTE = re.compile(r"\\x([0-9a-f]{2})")  # how a byte is told


def shown(name: str) -> str:
    r"""The name of a file as it is told and written: a byte that is not UTF-8 as `\xff`, and a backslash that would look like the
    beginning of one as `\x5c`, so that different names stay different.

    >>> print(shown("caf\udce9"), shown(r"a\b"), shown(r"a\xff"))
    caf\xe9 a\b a\x5cxff
    """
    apart = _BYTE.sub(r"\\x5cx\1", name)
    return apart.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def file_named(name: str) -> PurePath:
    r"""The path that a name as it is told stands for.

    >>> file_named(r"a\x5cxff").name == r"a\xff", file_named(r"caf\xe9").name == "caf\udce9"
    (True, True)
    """
    pieces = _BYTE.split(name)  # in turns what stands between the bytes, and a byte
    pairs = zip_longest(pieces[::2], pieces[1::2], fillvalue="")
    return PurePath(os.fsdecode(b"".join(text.encode() + bytes.fromhex(byte) for text, byte in pairs)))
