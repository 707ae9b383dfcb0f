"""What a tokenizer would cut again is asked of all forms at once, and must be what it says of each alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.degradation.blind import _left_whole
from corpusnorm.degradation.operators import MODES, Tokenize

PIECES = st.sampled_from(
    ["can't", "gonna", "'", '"', "``", "''", "...", ".", "U.S.", "a", "Wort", "don't", "-", "3", "%", "(", "ﬁ", "İ"]
)
FORMS = st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), unique=True)


def left_alone(tokenizer: Tokenize, form: str) -> bool:
    return [token.form for token in tokenizer.tokens(f"{form} and")] == [form, "and"]


@pytest.mark.parametrize("mode", MODES)
@given(forms=FORMS)
def test_forms_cut_together_are_left_whole_as_alone(mode: str, forms: list[str]) -> None:
    tokenizer = Tokenize(mode)
    assert _left_whole(tokenizer, forms) == {form: left_alone(tokenizer, form) for form in forms}
