"""Laws of alignment: pairs rise on both sides and have equal keys; as many as there can be, nearly."""

from itertools import pairwise
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment import align, align_keys, align_numbers, align_sequences
from corpusnorm.degradation import Degradation
from corpusnorm.sketch.keys import universal_key
from corpusnorm.testing import degradations, english_texts, texts

Pairs = list[tuple[int, int]]
Items = NDArray[np.int64]
SHORT = st.lists(st.sampled_from("abcd"), max_size=40)
LOSS = 0.001  # share of the longest common subsequence that anchoring may miss


def rises(pairs: Pairs) -> bool:
    return all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def lcs(a: list[str], b: list[str]) -> int:
    return LCSseq.similarity(a, b)


@given(SHORT, SHORT)
def test_short_sequences_are_aligned_as_well_as_they_can_be(a: list[str], b: list[str]) -> None:
    pairs = align_sequences(a, b)
    assert rises(pairs)
    assert all(a[i] == b[j] for i, j in pairs)
    assert len(pairs) == len(align_sequences(b, a)) == lcs(a, b)


@given(SHORT, SHORT, SHORT)
def test_what_both_begin_and_end_with_is_paired(start: list[str], middle: list[str], end: list[str]) -> None:
    a, b = [*start, *middle, *end], [*start, *end]
    pairs = align_sequences(a, b)
    assert pairs[: len(start)] == [(n, n) for n in range(len(start))]
    assert len(pairs) == len(b)


@st.composite
def revisions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two long sequences, too long to be compared exactly: words that come again and again, stretches moved, dropped, new."""
    random = draw(st.randoms(use_true_random=True))
    size = draw(st.sampled_from((30, 300, 3000)))
    a = [f"w{int(size * random.random() ** 2)}" for _ in range(draw(st.integers(1500, 3000)))]
    refrain = [f"r{n}" for n in range(25)]
    for _ in range(draw(st.integers(0, 6))):
        at = random.randrange(len(a))
        a[at:at] = refrain
    b = [word for word in a if random.random() > draw(st.sampled_from((0.02, 0.3, 0.5)))]
    for _ in range(draw(st.integers(0, 8))):
        at = random.randrange(len(b))
        b[at : at + random.randrange(60)] = [f"n{random.randrange(50)}" for _ in range(random.randrange(60))]
    return a, b


@settings(max_examples=settings().max_examples // 4)  # long texts
@given(revisions())
def test_long_revisions_are_aligned_as_well_as_they_can_be(pair: tuple[list[str], list[str]]) -> None:
    a, b = pair
    pairs = align_sequences(a, b)
    assert rises(pairs)
    assert all(a[i] == b[j] for i, j in pairs)
    assert len(pairs) == lcs(a, b)


@st.composite
def hard(draw: st.DrawFn, longest: int) -> tuple[Items, Items]:
    """Two sequences that are hard to align: with few items, repeats, moves, one many times as long as the other, or unlike."""
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    size, items = draw(st.integers(longest // 10, longest)), draw(st.sampled_from((2, 4, 20, 1000)))
    a = random.integers(0, items, size)
    repeat = draw(st.sampled_from(("nothing", "a line", "blocks", "frequent words")))
    if repeat == "a line":
        a = np.resize(a[: random.integers(1, 60)], size)
    elif repeat == "blocks":
        block = random.integers(0, 5000, size // 4)
        a = np.concatenate([part for _ in range(8) for part in (block[: random.integers(1, len(block))], a[: random.integers(99)])])
    elif repeat == "frequent words":
        a = (50_000 * random.random(size) ** 4).astype(np.int64)
    kept, change = (
        draw(st.sampled_from((0.1, 0.4, 0.8, 0.99))),
        draw(st.sampled_from(("revised", "moved", "part", "thinned", "other"))),
    )
    chance, times = random.random(len(a)), np.ones(len(a), np.int64)
    times[chance >= kept] = random.integers(0, 3, int((chance >= kept).sum()))
    b = np.repeat(np.where(chance < kept, a, random.choice(a, len(a))), times)
    if change == "moved":
        parts = np.split(b, np.sort(random.integers(0, len(b) + 1, 3)))
        b = np.concatenate([parts[number] for number in random.permutation(len(parts))])
    elif change == "part":
        b = b[len(b) // 3 :][: len(b) // int(random.integers(2, 20))]
    elif change == "thinned":
        b = a[chance < kept]
    elif change == "other":
        b = random.permutation(a)
    return (a, b) if draw(st.booleans()) else (b, a)


def nearly_longest(a: Items, b: Items, loss: float) -> None:
    x, y = align_numbers(a, b)
    assert (np.diff(x) > 0).all()
    assert (np.diff(y) > 0).all()
    assert (a[x] == b[y]).all()
    assert len(x) >= (1 - loss) * LCSseq.similarity(a.tolist(), b.tolist())


@settings(max_examples=settings().max_examples // 2)
@given(hard(2500))
def test_hard_sequences_are_aligned_as_well_as_they_can_be(pair: tuple[Items, Items]) -> None:
    nearly_longest(*pair, loss=0)


@settings(max_examples=settings().max_examples // 4)  # large ones
@given(hard(20_000))
def test_long_hard_sequences_lose_little(pair: tuple[Items, Items]) -> None:
    nearly_longest(*pair, loss=LOSS)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=30), st.lists(st.integers(0, 2**64 - 1), max_size=30), st.randoms())
def test_hashes_are_aligned_as_what_they_stand_for(some: list[int], others: list[int], random: Random) -> None:
    a, b = [random.choice([*some, *others]) for _ in some], [random.choice([*some, *others]) for _ in others]
    x, y = align_numbers(np.array(a, np.uint64), np.array(b, np.uint64))
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == align_sequences(a, b)


@given(SHORT, SHORT)
def test_key_alignment_keeps_a_part_of_the_sequence_alignment(a: list[str], b: list[str]) -> None:
    pairs = list(align_keys(a, b))
    assert rises(pairs)
    assert all(a[i] == b[j] for i, j in pairs)
    assert len(pairs) <= lcs(a, b)


@given(SHORT)
def test_empty_keys_meet_nothing(a: list[str]) -> None:
    hollow = ["" if item == "a" else item for item in a]
    assert all(hollow[i] for i, _ in align_keys(hollow, hollow))


@given(st.one_of(english_texts(), texts()))
def test_a_text_is_aligned_with_itself_completely(text: str) -> None:
    alignment = align(text, text)
    keyed = {i for i, token in enumerate(alignment.a_tokens) if universal_key(token.of(text))}
    assert set(alignment.pairs) >= {(i, i) for i in keyed} or len(keyed) < 2
    assert set(alignment.only_a) == set(alignment.only_b) == set(range(len(alignment.a_tokens))) - keyed


@given(english_texts(), degradations())
def test_words_that_are_aligned_have_equal_keys(clean: str, how: Degradation) -> None:
    degraded = how.apply(clean)
    alignment = align(clean, degraded)
    assert rises(list(alignment.pairs))
    for i, j in alignment.pairs:
        assert universal_key(alignment.a_tokens[i].of(clean)) == universal_key(alignment.b_tokens[j].of(degraded))


@given(st.one_of(english_texts(), texts()), st.one_of(english_texts(), texts()))
def test_every_token_is_in_a_pair_or_on_one_side_only(a: str, b: str) -> None:
    alignment = align(a, b)
    assert sorted([*(i for i, _ in alignment.pairs), *alignment.only_a]) == list(range(len(alignment.a_tokens)))
    assert sorted([*(j for _, j in alignment.pairs), *alignment.only_b]) == list(range(len(alignment.b_tokens)))
    inside = [
        pair
        for block in alignment.blocks
        for pair in zip(range(block.a.start, block.a.end), range(block.b.start, block.b.end), strict=True)
    ]
    assert inside == list(alignment.pairs)
