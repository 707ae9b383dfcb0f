"""`corpusnorm init`: a configuration to start from."""

from __future__ import annotations

import click

from corpusnorm.cli.escaping import quoted
from corpusnorm.cli.terminal import deliver, note


@click.command("init")
@click.argument("file", type=click.Path(), default="corpusnorm.toml")
def command(file: str) -> None:
    """Write a commented configuration to start from.

    It has every option with its default and its meaning. FILE is corpusnorm.toml where none is named; a file that is there is
    never overwritten.
    """
    from corpusnorm.config import template

    deliver(template(), file)
    note(f"{file} has every option at its default. Next: corpusnorm run INPUT... -o OUT --config {quoted(file)}")
