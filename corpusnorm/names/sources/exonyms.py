"""What CLDR calls countries and territories in other languages than English: a table that ships, read when it is asked for.

It is no part of the default registry, since a name is looked for whatever the language of a text: "Island" is Iceland in Danish.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from corpusnorm.errors import ConfigError
from corpusnorm.names.model import Name
from corpusnorm.names.registry import Registry
from corpusnorm.names.sources.rows import Rows
from corpusnorm.names.sources.scripts import script_of


def languages() -> tuple[str, ...]:
    """The languages of the table.

    >>> {"de", "ru", "zh"} <= set(languages())
    True
    """
    return tuple(_tables()[1])


def read(options: str, registry: Registry) -> Rows:
    """The names in some languages, given with commas between, or in `all`; each is a series of its own and is never rewritten.

    A form that the registry has for the country is left as it is. Raises `ConfigError` for a language that the table does not have.
    """
    source, tables = _tables()
    wanted = sorted(tables) if options == "all" else [each.strip() for each in options.split(",")]
    if unknown := [each for each in wanted if each not in tables]:
        told = ", ".join(map(repr, unknown))
        raise ConfigError((f"no names in {told}; there are {' '.join(tables)}, and all",), where=f"cldr:{options}")
    entity_of = {entity.iso: entity.id for entity in registry.entities.values() if len(entity.iso) == 2}
    names = {
        (entity_of[code], form): Name(entity_of[code], form, lang, script_of(form), "exonym", source=source, licence="Unicode-3.0")
        for lang in wanted
        for code, form in tables[lang].items()
        if code in entity_of and not registry.rows(entity_of[code], form)
    }
    return Rows((), tuple(names.values()))


@cache
def _tables() -> tuple[str, Mapping[str, Mapping[str, str]]]:
    """By language and code, and what the table says of its source."""
    text = (files("corpusnorm.names") / "data" / "exonyms.tsv").read_text(encoding="utf-8")
    head, *rows = [line for line in text.split("\n") if line and not line.startswith("#")]
    source = next(line for line in text.split("\n") if line.startswith("# version: ")).removeprefix("# version: ")
    codes = head.split("\t")[1:]
    tables = {}
    for row in rows:
        lang, *forms = row.split("\t")
        tables[lang] = {code: form for code, form in zip(codes, forms, strict=True) if form}
    return source, tables
