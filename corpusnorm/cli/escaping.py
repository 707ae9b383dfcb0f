"""Escaping: no text, id or file name speaks to the terminal, or turns the line that it stands in."""

from __future__ import annotations

import re
import shlex

# What acts instead of being seen: controls (C0, DEL, C1), soft hyphen, bidi controls, zero width space and the like, line and
# paragraph separator, byte order mark, annotation marks, lone surrogates, tags. The zero width joiners are not among them: Persian
# and Hindi are spelled with them, and emoji. Source: Unicode 15, Bidi_Control and the general categories Cc, Cf, Cs, Zl and Zp.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escape(text: str) -> str:
    r"""One line that can be looked at: what acts on a terminal or turns the reading direction is shown as Python escapes it.

    Everything else stays, backslashes too.

    >>> print(escape("a\x1b[31mb\u202ec\n"))
    a\x1b[31mb\u202ec\n
    """
    return UNSEEN.sub(_escaped, text)


def escape_lines(text: str) -> str:
    r"""Text of several lines, each escaped.

    >>> print(escape_lines("a\nb\x07"))
    a
    b\x07
    """
    return "\n".join(map(escape, text.split("\n")))


def quoted(name: str) -> str:
    """A name as a shell takes it, for a command to copy.

    >>> quoted("out/demo"), quoted("my corpus")
    ('out/demo', "'my corpus'")
    """
    return escape(shlex.quote(name))


def _escaped(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _SHORT.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}")
