"""What ftfy could change in a line, found in its bytes: made of ftfy's own expressions and tables, whatever they are.

A line without any of it is one that ftfy leaves alone; `tests/laws/test_screens_miss_nothing.py` asks ftfy itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.automata import Automaton, automaton, in_a_line, one_of, patterns

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

ENTITY, BAD, CHARACTER, EMBEDDED = 1, 2, 4, 8
"""Kinds of finds, as bits: an HTML entity; what `is_bad` says yes to; characters that one of the fixers after the encoding
changes; a sequence that `decode_inconsistent_utf8` looks at."""
CHANGEABLE = ENTITY | BAD | CHARACTER
ALTERED, LOST = 1, 2
"""The same in the bytes of a line: a sequence that `restore_byte_a0` changes, and one that `replace_lossy_sequences` does."""


@cache
def suspects(config: TextFixerConfig) -> Automaton:
    """The automaton that finds what ftfy could change under `config`. With `unescape_html="auto"` any entity is a find."""
    from ftfy import chardata, fixes
    from ftfy.badness import BADNESS_RE

    characters = {
        "fix_c1_controls": patterns(chardata.C1_CONTROL_RE),
        "fix_latin_ligatures": one_of(chardata.LIGATURES),
        "fix_character_width": one_of(chardata.WIDTH_MAP),
        "uncurl_quotes": patterns(chardata.SINGLE_QUOTE_RE) + patterns(chardata.DOUBLE_QUOTE_RE),
        "fix_surrogates": patterns(fixes.SURROGATE_RE),
        "remove_terminal_escapes": patterns(fixes.ANSI_RE),
        "remove_control_chars": one_of(chardata.CONTROL_CHARS),
    }
    finds = {
        0: patterns(chardata.HTML_ENTITY_RE) if config.unescape_html else [],
        1: patterns(BADNESS_RE) if config.fix_encoding else [],
        2: [pattern for option, those in characters.items() if getattr(config, option) for pattern in those],
        3: patterns(chardata.UTF8_DETECTOR_RE) if config.fix_encoding else [],
    }
    return automaton({kind: in_a_line(those) for kind, those in finds.items()})


class Codecs(NamedTuple):
    """The one-byte encodings that ftfy tries, in its order; `of[c]` has bit `i` where encoding `i` has the character `c`."""

    names: tuple[str, ...]
    of: NDArray[np.int64]

    def possible(self, text: str) -> list[str]:
        """The encodings that have every character of the text."""
        from corpusnorm.cleaning.kernels import common_codecs

        data = np.frombuffer(text.encode("utf-8", "surrogatepass"), np.uint8)
        common = int(common_codecs(data, self.of, (1 << len(self.names)) - 1))
        return [name for bit, name in enumerate(self.names) if common >> bit & 1]


@cache
def codecs() -> Codecs:
    """ftfy's encodings, as its `possible_encoding` answers for each character that one of them has."""
    from ftfy import chardata

    names = tuple(chardata.CHARMAP_ENCODINGS)
    of = np.zeros(0x110000, np.int64)
    for char in {*map(chr, range(256)), *(char for name in names for char in bytes(range(256)).decode(name))}:
        of[ord(char)] = sum(chardata.possible_encoding(char, name) << bit for bit, name in enumerate(names))
    return Codecs(names, of)


def damage(encoded: bytes) -> int:
    """The kinds of damage in the bytes of a line that was encoded again: ALTERED, LOST."""
    return _damage().kinds_of_bytes(encoded)


@cache
def _damage() -> Automaton:
    from ftfy import chardata

    return automaton({0: patterns(chardata.ALTERED_UTF8_RE), 1: patterns(chardata.LOSSY_UTF8_RE)})
