"""`corpusnorm run`: files in, a corpus out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpusnorm.cli.exits import Exit
from corpusnorm.cli.progress import progress
from corpusnorm.cli.terminal import note, show

if TYPE_CHECKING:
    from corpusnorm.config import Config


@click.command("run")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", metavar="OUT", required=True, type=click.Path(), help="The folder that becomes the corpus.")
@click.option("--config", metavar="FILE", type=click.Path(), help="A TOML file with options; `corpusnorm init` writes one.")
@click.option("--tokens", is_flag=True, help="Mark every token up in the TEI (`w`, `pc`).")
@click.option("--no-sentences", is_flag=True, help="Mark no sentences up in the TEI (`s`).")
@click.option("--overwrite", is_flag=True, help="Replace a corpus that stands at OUT.")
@click.option("--restart", is_flag=True, help="Begin anew where an interrupted run left its work.")
@click.option("--strict", is_flag=True, help="Exit with 1 where anything was found that a person should look at.")
@click.option("-q", "--quiet", is_flag=True, help="Show neither progress nor summary.")
def command(
    inputs: tuple[str, ...],
    output: str,
    config: str | None,
    *,
    tokens: bool,
    no_sentences: bool,
    overwrite: bool,
    restart: bool,
    strict: bool,
    quiet: bool,
) -> Exit:
    """Turn files and folders into a deduplicated TEI corpus.

    INPUT is a text file, a JSONL file (a document a line), a TEI file, or a folder of them; or a corpus that a run wrote, which
    stands for the files that it was made from, so that documents can be added to it. OUT appears whole or not at all; the
    same input gives the same bytes. An interrupted run goes on where it stopped when the same command is given again.
    """
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.overview import overview
    from corpusnorm.cli.summary import summary
    from corpusnorm.job.run import run
    from corpusnorm.job.workspace import Workspace

    options = _options(config, tokens=tokens, no_sentences=no_sentences)
    try:
        with progress(quiet=quiet) as begin:
            made = run(inputs, output, options, overwrite=overwrite, restart=restart, progress=begin)
    except KeyboardInterrupt:
        if Workspace(Path(output).resolve()).folder.exists():
            note("The work so far is kept; the same command goes on from there.")
        raise
    for name, other in made.renamed:
        note(f"Two files are called {escape(name)}; one is now {escape(other)}.")
    found = overview(made.output)
    if not quiet:
        show(*summary(found, output))
    elif found.quarantined:
        were = "record was" if found.quarantined == 1 else "records were"
        note(f"{found.quarantined:,} {were} set aside; the table records of {output}/ledger has the bytes.")
    if found.quarantined:
        return Exit.QUARANTINED
    return Exit.FINDINGS if strict and found.findings else Exit.OK


def _options(path: str | None, *, tokens: bool, no_sentences: bool) -> Config:
    """The options of the file, with those of the command line in their place."""
    from corpusnorm.config import Config, load

    options = load(path) if path else Config()
    tei = replace(options.tei, tokens=options.tei.tokens or tokens, sentences=options.tei.sentences and not no_sentences)
    return replace(options, tei=tei)
