"""What the TEI writer is given: plain frozen records, one `Work` at a time, no tables and no files.

All spans are code points, half-open. Those of a `Text` are spans of its `text`: the cleaned text of one document, before names are
regularized - the `orig` side of the output.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from corpusnorm.edits import Edits, Span

Tier = Literal["kept", "witness", "lexical", "conjecture", "gap", "moved", "lacunaStart", "lacunaEnd", "witStart", "witEnd"]


@dataclass(frozen=True, slots=True)
class Correction:
    """A visible change of cleaning (`choice/sic/corr`): `original` stood at `raw` of the source text, `span` has what it became."""

    span: Span
    original: str
    raw: Span
    step: str
    certainty: float = 1.0
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Why a name is written otherwise: what kind of change it is, how sure, and on which ground: the policy and its rule."""

    rule: str
    certainty: float
    ground: str = ""


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name at `span`: `entity` is the id of an `AuthorityEntry`, or empty where `candidates` are left open. `regular` is the
    form the policy writes (`choice/orig/reg`), empty where the name is only annotated. `rule` (words) and `certainty` are those of
    who is meant, `written` those of the form."""

    span: Span
    entity: str
    entity_type: str
    regular: str = ""
    certainty: float = 1.0
    rule: str = ""
    candidates: tuple[str, ...] = ()
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """`span` of this text also stands at `target_span` of the text of work `target`, which keeps it.

    `target_span` is one of the `anchors` of the target. What else is to be known of the target is what `passages.kept_forms`
    says of that anchor: `target_block` is the number (from 1) of the block it begins with where it is made of whole blocks, else
    0; `target_marks` is the digest of its text and marks. The passage is written as a copy (`copyOf`) where its own digest is the
    same, and otherwise its text stands and points to the target (`corresp`).
    """

    span: Span
    target: str
    target_span: Span
    target_block: int = 0
    target_marks: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a reading. `tier` says where `text` is from: `kept` as it stands in the witness, `witness` copied from another
    one, `lexical` the inverse of an operator on `original`, `conjecture`; a `gap` has no text and stands for what is lost.

    Nor have the others. `moved`: the witness has this elsewhere. `lacunaStart` and `lacunaEnd`: what stands between them in the
    base text the witness has nowhere; `witStart` and `witEnd`: it begins or ends there. `place` is the id, in this work, of the
    base text that stands here in the witness: text that moved.

    `evidence` is `name#a,b` where a witness spoke: the characters `a` to `b` of the raw text of the file `name`; otherwise words.
    """

    text: str
    tier: Tier = "kept"
    original: str = ""
    certainty: float = 1.0
    evidence: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Where `witness` reads `pieces` instead of `span` of the base text. An empty span is an addition, no pieces an omission."""

    span: Span
    witness: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """One document of a work. `kind` is its relation to the base: `base`, `exact`, `near`, `degraded-of`, `contains`.

    `degradation` lists the inferred operators as plain data, in order; `fit` is the share they explain, `containment` the share
    of the witness's tokens aligned with the base; `names` counts the names of the base that it lost, by what became of them.
    `edits` lead from its raw text to its clean text, and so give every `source`
    its raw range. `meta` is what its source says of it, under the names of `corpusnorm.metadata`; what has no place in
    TEI becomes a note.
    """

    id: str
    name: str
    sha256: str
    kind: str = "base"
    containment: float = 1.0
    date: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    degradation: tuple[Mapping[str, Any], ...] = ()
    fit: float = 1.0
    edits: Edits = field(default_factory=Edits)
    names: Mapping[str, int] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The name by which pointers mean its raw text: its own, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class ForeignBlock:
    """The block `number` (from 1) is in another language than its text (`p/@xml:lang`), and has so many words."""

    number: int
    language: str
    words: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """The base text of a work, and all marks on it. `anchors` are the spans that passages of other works (or further ones of this
    work) point to. Corrections are disjoint; every other mark may cross any other. `words` counts those of the whole text."""

    text: str
    language: str = "und"
    corrections: tuple[Correction, ...] = ()
    names: tuple[NameMark, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    anchors: tuple[Span, ...] = ()
    foreign: tuple[ForeignBlock, ...] = ()
    words: int = 0


@dataclass(frozen=True, slots=True)
class Alignment:
    """Blocks of the base text aligned with blocks of a witness (`linkGrp`); spans of both clean texts."""

    witness: str
    blocks: tuple[tuple[Span, Span], ...]
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Transposition:
    """What stands at `base` of the base text and at `other` of the clean text of a witness, across what is aligned."""

    witness: str
    base: Span
    other: Span


@dataclass(frozen=True, slots=True)
class Work:
    """One TEI document: a cluster's base text and its witnesses, the base first. `id` is the id of the base."""

    id: str
    title: str
    base: Text
    witnesses: tuple[Witness, ...]
    variants: tuple[Variant, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    transpositions: tuple[Transposition, ...] = ()


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """An entity that the corpus mentions: one `person`, `place`, `org` ... of the authority lists."""

    id: str
    type: str
    preferred: str
    variants: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step of the run: `change` in the corpus header, with its typed options and its counts."""

    name: str
    version: str
    options: Mapping[str, Any]
    counts: Mapping[str, int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """What its publisher says of the corpus; what is not known is empty. `licence` is that of the edition: of markup and
    normalization; each text has its own. `date` is written as it is given."""

    publisher: str = ""
    contact: str = ""
    identifier: str = ""
    licence: str = ""
    licence_target: str = ""
    date: str = ""
    edition: str = ""
    description: str = ""
    funder: str = ""


@dataclass(frozen=True, slots=True)
class CorpusRecord:
    """What the corpus header says. `run` identifies configuration and input, without a clock; `languages` has words."""

    title: str
    version: str
    run: str
    config_sha256: str
    documents: int
    steps: tuple[StepRecord, ...]
    languages: Mapping[str, int]
    publication: Publication = field(default_factory=Publication)
