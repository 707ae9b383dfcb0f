"""`corpusnorm degrade`: the damage itself, for experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import deliver
from corpusnorm.errors import ConfigError

if TYPE_CHECKING:
    from corpusnorm.degradation import Degradation


@click.command("degrade")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--recipe",
    required=True,
    type=click.Path(allow_dash=True),
    help="The operators in order: a JSON list, [[operators]] in TOML, or what diagnose --json printed.",
)
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write the text to a new file.")
def command(file: str, recipe: str, output: str | None) -> None:
    """Degrade a text as a recipe says, for experiments.

    It is tokenized, lower-cased, lemmatized, its stop words are removed, and so on, in the order of the recipe. FILE may be -
    for standard input.
    """
    once(file, recipe)
    how = _recipe(recipe)
    deliver(how.apply(read_text(file)), output)


def _recipe(file: str) -> Degradation:
    """Read a recipe. Raises `ConfigError` where it is none."""
    from corpusnorm.degradation import Degradation

    operators = _operators(read_text(file), file)
    if not isinstance(operators, list) or not all(isinstance(each, dict) for each in operators):
        raise ConfigError(("no list of operators, or of tables [[operators]]",), where=name_of(file))
    try:
        return Degradation.from_dicts(operators)
    except (ValueError, TypeError) as error:
        raise ConfigError((str(error),), where=name_of(file)) from error


def _operators(text: str, file: str) -> Any:
    """What JSON or TOML holds; of a diagnosis, the operators of its degradation."""
    import json
    import tomllib

    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as not_json:
        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError) as not_toml:
            faults = f"is neither JSON ({not_json}) nor TOML ({not_toml})"
            raise ConfigError((faults,), where=name_of(file)) from not_toml
    for key in ("degradation", "operators"):
        data = data.get(key, data) if isinstance(data, dict) else data
    return data
