"""Laws of alignment: pairs rise on both sides and have equal keys; as many as there can be, nearly."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from corpusnorm.alignment import align, align_keys, align_sequences
from corpusnorm.degradation import Degradation
from corpusnorm.sketch.keys import universal_key
from corpusnorm.testing import degradations, english_texts, texts

Pairs = list[tuple[int, int]]
SHORT = st.lists(st.sampled_from("abcd"), max_size=40)
LOSS = 0.02  # share of the longest common subsequence that anchoring may miss


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
def test_long_sequences_lose_little_to_their_anchors(pair: tuple[list[str], list[str]]) -> None:
    a, b = pair
    pairs = align_sequences(a, b)
    assert rises(pairs)
    assert all(a[i] == b[j] for i, j in pairs)
    assert len(pairs) >= (1 - LOSS) * lcs(a, b)


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
