"""Terminal: the one way to standard output and standard error. A reader that goes away is no error."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from corpusnorm.cli.escaping import escape_lines
from corpusnorm.errors import OutputError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

PIPED_WIDTH = 100  # columns, where nobody says how wide the output is


def console(stream: TextIO) -> Console:
    """A console that takes what it is given literally: no markup, no emoji codes, no guessed highlights."""
    from rich.console import Console

    columns = None if stream.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(file=stream, width=columns, markup=False, emoji=False, highlight=False, soft_wrap=False)


def coloured() -> bool:
    """Whether what is shown on standard output has colours."""
    screen = console(sys.stdout)
    return screen.color_system is not None and not screen.no_color


def width() -> int:
    """How many columns standard output has."""
    return console(sys.stdout).width


def show(*parts: RenderableType) -> None:
    """Render parts on standard output, each on lines of its own. What they say of a text must be escaped."""
    screen = console(sys.stdout)
    with screen.capture() as captured:
        for part in parts:
            screen.print(part)
    lines = captured.get().split("\n")
    _write(sys.stdout, "\n".join(map(str.rstrip, lines)))


def note(message: str) -> None:
    """A line on standard error."""
    _write(sys.stderr, f"{escape_lines(message)}\n")


def deliver(content: str | bytes, output: str | None) -> None:
    """A text or the bytes of one as a result: into a new file, or on standard output - as it is, but escaped where that is a
    terminal."""
    data = content if isinstance(content, bytes) else _encoded(content)
    if output is not None:
        _write_file(Path(output), data)
    elif sys.stdout.isatty():
        text = content if isinstance(content, str) else content.decode("utf-8", "backslashreplace")
        _write(sys.stdout, escape_lines(text) + ("" if text.endswith("\n") else "\n"))
    else:
        _write_bytes(sys.stdout, data)


def _encoded(text: str) -> bytes:
    """UTF-8; bytes that were none come out as they went in, and so does any other lone surrogate."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _write_file(path: Path, data: bytes) -> None:
    """A whole new file or none."""
    try:
        with path.open("xb") as sink:
            try:
                sink.write(data)
            except BaseException:
                path.unlink()
                raise
    except FileExistsError as error:
        raise OutputError("the output exists", where=str(path), hint="choose another name", code="E506") from error
    except OSError as error:
        raise OutputError(error.strerror or "cannot be written", where=str(path)) from error


def _write(stream: TextIO, text: str) -> None:
    encoding = stream.encoding or "utf-8"
    _write_bytes(stream, text.encode(encoding, "backslashreplace"))


def _write_bytes(stream: TextIO, data: bytes) -> None:
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except OSError as error:
        _hush(stream)
        if stream is sys.stdout and not isinstance(error, BrokenPipeError):
            raise OutputError(error.strerror or "cannot be written", where="standard output") from error


def _hush(stream: TextIO) -> None:
    """Let the rest go nowhere, so that neither this nor the interpreter's own flush at the end says a word."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
