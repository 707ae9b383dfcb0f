"""Make the pages of `docs/reference/` from the code itself: the commands, the options, the TEI, the tables of the
ledger, the public names.

    python docs/build_reference.py           write the pages
    python docs/build_reference.py --check   compare them, exit with 1 where one differs

What no code says - the meaning of a ledger column - stands in `docs/reference/ledger.toml`; a column without a meaning, and a
meaning without a column, are errors.
"""  # noqa: INP001 - a script

from __future__ import annotations

import dataclasses
import functools
import inspect
import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pyarrow as pa
import tei_reference

import corpusnorm
import corpusnorm.testing
from corpusnorm.cli import main as program
from corpusnorm.config import Config, template
from corpusnorm.dedup.tables import RELATIONS, SHARED
from corpusnorm.job.known import KNOWN
from corpusnorm.job.schemas import SCHEMAS
from corpusnorm.transform import registered

FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Made by docs/build_reference.py from the code. Do not edit. -->"


def pages() -> dict[str, str]:
    """The content of every page by its file name."""
    made = {"cli.md": _cli(), "config.md": _config(), "tei.md": tei_reference.lines(), "ledger.md": _ledger(), "api.md": _api()}
    return {name: "\n".join((NOTE, "", *lines)).rstrip("\n") + "\n" for name, lines in made.items()}


# -- commands --------------------------------------------------------------------------------------------------------------


def _cli() -> Iterator[str]:
    yield from ("# Commands", "", "Every command tells the same with `--help`.", "")
    for title, commands in program.sections.items():
        yield from (f"## {title}", "")
        for command in commands:
            yield from _command(command)
    yield from (
        "## Exit codes",
        "",
        "| code | meaning |",
        "|---|---|",
        "| 0 | done |",
        "| 1 | `--strict`, and something was found; a package that is not sound; a file that does not come back as it was |",
        "| 2 | the command line, the configuration, an input or the output is not as it must be; nothing was done |",
        "| 3 | records were set aside, and the rest was done |",
        "| 4 | an error that is ours |",
        "| 130 | interrupted |",
    )


def _command(command: click.Command, family: str = "") -> Iterator[str]:
    name = f"{family} {command.name}".strip()
    context = click.Context(command, info_name=f"corpusnorm {name}", max_content_width=200, terminal_width=200)
    usage = command.get_usage(context).removeprefix("Usage: ")
    yield from (f"### {name}", "", "```text", " ".join(usage.split()), "```", "")
    yield from (_paragraphs(command.help or ""), "")
    options = (param for param in command.params if isinstance(param, click.Option))
    records = [record for option in options if (record := option.get_help_record(context))]
    yield from _table(("option", "what it does"), [(f"`{name}`", " ".join(text.split())) for name, text in records])
    for member in command.commands.values() if isinstance(command, click.Group) else ():
        yield from _command(member, name)


# -- configuration ---------------------------------------------------------------------------------------------------------


def _config() -> Iterator[str]:
    yield from (
        "# Configuration",
        "",
        "A TOML file for `corpusnorm run --config FILE` or `corpusnorm.run(..., config=FILE)`: `corpusnorm init` makes it.",
        "Write only what you change. Unknown names and wrong types are errors, all said at once.",
        "",
    )
    defaults = Config()
    for section in dataclasses.fields(Config):
        options = getattr(defaults, section.name)
        yield from (f"## [{section.name}]", "", _first(type(options)), "")
        rows = []
        for each in dataclasses.fields(options):
            value = getattr(options, each.name)
            rows.append((f"`{each.name}`", _value(value), each.metadata.get("doc", "")))
        yield from _table(("option", "default", "meaning"), rows)
    yield from (
        "## The cleaning steps",
        "",
        "By the names that `clean.steps` takes, with their options, `[clean.options.NAME]`.",
        "",
    )
    for name, step in sorted(registered().items()):
        if step.__module__.startswith("corpusnorm."):
            yield from (f"### {name}", "", _first(step), "")
            made = step()
            yield from _table(("option", "default"), [(f"`{each}`", _value(value)) for each, value in made.options().items()])
    yield from ("## The whole file", "", "As `corpusnorm init` writes it:", "", "```toml", template().rstrip("\n"), "```")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return ""
    if isinstance(value, str) and "\\" in value:
        return f"`'{value}'`"
    return f"`{json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)}`"


# -- ledger ----------------------------------------------------------------------------------------------------------------


def _ledger() -> Iterator[str]:
    meanings = tomllib.loads((FOLDER / "ledger.toml").read_text(encoding="utf-8"))
    schemas = {**SCHEMAS, **KNOWN, "relations": RELATIONS, "passages": SHARED}
    _same("tables", set(schemas), set(meanings))
    yield from (
        "# The ledger",
        "",
        "`OUT/ledger/` has one Parquet file a table. Any reader of Parquet can ask them: [the package](../guides/package.md).",
        "Offsets are code points, half-open: `[start, end)`. An empty string means: none.",
        "",
    )
    for name in sorted(schemas):
        words = dict(meanings[name])
        yield from (f"## {name}", "", words.pop("table"), "")
        _same(f"columns of {name}", set(schemas[name].names), set(words))
        rows = [(f"`{field.name}`", _kind(field.type), words[field.name]) for field in schemas[name]]
        yield from _table(("column", "type", "meaning"), rows)


def _kind(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list of {_kind(kind.value_type)}"
    if pa.types.is_struct(kind):
        return "(" + ", ".join(f"{field.name} {_kind(field.type)}" for field in kind) + ")"
    return {"large_binary": "bytes", "large_string": "string", "double": "float", "int64": "int"}.get(str(kind), str(kind))


def _same(what: str, there: set[str], said: set[str]) -> None:
    if there != said:
        missing, stale = sorted(there - said), sorted(said - there)
        raise SystemExit(f"docs/reference/ledger.toml, {what}: no meaning for {missing}, nothing there for {stale}")


# -- public names ----------------------------------------------------------------------------------------------------------


def _api() -> Iterator[str]:
    yield from ("# Public names", "", "`import corpusnorm` gives all of these; each is loaded when it is first used.", "")
    names = {name: getattr(corpusnorm, name) for name in corpusnorm.__all__}
    steps = {name for name, each in names.items() if isinstance(each, type) and issubclass(each, corpusnorm.Transform)}
    functions = {name for name, each in names.items() if not isinstance(each, type)}
    for title, chosen in (("Functions", functions), ("Types", set(names) - functions - steps), ("Steps", steps)):
        yield from (f"## {title}", "")
        for name in sorted(chosen):
            yield from _name(name, names[name])
    yield from ("## corpusnorm.testing", "", "Needs Hypothesis: `pip install 'corpusnorm[testing]'`.", "")
    for name in corpusnorm.testing.__all__:
        if callable(getattr(corpusnorm.testing, name)):
            yield from _name(name, getattr(corpusnorm.testing, name))


def _name(name: str, value: Any) -> Iterator[str]:
    yield from (f"### {name}", "", "```python", f"{name}{_signature(value)}", "```", "", _first(value), "")
    yield from _table(("", ""), list(_members(value)))


def _members(value: Any) -> Iterator[tuple[str, str]]:
    """The public methods and properties that a class itself has, with their first paragraphs."""
    for name, member in vars(value).items() if isinstance(value, type) else ():
        function = member.__func__ if isinstance(member, classmethod) else member
        if not name.startswith("_") and inspect.getdoc(function):
            if inspect.isfunction(function):
                names = [each for each in inspect.signature(function).parameters if each not in ("self", "cls")]
                yield f"`{name}({', '.join(names)})`", _first(function)
            elif isinstance(member, property | functools.cached_property):
                yield f"`{name}`", _first(member)


def _signature(value: Any) -> str:
    """The parameters on one line, or a line each where they are long."""
    if isinstance(value, type) and issubclass(value, Exception):
        return "(what, *, where='', hint='', code='')"
    if isinstance(value, type) and (inspect.isabstract(value) or issubclass(value, str)):
        return ""
    signature = inspect.signature(value)
    parameters: list[str] = []
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not any(each.startswith("*") for each in parameters):
            parameters.append("*")
        parameters.append(_parameter(parameter))
    returned = signature.return_annotation
    end = "" if isinstance(value, type) or returned is inspect.Signature.empty else f" -> {_annotation(returned)}"
    line = f"({', '.join(parameters)}){end}"
    return line if len(line) <= 100 else "(\n" + "".join(f"    {each},\n" for each in parameters) + f"){end}"


def _parameter(parameter: inspect.Parameter) -> str:
    star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
    kind = "" if parameter.annotation is parameter.empty else f": {_annotation(parameter.annotation)}"
    if parameter.default is parameter.empty:
        return f"{star}{parameter.name}{kind}"
    plain = isinstance(parameter.default, str | int | float | tuple | None)
    return f"{parameter.name}{kind} = {parameter.default!r}" if plain else f"{parameter.name}{kind} = ..."


def _annotation(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


# -- Markdown --------------------------------------------------------------------------------------------------------------


def _first(value: Any) -> str:
    """The first paragraph of a docstring, on one line."""
    return _paragraphs((inspect.getdoc(value) or "").split("\n\n")[0])


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in inspect.cleandoc(text).split("\n\n"))


def _table(headers: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if rows:
        yield from (f"| {' | '.join(headers)} |", f"|{'---|' * len(headers)}")
        yield from (f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in rows)
        yield ""


def main(arguments: list[str]) -> int:
    stale = []
    for name, content in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(content, encoding="utf-8")
    print(*(f"{name} {'differs' if '--check' in arguments else 'written'}" for name in stale), sep="\n", end="\n" if stale else "")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
