"""Linked Places (LPF 1.2): places with dated names as GeoJSON-LD, https://github.com/LinkedPasts/linked-places-format."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpusnorm.errors import ConfigError
from corpusnorm.names.dates import ALWAYS, Period, period, w3c
from corpusnorm.names.model import Entity, Kind, Name
from corpusnorm.names.registry import Registry
from corpusnorm.names.sources.rows import Rows
from corpusnorm.names.sources.scripts import script_of
from corpusnorm.names.sources.tables import identifier

CONTEXT = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_SAME = ("closeMatch", "exactMatch", "primaryTopicOf", "subjectOf")
_WIKIDATA = re.compile(r"(?:wd:|https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/)(Q[1-9]\d*)$")
_GEONAMES = re.compile(r"(?:gn:|https?://(?:sws|www)\.geonames\.org/)(\d+)/?(?:about\.rdf)?$")
_OURS = "corpusnorm:"
_DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?(?:T.*)?$")
_TYPES = {
    "nation": "country", "country": "country", "state": "country", "populated place": "city", "town": "city", "settlement": "city",
    "inhabited place": "city", "p": "city", "a": "region", "h": "water",
}  # fmt: skip


def read(path: Path, registry: Registry) -> Rows:
    """The places of a FeatureCollection, or of one Feature.

    A place is an entity of the registry if it links to the same Wikidata or GeoNames item as a close or exact match, or has our id;
    otherwise a new one. Its title, or else its first name, is the word that its other names are variants of: one with dates is a
    renaming, one in another language an exonym, any other a spelling. A form that the registry already has gets the dates of the
    file, where it gives some. The end of a timespan is the last day of the name, as the format has it, or the month or year in
    which it ended; years before 1 are open.
    Raises `ConfigError` with the path of every fault.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError((f"cannot be read: {error.strerror}",), where=path.name) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError((f"is not JSON: {error}",), where=path.name) from error
    features = data.get("features") if isinstance(data, dict) and data.get("type") == "FeatureCollection" else [data]
    if not isinstance(features, list):
        raise ConfigError(("$.features: is not a list",), where=path.name)
    reader = _Reader(path.name, registry)
    for index, feature in enumerate(features):
        reader.add(f"$.features[{index}]", feature)
    if reader.problems:
        raise ConfigError(tuple(reader.problems), where=path.name)
    return Rows(tuple(reader.entities.values()), tuple(dict.fromkeys(reader.names)))


class _Reader:
    """Reads features one by one, and gathers what is wrong with them."""

    def __init__(self, file: str, registry: Registry) -> None:
        self.file, self._registry = file, registry
        self.problems: list[str] = []
        self.entities: dict[str, Entity] = {}
        self.names: list[Name] = []
        known = registry.entities.values()
        self._known = {f"wd:{each.wikidata}": each.id for each in known if each.wikidata}
        self._known |= {f"gn:{each.geonames}": each.id for each in known if each.geonames}

    def add(self, path: str, feature: Any) -> None:
        """Take up a feature."""
        if not isinstance(feature, dict) or feature.get("type") != "Feature":
            self.problems.append(f"{path}: is no Feature")
            return
        given = [each for each in _list(feature, "names") if isinstance(each, dict)]
        toponyms = [each["toponym"].strip() for each in given if isinstance(each.get("toponym"), str) and each["toponym"].strip()]
        if not toponyms or len(toponyms) < len(_list(feature, "names")):
            self.problems.append(f"{path}.names: " + ("a name without a toponym" if toponyms else "no name with a toponym"))
            return
        title = str(_dict(feature, "properties").get("title") or toponyms[0]).strip()
        entity = self._entity(path, feature, title)
        root = next((form for form in (entity.label, title) if self._registry.rows(entity.id, form)), "")
        root = root or (title if title in toponyms else toponyms[0])
        self.entities[entity.id] = entity
        root_lang = next((_lang(each) for each in given if each["toponym"].strip() == root), "en")
        for index, (name, form) in enumerate(zip(given, toponyms, strict=True)):
            when = self._when(f"{path}.names[{index}].when", name.get("when"))
            self.names += self._forms(entity.id, form, _lang(name), when, _Root(root, root_lang), self._cited(name))

    def _forms(self, entity: str, form: str, lang: str, when: Period, root: _Root, source: str) -> Iterator[Name]:
        known = self._registry.rows(entity, form)
        if known:
            if when != ALWAYS:
                yield replace(known[0], period=when, checked=source, source=source)
            return
        kind: Kind = "renaming" if when != ALWAYS else "exonym" if lang != root.lang else "spelling"
        kind = "spelling" if form == root.form else kind
        of = "" if form == root.form else root.form
        yield Name(entity, form, lang, script_of(form), kind, of, period=when, checked=source * (when != ALWAYS), source=source)

    def _entity(self, path: str, feature: Mapping[str, Any], title: str) -> Entity:
        links = [str(each.get("identifier", "")) for each in _list(feature, "links") if each.get("type") in _SAME]
        wikidata = next((found.group(1) for link in links if (found := _WIKIDATA.match(link))), "")
        geonames = next((found.group(1) for link in links if (found := _GEONAMES.match(link))), "")
        own = str(feature.get("@id", ""))
        id_ = self._known.get(f"wd:{wikidata}") or self._known.get(f"gn:{geonames}") or ""
        if own.startswith(_OURS):
            id_ = own.removeprefix(_OURS)
        kind, number = "", 1
        if not id_:
            kind, id_ = _type(feature), identifier(title)
            while id_ in self._registry.entities or id_ in self.entities:  # another place of the same name
                number += 1
                id_ = f"{identifier(title)}_{number}"
        kind = kind or ("" if id_ in self._registry.entities else _type(feature))
        label = "" if id_ in self._registry.entities else title
        when = self._when(f"{path}.when", feature.get("when"))
        return Entity(id_, kind, label, wikidata, geonames, period=when, checked=self.file * (when != ALWAYS), source=self.file)

    def _when(self, path: str, when: Any) -> Period:
        """The first timespan."""
        spans = _list(when, "timespans") if isinstance(when, dict) else []
        if not spans:
            return ALWAYS
        start, end = _dict(spans[0], "start"), _dict(spans[0], "end")
        try:
            return period(_date(start, "latest"), _after(_date(end, "earliest")))
        except ConfigError as error:
            self.problems.append(f"{path}: {'; '.join(error.problems)}")
            return ALWAYS

    def _cited(self, name: Mapping[str, Any]) -> str:
        labels = [str(each.get("label") or each.get("@id") or "") for each in _list(name, "citations")]
        return "; ".join([each for each in labels if each]) or self.file


@dataclass(frozen=True, slots=True)
class _Root:
    """The word that the other names of a place are variants of."""

    form: str
    lang: str


def write(registry: Registry) -> dict[str, Any]:
    """The places of a registry as a FeatureCollection of Linked Places; `read` knows them again."""
    from corpusnorm.names.meaning import PLACES

    names: dict[str, list[Name]] = {}
    for name in registry.names:
        names.setdefault(name.entity, []).append(name)
    places = (entity for entity in registry.entities.values() if entity.type in PLACES and entity.id in names)
    features = [_feature(entity, names[entity.id]) for entity in places]
    return {"type": "FeatureCollection", "@context": CONTEXT, "features": features}


def _feature(entity: Entity, names: list[Name]) -> dict[str, Any]:
    links = [f"wd:{entity.wikidata}"] * bool(entity.wikidata) + [f"gn:{entity.geonames}"] * bool(entity.geonames)
    feature: dict[str, Any] = {
        "@id": _OURS + entity.id,
        "type": "Feature",
        "properties": {"title": entity.label, **({"ccodes": [entity.iso]} if len(entity.iso) == 2 else {})},
        **_timespan(entity.period),
        "names": [
            {"toponym": name.form, "lang": name.lang, "citations": [{"label": name.source}], **_timespan(name.period)}
            for name in names
        ],
        "types": [{"label": entity.type}],
        "geometry": None,
        "links": [{"type": "exactMatch", "identifier": link} for link in links],
    }
    if entity.part_of:
        feature["relations"] = [{"relationType": "gvp:broaderPartitive", "relationTo": _OURS + entity.part_of}]
    return feature


def _timespan(when: Period) -> dict[str, Any]:
    if when == ALWAYS:
        return {}
    span = {}
    if when.start:
        span["start"] = {"in": w3c(when.start)}
    if when.end:
        last = dt.date.fromordinal(when.end.first - 1).isoformat()
        span["end"] = {"in": last if when.end.first == when.end.last else w3c(when.end)}
    return {"when": {"timespans": [span]}}


def _date(bound: Mapping[str, Any], other: str) -> str:
    """A bound as a date of ours: what is certain of it. Years before 1, and with more than four digits, are left open."""
    found = _DATE.match(str(bound.get("in") or bound.get(other) or next(iter(bound.values()), "")))
    return "".join(part or "" for part in found.groups()) if found and found.group(1) != "0000" else ""


def _after(date: str) -> str:
    """The first day after one that is given to the day; a month or a year stands for when it ended."""
    return (dt.date.fromisoformat(date) + dt.timedelta(days=1)).isoformat() if len(date) == 10 else date


def _lang(name: Mapping[str, Any]) -> str:
    return str(name.get("lang") or "en").partition("-")[0]


def _type(feature: Mapping[str, Any]) -> str:
    labels = [str(each.get("label", "")).lower() for each in _list(feature, "types")]
    labels += [str(each).lower() for each in _list(_dict(feature, "properties"), "fclasses")]
    own = ("admin1", "city", "country", "infrastructure", "place", "polity", "region", "village", "water")
    return next((_TYPES.get(each, each) for each in labels if each in _TYPES or each in own), "place")


def _list(value: Any, key: str) -> list[Any]:
    found = value.get(key) if isinstance(value, Mapping) else None
    return [each for each in found if isinstance(each, Mapping) or key == "fclasses"] if isinstance(found, list) else []


def _dict(value: Any, key: str) -> Mapping[str, Any]:
    found = value.get(key) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}
