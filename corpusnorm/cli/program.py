"""The program: its commands in their order, and what becomes of an error."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any

import click

from corpusnorm.cli.escaping import escape
from corpusnorm.cli.exits import Exit
from corpusnorm.cli.terminal import note
from corpusnorm.errors import ConfigError, CorpusnormError, OutputError
from corpusnorm.version import __version__

DEBUG = "CORPUSNORM_DEBUG"


class Program(click.Group):
    """The group of all commands. Each returns its exit code, or None for 0; no error of any kind leaves it otherwise."""

    def __init__(self, sections: Mapping[str, Sequence[click.Command]]) -> None:
        super().__init__(
            "corpusnorm",
            commands=[command for commands in sections.values() for command in commands],
            help="Turn a messy text corpus into one deduplicated TEI corpus; every change is explained and can be undone.",
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
            epilog="Exit codes: 0 done; 1 findings with --strict, or a package that is not sound; 2 usage, configuration, input or"
            " output; 3 records quarantined; 4 internal error; 130 interrupted.",
        )
        self.sections = sections
        version = f"%(prog)s {__version__}"
        click.version_option(message=version, prog_name="corpusnorm", version="", help="Show the version and exit.")(self)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands, in the order of the sections."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The commands in sections: those for whole corpora, those for single texts."""
        width = max(map(len, self.commands))
        for title, commands in self.sections.items():
            with formatter.section(title):
                limit = formatter.width - width - 6
                formatter.write_dl([(f"{command.name or '':{width}}", command.get_short_help_str(limit)) for command in commands])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command line and exit with its code."""
        extra["standalone_mode"] = False
        try:
            code = super().main(*args, **extra)
        except (click.Abort, KeyboardInterrupt):
            note("Interrupted.")
            code = Exit.INTERRUPTED
        except click.ClickException as error:
            code = _usage(error)
        except CorpusnormError as error:
            code = _refused(error)
        except OSError as error:
            _trace(error)
            code = _refused(OutputError(error.strerror or str(error), where=str(error.filename or "")))
        except Exception as error:  # noqa: BLE001 - the last one to ask: whatever it is, a person gets a sentence and a code
            code = _internal(error)
        sys.exit(int(code or Exit.OK))


def _usage(error: click.ClickException) -> Exit:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        note(error.format_message())
        return Exit.USAGE
    context = getattr(error, "ctx", None)
    lines = [context.get_usage(), f"Try '{context.command_path} --help' for help.", ""] if context else []
    note("\n".join([*lines, f"Error: {error.format_message()}"]))
    return Exit.USAGE


def _refused(error: CorpusnormError) -> Exit:
    """One line; where a configuration has several faults, one line for each."""
    if isinstance(error, ConfigError) and len(error.problems) > 1:
        hint = f" ({error.hint})" if error.hint else ""
        note(f"{error.code} {error.where or 'configuration'}: {len(error.problems)} faults{hint}")
        for problem in error.problems:
            note(f"  {escape(problem)}")
    else:
        note(escape(str(error)))
    return Exit.USAGE


def _internal(error: Exception) -> Exit:
    _trace(error)
    again = "" if os.environ.get(DEBUG) else f"run it again with {DEBUG}=1, and "
    version = f"corpusnorm {__version__}, Python {platform.python_version()}, {platform.system()}"
    note(f"E900 an error that is ours, not yours: {escape(f'{type(error).__name__}: {error}')}")
    note(f"  To report it, {again}send what it prints with the command and this: {version}.")
    return Exit.INTERNAL


def _trace(error: Exception) -> None:
    """Where an error came from, for those who ask for it."""
    if os.environ.get(DEBUG):
        note("".join(traceback.format_exception(error)).rstrip("\n"))
