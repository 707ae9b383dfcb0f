"""Help: the one source of the reference, and quick to come."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

import corpusnorm
from corpusnorm.cli import main


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield before + name, command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")


COMMANDS = dict(commands(main))
HEAVY = {"cattrs", "duckdb", "ftfy", "langdetect", "lxml", "nltk", "numpy", "pyarrow", "rapidfuzz", "rich"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained_in_one_sentence(name: str) -> None:
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            words = parameter.help or ""
            assert words.endswith("."), parameter.name
            assert words.rstrip(".").count(". ") == 0, parameter.name


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_begins_with_a_short_sentence(name: str) -> None:
    first = (COMMANDS[name].help or "").partition("\n")[0]
    assert first.endswith(".")
    assert len(first) <= 60


def test_the_commands_stand_in_sections(cli: Callable[..., Result], golden: Callable[[str, str], None]) -> None:
    golden("help", cli("--help").stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(cli: Callable[..., Result], name: str) -> None:
    result = cli(*name.split(), "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: corpusnorm {name} ")


def test_the_version(cli: Callable[..., Result]) -> None:
    assert cli("--version").stdout == f"corpusnorm {corpusnorm.__version__}\n"


def test_without_a_command_the_help_is_shown_as_a_usage_error(cli: Callable[..., Result]) -> None:
    result = cli()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Usage: corpusnorm ")


def test_help_loads_nothing_heavy() -> None:
    script = f"import sys; import corpusnorm.cli; print(*({HEAVY!r} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    assert loaded.stdout.split() == []


def test_what_names_no_command_of_a_family_is_for_its_first(cli: Callable[..., Result], corpus: Path) -> None:
    result = cli("names", "--json", corpus / "story.txt")
    assert '"stepanakert"' in result.stdout
    assert result.stdout == cli("names", "find", "--json", corpus / "story.txt").stdout
