"""Law: what is found in a text does not depend on the texts beside it, on the type of the array, or on what was met before."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.diagnosis import diagnose
from corpusnorm.diagnosis.stage import diagnosis_batch
from corpusnorm.testing import degradations, english_texts, texts

ANY = st.one_of(
    texts().filter(lambda text: text.isprintable()),
    english_texts(8),
    st.builds(lambda how, text: how.apply(text), degradations(), english_texts(8)),
)
LANGUAGES = st.sampled_from(("en", "de", "tr", "und"))


@given(st.lists(st.tuples(ANY, LANGUAGES), max_size=5), st.sampled_from((pa.string(), pa.large_string(), pa.string_view())))
def test_the_diagnosis_of_an_array_is_that_of_each_text(rows: list[tuple[str, str]], kind: pa.DataType) -> None:
    array = pa.array([None, *(text for text, _ in rows), "before"], kind).slice(0, len(rows) + 1)
    found = diagnose(array, language=pa.array(["en", *(language for _, language in rows)])).to_pylist()
    assert found[0] is None
    for row, (text, language) in zip(found[1:], rows, strict=True):
        one = diagnose(text, language=language, how=False)
        assert (row["degraded"], row["probability"], row["language"]) == (one.degraded, one.probability, one.language)
        assert tuple(row["damage"]) == one.damage
        assert [each["message"] for each in row["signals"]] == [each.message for each in one.signals]
        assert [(each["start"], each["end"]) for each in row["passages"]] == [(p.span.start, p.span.end) for p in one.passages]


@given(st.lists(ANY, min_size=1, max_size=5))
def test_a_stage_finds_what_a_diagnosis_finds(rows: list[str]) -> None:
    batch = diagnosis_batch(pa.record_batch({"text": pa.array(rows), "language": ["en"] * len(rows)}))
    for row, text in zip(batch.to_pylist(), rows, strict=True):
        one = diagnose(text, language="en", how=False)
        assert (row["degraded"], tuple(row["damage"])) == (one.degraded, one.damage)
