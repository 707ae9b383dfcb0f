"""Corrections and names as elements."""

from __future__ import annotations

from collections.abc import Mapping

from corpusnorm.tei.markup import element, escape, is_legal, word
from corpusnorm.tei.model import Correction, NameMark
from corpusnorm.tei.pointers import raw, to_entity
from corpusnorm.tei.steps import NAMES, Steps, spoken

NAME_ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName"}


def corrected(correction: Correction, content: str, first: bool, name: str, steps: Steps) -> str:
    """`choice/sic/corr`, or `corr` alone.

    Alone stands the part of a correction that is not the `first`, and one whose original XML cannot hold (controls, lone
    surrogates): there `@source` says where in the raw text of the file `name` it stood, and the ledger has it.
    """
    source = raw(name, correction.raw)
    said = steps.responsible(correction.step, correction.certainty)
    if correction.evidence:
        said = spoken("internal", correction.evidence) | said
    if first and is_legal(correction.original):
        sic = element("sic", {"source": source}, escape(correction.original))
        return element("choice", {}, sic + element("corr", said, content))
    return element("corr", said | {"source": f"{source} {said.get('source', '')}".strip()}, content)


def named(mark: NameMark, content: str, links: Mapping[str, str], steps: Steps) -> str:
    """A name around its text, with what the policy writes for it in `choice/orig/reg`.

    The name says who is meant, by which rule and how surely, `reg` the same of the form: which change it is, and the rule of the
    policy. A name that is left open is a `name` of subtype `ambiguous` with a pointer to each candidate; TEI asks for a type beside
    a subtype. Of a name in pieces the first has the whole regular form, the others an empty one, so that reading only `reg` reads
    it once.
    """
    made = steps.responsible(NAMES, mark.certainty)
    if mark.regular:
        reg = "" if links.get("prev") else escape(mark.regular)
        content = element("choice", {}, element("orig", {}, content) + element("reg", _why(mark, steps), reg))
    ruled = {"evidence": _words(mark.rule)} if mark.rule else {}
    if mark.entity:
        tag, said = NAME_ELEMENTS.get(mark.entity_type, "name"), {"ref": to_entity(mark.entity)}
    else:
        tag, said = "name", {"subtype": "ambiguous", "ref": " ".join(to_entity(one) for one in mark.candidates)}
    kind = {"type": word(mark.entity_type or "unknown")} if tag == "name" else {}
    return element(tag, {**links, **kind, **said, **ruled, **made}, content)


def _why(mark: NameMark, steps: Steps) -> dict[str, str]:
    """Why it is written otherwise."""
    if mark.written is None:
        return steps.responsible(NAMES, mark.certainty)
    said = _words(f"{mark.written.rule} {mark.written.ground}")
    return {"evidence": said, **steps.responsible(NAMES, mark.written.certainty)}


def _words(said: str) -> str:
    return " ".join(map(word, said.split())) or word(said)
