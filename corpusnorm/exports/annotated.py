"""Exports for corpus linguists: a token a line, as CoNLL-U and as vertical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpusnorm.edits import Span
from corpusnorm.exports.tokens import Token, sentences, tokens
from corpusnorm.exports.works import Named, Paragraph, WorkText

_META = ("date", "author", "source", "publisher", "licence")  # what vertical text says of a document, where it is known


@dataclass(frozen=True, slots=True)
class Placed:
    """A token at its place in the text of the work, with the name it is a part of, where it is; `begins`: as its first token."""

    span: Span
    form: str
    spaced: bool
    name: Named | None
    begins: bool


def placed(work: WorkText) -> Iterator[tuple[Paragraph, tuple[tuple[Placed, ...], ...]]]:
    """The paragraphs of a work, each with the tokens of its sentences. A name is never cut: no sentence ends in one, and a token
    that reaches over its ends is cut there."""
    names = iter(work.names)
    name = next(names, None)
    inside = {at for each in work.names for at in range(each.span.start + 1, each.span.end)}
    for paragraph in work.paragraphs:
        found = []
        for sentence in _sentences(paragraph, work, inside):
            line: list[Placed] = []
            for token in tokens(sentence.of(work.text)):
                span = Span(sentence.start + token.span.start, sentence.start + token.span.end)
                while name and name.span.end <= span.start:
                    name = next(names, None)
                line += _cut(span, token, name, work.text)
            found.append(tuple(line))
        yield paragraph, tuple(found)


def _sentences(paragraph: Paragraph, work: WorkText, inside: Set[int]) -> list[Span]:
    """The sentences of a paragraph, in places of the work; those whose end lies inside of a name go on."""
    found: list[Span] = []
    for sentence in sentences(paragraph.span.of(work.text), work.language):
        span = Span(paragraph.span.start + sentence.start, paragraph.span.start + sentence.end)
        if found and (found[-1].end in inside or span.start in inside):
            span = Span(found.pop().start, span.end)
        found.append(span)
    return found


def _cut(span: Span, token: Token, name: Named | None, text: str) -> Iterator[Placed]:
    if name is None or not span.overlaps(name.span):
        yield Placed(span, token.form, token.spaced, None, begins=False)
        return
    edges = sorted({span.start, span.end, *(at for at in (name.span.start, name.span.end) if span.start < at < span.end)})
    for start, end in pairwise(edges):
        part = Span(start, end)
        within = name if part.overlaps(name.span) else None
        yield Placed(part, part.of(text), token.spaced and end == span.end, within, begins=start == name.span.start)


def write_conllu(works: Iterable[WorkText], to: Path) -> None:
    """CoNLL-U: ten columns, of which ID, FORM and MISC are filled; comments give document, paragraph and sentence."""
    with to.open("x", encoding="utf-8", newline="\n") as sink:
        for work in works:
            sink.write(f"# newdoc id = {work.id}\n# title = {_flat(work.title)}\n# language = {work.language}\n")
            for paragraph, lines in placed(work):
                sink.write(f"# newpar id = {paragraph.id}\n")
                for number, line in enumerate(lines, 1):
                    text = work.text[line[0].span.start : line[-1].span.end]
                    sink.write(f"# sent_id = {paragraph.id}.s{number}\n# text = {text}\n")
                    rows = ((str(at), token.form, *"_______", _misc(token)) for at, token in enumerate(line, 1))
                    sink.writelines("\t".join(row) + "\n" for row in rows)
                    sink.write("\n")


def _misc(token: Placed) -> str:
    said = {} if token.spaced else {"SpaceAfter": "No"}
    said["Offset"] = f"{token.span.start}:{token.span.end}"
    if token.name:
        who = token.name.entity or "|".join(token.name.candidates)
        said["Name"] = f"{'B' if token.begins else 'I'}-{who or 'unknown'}".replace("|", "/")
        if token.begins and token.name.original != token.name.form:
            said["Original"] = _flat(token.name.original).replace("|", "/")
    return "|".join(f"{key}={value}" for key, value in said.items())


def write_vertical(works: Iterable[WorkText], to: Path) -> None:
    """Vertical text, as Sketch Engine and the Corpus Workbench read it: structures `doc`, `p`, `s`, `name` and `g` (no space), and
    three columns: the token, and where it begins and ends in the text of the work."""
    with to.open("x", encoding="utf-8", newline="\n") as sink:
        for work in works:
            meta = {key: work.meta[key] for key in _META if key in work.meta}
            about = {"id": work.id, "title": work.title, "language": work.language, "name": work.name, **meta}
            sink.write(f"<doc{_attributes(about)}>\n")
            for paragraph, lines in placed(work):
                sink.write(f'<p id="{paragraph.id}">\n')
                for number, line in enumerate(lines, 1):
                    sink.write(f'<s id="{paragraph.id}.s{number}">\n')
                    sink.writelines(_vertical(line))
                    sink.write("</s>\n")
                sink.write("</p>\n")
            sink.write("</doc>\n")


def _vertical(line: tuple[Placed, ...]) -> Iterator[str]:
    inside: Named | None = None
    for at, token in enumerate(line):
        if inside and token.name is not inside:
            yield "</name>\n"
        if at and not line[at - 1].spaced:
            yield "<g/>\n"
        if token.name and token.name is not inside:
            who = token.name.entity or "|".join(token.name.candidates)
            yield f"<name{_attributes({'ref': who, 'kind': token.name.kind, 'original': token.name.original})}>\n"
        inside = token.name
        yield f"{_escaped(token.form)}\t{token.span.start}\t{token.span.end}\n"
    if inside:
        yield "</name>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {key}="{_escaped(_flat(value)).replace(chr(34), "&quot;")}"' for key, value in values.items())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flat(text: str) -> str:
    """A value on one line, without tabs."""
    return " ".join(text.split())
