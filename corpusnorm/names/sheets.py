"""Tables as a person edits them: CSV that Excel and LibreOffice open as it is, and that comes back as it was written.

Written as UTF-8 with a byte order mark (without one Excel reads another encoding), commas, CRLF (RFC 4180). A cell that a
spreadsheet would take for a formula gets an apostrophe before it, which reading takes off again. Read with commas, semicolons or
tabs, for that is what a spreadsheet of another country writes.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpusnorm.errors import ConfigError

_FORMULA = re.compile(r"'*[=+\-@\t\r]")  # OWASP, "CSV injection"; with any apostrophes before it, so that the way back is unique
_LISTED = re.compile(r"((?:[^\\|]|\\.)*)(?:\||$)", re.DOTALL)
_BETWEEN = " | "
_CELL = 10_000_000  # characters; the csv module stops at 131,072 unless told


def write_sheet(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    r"""A table as CSV text, mark included; columns that a row does not name are empty.

    >>> write_sheet(("form", "note"), [{"form": "=1+1", "note": "a, b"}]).splitlines()[1:]
    ['\'=1+1,"a, b"']
    """
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(columns)
    writer.writerows([_guarded(row.get(column, "")) for column in columns] for row in rows)
    return f"\N{ZERO WIDTH NO-BREAK SPACE}{made.getvalue()}"


def read_sheet(text: str, where: str = "") -> list[tuple[int, dict[str, str]]]:
    r"""The rows of a table that have anything in them, each with its number as a spreadsheet shows it (the header is 1).

    Raises `ConfigError` for a header that names a column twice and for a row that is longer than it.

    >>> read_sheet("form;note\r\n'=1+1;x\r\n;\r\nb\r\n")
    [(2, {'form': '=1+1', 'note': 'x'}), (4, {'form': 'b', 'note': ''})]
    """
    text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    first = text.partition("\n")[0]
    csv.field_size_limit(_CELL)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        columns, *cells = [[_plain(cell) for cell in row] for row in rows] or [[]]
    except csv.Error as error:
        raise ConfigError((f"not CSV: {error}",), where=where) from None
    columns = [column.strip() for column in columns]
    problems = [f"column {name!r} is given twice" for name in sorted({name for name in columns if columns.count(name) > 1})]
    problems += [
        f"row {number} has {len(row)} cells, where the header has {len(columns)}"
        for number, row in enumerate(cells, 2)
        if any(row[len(columns) :])
    ]
    if problems:
        raise ConfigError(tuple(problems), where=where)
    padded = ((number, [*row, *[""] * (len(columns) - len(row))]) for number, row in enumerate(cells, 2) if any(row))
    return [(number, dict(zip(columns, row, strict=False))) for number, row in padded]


def listed(items: Iterable[str]) -> str:
    r"""Several things in one cell.

    >>> listed(["Kiev", "Kyiv"]), listed(["a|b"])
    ('Kiev | Kyiv', 'a\\|b')
    """
    return _BETWEEN.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def items(cell: str) -> tuple[str, ...]:
    r"""The things in one cell, without the white space around them; what `listed` wrote comes back, but for such white space.

    >>> items("Kiev|Kyiv | "), items(r"a\|b")
    (('Kiev', 'Kyiv'), ('a|b',))
    """
    return tuple(item for item in _items(cell) if item)


def _items(cell: str) -> Iterator[str]:
    for found in _LISTED.findall(cell):
        yield re.sub(r"\\(.)", r"\1", found.strip(), flags=re.DOTALL)


def _guarded(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
