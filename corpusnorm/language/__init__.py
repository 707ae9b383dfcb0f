"""Language identification: langdetect's answers, compiled; of a text or a column; deterministic, thread safe, never raising."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from corpusnorm.edits import Span

if TYPE_CHECKING:
    import pyarrow as pa

_SHORT = 60  # characters of a block from which on its language is told from all: of shorter ones one in twenty is told wrongly
UNDETERMINED = "und"  # ISO 639-3 and BCP 47 for "undetermined"
Backend = Literal["langdetect", "cld2", "lid176"]


class Language(NamedTuple):
    """A BCP 47 code and its probability, to four digits."""

    code: str
    probability: float


class LanguageBlock(NamedTuple):
    """A block of a text - a paragraph, heading, line of verse - with its language; code points, without white space around it."""

    span: Span
    code: str
    probability: float


@overload
def detect_language(text: str, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect") -> str: ...
@overload
def detect_language(
    text: pa.Array | pa.ChunkedArray, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect"
) -> pa.Array: ...
def detect_language(
    text: str | pa.Array | pa.ChunkedArray, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect"
) -> str | pa.Array:
    """The language of `text` as a BCP 47 code, `und` where it cannot be known; of an Arrow array of texts an array of codes.

    The answers are those of langdetect 1.0.9 with a fixed seed, at some forty times its speed, of arrays eighty; but a text without
    a Hangul syllable is not Korean, and Armenian or Georgian letters are not Estonian. Never raises because of a text: an empty
    one, digits and unknown scripts are `und`, nulls of an array stay null. The same text gives the same answer in every thread,
    run, process and batch. Some 40 microseconds a text of an array, of which the first 10,000 characters are looked at; the first
    call loads 55 profiles (half a second with the compiler).

    `languages` are the codes that come into question, as if there were profiles of these only. `backend` may also be `cld2` or
    `lid176` (extras of the same names), which know 164 and 176 languages. What cannot be had is a `ConfigError`.

    >>> detect_language("The majority of the voters voted in favour.")
    'en'
    >>> detect_language("1988-1994")
    'und'
    >>> detect_language("Han bor i byen.", languages=["no", "sv"])
    'no'
    >>> import pyarrow as pa
    >>> detect_language(pa.array(["Die Stadt liegt am Fluss.", None])).to_pylist()
    ['de', None]
    """
    if isinstance(text, str):
        return identify(text, languages=languages, backend=backend).code
    return identify(text, languages=languages, backend=backend).field("code")


@overload
def identify(text: str, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect") -> Language: ...
@overload
def identify(
    text: pa.Array | pa.ChunkedArray, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect"
) -> pa.StructArray: ...
def identify(
    text: str | pa.Array | pa.ChunkedArray, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect"
) -> Language | pa.StructArray:
    """The most probable language of `text` and its probability, `und` with 0 where none has half of it; as `detect_language`.

    Of an array of texts it is an array of structs, `code` and `probability`, both null of a null.
    """
    from corpusnorm.columns import is_column

    if isinstance(text, str) or not is_column(text):
        return _identified([text], languages, backend)[0]
    import numpy as np
    import pyarrow as pa

    from corpusnorm.language.backends import answers

    codes, numbers, probabilities = answers(text, languages, backend)
    nulls = np.asarray(text.is_null())
    columns = [pa.array(codes, pa.string()).take(pa.array(numbers, mask=nulls)), pa.array(probabilities, mask=nulls)]
    return pa.StructArray.from_arrays(columns, ["code", "probability"], mask=pa.array(nulls))


def detect_languages(
    text: str, *, languages: Iterable[str] | None = None, backend: Backend = "langdetect"
) -> tuple[LanguageBlock, ...]:
    """The blocks of a text that may be in several languages, in order, and the language of each; for options see `detect_language`.

    A block is what stands between blank lines; of a text without blank lines, a line. A block of less than 60 characters - a
    heading, a label - is told only among the languages of the longer ones (where there are none, of the whole text): a few words
    look like many languages. White space around a block is in none; neighbours in one language are not joined.

    >>> french = "La bataille dura trois jours et trois nuits, dit la chronique de la ville."
    >>> for block in detect_languages(f"Résumé\\n\\n{french}\\n\\nThe armistice was signed in the spring of the following year."):
    ...     print(block.span.start, block.span.end, block.code)
    0 6 fr
    8 82 fr
    84 145 en
    """
    from corpusnorm.language.blocks import blocks

    spans = blocks(text)
    found = _identified([span.of(text) for span in spans], languages, backend)
    seen = {each.code for each, span in zip(found, spans, strict=True) if len(span) >= _SHORT} - {UNDETERMINED}
    seen = seen or {identify(text, languages=languages, backend=backend).code} - {UNDETERMINED}
    short = [at for at, span in enumerate(spans) if len(span) < _SHORT]
    if seen and short:
        for at, each in zip(short, _identified([spans[at].of(text) for at in short], sorted(seen), backend), strict=True):
            found[at] = each
    return tuple(LanguageBlock(span, *each) for span, each in zip(spans, found, strict=True))


def known_languages(backend: Backend = "langdetect") -> tuple[str, ...]:
    """The codes of the languages that a backend tells apart.

    >>> len(known_languages()), known_languages()[-2:]
    (55, ('zh-cn', 'zh-tw'))
    """
    from corpusnorm.language.backends import named

    return named(backend).codes()


def _identified(texts: list[str], languages: Iterable[str] | None, backend: Backend) -> list[Language]:
    """The languages of strings, which may hold lone surrogates."""
    from corpusnorm.columns import column
    from corpusnorm.language.backends import answers

    codes, numbers, probabilities = answers(column(texts), languages, backend)
    return [Language(codes[number], value) for number, value in zip(numbers.tolist(), probabilities.tolist(), strict=True)]
