"""The header of a work: its witnesses, how they relate, how a degraded one was degraded, and what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from corpusnorm.metadata import is_url, values
from corpusnorm.tei.counts import Counts, extent, tags_declaration
from corpusnorm.tei.dates import is_w3c
from corpusnorm.tei.declarations import relation_pointer
from corpusnorm.tei.division import Division
from corpusnorm.tei.features import feature_structure
from corpusnorm.tei.forms import UNKNOWN
from corpusnorm.tei.languages import language_usage, languages_of
from corpusnorm.tei.markup import certainty, element, is_legal, label, language, lines, wrap
from corpusnorm.tei.model import Witness, Work
from corpusnorm.tei.pointers import APPLICATION, encoded, ncname, to_corpus, witness_id
from corpusnorm.tei.sources import availability, bibliography, profile, without_licence


def work_header(work: Work, counts: Counts, division: Division) -> str:
    """The `teiHeader` of a work; `counts` are those of its body. The base stands first, the other witnesses by their ids."""
    witnesses = [work.witnesses[0], *sorted(work.witnesses[1:], key=lambda witness: witness.id)]
    file_description = wrap(
        "fileDesc",
        {},
        wrap("titleStmt", {}, label("title", work.title or work.id), _authors(work.witnesses[0])),
        extent(counts),
        _publication(work.witnesses[0].meta),
        _related(work, division),
        wrap("sourceDesc", {}, wrap("listWit", {}, *(_witness(witness, work.witnesses[0]) for witness in witnesses))),
    )
    return wrap(
        "teiHeader",
        {},
        file_description,
        wrap("encodingDesc", {}, tags_declaration(counts)),
        wrap("profileDesc", {}, profile(work.witnesses[0].meta), language_usage(languages_of(work.base))),
        wrap("revisionDesc", {}, *(_degradation(witness) for witness in witnesses)),
    )


def header_form(work: Work) -> str:
    """What of a work decides whether its header is valid: all but texts, ids, counts and shares, which are written in one way.

    Degraded witnesses have too many forms; a work that has one is `UNKNOWN`.
    """
    if any(witness.degradation for witness in work.witnesses):
        return UNKNOWN
    witnesses = [_witness_form(witness) for witness in work.witnesses]
    related = any(passage.target != work.id for passage in work.base.passages)
    tags = sorted({language(work.base.language), *(language(block.language) for block in work.base.foreign)})
    linked = bool(work.alignments), bool(work.transpositions)
    return repr((tags, work.base.words > 0, related, linked, witnesses[0], sorted(set(witnesses))))


def _witness_form(witness: Witness) -> str:
    date = len(witness.date) if witness.date.isascii() and len(witness.date) in (4, 7, 10) else witness.date
    addresses = [is_url(witness.meta.get("source", "")), availability(witness.meta)]
    return repr((witness.kind, is_legal(witness.source), date, is_w3c(witness.date), sorted(witness.meta), addresses))


def _authors(witness: Witness) -> str:
    return lines(*(label("author", name) for name in values(witness.meta, "author")))


def _publication(said: Mapping[str, str]) -> str:
    """The licence of the base text, where it is known; who publishes it the header of the corpus says."""
    return _published(availability(said))


@lru_cache(maxsize=256)
def _published(licence: str) -> str:
    corpus = element("ref", {"target": to_corpus("corpus")}, "the corpus")
    if not licence:
        return element("publicationStmt", {}, f"<p>Part of {corpus}; no licence is known of its base text.</p>")
    return element("publicationStmt", {}, element("authority", {}, f"Part of {corpus}") + licence)


def _related(work: Work, division: Division) -> str:
    """The works that keep passages of this one."""
    if not work.base.passages:
        return ""
    targets = sorted({passage.target for passage in work.base.passages} - {work.id})
    pointers = (division.pointer(work.id, target, ncname(target)) for target in targets)
    return wrap("notesStmt", {}, *(element("relatedItem", {"type": "sharesText", "target": pointer}) for pointer in pointers))


def _witness(witness: Witness, base: Witness) -> str:
    name = label("idno", witness.source, type="file")
    if not is_legal(witness.source):
        name = label("idno", encoded(witness.source), type="file", subtype="percent-encoded")
    return wrap(
        "witness",
        {"xml:id": witness_id(witness.id)},
        _relation(witness.kind),
        name,
        label("idno", witness.sha256, type="sha256"),
        bibliography(witness.date, witness.meta, licence=_own_licence(witness, base), profiled=witness is base),
        _share("containment", witness.containment) if witness.kind != "base" else "",
        _share("fit", witness.fit) if witness.degradation else "",
        *(_lost(fate, number) for fate, number in sorted(witness.names.items())),
    )


def _own_licence(witness: Witness, base: Witness) -> str:
    """The licence of a witness where it is another than that of the base, which stands with the work."""
    if witness is base:
        return ""
    own, usual = availability(witness.meta), availability(base.meta)
    return "" if own == usual else own or without_licence()


@lru_cache(maxsize=16)
def _relation(kind: str) -> str:
    return label("label", kind, type="relation", ana=relation_pointer(kind))


def _share(kind: str, value: float) -> str:
    """A measured share, in percent for the reader and as a number."""
    return element("measure", {"type": kind, "unit": "share", "quantity": certainty(value)}, f"{kind} {value:.1%}")


def _lost(fate: str, number: int) -> str:
    """How many names of the base a degraded witness lost, by what became of them."""
    said = f"{number} names of the base: {fate}"
    return label("measure", said, type=f"names-{fate}", unit="names", quantity=str(number))


def _degradation(witness: Witness) -> str:
    """The operators that were inferred, in the order in which they were applied to the text of the base."""
    if not witness.degradation:
        return ""
    identifier = witness_id(witness.id)
    changes = (
        wrap(
            "change",
            {"xml:id": f"{identifier}.c{number}", "n": str(number), "who": to_corpus(APPLICATION), "target": f"#{identifier}"},
            label("label", operator.get("name", operator.get("op", "operator"))),
            feature_structure({key: value for key, value in operator.items() if key not in ("name", "op")}),
        )
        for number, operator in enumerate(witness.degradation, 1)
    )
    said = f"How this witness was made from the base text, as inferred; {witness.fit:.1%} of it is explained."
    return wrap("listChange", {"ordered": "true", "corresp": f"#{identifier}"}, label("desc", said), *changes)
