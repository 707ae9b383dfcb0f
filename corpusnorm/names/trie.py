"""A trie of patterns in arrays, as a kernel walks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OPENS, WORD = 1, 2
"""What a byte can be, as bits: the first of a pattern; an ASCII letter, digit or underscore."""


class Trie(NamedTuple):
    """Patterns over an alphabet of symbols, of which every code point is one or none (0). Nodes are numbered level by level.

    The children of node `n` are the nodes from `first[n]` to `first[n + 1]`; `symbol[n]` leads to it, and `pattern[n]` is the
    number of the pattern that ends there, or -1. `kinds` says of each byte what it can be, `roots` to which node it leads as the
    first letter of a form, where it is ASCII; else 0.
    """

    kinds: NDArray[np.uint8]
    roots: NDArray[np.int32]
    symbols: NDArray[np.int32]
    first: NDArray[np.int32]
    symbol: NDArray[np.int32]
    pattern: NDArray[np.int32]

    @classmethod
    def of(cls, patterns: Sequence[str], codes: NDArray[np.int32]) -> Trie:
        """The trie of patterns, read by code points as `codes` maps them: those beyond its end stand for themselves.

        Cost: the length of all patterns, some 10 ms for a thousand, and the length of `codes`.
        """
        alphabet = sorted({ord(character) for pattern in patterns for character in pattern})
        known = np.arange(max([len(codes), *(code + 1 for code in alphabet[-1:])]), dtype=np.int32)
        known[: len(codes)] = codes
        numbers = np.zeros(len(known), np.int32)
        numbers[alphabet] = np.arange(1, len(alphabet) + 1)
        symbols = numbers[known]
        spelled = [tuple(numbers[[ord(character) for character in pattern]].tolist()) for pattern in patterns]
        first, symbol, pattern_at = _levels(spelled)
        opening = symbol[first[0] : first[1]]
        roots = np.zeros(0x100, np.int32)
        for node, label in enumerate(opening.tolist(), 1):
            roots[np.flatnonzero(symbols[:0x80] == label)] = node
        return cls(_kinds(symbols, opening), roots, symbols, first, symbol, pattern_at)


def _levels(spelled: Sequence[tuple[int, ...]]) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """`first`, `symbol` and `pattern` of a `Trie`: each node takes the patterns that begin as it does, the root all of them."""
    first, symbol, pattern = [], [0], [-1]
    queue: list[tuple[int, list[int]]] = [(0, list(range(len(spelled))))]
    for depth, held in queue:
        first.append(len(queue))
        children: dict[int, list[int]] = {}
        for number in held:
            if depth < len(spelled[number]):
                children.setdefault(spelled[number][depth], []).append(number)
        for label, numbers in sorted(children.items()):
            queue.append((depth + 1, numbers))
            symbol.append(label)
            pattern.append(next((number for number in numbers if len(spelled[number]) == depth + 1), -1))
    first.append(len(queue))
    return np.array(first, np.int32), np.array(symbol, np.int32), np.array(pattern, np.int32)


def _kinds(symbols: NDArray[np.int32], opening: NDArray[np.int32]) -> NDArray[np.uint8]:
    kinds = np.array([WORD * (chr(byte).isalnum() or byte == ord("_")) for byte in range(0x80)] + [0] * 0x80, np.uint8)
    for code in np.flatnonzero(np.isin(symbols, opening)).tolist():
        kinds[chr(code).encode("utf-8", "surrogatepass")[0]] |= OPENS
    return kinds
