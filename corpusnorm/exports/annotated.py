"""Exports for corpus linguists: a token a line, as CoNLL-U and as vertical text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpusnorm.exports.tokens import Placed, sentences_of
from corpusnorm.exports.works import Named, WorkText

_META = ("date", "author", "source", "publisher", "licence")  # what vertical text says of a document, where it is known


def write_conllu(works: Iterable[WorkText], to: Path) -> None:
    """CoNLL-U: ten columns, of which ID, FORM and MISC are filled; comments give document, paragraph and sentence."""
    with to.open("x", encoding="utf-8", newline="\n") as sink:
        for work in works:
            sink.write(f"# newdoc id = {work.id}\n# title = {_flat(work.title)}\n# language = {work.language}\n")
            for paragraph, lines in sentences_of(work, with_tokens=True):
                sink.write(f"# newpar id = {paragraph.id}\n")
                for line in lines:
                    sink.write(f"# sent_id = {line.id}\n# text = {line.span.of(work.text)}\n")
                    rows = ((str(at), token.form, *"_______", _misc(token)) for at, token in enumerate(line.tokens, 1))
                    sink.writelines("\t".join(row) + "\n" for row in rows)
                    sink.write("\n")


def _misc(token: Placed) -> str:
    said = {} if token.spaced else {"SpaceAfter": "No"}
    if token.id:
        said["Id"] = token.id
    said["Offset"] = f"{token.span.start}:{token.span.end}"
    if token.name:
        who = token.name.entity or "|".join(token.name.candidates)
        said["Name"] = f"{'B' if token.begins else 'I'}-{who or 'unknown'}".replace("|", "/")
        if token.begins and token.name.original != token.name.form:
            said["Original"] = _flat(token.name.original).replace("|", "/")
    return "|".join(f"{key}={value}" for key, value in said.items())


def write_vertical(works: Iterable[WorkText], to: Path) -> None:
    """Vertical text, as Sketch Engine and the Corpus Workbench read it: structures `doc`, `p`, `s`, `name` and `g` (no space), and
    four columns: the token, where it begins and ends in the text of the work, and the id it has in the TEI."""
    with to.open("x", encoding="utf-8", newline="\n") as sink:
        for work in works:
            meta = {key: work.meta[key] for key in _META if key in work.meta}
            about = {"id": work.id, "title": work.title, "language": work.language, "name": work.name, **meta}
            sink.write(f"<doc{_attributes(about)}>\n")
            for paragraph, lines in sentences_of(work, with_tokens=True):
                sink.write(f'<p id="{paragraph.id}">\n')
                for line in lines:
                    sink.write(f'<s id="{line.id}">\n')
                    sink.writelines(_vertical(line.tokens))
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
        yield f"{_escaped(token.form)}\t{token.span.start}\t{token.span.end}\t{token.id}\n"
    if inside:
        yield "</name>\n"


def _attributes(values: Mapping[str, str]) -> str:
    return "".join(f' {key}="{_escaped(_flat(value)).replace(chr(34), "&quot;")}"' for key, value in values.items())


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _flat(text: str) -> str:
    """A value on one line, without tabs."""
    return " ".join(text.split())
