"""Laws of moves: a passage that changed its place is found there, marked, and in no pair."""

from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.alignment import Alignment, Block, align, align_keys, moved_blocks
from corpusnorm.testing import english_texts, texts

SHORT = st.lists(st.sampled_from(["", *"abcd"]), max_size=60)


def tokens_of(blocks: tuple[Block, ...]) -> tuple[list[int], list[int]]:
    return [i for block in blocks for i in range(block.a.start, block.a.end)], [
        j for block in blocks for j in range(block.b.start, block.b.end)
    ]


@st.composite
def reordered(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """A text of passages, and the same with its passages in another order and some of them new."""
    random = draw(st.randoms(use_true_random=True))
    sizes = draw(st.lists(st.integers(12, 60), min_size=2, max_size=6))
    passages = [[f"w{random.randrange(2000)}" for _ in range(size)] for size in sizes]
    order = draw(st.permutations(range(len(passages))))
    new = draw(st.booleans())
    a = [word for passage in passages for word in passage]
    b = [word for number in order for word in (*passages[number], *(["new"] * new))]
    return a, b


@given(reordered())
def test_every_passage_is_found_where_it_stands(pair: tuple[list[str], list[str]]) -> None:
    a, b = pair
    pairs = align_keys(a, b)
    in_a, in_b = tokens_of(moved_blocks(a, b, pairs))
    known = sum(word != "new" for word in b)
    assert len(pairs) + len(in_b) >= 0.95 * known
    assert all(a[i] == b[j] for i, j in zip(in_a, in_b, strict=True))


@given(reordered() | st.tuples(SHORT, SHORT))
def test_no_token_is_in_two_blocks_or_in_a_pair_too(pair: tuple[list[str], list[str]]) -> None:
    a, b = pair
    pairs = align_keys(a, b)
    blocks = moved_blocks(a, b, pairs)
    in_a, in_b = tokens_of(blocks)
    assert all(a[i] == b[j] != "" for i, j in zip(in_a, in_b, strict=True))
    assert len({*in_a, *(i for i, _ in pairs)}) == len(in_a) + len(pairs)
    assert len({*in_b, *(j for _, j in pairs)}) == len(in_b) + len(pairs)
    assert in_b == sorted(in_b)


@given(st.one_of(english_texts(), texts()), st.one_of(english_texts(), texts()))
def test_texts_may_be_anything(a: str, b: str) -> None:
    alignment = align(a, b)
    assert isinstance(alignment, Alignment)
    in_a, in_b = tokens_of(alignment.moved)
    assert not {*in_a} & {i for i, _ in alignment.pairs}
    assert not {*in_b} & {j for _, j in alignment.pairs}


@given(st.one_of(english_texts(), texts()))
def test_nothing_moves_between_equal_texts(text: str) -> None:
    assert align(text, text).moved == ()
