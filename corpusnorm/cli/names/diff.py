"""`corpusnorm names diff`: what two policies would write differently, in context, before anything does."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.names.options import registry_option
from corpusnorm.cli.terminal import deliver, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.edits import Edits
    from corpusnorm.names import NameDifference, Policy, Registry

_AROUND = 30  # characters of context on either side
_TWO = 2  # policies are compared
_SHOWN = 3  # places of each difference, unless all are asked for


class Text(NamedTuple):
    """A text whose names are looked at: as it is cleaned, and how it was."""

    name: str
    text: str
    date: str | None
    language: str | None
    edits: Edits


class Place(NamedTuple):
    """A difference in a text."""

    text: Text
    difference: NameDifference


@click.command("diff")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--policy",
    "policies",
    metavar="P",
    multiple=True,
    help="A policy by name or file; give two, or one to hold against as-written.",
)
@click.option("--date", metavar="D", help="The date of all texts (YYYY, YYYY-MM or YYYY-MM-DD); else each says its own.")
@registry_option
@click.option("--all", "everything", is_flag=True, help=f"Show every place; otherwise the first {_SHOWN} of each difference.")
@click.option("--json", "as_json", is_flag=True, help="Print every place as JSON.")
def command(
    inputs: tuple[str, ...],
    policies: tuple[str, ...],
    date: str | None,
    registry: tuple[str, ...],
    *,
    everything: bool,
    as_json: bool,
) -> Exit:
    """Show what one policy writes and another does not.

    INPUT is a text file, a JSONL file, a folder of them, or the folder OUT that a run wrote: then its works are looked at. Texts
    are cleaned first, as in a run; nothing is written. Spans in the JSON are code points of each document as it stands in its
    file. Exits with 3 where a record cannot be read.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.names import load_policy, load_registry

    if len(policies) > _TWO:
        raise click.UsageError("--policy can be given twice: two policies are compared.")
    a, b = map(load_policy, policies if len(policies) == _TWO else ("as-written", *(policies or ("default",))))
    texts, unread = _texts(inputs, date)
    places, names = _compared(texts, a, b, load_registry(registry))
    if as_json:
        deliver(to_json([_data(place) for place in places]), None)
    else:
        show(*_report(places, names, len(texts), (a, b), None if everything else _SHOWN))
    return Exit.QUARANTINED if unread else Exit.OK


def _texts(inputs: Sequence[str], date: str | None) -> tuple[list[Text], int]:
    """The texts of the inputs, and how many records could not be read."""
    from corpusnorm.cli.reading import read_documents
    from corpusnorm.job.workspace import is_package

    packages = [each for each in inputs if is_package(Path(each))]
    texts = [text for package in packages for text in _works(package, date)]
    others = [each for each in inputs if each not in packages]
    documents, unread = read_documents(others) if others else ({}, 0)
    for name, document in documents.items():
        said = date or document.meta.get("date")
        texts.append(Text(name, document.text, said, _language(document.text), document.edits))
    return texts, unread


def _works(package: str, date: str | None) -> Iterator[Text]:
    """The base texts of a package that are not degraded: those whose names a run regularizes."""
    from corpusnorm.job.reconstruct import Package
    from corpusnorm.names.stage import TELLING

    source = Package(Path(package))
    query = "SELECT * FROM documents WHERE kind = 'base' AND NOT degraded ORDER BY name, document"
    for row in source.ledger.rows(query):
        said = date or json.loads(row["meta"] or "{}").get("date")
        language = None if row["language"] == "und" or row["words"] < TELLING else row["language"]
        edits = source.edits(row["document"], "clean")
        yield Text(row["name"], source.clean_text(row["document"]), said, language, edits)
    source.ledger.close()


def _language(text: str) -> str | None:
    from corpusnorm.language import UNDETERMINED, detect_language
    from corpusnorm.names.stage import TELLING

    language = detect_language(text)
    return None if language == UNDETERMINED or len(text.split()) < TELLING else language


def _compared(texts: Sequence[Text], a: Policy, b: Policy, registry: Registry) -> tuple[list[Place], int]:
    """The differences, and how many names there are in all."""
    from corpusnorm.names import compare_policies, find_mentions
    from corpusnorm.names.stage import days

    places, names = [], 0
    for text in texts:
        date = text.date if days(text.date or "") else None
        names += len(find_mentions(text.text, registry, date))
        places += [Place(text, each) for each in compare_policies(text.text, a, b, date, registry, lang=text.language)]
    return places, names


def _data(place: Place) -> dict[str, object]:
    text, difference = place
    span = difference.span
    return {
        "document": text.name,
        "date": text.date,
        "span": text.edits.to_source(span),
        "entity": difference.entity,
        "form": difference.form,
        "a": difference.a,
        "b": difference.b,
        "before": text.text[max(0, span.start - _AROUND) : span.start],
        "after": text.text[span.end : span.end + _AROUND],
    }


def _report(
    places: Sequence[Place], names: int, texts: int, policies: tuple[Policy, Policy], shown: int | None
) -> Iterator[RenderableType]:
    from rich.text import Text as Line

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import heading, number

    a, b = (escape(policy.name) for policy in policies)
    among = len({place.text.name for place in places})
    yield Line.assemble((a, "bold"), " and ", (b, "bold"), f": {number(len(places), 'name')} of {names:,} written differently, in "
                        f"{among:,} of {number(texts, 'document')}")  # fmt: skip
    counts = Counter(place.difference.entity for place in places)
    for entity, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield heading(f"{entity}: {count:,}")
        yield from _of_entity([place for place in places if place.difference.entity == entity], (a, b), shown)


def _of_entity(places: Sequence[Place], policies: tuple[str, str], shown: int | None) -> Iterator[RenderableType]:
    """What is written, on what ground on either side, and the first places."""
    from rich.padding import Padding

    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import change, indented

    groups: dict[tuple[str, ...], list[Place]] = {}
    for place in places:
        each = place.difference
        groups.setdefault((each.a.form, each.b.form, each.a.rule, each.b.rule, each.a.ground, each.b.ground), []).append(place)
    for (one, other, *rules, ground, other_ground), found in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield indented((escape(one), "red"), " | ", (escape(other), "green"), f" ({len(found):,})")
        for policy, form, rule, why in zip(policies, (one, other), rules, (ground, other_ground), strict=True):
            yield indented(f"{policy} writes {escape(form)}: {escape(f'{rule}; ' if rule else '')}{escape(why)}", by=4)
        for text, difference in found[:shown]:
            span = difference.span
            around = text.text[max(0, span.start - _AROUND) : span.start], text.text[span.end : span.end + _AROUND]
            at = text.edits.to_source(span).start
            line = change(around[0].replace("\n", " "), difference.a.form, difference.b.form, around[1].replace("\n", " "))
            line.append(f"  {escape(text.name)}, character {at:,}", "dim")
            yield Padding(line, (0, 0, 0, 4))
        if shown is not None and len(found) > shown:
            yield indented((f"and {len(found) - shown:,} more", "dim"), by=4)
