"""Configuration: one TOML file, read into frozen typed options; every fault at once, each with its path."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from corpusnorm.dedup.relation import RelateOptions
from corpusnorm.errors import ConfigError
from corpusnorm.ingest.header import DEFAULT_PATTERN
from corpusnorm.options import choice, option, out_of_range, share
from corpusnorm.sketch.sketch import SketchOptions


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """What its publisher says of the corpus, in the corpus header; what is empty is left out."""

    title: str = option("Corpus", "The title.")
    description: str = option("", "What the corpus is and what it was made for, in a sentence or two.")
    publisher: str = option("", "Who publishes it.")
    contact: str = option("", "An address to write to.")
    funder: str = option("", "Who paid for it.")
    identifier: str = option("", "Its persistent identifier: a DOI, a handle, an address.")
    edition: str = option("", "The version of the corpus, as its publisher counts: `1.2`.")
    date: str = option("", "The date of publication, as `2026`, `2026-11` or `2026-11-20`; nothing is filled in.")
    licence: str = option("", "The licence of the edition, its markup and normalization; texts have their own.")
    licence_target: str = option("", "The address of that licence; those of Creative Commons are known.")


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """How files become documents."""

    text_field: str = option("text", "The field of a JSONL record that holds its text.")
    header: str = option(
        DEFAULT_PATTERN,
        "A regular expression for a header at the very start of a text; its named groups become metadata (`date` dates the"
        " document). Empty turns it off.",
    )


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """The cleaning steps."""

    steps: tuple[str, ...] = option(
        ("encoding", "illegal", "unicode", "whitespace", "residue"), "The steps by name, in order; installed packages may add some."
    )
    options: Mapping[str, Mapping[str, Any]] = field(
        default_factory=dict,
        metadata={"doc": "Options of a step, in a table of its name: `[clean.options.residue]`, then `remove = true`."},
    )


@dataclass(frozen=True, slots=True)
class RepairOptions:
    """The repair of degraded documents."""

    enabled: bool = option(True, "Repair degraded documents; otherwise they are only found.")
    conjecture_from: float = share(
        0.7, "How sure it must be that a stop word or mark stood where no witness has it, to be written; 1 writes none."
    )


@dataclass(frozen=True, slots=True)
class NamesOptions:
    """The names."""

    policy: str = option("default", "A policy that ships (`default`, `as-written`), or the path of a policy file.")
    decisions: str = option("", "The path of a file of decisions, which `corpusnorm names review` makes; empty for none.")
    registry: tuple[str, ...] = option(
        (),
        "What extends the shipped registry of names, each correcting those before it: tables (`.csv`, `.tsv`), Linked Places"
        " (`.json`, `.jsonld`), `geonames:POPULATION`, `cldr:LANGUAGE`.",
    )


@dataclass(frozen=True, slots=True)
class TeiOptions:
    """How the TEI is written."""

    sentences: bool = option(True, "Mark the sentences of each paragraph up (`s`).")
    layout: str = choice(
        "auto",
        ("auto", "files", "shards"),
        "How works are divided among files: `files`, one a work; `shards`, some thousand each; `auto`, shards from 10,001 works.",
    )
    tokens: bool = option(False, "Mark every word and every other character up (`w`, `pc`), and with them the sentences.")


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the work is done; nothing here changes the result."""

    runner: str = option("inline", "Who runs the tasks.")
    chunk_bytes: int = option(32_000_000, "Bytes of input a task takes at a time.", least=1)


@dataclass(frozen=True, slots=True)
class Config:
    """All options of a run."""

    corpus: CorpusOptions = field(default_factory=CorpusOptions)
    ingest: IngestOptions = field(default_factory=IngestOptions)
    clean: CleanOptions = field(default_factory=CleanOptions)
    sketch: SketchOptions = field(default_factory=SketchOptions)
    relate: RelateOptions = field(default_factory=RelateOptions)
    repair: RepairOptions = field(default_factory=RepairOptions)
    names: NamesOptions = field(default_factory=NamesOptions)
    tei: TeiOptions = field(default_factory=TeiOptions)
    run: RunOptions = field(default_factory=RunOptions)

    def to_dict(self) -> dict[str, Any]:
        """The options as plain data."""
        return dataclasses.asdict(self)

    def of_result(self) -> dict[str, Any]:
        """The options that can change the result: all but those of `run`."""
        return {name: value for name, value in self.to_dict().items() if name != "run"}

    def sha256(self) -> str:
        """A hash of `of_result`."""
        return hashlib.sha256(json.dumps(self.of_result(), sort_keys=True).encode()).hexdigest()


def load(path: str | os.PathLike[str]) -> Config:
    """Read a configuration file. Raises `ConfigError` with every fault and its path.

    >>> load("no-such.toml")
    Traceback (most recent call last):
    corpusnorm.errors.ConfigError: E301 no-such.toml: cannot be read: No such file or directory
    """
    try:
        options = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError((f"cannot be read: {error.strerror}",), where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError((f"is not TOML: {error}",), where=str(path)) from error
    return from_dict(options, where=str(path))


def from_dict(options: Mapping[str, Any], where: str = "") -> Config:
    """A configuration from plain data. Raises `ConfigError` with every fault and its path.

    >>> from_dict({"sketch": {"scale": "four", "flor": 1}})
    Traceback (most recent call last):
    corpusnorm.errors.ConfigError: E301 expected an int, not 'four' @ $.sketch.scale; extra fields found (flor) @ $.sketch
    """
    import cattrs

    problems = list(out_of_range(Config(), options))
    config = Config()
    try:
        config = _converter().structure(options, Config)
    except cattrs.BaseValidationError as error:
        problems = [*cattrs.transform_error(error, format_exception=_fault), *problems]
    if problems:
        raise ConfigError(tuple(problems), where=where)
    return config


@cache
def _converter() -> Any:
    """Takes values as they are: a number in quotes is a mistake, not a number."""
    import cattrs

    converter = cattrs.Converter(forbid_extra_keys=True)
    for kinds, name in (((str,), "a str"), ((int,), "an int"), ((int, float), "a float"), ((bool,), "a bool")):
        converter.register_structure_hook(kinds[-1], partial(_exactly, kinds, name))
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], partial(_strings, converter))
    return converter


def _exactly(kinds: tuple[type, ...], name: str, value: Any, _: type) -> Any:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise TypeError(f"expected {name}, not {value!r}")
    return value


def _strings(converter: Any, value: Any, _: type) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"expected a list of str, not {value!r}")
    return tuple(converter.structure(each, str) for each in value)


def _fault(error: BaseException, _: type | None) -> str:
    fields = getattr(error, "extra_fields", None)
    return f"extra fields found ({', '.join(sorted(fields))})" if fields else str(error)


def template() -> str:
    """A commented configuration file with every option at its default."""
    lines = ["# Configuration of corpusnorm. Every option stands at its default; delete what you do not change.", ""]
    defaults = Config()
    for section in dataclasses.fields(Config):
        options = getattr(defaults, section.name)
        lines += [f"# {(type(options).__doc__ or '').splitlines()[0]}", f"[{section.name}]"]
        for each in dataclasses.fields(options):
            doc = each.metadata.get("doc", "")
            lines += [f"# {doc}"] if doc else []
            value = getattr(options, each.name)
            lines += [] if isinstance(value, Mapping) else [f"{each.name} = {_toml(value)}"]
        lines.append("")
    return "\n".join(lines)


def _toml(value: Any) -> str:
    """A value as TOML; JSON writes scalars and lists of strings the same way, and regular expressions read better raw."""
    if isinstance(value, str) and "\\" in value and "'" not in value:
        return f"'{value}'"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
