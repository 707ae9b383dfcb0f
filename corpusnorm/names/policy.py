"""Policies: which form of a name is preferred, where and why. A policy is a TOML file; nothing is decided outside one."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args

from corpusnorm.errors import ConfigError, CorpusnormError
from corpusnorm.names.dates import When, when
from corpusnorm.names.model import Kind
from corpusnorm.names.registry import Registry

Scope = Literal["spelling", "transliteration", "renaming"]
Historic = Literal["keep", "present", "rewrite"]
Quotations = Literal["keep", "rewrite"]

SCHEMA = 1
AS_WRITTEN, BY_DATE = "as-written", "date"
RANK: Mapping[Kind, int] = {"spelling": 0, "typo": 0, "transliteration": 1, "exonym": 2, "renaming": 2}
"""How far a rewrite goes, by the kind of the form it replaces; kinds that are not here are never rewritten into another word."""

_END_OF_TIME = when("9999-12-31")
_SELECTORS = ("entity", "type", "region")


@dataclass(frozen=True, slots=True)
class Rule:
    """For the entities it selects, a form to prefer or a profile to choose by, and why. Exactly one selector is not empty."""

    reason: str
    entity: str = ""
    type: str = ""
    region: str = ""
    prefer: str = ""
    profile: str = BY_DATE

    def selects(self, registry: Registry, entity: str) -> bool:
        """Whether the rule speaks of `entity`: by its id, its type, or what it is part of."""
        if self.entity or self.type:
            return entity == self.entity or registry.entities[entity].type == self.type
        return entity == self.region or self.region in registry.ancestors(entity)


@dataclass(frozen=True, slots=True)
class Policy:
    """What to regularize. `digest` stands in the record of a run; two policies with the same content have the same one.

    `language` is that of the preferred forms: a text known to be in another keeps its names. `profile`: `as-written` changes
    nothing; `date` takes the name that held at the date; any other word prefers the forms that the registry says are `used_by` it
    (un, iso, local). `scope` bounds what is rewritten, `threshold` how unsure a rewrite may be.
    """

    name: str
    version: str
    language: str = "en"
    profile: str = BY_DATE
    scope: Scope = "renaming"
    date: str = "document"
    undated: str = AS_WRITTEN
    historic: Historic = "present"
    quotations: Quotations = "keep"
    threshold: float = 0.7
    rules: tuple[Rule, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the content of the policy."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()

    def rule_for(self, registry: Registry, entity: str) -> tuple[str, Rule | None]:
        """The first rule that selects the entity, and its place in the file."""
        for index, rule in enumerate(self.rules):
            if rule.selects(registry, entity):
                return f"rules[{index}]", rule
        return "profile", None

    def at(self, document: When | None) -> When | None:
        """The date by which names are chosen: the fixed one, the document's, or the policy's answer where it has none."""
        if self.date.startswith("fixed:"):
            return when(self.date.removeprefix("fixed:"))
        if document is not None or self.undated == AS_WRITTEN:
            return document
        return _END_OF_TIME if self.undated == "latest" else when(self.undated)


@cache
def load_policy(source: str | Path) -> Policy:
    """The policy of that name in the package (`default`, `as-written`, `local`, `un`, `iso`, `cldr`), or of that file.

    Raises `ConfigError` with the path of every fault: unknown keys, wrong types, rules without a reason.
    """
    shipped = files("corpusnorm.names") / "data" / "policies" / f"{source}.toml"
    file: Path | Traversable = shipped if isinstance(source, str) and shipped.is_file() else Path(source)
    try:
        return parse_policy(file.read_text(encoding="utf-8"), where=str(source))
    except OSError as error:
        raise ConfigError((f"no policy {str(source)!r}: {error.strerror}",), hint="name a shipped policy or a file") from None


def parse_policy(toml: str, where: str = "") -> Policy:
    """Read a policy from TOML text; see `load_policy`.

    >>> parse_policy('schema = 1\\nname = "mine"\\nversion = "1"\\nscop = "spelling"')
    Traceback (most recent call last):
      ...
    corpusnorm.errors.ConfigError: E301 scop: unknown key (see data/policies/default.toml)
    """
    try:
        data = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError((f"not TOML: {error}",), where=where) from None
    rules = data.pop("rules", [])
    tables = rules if isinstance(rules, list) else [rules]
    problems = [*_policy_problems(data)]
    for index, rule in enumerate(tables):
        problems += [f"rules[{index}]{problem}" for problem in _rule_problems(rule)]
    if problems:
        raise ConfigError(tuple(problems), where=where, hint="see data/policies/default.toml")
    data.pop("schema")
    return Policy(**data, rules=tuple(Rule(**rule) for rule in tables))


def _policy_problems(data: dict[str, Any]) -> Iterator[str]:
    choices = {"scope": get_args(Scope), "historic": get_args(Historic), "quotations": get_args(Quotations)}
    texts = {"name", "version", "language", "profile", "date", "undated", *choices}
    yield from (f"{key}: unknown key" for key in data if key not in texts | {"schema", "threshold"})
    yield from (f"{key}: missing" for key in ("name", "version") if key not in data)
    yield from (f"{key}: {data[key]!r} is not a string" for key in texts & data.keys() if not isinstance(data[key], str))
    for key, allowed in choices.items():
        if key in data and data[key] not in allowed:
            yield f"{key}: {data[key]!r} is none of {', '.join(allowed)}"
    if data.get("schema") != SCHEMA:
        yield f"schema: {data.get('schema')!r} is not {SCHEMA}"
    threshold = data.get("threshold", 0.7)
    if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 <= threshold <= 1:
        yield f"threshold: {threshold!r} is not a number from 0 to 1"
    for key, words in (("date", ("document",)), ("undated", (AS_WRITTEN, "latest"))):
        value = data.get(key, words[0])
        if isinstance(value, str) and value not in words and not _is_date(value.removeprefix("fixed:")):
            yield f"{key}: {value!r} is neither {' nor '.join(words)} nor a date"


def _rule_problems(rule: Any) -> Iterator[str]:
    if not isinstance(rule, dict):
        yield f": {rule!r} is not a table"
        return
    known = {*_SELECTORS, "prefer", "profile", "reason"}
    yield from (f".{key}: unknown key" for key in rule if key not in known)
    yield from (f".{key}: {rule[key]!r} is not a string" for key in rule if key in known and not isinstance(rule[key], str))
    if not rule.get("reason"):
        yield ".reason: missing; a rule says why"
    if sum(bool(rule.get(key)) for key in _SELECTORS) != 1:
        yield f": names not exactly one of {', '.join(_SELECTORS)}"
    if bool(rule.get("prefer")) == bool(rule.get("profile")):
        yield ": needs either prefer or profile"


def _is_date(text: str) -> bool:
    try:
        when(text)
    except CorpusnormError:
        return False
    return True
