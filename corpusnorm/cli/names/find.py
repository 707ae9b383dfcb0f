"""`corpusnorm names find`: the names of texts, and how a policy would write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.names.options import decisions_option, registry_option
from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.edits import Span
    from corpusnorm.names import Mention, Registry, Regularized

_AROUND = 24  # characters of context on either side


@click.command("find")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--date", metavar="D", help="The date of the texts (YYYY, YYYY-MM or YYYY-MM-DD); else each says it in its header.")
@click.option("--policy", metavar="P", default="default", help="A policy: default, as-written, local, un, iso, cldr, or a file.")
@registry_option
@decisions_option
@click.option("--json", "as_json", is_flag=True, help="Print mentions, rewrites, and what is kept or left open, as JSON.")
def command(
    files: tuple[str, ...], date: str | None, policy: str, registry: tuple[str, ...], decisions: str | None, *, as_json: bool
) -> None:
    """Find names, and show what a policy would rewrite.

    Nothing is written. Spans in the JSON are code points of each text. FILE may be - for standard input. Decisions about one
    document hold where its name is that of the file.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.language import UNDETERMINED, detect_language
    from corpusnorm.names import load_decisions, load_policy, load_registry, regularize

    once(*files)
    chosen, known, decided = load_policy(policy), load_registry(registry), load_decisions(decisions)
    data = []
    for number, file in enumerate(files):
        text = read_text(file)
        language = detect_language(text)
        when = date or _date_in(text)
        lang, name = None if language == UNDETERMINED else language, Path(file).name
        found = regularize(_without_header(text), when, chosen, known, lang=lang, decisions=decided, document=name)
        if as_json:
            data.append({"file": name_of(file), "date": when, "policy": chosen.name, "language": language, **_data(found)})
        else:
            title = f"{name_of(file)}, {when or 'no date'}, policy {chosen.name}"
            show(*([""] if number else []), *_report(text, found, title, known))
    if as_json:
        deliver(to_json(data), None)


def _date_in(text: str) -> str | None:
    """The date that the header of a text gives, where it is one; the names of any other text do not depend on a date."""
    from corpusnorm.errors import ConfigError
    from corpusnorm.ingest import Header
    from corpusnorm.names.dates import when

    date = Header().read(text).get("date")
    try:
        when(date or "")
    except ConfigError:
        return None
    return date


def _without_header(text: str) -> str:
    """The text with spaces for its header, so that places stay where they are: a run takes the header off, and a date in it is no
    year that the first sentence speaks of."""
    from corpusnorm.document import Document
    from corpusnorm.ingest import Header

    end = max((edit.span.end for edit in Header()(Document.of(text))), default=0)
    return " " * end + text[end:]


def _data(found: Regularized) -> dict[str, object]:
    return {"mentions": found.mentions, "rewritten": found.edits, "kept": found.kept, "open": found.queue}


def _report(text: str, found: Regularized, title: str, registry: Registry) -> Iterator[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import change, columns, heading, number

    yield Text.assemble((escape(title), "bold"), f": {number(len(found.mentions), 'name')}")
    rows = columns("entity", "times", "as", right=(1,))
    for entity, forms in _by_entity(found.mentions):
        forms_listed = ", ".join(
            f"{escape(form)} ({count:,})" if len(forms) > 1 else escape(form) for form, count in forms.most_common()
        )
        rows.add_row(f"  {escape(entity)}", f"{forms.total():,}", forms_listed)
    if found.mentions:
        yield rows
    if found.edits:
        yield heading(f"Would be rewritten: {len(found.edits):,}")
        rows = columns("", "", "", right=(2,))
        mentions = {mention.span: mention for mention in found.mentions}
        for edit in found.edits:
            before, after = _around(text, edit.span)
            scheme = _scheme(mentions[edit.span], registry) if edit.span in mentions else ""
            kind = ", ".join(filter(None, (edit.rule.removeprefix("names:"), scheme)))
            rows.add_row(change(before, edit.span.of(text), edit.text, after), kind, f"{edit.certainty:.2f}")
        yield Padding(rows, (0, 0, 0, 2))
    kept = [(each.mention, each.form, each.why) for each in found.kept]
    left_open = [(each.mention, each.proposal, each.question) for each in found.queue]
    for words, listed in (("Would be rewritten but for a guard", kept), ("Open, for a person to decide", left_open)):
        if listed:
            yield heading(f"{words}: {len(listed):,}")
            rows = columns("", "")
            for mention, form, why in listed:
                before, after = _around(text, mention.span)
                rows.add_row(change(before, mention.form, form or "?", after), escape(why.removeprefix("names:")))
            yield Padding(rows, (0, 0, 0, 2))


def _scheme(mention: Mention, registry: Registry) -> str:
    """The transliteration that a mention is written by, where there is one."""
    from corpusnorm.names.romanization import scheme_of

    rows = registry.rows(mention.entity or "", mention.name or mention.form)
    return next((scheme_of(name, registry) for name in rows if name.kind == "transliteration"), "")


def _by_entity(mentions: tuple[Mention, ...]) -> list[tuple[str, Counter[str]]]:
    """Each entity with the forms it has, the most frequent first; mentions whose entity is open under `?`."""
    forms: dict[str, Counter[str]] = {}
    for mention in mentions:
        forms.setdefault(mention.entity or "?", Counter())[mention.form] += 1
    return sorted(forms.items(), key=lambda each: (-each[1].total(), each[0]))


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
