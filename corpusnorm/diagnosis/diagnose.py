"""Diagnosis: is a text degraded, how, and what shows it - from its words and its layout, without a partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from numpy.typing import NDArray

from corpusnorm.columns import Utf8, is_column, utf8
from corpusnorm.degradation import Degradation, infer_degradation
from corpusnorm.diagnosis.measures import measured
from corpusnorm.diagnosis.passages import Passage, passages_of
from corpusnorm.diagnosis.signals import FOUND, Judgement, Signal, judge
from corpusnorm.diagnosis.texts import chosen, one
from corpusnorm.language import UNDETERMINED, detect_language

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What is wrong with a text: `signals` has every kind of damage that can be told in its language, `damage` names those found.

    `probability` is that of being a degraded copy; `degraded` that it is over one half. `degradation` says how the text was made,
    as far as it shows. `passages` are the degraded stretches of a text that is clean elsewhere. How well the probabilities hold on
    texts that nothing was fitted on is in the guide on the diagnosis.
    """

    degraded: bool
    language: str
    damage: tuple[str, ...]
    signals: tuple[Signal, ...]
    degradation: Degradation | None = None
    probability: float = 0.0
    passages: tuple[Passage, ...] = ()


@overload
def diagnose(text: str, against: str | None = None, *, language: str | None = None, how: bool = True) -> Diagnosis: ...
@overload
def diagnose(text: pa.Array | pa.ChunkedArray, *, language: str | pa.Array | None = None) -> pa.StructArray: ...
def diagnose(
    text: str | pa.Array | pa.ChunkedArray,
    against: str | None = None,
    *,
    language: str | pa.Array | None = None,
    how: bool = True,
) -> Diagnosis | pa.StructArray:
    """Say whether `text` is a degraded copy of something, and why; with a clean version `against`, also how it was made.

    Damage is called `lower-cased`, `de-punctuated`, `stop-words-gone`, `lemmatized`, `stemmed`, `diacritics-lost`, `numbers-lost`
    and `vocabulary-filtered`. A kind needs what shows it: a list of function words, a lemmatizer, a stemmer, a dictionary of the
    language. How much a kind counts depends on the layout: verse, chat, headlines, tables and lists lack something by nature. Fewer
    than 30 words show nothing. `language` spares finding it out; with `how` false the operators are not inferred, where no clean
    version asks for them. Of a long text a sample is looked at.

    Of an Arrow array of texts the answer is an array of structs with the fields of a `Diagnosis`, null for a null, and without
    `degradation`: operators are inferred of one text at a time. `language` may then be an array of codes. Costs some 20
    nanoseconds a byte, a little for each signal, and some microseconds for each type of word that was not met before.

    >>> diagnose("The wars of the countries were long, and their armies fought for the cities. " * 5).degraded
    False
    >>> diagnose("war country long army fought city treaty signed peace broken capital fell " * 5).damage[:3]
    ('lower-cased', 'de-punctuated', 'stop-words-gone')
    >>> import pyarrow as pa
    >>> diagnose(pa.array(["war country long army fought city treaty signed peace " * 5, None])).field("degraded").to_pylist()
    [True, None]
    """
    if is_column(text):
        return _column(text, language)
    language = language or detect_language(text)
    (found,) = _diagnoses(one(text), [language])
    if (against is None and not (how and found.degraded)) or not found.signals:
        return found
    made = infer_degradation(text, against, language)
    return Diagnosis(found.degraded, language, found.damage, found.signals, made, found.probability, found.passages)


def _column(texts: pa.Array | pa.ChunkedArray, language: Any) -> pa.StructArray:
    """The diagnoses of an array of texts, as structs."""
    import pyarrow as pa

    codes = [language] * len(texts) if isinstance(language, str) else (language or detect_language(texts)).to_pylist()
    found = _diagnoses(utf8(texts), [code or UNDETERMINED for code in codes])
    nulls = texts.is_null().to_pylist()
    rows = [{} if is_null else _row(each) for each, is_null in zip(found, nulls, strict=True)]
    fields = list(row_type())
    columns = [pa.array([row.get(field.name) for row in rows], field.type) for field in fields]
    return pa.StructArray.from_arrays(columns, fields=fields, mask=pa.array(nulls, pa.bool_()))


def _diagnoses(texts: Utf8, languages: Sequence[str]) -> list[Diagnosis]:
    """The diagnoses of texts, the operators not inferred."""
    found = [Diagnosis(False, language, (), ()) for language in languages]
    for rows, part, judged in judgements(texts, languages):
        damage, passages = judged.damage(), passages_of(part, judged.language)
        for at in np.flatnonzero(judged.told).tolist():
            chance = judged.probability[at].item()
            found[rows[at]] = Diagnosis(
                chance >= FOUND, judged.language, damage[at], judged.signals(at), None, round(chance, 4), passages[at]
            )
    return found


def judgements(texts: Utf8, languages: Sequence[str]) -> Iterator[tuple[NDArray[np.int64], Utf8, Judgement]]:
    """The texts of each language: which they are, they themselves, and the judgement on them."""
    codes = np.array(languages, str)
    for language in sorted(set(languages)):
        rows = np.flatnonzero(codes == language)
        part = chosen(texts, rows)
        yield rows, part, judge(measured(part, language), language)


def row_type() -> pa.StructType:
    """The type of a diagnosis in an array."""
    import pyarrow as pa

    kinds = ("damage", pa.list_(pa.string()))
    probability = ("probability", pa.float64())
    passage = pa.struct([("start", pa.int64()), ("end", pa.int64()), kinds, probability])
    signal = pa.struct(
        [
            ("name", pa.string()),
            ("value", pa.float64()),
            ("damaged", pa.bool_()),
            ("message", pa.string()),
            probability,
            ("weight", pa.float64()),
            ("examples", pa.list_(pa.string())),
        ]
    )
    fields = [("degraded", pa.bool_()), probability, ("language", pa.string()), kinds]
    return pa.struct([*fields, ("signals", pa.list_(signal)), ("passages", pa.list_(passage))])


def _row(found: Diagnosis) -> dict[str, Any]:
    passages = [
        {"start": span.start, "end": span.end, "damage": damage, "probability": sure} for span, damage, sure in found.passages
    ]
    names = ("degraded", "probability", "language", "damage")
    return {**{name: getattr(found, name) for name in names}, "signals": list(map(asdict, found.signals)), "passages": passages}
