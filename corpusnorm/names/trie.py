"""A trie of patterns in arrays, as a kernel walks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpusnorm.names.fold import CODES, bare_codes, folded_codes
from corpusnorm.names.letters import UPPER, classes, compositions

WHOLE, STEM, PLAIN = 1, 2, 4
"""What a pattern is, as bits: a name; what the inflected forms of a name begin with; ASCII, and no stem."""
INFLECTS, ATTACHED, ELIDED, POSSESSED, RECASED, UNSURE = 1, 2, 4, 8, 16, 32
"""What is still to be asked of a place, as bits: the word goes on behind it; letters are written onto it; a letter and an
apostrophe stand before it; an apostrophe and a letter behind it; its letters have the case of no form; whether they are those of a
form at all."""
MASKED = 64
"""So many letters of a name have their case compared by the kernel."""

GRAM = 4
"""So many letters are looked up before the trie is walked."""

Ints = NDArray[np.int32]


class Trie(NamedTuple):
    """Patterns, sorted, over an alphabet of symbols, of which every code point is one or none (0). Nodes are numbered by depth.

    The row of a node is the symbol that leads to it, its first child, and the pattern that ends there, or -1. The children of node
    `n` go up to the first child of node `n + 1`, sorted by symbol. A node without children has one pattern, of which the rest is
    compared with `letters`. The first letter of a pattern keeps its case, the others are folded: `opening` and `other` say for each
    code point which node it leads to, as it is and in the other case. `cases` are the masks of upper-case letters that the names of
    a pattern have, from `bounds` on. `grams` has a bit for each `GRAM` ASCII letters, made small, that a pattern can begin with: a
    table of 256 kB, which stays in the cache where the nodes do not, and spares most walks.
    """

    opening: Ints
    other: Ints
    symbols: Ints
    nodes: NDArray[np.int32]
    letters: Ints
    starts: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    bounds: Ints
    cases: NDArray[np.uint64]
    classes: NDArray[np.uint8]
    compositions: NDArray[np.int64]
    small: NDArray[np.uint8]
    grams: NDArray[np.uint8]

    @classmethod
    def of(cls, patterns: Sequence[str], kinds: Sequence[int], bounds: Sequence[int], names: Sequence[str]) -> Trie:
        """The trie of patterns: sorted, each once; from `names[bounds[p]]` on the ways to write pattern `p`, of its length.

        Cost: some microseconds a name, most of it for the strings; 12 bytes a node.
        """
        from corpusnorm.names.trie_kernels import branches, count_branches

        codes, starts = _codes(patterns)
        alphabet = np.unique(codes)
        numbers = np.zeros(CODES + 1, np.int32)
        numbers[alphabet] = np.arange(1, len(alphabet) + 1)
        letters = numbers[codes]
        counts = count_branches(letters, starts)
        nodes = np.empty((counts.sum() + 1, 3), np.int32)
        branches(letters, starts, counts, nodes)
        opening = np.zeros(CODES + 1, np.int32)
        top = nodes[1 : nodes[1, 1], 0]
        opening[alphabet[top - 1]] = np.arange(1, len(top) + 1)
        by_code = opening[bare_codes()]
        return cls(
            by_code, by_code[_other_cases()], numbers[folded_codes()], nodes, letters, starts,
            np.array(kinds, np.uint8), np.array(bounds, np.int32), _cases(names), classes(), compositions(),
            _small(), _grams(codes, starts),
        )  # fmt: skip


def _codes(strings: Sequence[str]) -> tuple[Ints, NDArray[np.int64]]:
    """The code points of strings one after the other, cut off where the tables end, and where each begins."""
    joined = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.int32)
    starts = np.concatenate(([0], np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)))))
    return np.minimum(joined, CODES), starts


def _other_cases() -> Ints:
    codes = np.arange(CODES, dtype=np.int32)
    for code in np.flatnonzero(classes()[:0x1F000] & 0x30).tolist():
        swapped = chr(code).swapcase()
        if len(swapped) == 1 and ord(swapped) < CODES:
            codes[code] = ord(swapped)
    return codes


def _cases(names: Sequence[str]) -> NDArray[np.uint64]:
    """Of each name the mask of its upper-case letters, the first letter lowest."""
    codes, starts = _codes(names)
    known = np.append(classes(), np.uint8(0))
    at = np.flatnonzero(known[codes] & UPPER)
    name = np.searchsorted(starts, at, side="right") - 1
    place = at - starts[name]
    low = place < MASKED
    masks = np.zeros(len(names), np.uint64)
    np.bitwise_or.at(masks, name[low], np.uint64(1) << place[low].astype(np.uint64))
    return masks


def _small() -> NDArray[np.uint8]:
    """ASCII in five bits: a letter is its place in the alphabet, one of other characters; a sixth bit is set for upper case."""
    folded = folded_codes()[:0x80]
    small = np.where((folded >= ord("a")) & (folded <= ord("z")), folded - ord("a"), 26 + folded % 6).astype(np.uint8)
    return (small | (classes()[:0x80] & UPPER) * np.uint8(2)).astype(np.uint8)


def _grams(codes: Ints, starts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """The bits of what patterns begin with; a shorter pattern is filled up with all there is."""
    seen = np.zeros((64, 32, 32, 32), np.bool_)
    sizes = np.minimum(np.diff(starts), GRAM)
    for size in range(1, GRAM + 1):
        first = codes[starts[:-1][sizes == size][:, None] + np.arange(size)]
        key = _small()[first[(first < 0x80).all(axis=1)]].astype(np.int64)
        key[:, 1:] &= 31
        seen[tuple(key.T)] = True
    return np.packbits(seen.reshape(-1), bitorder="little")
