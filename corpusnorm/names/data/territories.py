"""What the names of a country are, of all that CLDR, ISO and the United Nations say: rows of the registry, for `build`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpusnorm.names.sources.scripts import script_of
from corpusnorm.names.sources.tables import NAME_COLUMNS

COLUMNS = NAME_COLUMNS
_MAIN = {"BE": "nl", "CH": "de", "LU": "lb", "PH": "fil", "MT": "mt", "IE": "ga", "XK": "sq", "FI": "fi", "BA": "bs", "UZ": "uz",
         "MK": "mk", "CY": "el", "BY": "be", "KZ": "kk", "KG": "ky", "HT": "ht", "PY": "es", "RS": "sr-Latn", "ME": "sr-Latn-ME",
         "NG": "en", "SN": "fr", "CF": "fr", "ML": "fr"}  # fmt: skip
"""The language of the local form, where the one that most people of a country read is not the answer."""
_OFFICIAL = ("official", "de_facto_official")
_INVERTED = re.compile(r"(.+?)(?:, | \()((?:.+ )?(?:of|of the))\)?$")
_LISTED = re.compile(r"\(| - |, (?!.* and )")
"""What is in a name as a list has it ("Virgin Islands (British)", "China, Hong Kong Special Administrative Region")."""
_UNSOUGHT = frozenset({"Island", "Maurice", "Reunion", "St. Martin", "Suisse"})
"""Forms, without their marks, that are more often something else in English."""


class Country(NamedTuple):
    """A country as the tables kept by hand have it: `names` are their rows of it, by form."""

    code: str
    code3: str
    id: str
    label: str
    names: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Facts:
    """What the packages say: CLDR's, ISO's and the UN's English names, the languages of territories, and names in a language."""

    cldr: Mapping[str, str]
    iso: Mapping[str, str]
    m49: Mapping[str, str]
    info: Mapping[str, Any]
    in_language: Callable[[str], Mapping[str, str]]


class _Form(NamedTuple):
    form: str
    lang: str
    kind: str
    of: str
    status: str
    source: str


def rows(country: Country, facts: Facts) -> Iterator[tuple[str, ...]]:
    """The rows of the names of a country that are not kept by hand."""
    used: dict[str, list[str]] = {}
    forms = {found.form: found for found in reversed([*_forms(country, facts, used)])}
    for form, found in forms.items():
        if form in country.names:
            continue
        sought = "no" if _unmarked(form) in _UNSOUGHT else ""
        root = country.names.get(country.label, {})
        since = root.get("from", "") if found.of and found.kind == "renaming" and found.lang == "en" else ""
        licence = "Unicode-3.0" if "CLDR" in found.source else "MIT"
        by = " ".join(sorted(used.get(form, ())))
        checked = root.get("checked", "") if since else ""
        plain = (found.lang, script_of(form), found.kind, found.of, "", since, "", checked, found.status, by, sought)
        yield (country.id, form, *plain, found.source, licence)


def profiles(country: Country, facts: Facts) -> dict[str, str]:
    """The form that each profile writes for a country; rows kept by hand must say the same."""
    used: dict[str, list[str]] = {}
    for _ in _forms(country, facts, used):
        pass
    return {profile: form for form, each in used.items() for profile in each}


def city_rows(
    city: str, zone: str, known: Collection[str], code: str, facts: Facts, cities: Callable[[str], Mapping[str, str]]
) -> Iterator[tuple[str, ...]]:
    """The rows of a city in other scripts than the Latin, in the official languages of the country of this code."""
    found: dict[str, str] = {}
    for language in _languages(code, facts):
        form = _plain(cities(language).get(zone, ""))
        if form and form not in known and script_of(form) not in ("Latn", "Zyyy"):
            found.setdefault(form, language.partition("-")[0])
    for form, lang in found.items():
        plain = (lang, script_of(form), "exonym", "", "", "", "", "", "self-designation", "", "")
        yield (city, form, *plain, "CLDR 48", "Unicode-3.0")


def _forms(country: Country, facts: Facts, used: dict[str, list[str]]) -> Iterator[_Form]:
    """All forms, best first; `used` gets the profiles of each: names as they stand in a sentence, not in a list."""
    code, root = country.code, country.label
    cldr, iso = _plain(facts.cldr[code]), _plain(facts.iso.get(code, facts.cldr[code]))
    united = _plain(facts.m49.get(country.code3, iso))
    local = _local(country, facts)
    said = (("cldr", cldr), ("iso", _turned(iso)), ("un", _turned(united)), ("local", local.form if local else root))
    for profile, form in said:
        used.setdefault(root if _LISTED.search(form) else form, []).append(profile)
    yield _Form(
        root, "en", "spelling", "", "official" if root in (iso, united) else "common", "CLDR 48" if root == cldr else "ISO 3166-1"
    )
    for form, source in (
        (cldr, "CLDR 48"),
        (iso, "ISO 3166-1"),
        (united, "UN M49"),
        (_turned(iso), "ISO 3166-1"),
        (_turned(united), "UN M49"),
    ):
        yield _Form(form, "en", _kind(form, root), root, "", source)
    yield from _alternatives(country, facts)
    if local:
        yield local
    yield from _endonyms(country, facts)


def _alternatives(country: Country, facts: Facts) -> Iterator[_Form]:
    """CLDR's other English names: short ones, and variants."""
    for key, name in sorted(facts.cldr.items()):
        code, _, alt = key.partition("-alt-")
        form = _plain(name)
        if code != country.code or not alt or form == country.label:
            continue
        if form.isupper():
            yield _Form(form, "en", "abbreviation", "", "", "CLDR 48")
        elif alt == "short" and form in country.label:
            yield _Form(form, "en", "short", "", "", "CLDR 48")
        else:
            yield _Form(form, "en", _kind(form, country.label), country.label, "", "CLDR 48")


def _local(country: Country, facts: Facts) -> _Form | None:
    """The Latin form in the language of the country: CLDR's, or one kept by hand."""
    by_hand = [row["form"] for row in country.names.values() if "local" in row["used_by"].split()]
    if by_hand:
        return _Form(by_hand[0], "", "", "", "", "")
    for language in _languages(country.code, facts):
        if language == "en":
            return None
        form = _plain(facts.in_language(language).get(country.code, ""))
        if form and script_of(form) == "Latn":
            lang = language.partition("-")[0]
            return _Form(form, lang, _kind(form, country.label), country.label, "self-designation", "CLDR 48")
        if form:
            return None
    return None


def _endonyms(country: Country, facts: Facts) -> Iterator[_Form]:
    """What the country is called in its languages, in their script: words that stand for themselves and are never rewritten."""
    for language in _languages(country.code, facts):
        form = _plain(facts.in_language(language).get(country.code, ""))
        if form and language != "en" and not language.startswith("en-"):
            yield _Form(form, language.partition("-")[0], "exonym", "", "self-designation", "CLDR 48")


def _languages(code: str, facts: Facts) -> list[str]:
    """The official languages of a country as CLDR has them, the one of the local form first, then by how many read them."""
    told = facts.info.get(code, {}).get("languagePopulation", {})
    official = {lang.replace("_", "-"): each for lang, each in told.items() if each.get("_officialStatus") in _OFFICIAL}
    ordered = sorted(official, key=lambda lang: (lang == "en", -float(official[lang]["_populationPercent"]), lang))
    if "en" in official and float(official["en"]["_populationPercent"]) >= 80:
        ordered = ["en", *(lang for lang in ordered if lang != "en")]
    first = _MAIN.get(code)
    return [first, *(lang for lang in ordered if lang != first)] if first else ordered


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name.replace("’", "'").replace("\u00a0", " ").replace("\u200e", "").strip())


def _turned(name: str) -> str:
    """A name as it is read, of one as it is listed: "Korea, Republic of", "Iran (Islamic Republic of)"."""
    found = _INVERTED.match(name)
    return f"{found.group(2)} {found.group(1)}" if found else name


def _kind(form: str, root: str) -> str:
    """Another way to write the word, or another word."""
    return "spelling" if _skeleton(form) == _skeleton(root) else "renaming"


def _skeleton(form: str) -> str:
    plain = _unmarked(form).lower().replace("&", "and").replace("st.", "saint").replace(" the ", " ")
    return re.sub(r"[^a-z]", "", plain)


def _unmarked(form: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", form) if not unicodedata.combining(each))
