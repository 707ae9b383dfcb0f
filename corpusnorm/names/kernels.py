"""Places where a form of a registry may stand, found in one pass over the bytes of many texts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Bytes, Offsets
from corpusnorm.kernel import kernel
from corpusnorm.names.trie import OPENS, WORD, Trie
from corpusnorm.segmentation.kernels import Number, decoded


@kernel
def places(data: Bytes, offsets: Offsets, trie: Trie, found: NDArray[np.int64]) -> int:
    """How many places there are; as many as `found` has rows are written to it: text, start, end (code points), pattern.

    At each byte a form can begin with that does not go on an ASCII word, the trie (Fredkin 1960) is walked down as far as it goes;
    most walks end at the second letter. An end inside an ASCII word is no end; whether other letters stand beside the place is for
    the caller to see.
    """
    kinds, roots, symbols, first, symbol, pattern = trie
    count = 0
    for text in range(len(offsets) - 1):
        characters = data[offsets[text] : offsets[text + 1]]
        start, inside = 0, np.uint8(0)
        for opening in range(len(characters)):
            kind = kinds[characters[opening]]
            if kind & OPENS and not inside & kind:
                node = roots[characters[opening]]
                length = 1 if node else 0
                at: Number = opening + length
                while True:
                    if pattern[node] >= 0 and (
                        at == len(characters) or not kinds[characters[at]] & kinds[characters[at - 1]] & WORD
                    ):
                        if count < len(found):
                            found[count, 0], found[count, 1], found[count, 2] = text, start, start + length
                            found[count, 3] = pattern[node]
                        count += 1
                    child, last = first[node], first[node + 1]
                    if child == last or at == len(characters):
                        break
                    code, width = decoded(characters, at, len(characters))
                    wanted = symbols[code] if code < len(symbols) else 0
                    while child < last and symbol[child] != wanted:
                        child += 1
                    if child == last:
                        break
                    node, at, length = child, at + width, length + 1
            inside = kind & np.uint8(WORD)
            start += (characters[opening] & 0xC0) != 0x80  # a byte that goes on no character begins one
    return count
