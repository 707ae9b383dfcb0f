"""`corpusnorm names discover`: forms in a corpus that may be ways to write one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.escaping import escape
from corpusnorm.cli.exits import Exit
from corpusnorm.cli.names.options import decisions_option, registry_option
from corpusnorm.cli.reading import read_documents
from corpusnorm.cli.terminal import deliver, note, show

if TYPE_CHECKING:
    from rich.console import RenderableType

    from corpusnorm.names.discovery import Evidence, Proposal, Proposals
    from corpusnorm.names.discovery.corpus import Attested
    from corpusnorm.names.queue import Question
    from corpusnorm.names.registry import Registry

_SHOWN = 50  # proposals on a terminal
_WORDS = {
    "letters": "the same letters",
    "sound": "may sound alike",
    "script": "in two scripts",
    "scheme": "in two schemes",
    "registry": "known as",
    "context": "among the same words",
    "witness": "witnesses differ",
}


@click.command("discover")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@decisions_option
@registry_option
@click.option("--all", "every", is_flag=True, help="List groups too of which the registry knows every form.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write the proposals as CSV, to be filled in.")
@click.option("--json", "as_json", is_flag=True, help="Print the proposals with their evidence as JSON.")
def command(
    inputs: tuple[str, ...], decisions: str | None, registry: tuple[str, ...], output: str | None, *, every: bool, as_json: bool
) -> Exit:
    """Propose forms that may be ways to write one name.

    INPUT is a text file, a JSONL file, a folder of them, or the folder that `corpusnorm run` wrote, which also knows where two
    witnesses write a name differently. Nothing is merged: a CSV with the column `decision` filled in is a file of decisions. Exits
    with 3 where a record cannot be read.
    """
    from corpusnorm.cli.data import to_json
    from corpusnorm.cli.looks import number
    from corpusnorm.names.amended import amended
    from corpusnorm.names.decisions import load_decisions
    from corpusnorm.names.discovery import discover_variants
    from corpusnorm.names.discovery.corpus import read_names
    from corpusnorm.names.discovery.witnesses import witnessed
    from corpusnorm.names.queue import write_queue
    from corpusnorm.names.sources.loading import load_registry

    stand = load_decisions(decisions)
    known = amended(load_registry(registry), stand)
    texts, unread = _texts(inputs)
    attested = read_names(texts)
    told = witnessed(_differences(inputs), attested.counts)
    found = discover_variants(
        sorted({*attested.counts, *(form for pair in told for form in pair)}),
        never=[tuple(sorted(pair)) for pair in stand.apart],  # type: ignore[misc]
        witnessed=told,
        contexts=attested.contexts,
        together=attested.together(),
        registry=known,
    )
    listed = [each for each in found if every or not _is_known(each, known)]
    if output:
        deliver(write_queue([_question(each, attested, known) for each in listed], stand.rows), output)
        note(f"{output}: {number(len(listed), 'proposal')}; fill in the column `decision`, with a date and a reason.")
    if as_json:
        deliver(to_json([_data(each, attested, known) for each in listed]), None)
    elif not output:
        show(*_report(listed, found, attested, known))
    return Exit.QUARANTINED if unread else Exit.OK


def _texts(inputs: Sequence[str]) -> tuple[Iterable[str], int]:
    """The texts of files and of packages, and how many records could not be read."""
    from corpusnorm.exports.works import read_works
    from corpusnorm.job.reconstruct import Package
    from corpusnorm.job.workspace import is_package

    packages = [Path(each) for each in inputs if is_package(Path(each))]
    works = (work.text for package in packages for work in read_works(Package(package), "base"))
    plain = [each for each in inputs if Path(each) not in packages]
    documents, unread = read_documents(plain) if plain else ({}, 0)
    return [*(documents[name].text for name in sorted(documents)), *works], unread


def _differences(inputs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What stands in one witness for what stands in another, in every package."""
    import pyarrow.parquet as pq

    from corpusnorm.job.workspace import is_package

    for each in inputs:
        if is_package(Path(each)):
            columns = ["layer", "old", "new"]
            for row in pq.read_table(Path(each) / "ledger" / "edits.parquet", columns=columns).to_pylist():
                if row["layer"] == "delta" and row["old"] and row["new"]:
                    yield row["old"].decode("utf-8", "surrogatepass"), row["new"]


def _is_known(proposal: Proposal, registry: Registry) -> bool:
    """Whether the registry has every form, so that nothing is new."""
    return all(form in registry.forms for form in proposal.forms)


def _entities(proposal: Proposal, registry: Registry) -> tuple[str, ...]:
    return tuple(sorted({name.entity for form in proposal.forms for name in registry.forms.get(form, ())}))


def _data(proposal: Proposal, attested: Attested, registry: Registry) -> dict[str, object]:
    return {
        "forms": {form: attested.counts[form] for form in proposal.forms},
        "kind": proposal.kind,
        "certainty": proposal.certainty,
        "entities": _entities(proposal, registry),
        "evidence": proposal.evidence,
    }


def _question(proposal: Proposal, attested: Attested, registry: Registry) -> Question:
    from corpusnorm.names.queue import Question

    entities = _entities(proposal, registry)
    texts = frozenset[int]().union(*(attested.texts.get(form, frozenset()) for form in proposal.forms))
    return Question(
        forms=proposal.forms,
        question=f"one name? {'; '.join(map(_said, proposal.evidence))}",
        proposal="same",
        entity=entities[0] if len(entities) == 1 else "",
        preferred="" if entities else max(proposal.forms, key=lambda form: (attested.counts[form], form)),
        candidates=entities,
        count=sum(attested.counts[form] for form in proposal.forms),
        documents=len(texts),
        contexts=tuple(example for form in proposal.forms for example in attested.examples.get(form, ())[:1]),
    )


def _said(evidence: Evidence) -> str:
    value = f"{evidence.value:g} times" if evidence.rule == "witness" else f"{evidence.value:.2f}"
    detail = f" {evidence.detail}" if evidence.detail else ""
    return f"{evidence.a} = {evidence.b}: {_WORDS[evidence.rule]}{detail}, {value}"


def _report(listed: Sequence[Proposal], found: Proposals, attested: Attested, registry: Registry) -> Iterator[RenderableType]:
    from rich.text import Text

    from corpusnorm.cli.looks import columns, indented, number

    yield Text(f"{number(len(attested.counts), 'form')}, {number(len(listed), 'proposal')}", "bold")
    rows = columns("forms", "certainty", "why", right=(1,))
    for each in sorted(listed, key=lambda each: (-each.certainty, each.forms))[:_SHOWN]:
        rows.add_row(f"  {escape(_counted(each.forms, attested.counts))}", f"{each.certainty:.2f}", escape(_why(each, registry)))
    if listed:
        yield rows
    if len(listed) > _SHOWN:
        yield indented((f"… and {len(listed) - _SHOWN:,} more; -o writes all", "dim"))
    if len(listed) < len(found):
        yield indented((f"{number(len(found) - len(listed), 'group')} of forms that the registry knows: --all lists them", "dim"))


def _counted(forms: Iterable[str], counts: Mapping[str, int]) -> str:
    return ", ".join(f"{form} ({counts[form]:,})" for form in forms)


def _why(proposal: Proposal, registry: Registry) -> str:
    parts = [f"{_WORDS[each.rule]}{f' {each.detail}' if each.detail else ''}" for each in proposal.evidence]
    entities = _entities(proposal, registry)
    return "; ".join(dict.fromkeys([*parts, *(_of(proposal, entities, registry))]))


def _of(proposal: Proposal, entities: tuple[str, ...], registry: Registry) -> list[str]:
    """Which entities have some of the forms, where others are new."""
    return [f"new beside {', '.join(entities)}"] if entities and not _is_known(proposal, registry) else []
