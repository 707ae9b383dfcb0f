"""The header of a work: its witnesses, how they relate, how a degraded one was degraded, and what was counted."""

from __future__ import annotations

import re
from functools import lru_cache

from corpusnorm.tei.counts import Counts, extent, tags_declaration
from corpusnorm.tei.dates import date_element, is_w3c
from corpusnorm.tei.division import Division
from corpusnorm.tei.features import feature_structure
from corpusnorm.tei.forms import UNKNOWN
from corpusnorm.tei.markup import certainty, element, is_legal, label, word, wrap
from corpusnorm.tei.model import Witness, Work
from corpusnorm.tei.pointers import APPLICATION, encoded, ncname, to_corpus, witness_id

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def work_header(work: Work, counts: Counts, division: Division) -> str:
    """The `teiHeader` of a work; `counts` are those of its body. The base stands first, the other witnesses by their ids."""
    witnesses = [work.witnesses[0], *sorted(work.witnesses[1:], key=lambda witness: witness.id)]
    file_description = wrap(
        "fileDesc",
        {},
        element("titleStmt", {}, label("title", work.title or work.id)),
        extent(counts),
        _publication(work.witnesses[0].meta.get("licence", "")),
        _related(work, division),
        wrap("sourceDesc", {}, wrap("listWit", {}, *(_witness(witness) for witness in witnesses))),
    )
    return wrap(
        "teiHeader",
        {},
        file_description,
        wrap("encodingDesc", {}, tags_declaration(counts)),
        _profile(work.base.language),
        wrap("revisionDesc", {}, *(_degradation(witness) for witness in witnesses)),
    )


def header_form(work: Work) -> str:
    """What of a work decides whether its header is valid: all but texts, ids, counts and shares, which are written in one way.

    Degraded witnesses have too many forms; a work that has one, or alignments, is `UNKNOWN`.
    """
    if work.alignments or any(witness.degradation for witness in work.witnesses):
        return UNKNOWN
    witnesses = sorted({_witness_form(witness) for witness in work.witnesses})
    related = any(passage.target != work.id for passage in work.base.passages)
    return repr((language(work.base.language), work.witnesses[0].meta.get("licence", ""), related, witnesses))


def _witness_form(witness: Witness) -> str:
    date = len(witness.date) if witness.date.isascii() and len(witness.date) in (4, 7, 10) else witness.date
    return repr((witness.kind, is_legal(witness.source), date, is_w3c(witness.date), sorted(witness.meta)))


@lru_cache(maxsize=256)
def _profile(tag: str) -> str:
    return wrap("profileDesc", {}, wrap("langUsage", {}, label("language", tag, ident=language(tag))))


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """`tag` where it is a language tag as XML Schema has them, else `und`.

    >>> language("sr-Latn"), language("?")
    ('sr-Latn', 'und')
    """
    return tag if _LANGUAGE.fullmatch(tag) else "und"


@lru_cache(maxsize=256)
def _publication(licence: str) -> str:
    """What is known of the licence, and nothing more."""
    if not licence:
        return element("publicationStmt", {}, "<p>Part of a corpus; no licence is known.</p>")
    target = licence if re.fullmatch(r"https?://[!-~]+", licence) and not set(licence) & set('<>"{}|\\^`') else ""
    availability = element("availability", {}, label("licence", licence, target=target))
    return element("publicationStmt", {}, element("authority", {}, "corpusnorm") + availability)


def _related(work: Work, division: Division) -> str:
    """The works that keep passages of this one."""
    if not work.base.passages:
        return ""
    targets = sorted({passage.target for passage in work.base.passages} - {work.id})
    pointers = (division.pointer(work.id, target, ncname(target)) for target in targets)
    return wrap("notesStmt", {}, *(element("relatedItem", {"type": "sharesText", "target": pointer}) for pointer in pointers))


def _witness(witness: Witness) -> str:
    name = label("idno", witness.source, type="file")
    if not is_legal(witness.source):
        name = label("idno", encoded(witness.source), type="file", subtype="percent-encoded")
    return wrap(
        "witness",
        {"xml:id": witness_id(witness.id)},
        _relation(witness.kind),
        name,
        label("idno", witness.sha256, type="sha256"),
        date_element(witness.date),
        _share("containment", witness.containment) if witness.kind != "base" else "",
        _share("fit", witness.fit) if witness.degradation else "",
        *(_lost(fate, number) for fate, number in sorted(witness.names.items())),
        *(label("note", text, type=word(key)) for key, text in sorted(witness.meta.items()) if key != "licence"),
    )


@lru_cache(maxsize=16)
def _relation(kind: str) -> str:
    return label("label", kind, type="relation")


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
