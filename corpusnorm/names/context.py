"""What stands around a mention: its sentence, paragraph and quotation, and the wording that says how a name is used."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any

from corpusnorm.edits import Span
from corpusnorm.names.dates import When, years_at

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢİŁŃŌŐŒŘŚŞŠŢŤŪŰŹŻŽƏ"
"""The capital letters of names in Latin script, as they stand in a class of an expression."""

# Each begins with a set of characters, which is looked for many times as fast as what must not stand before it, so that is asked
# afterwards. Possessive, and only where no end mark stands before: a row of 20,000 full stops costs one look at each.
_SENTENCE_END = re.compile(r"[.!?…\n](?:(?<=\n)\n*+|(?<!\n)(?<![.!?…][.!?…])[.!?…]*+[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*+[^\W_]))")
_LINE_ENDS = re.compile(r"\n++")
_STRAIGHT_QUOTE = re.compile(r'"')
# One that is never closed runs to the paragraph's end, but for marks that other languages close with.
_PAIRED_QUOTES = re.compile(
    r"“[^”\n]{0,2000}+”?|«[^»\n]{0,2000}+»?|„[^“”\n]{0,2000}+[“”]?|»[^«\n]{1,2000}+«|(?<!\S)”(?=\w)[^”\n]{1,2000}+”|‹[^›\n]{1,400}+›"
    r"|›[^‹\n]{1,400}+‹|‚[^‘’\n]{1,400}+‘|「[^」\n]{1,2000}+」|『[^』\n]{1,2000}+』|``(?:[^`'\n]|'(?!')){1,2000}+''|<q>[^<\n]{1,2000}+</q>"
)
_OPENS = re.compile("[“«„»”‹›‚「『`<]")
_SET_OFF = re.compile(r"(?:\n|\A(?=>))(?:> ?|(?: {2}|\t)[ \t]*(?=\S))")
_LEADS = (":", ",", ";", "—", "-")  # what a line ends with that leads to lines set off from it
_SINGLE_QUOTES = re.compile(
    r"'(?<!\w')(?=\w)[^'\n]{1,80}?(?<=[\w.,!?])'(?!\w)|‘(?<!\w‘)[^‘’\n]{1,400}(?:’(?=\w)[^‘’\n]*){0,9}’(?!\w)"
)
REACH = 240
"""How many characters before and after a mention the words about it are looked for. It bounds the cost of a look."""


@dataclass(frozen=True, slots=True)
class Homograph:
    """A form that is also something else, and the words around it that say so."""

    form: str
    sense: str
    near: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The word lists of `data/wording.toml`, compiled when first asked for; `[section] key` is `lists["section.key"]`."""

    lists: Mapping[str, tuple[str, ...]]
    homographs: Mapping[str, Homograph]
    _compiled: dict[tuple[str, str, str], re.Pattern[str]] = field(default_factory=dict)

    def pattern(self, key: str, before: str, after: str) -> re.Pattern[str]:
        """Any entry of the list between two patterns."""
        if (key, before, after) not in self._compiled:
            self._compiled[key, before, after] = re.compile(f"{before}{_any(self.lists[key])}{after}")
        return self._compiled[key, before, after]

    def anywhere(self, key: str, after: str = "") -> re.Pattern[str]:
        """Any entry of the list, as whole words, and perhaps what must stand after it."""
        return self.pattern(key, r"(?<!\w)", rf"(?!\w){after}")

    def ends(self, key: str) -> re.Pattern[str]:
        """An entry of the list, an article or an opening quotation mark perhaps, and the end of the text."""
        return self.pattern(key, r"(?<!\w)", r"(?: the)?\s?[\"“‘']?$")

    def starts(self, key: str, before: str = "") -> re.Pattern[str]:
        """An entry of the list at the very start of the text."""
        return self.pattern(key, f"^{before}", "")

    def whole(self, key: str) -> re.Pattern[str]:
        """The text is an entry of the list and nothing else."""
        return self.pattern(key, "^", "$")


@cache
def wording() -> Wording:
    """The wording that ships with the package. Read once."""
    text = (files("corpusnorm.names") / "data" / "wording.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    homographs = {row["form"]: _homograph(row) for row in data.pop("homograph")}
    return Wording(MappingProxyType(dict(_lists(data))), MappingProxyType(homographs))


def _lists(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in data.items():
        if isinstance(value, list):
            yield prefix + key, tuple(value)
        else:
            yield from _lists(value, f"{prefix}{key}.")


@dataclass(frozen=True, eq=False)
class Context:
    """A text and the names found in it. Sentences, paragraphs and quotations are looked for when first asked for, in linear time.

    `names` are the spans of the names, sorted; a full stop inside one ("St. Petersburg") ends no sentence.
    """

    text: str
    names: Sequence[Span] = field(default=())

    def sentence(self, span: Span) -> Span:
        """The sentence a span lies in. Ends at end marks before a word, at line ends, and not after an abbreviation."""
        return _between(self._sentence_starts, span, len(self.text))

    def paragraph(self, span: Span) -> Span:
        """The line a span lies in."""
        return _between(self._paragraph_starts, span, len(self.text))

    def quotation(self, span: Span) -> Span | None:
        """What stands between the quotation marks around a span, or None."""
        at = bisect_right(self._quotations, span.start, key=lambda quotation: quotation.start) - 1
        # Quotations nest, so the nearest that opens before the span need not be the one that holds it.
        around = [quotation for quotation in self._quotations[max(0, at - 3) : at + 1] if quotation.end >= span.end]
        return around[-1] if around else None

    def before(self, span: Span) -> str:
        """The text of the sentence before a span, at most `REACH` characters of it."""
        return self.text[max(self.sentence(span).start, span.start - REACH) : span.start]

    def after(self, span: Span) -> str:
        """The text of the sentence after a span, at most `REACH` characters of it."""
        return self.text[span.end : min(self.sentence(span).end, span.end + REACH)]

    def years(self, span: Span) -> tuple[When, ...]:
        """The years that a stretch of the text names in figures, in order."""
        first, last = (bisect_left(self._years, at, key=itemgetter(0)) for at in (span.start, span.end))
        return tuple(year for _, year in self._years[first:last])

    def year_before(self, at: int, start: int = 0) -> tuple[When, ...]:
        """The last year named before a place and not before `start`, or nothing."""
        last = bisect_left(self._years, at, key=itemgetter(0))
        return (self._years[last - 1][1],) if last and self._years[last - 1][0] >= start else ()

    def around(self, span: Span) -> Span:
        """The sentence around a span, at most `REACH` characters of it on either side."""
        sentence = self.sentence(span)
        return Span(max(sentence.start, span.start - REACH), min(sentence.end, span.end + REACH))

    @cached_property
    def _years(self) -> tuple[tuple[int, When], ...]:
        return tuple(years_at(self.text))

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        abbreviated = _compile(rf"(?:(?<!\w)(?:{_any(wording().lists['sentence.abbreviations'])}|[^\W\d_]))$")
        longest = 1 + max(map(len, wording().lists["sentence.abbreviations"]))
        starts = [0]
        for end in _SENTENCE_END.finditer(self.text):
            mark, start = end.span()
            is_long = mark >= longest and self.text[mark - longest : mark].isalnum()
            if self.text[mark] in ".…" and not is_long and abbreviated.search(self.text, max(0, mark - 12), mark):
                continue
            at = bisect_right(self.names, mark, key=attrgetter("start")) - 1
            if at < 0 or self.names[at].end < start:
                starts.append(start)
        return tuple(starts)

    @cached_property
    def _paragraph_starts(self) -> tuple[int, ...]:
        return (0, *[end.end() for end in _LINE_ENDS.finditer(self.text)])

    @cached_property
    def _quotations(self) -> tuple[Span, ...]:
        found = list(self._paired())
        found += [Span(quote.start() + 1, quote.end() - 1) for quote in _SINGLE_QUOTES.finditer(self.text)]
        return tuple(sorted([*found, *self._straight_quotations(), *self._set_off()], key=attrgetter("start", "end")))

    def _paired(self) -> Iterator[Span]:
        """Between marks that differ at the two ends; what one holds is not looked at again."""
        mark = _OPENS.search(self.text)
        while mark:
            quote = _PAIRED_QUOTES.match(self.text, mark.start())
            if quote:
                yield Span(quote.start() + 1, quote.end())
            mark = _OPENS.search(self.text, (quote or mark).end())

    def _set_off(self) -> Iterator[Span]:
        """Lines set off from the text: marked with ">", or indented after a line that leads to them; verse and block quotations."""
        ended = -1
        for line in _SET_OFF.finditer(self.text):
            start, indent = line.start() + line.group().startswith("\n"), line.end()
            before = self.text[max(0, start - 200) : start].rstrip()
            if self.text[start] == ">" or ended == start - 1 or before.endswith(_LEADS):
                end = self.text.find("\n", indent)
                ended = end if end >= 0 else len(self.text)
                yield Span(indent, ended)

    def _straight_quotations(self) -> Iterator[Span]:
        """Pair straight marks in each paragraph: one after a space opens. One that is never closed runs to the paragraph's end."""
        opened, limit, starts = -1, 0, self._paragraph_starts
        for quote in _STRAIGHT_QUOTE.finditer(self.text):
            at = quote.start()
            if opened >= 0 and at >= limit:
                yield Span(opened, limit)
                opened = -1
            if opened >= 0:
                yield Span(opened, at)
                opened = -1
            elif at == 0 or self.text[at - 1].isspace() or self.text[at - 1] in "([{-–—/'‘“":
                line = bisect_right(starts, at)
                opened, limit = at + 1, starts[line] if line < len(starts) else len(self.text)
        if opened >= 0:
            yield Span(opened, max(opened, limit))


def _between(starts: tuple[int, ...], span: Span, end: int) -> Span:
    at = bisect_right(starts, span.start)
    return Span(starts[at - 1], max(span.end, starts[at] if at < len(starts) else end))


def _homograph(row: dict[str, str | list[str]]) -> Homograph:
    before, after, near = (_any(tuple(row[key])) for key in ("before", "after", "near"))
    return Homograph(
        str(row["form"]),
        str(row["sense"]),
        _compile(rf"(?<!\w){near}(?!\w)"),
        _compile(rf"(?<!\w){before}\s$"),
        _compile(rf"^\s{after}(?!\w)"),
    )


def _any(entries: Iterable[str]) -> str:
    return "(?:" + ("|".join(entries) or r"(?!)") + ")"


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
