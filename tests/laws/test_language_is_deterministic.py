"""Law: language identification never raises, and the same text has the same language everywhere."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.language import UNDETERMINED, detect_language, identify
from corpusnorm.testing import english_texts, texts

ANY_TEXT = st.one_of(texts(), st.text(), english_texts(max_sentences=3))


@given(ANY_TEXT)
def test_it_never_raises(text: str) -> None:
    language = identify(text)
    assert 0.0 <= language.probability <= 1.0
    assert detect_language(text) == language.code


@given(ANY_TEXT)
def test_what_was_asked_before_does_not_matter(text: str) -> None:
    first = identify(text)
    identify("Der Krieg dauerte bis 1994 und war lang.")
    assert identify(text) == first


@given(st.lists(ANY_TEXT, min_size=2, max_size=6))
def test_every_thread_has_the_same_answer(several: list[str]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(identify, several * 2)) == [identify(text) for text in several] * 2


@pytest.mark.parametrize("seed", ["0", "1"])
def test_every_process_has_the_same_answer(seed: str) -> None:
    text = "casa blanca de la montaña e a guerra"
    program = f"from corpusnorm.language import identify; print(repr(identify({text!r})))"
    environment = {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env=environment)  # noqa: S603 - our own
    assert answer.stdout.strip() == repr(identify(text))


@given(st.text("0123456789 .,-–$%\n\t", max_size=40))
def test_digits_and_marks_have_no_language(text: str) -> None:
    assert detect_language(text) == UNDETERMINED
