"""What the names stage knows and finds: entities, the forms of their names, and mentions of them in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpusnorm.edits import Edits, Span
from corpusnorm.names.dates import ALWAYS, Period

Kind = Literal["spelling", "transliteration", "exonym", "renaming", "short", "abbreviation", "demonym", "typo"]
Status = Literal["official", "common", "self-designation", "historic", "contested", ""]

KINDS: tuple[Kind, ...] = (
    "spelling", "transliteration", "exonym", "renaming", "short", "abbreviation", "demonym", "typo",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("official", "common", "self-designation", "", "historic", "contested")
"""Best first: the order in which names that hold at one date are preferred."""

HEADS: frozenset[Kind] = frozenset({"renaming", "exonym"})
"""Kinds that are another word for the entity; the other kinds are other ways to write the word they are `of`."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One referent. Nagorno-Karabakh, the oblast of 1923 and the republic of 1991 are three; father and son are two.

    `period` is when it existed; for a person, the years in public life. `checked` says by what its dates were checked, and is empty
    where nobody did; identifiers are empty where nobody checked them. `iso` is the code of ISO 3166-1 (two letters), 3166-2 or, for
    what is no more, 3166-3; `iso3` the one of three letters.
    """

    id: str
    type: str
    label: str
    wikidata: str = ""
    geonames: str = ""
    iso: str = ""
    iso3: str = ""
    period: Period = ALWAYS
    checked: str = ""
    part_of: str = ""
    successor_of: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One form of an entity's name, and when and by whom it is used.

    `of` names the form this one is a variant of. Forms tied by `of` are a *series*: the full name is one, the surname another, the
    long official form a third; a rewrite never leaves its series. `checked` says by what the dates were checked. A name that is not
    `sought` may be written and is never found: "Ísland" would be found in every "Island" that lost no mark.
    """

    entity: str
    form: str
    lang: str = "en"
    script: str = "Latn"
    kind: Kind = "spelling"
    of: str = ""
    scheme: str = ""
    period: Period = ALWAYS
    checked: str = ""
    status: Status = ""
    used_by: tuple[str, ...] = ()
    sought: bool = True
    source: str = ""
    licence: str = ""

    @property
    def is_head(self) -> bool:
        """Whether it is a word of its own and not a way to write another."""
        return not self.of or self.kind in HEADS


class Sense(NamedTuple):
    """What a mention says but for its place; see `Mention`."""

    form: str
    entity: str | None
    candidates: tuple[str, ...]
    kind: Kind
    certainty: float
    rule: str
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: where (code points, half-open), as it stands there, and who it means.

    `entity` is None where the candidates could not be told apart or none of them is meant; `rule` says how it was decided, and
    `certainty` (0..1) how surely. `name` is the registry form that matched.
    """

    span: Span
    form: str
    entity: str | None
    candidates: tuple[str, ...]
    kind: Kind
    certainty: float
    rule: str
    name: str = field(default="")

    @property
    def sense(self) -> Sense:
        """The mention without its place."""
        return Sense(self.form, self.entity, self.candidates, self.kind, self.certainty, self.rule, self.name)


@dataclass(frozen=True, slots=True)
class Kept:
    """A mention that the policy would have rewritten to `form` and a guard kept; `guard` is its code, `why` its words."""

    mention: Mention
    form: str
    guard: str
    why: str


@dataclass(frozen=True, slots=True)
class Review:
    """A mention for a person to decide: what is open, and the form that the policy proposes."""

    mention: Mention
    question: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Regularized:
    """What the stage makes of a text. `mentions` are spans of the text as it was; `edits` stand on some of them, nowhere else.

    `decided` has the keys of the decisions that had something to say of the text.
    """

    edits: Edits
    mentions: tuple[Mention, ...]
    queue: tuple[Review, ...]
    kept: tuple[Kept, ...]
    decided: tuple[str, ...] = ()
