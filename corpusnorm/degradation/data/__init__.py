"""The tables of the operators: UTF-8 text, one entry a line, under a header of lines that begin with "# ".

The header says name, version, source, licence and the command; `corpusnorm.degradation.data.build` makes every table
from registry packages. A table is read when it is first needed, and once.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HEADER = "# "
_SUFFIX = ".txt"


def _resource(path: str) -> "Traversable":
    # Imported here: `importlib.resources` takes 8 ms to load, and many a run needs no table.
    from importlib.resources import files

    return files(__name__).joinpath(*path.split("/"))


@cache
def _lines(path: str) -> tuple[str, ...]:
    return tuple(_resource(path).read_text(encoding="utf-8").splitlines())


@cache
def tables(folder: str) -> tuple[str, ...]:
    """Return the names of the tables in `folder` and the folders in it, sorted: their paths without folder and suffix.

    >>> "nltk/german" in tables("stopwords")
    True
    """
    return tuple(sorted(_names(_resource(folder), "")))


def _names(folder: "Traversable", prefix: str) -> list[str]:
    names = []
    for entry in folder.iterdir():
        if entry.is_dir():
            names += _names(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIX):
            names.append(prefix + entry.name.removesuffix(_SUFFIX))
    return names


@cache
def header(path: str) -> dict[str, str]:
    """Return the header of the table at `path` (relative to this package, with slashes) as field and value.

    Raises FileNotFoundError where there is no such table.

    >>> header("stopwords/lucene.txt")["name"]
    'lucene'
    """
    rows = (line.removeprefix(_HEADER) for line in _lines(path) if line.startswith(_HEADER))
    return {field: value for field, _, value in (row.partition(": ") for row in rows)}


@cache
def entries(path: str) -> tuple[str, ...]:
    """Return the entries of the table at `path`, in the order of the file. Raises FileNotFoundError as `header` does.

    >>> entries("stopwords/lucene.txt")[:3]
    ('a', 'an', 'and')
    """
    return tuple(line for line in _lines(path) if not line.startswith(_HEADER))
