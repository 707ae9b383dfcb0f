"""`corpusnorm degrade`: the damage itself, for experiments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from corpusnorm.cli.reading import name_of, once, read_text
from corpusnorm.cli.terminal import deliver
from corpusnorm.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from corpusnorm.degradation import Degradation, Operator


def _list(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print what a recipe can be made of, and end."""
    if not asked or context.resilient_parsing:
        return
    from corpusnorm.cli.terminal import show

    show(*_operators_there_are())
    context.exit()


@click.command("degrade")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--recipe",
    required=True,
    type=click.Path(allow_dash=True),
    help="The operators in order: a file with a JSON list, with [[operators]] in TOML, or with what diagnose --json printed; "
    "or the JSON list itself.",
)
@click.option("-o", "--output", metavar="OUT", type=click.Path(), help="Write the text to a new file.")
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_list, help="List the operators and their options."
)
def command(file: str, recipe: str, output: str | None) -> None:
    """Degrade a text as a recipe says, for experiments.

    It is tokenized, lower-cased, lemmatized, its stop words are removed, and so on, in the order of the recipe. FILE may be -
    for standard input.
    """
    once(file, recipe)
    how = _recipe(recipe)
    deliver(how.apply(read_text(file)), output)


def _operators_there_are() -> Iterator[RenderableType]:
    """Every operator with its options and what it does, and the names that options take."""
    from corpusnorm.cli.escaping import escape
    from corpusnorm.cli.looks import columns, heading
    from corpusnorm.degradation.operators import LEMMATIZERS, MODES, STEMMERS, operator_class, operator_names, stop_lists

    rows = columns("operator", "options", "what it does")
    for name in operator_names():
        operator = operator_class(name)
        rows.add_row(
            escape(name),
            escape(_options(operator)),
            escape((operator.__doc__ or "").partition(". ")[0].partition("\n")[0].rstrip(".")),
        )
    yield rows
    names = {
        "tokenize: mode": MODES,
        "lemma: name": (*LEMMATIZERS, "simplemma:LANGUAGE (with corpusnorm[simplemma])"),
        "stem: name": STEMMERS,
        "stop: list": stop_lists(),
    }
    for option, choices in names.items():
        yield heading(option)
        yield escape(", ".join(choices))


def _options(operator: type[Operator]) -> str:
    """The options of an operator; those with a default with it."""
    import dataclasses
    import json

    return ", ".join(
        option.name
        if option.default is dataclasses.MISSING
        else f"{option.name}={json.dumps(sorted(option.default) if isinstance(option.default, frozenset) else option.default)}"
        for option in dataclasses.fields(operator)  # type: ignore[arg-type]
    )


def _recipe(file: str) -> Degradation:
    """Read a recipe. Raises `ConfigError` where it is none."""
    from corpusnorm.degradation import Degradation

    ends = file.strip()[:1] + file.strip()[-1:]
    operators = _operators(file if ends in ("[]", "{}") else read_text(file), file)
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
