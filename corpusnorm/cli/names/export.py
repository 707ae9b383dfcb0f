"""`corpusnorm names export`: a registry for other programs."""

from __future__ import annotations

import click

from corpusnorm.cli.terminal import deliver


@click.command("export")
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(["csv", "linked-places"]), default="csv", help="A table, or Linked Places (JSON)."
)
@click.option("--output", "-o", metavar="FILE", type=click.Path(), help="The new file to write; otherwise standard output.")
def command(sources: tuple[str, ...], form: str, output: str | None) -> None:
    """Write a registry of names for other programs.

    The shipped registry, with what each SOURCE (as --registry takes it) corrects and adds. A table has all names, a row each;
    Linked Places has those of places.
    """
    import json

    from corpusnorm.names.sources import linked_places
    from corpusnorm.names.sources.export import to_csv
    from corpusnorm.names.sources.loading import load_registry

    registry = load_registry(sources)
    if form == "csv":
        deliver(to_csv(registry), output)
    else:
        deliver(json.dumps(linked_places.write(registry), ensure_ascii=False, indent=1) + "\n", output)
