"""The names of one text, or of a column of texts, normalized."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, overload

import pyarrow as pa

from corpusnorm.columns import is_column, replaced, utf8
from corpusnorm.document import EditedText
from corpusnorm.names.dates import Date, date_of
from corpusnorm.names.model import Mention, Review
from corpusnorm.names.policy import Policy
from corpusnorm.names.registry import Registry
from corpusnorm.names.regularization import regularize
from corpusnorm.names.regularizer import Regularizer, regularizer_for
from corpusnorm.names.sources.loading import load_registry

Sources = Registry | str | Path | Sequence[str | Path]
"""A registry, or what extends the shipped one."""


class NamedText(EditedText):
    """A text with its names as a policy writes them, and what was found: `mentions` are spans of `raw`, `queue` is for a person."""

    mentions: tuple[Mention, ...]
    queue: tuple[Review, ...]


@overload
def normalize_names(
    text: str, date: Date = None, policy: Policy | str | None = None, *, lang: str | None = None, registry: Sources | None = None
) -> NamedText: ...


@overload
def normalize_names(
    text: pa.Array,
    date: Date | pa.Array = None,
    policy: Policy | str | None = None,
    *,
    lang: str | pa.Array | None = None,
    registry: Sources | None = None,
) -> pa.Array: ...


def normalize_names(
    text: str | pa.Array,
    date: Date | pa.Array = None,
    policy: Policy | str | None = None,
    *,
    lang: str | pa.Array | None = None,
    registry: Sources | None = None,
) -> NamedText | pa.Array:
    """Write each name in a text as the policy prefers at the date of the text.

    Changes and never changes what `regularize` says; `policy` is `default`, `as-written`, the path of a file, or a `Policy`; `lang`
    is the BCP 47 tag of the text where it is known; `registry` a `Registry`, or what extends the shipped one: a file, or several
    sources as `load_registry` takes them. The result is a `str` whose `raw` is `text`, whose `edits` name entity and
    rule, and whose `mentions` are all names found.

    Of an Arrow array of texts the result is an array of the same type, nulls left as they are; `date` and `lang` may then be arrays
    too, one for each text. Cost: some microseconds for a page without names, tens of them for one that a look at it is needed for.

    >>> normalize_names("Erdogan flew to Kiev.", date="2023-11-09")
    'Erdoğan flew to Kyiv.'
    >>> [mention.entity for mention in normalize_names("Erdogan flew to Kiev.", policy="as-written").mentions]
    ['erdogan', 'kyiv']
    >>> normalize_names(pa.array(["Kiev", None, "Turkey"]), date=pa.array(["2021", None, "2023"])).to_pylist()
    ['Kyiv', None, 'Türkiye']
    """
    known = registry if registry is None or isinstance(registry, Registry) else load_registry(registry)
    if is_column(text):
        return _column(text, date, regularizer_for(policy, known), lang)
    found = regularize(text, date, policy, known, lang=lang)
    named = NamedText.from_edits(text, found.edits)
    named.mentions, named.queue = found.mentions, found.queue
    return named


def _column(texts: pa.Array, date: Date | pa.Array, stage: Regularizer, lang: str | pa.Array | None) -> pa.Array:
    """The texts with their names normalized; only those with a name to rewrite become Python strings for longer than a look."""
    if isinstance(texts, pa.ChunkedArray):
        return pa.chunked_array([_column(texts.combine_chunks(), date, stage, lang)], texts.type)
    if texts.type == pa.string_view():
        return _column(texts.cast(pa.large_string()), date, stage, lang).cast(texts.type)
    langs, given = _each(lang, len(texts)), _each(date, len(texts))
    days = {each: date_of(each) for each in set(given)}
    written = {}
    for row, text, matches in stage.matcher.find_all(utf8(texts)):
        day = days[given[row]]
        if stage.left(matches, day, langs[row]) is None:
            edits = stage.regularized(text, matches, day, langs[row]).edits
            if edits:
                written[row] = edits.apply(text)
    return replaced(texts, written)


def _each(given: Any, count: int) -> Sequence[Any]:
    """What is said of each text: one thing of all, or an array."""
    if not isinstance(given, pa.Array | pa.ChunkedArray):
        return [given] * count
    if len(given) != count:
        raise ValueError(f"{len(given)} for {count} texts")
    return list(given.to_pylist())
