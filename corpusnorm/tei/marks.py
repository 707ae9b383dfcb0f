"""Corrections and names as elements."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from corpusnorm.tei.markup import element, escape, is_legal, word, written
from corpusnorm.tei.model import Correction, NameMark, Written
from corpusnorm.tei.pointers import raw, to_entity
from corpusnorm.tei.steps import NAMES, Steps, spoken

NAME_ELEMENTS = {"person": "persName", "place": "placeName", "org": "orgName"}


def corrected(correction: Correction, content: str, first: bool, name: str, steps: Steps) -> str:
    """`choice/sic/corr`, or `corr` alone.

    Alone stands the part of a correction that is not the `first`, and one whose original XML cannot hold (controls, lone
    surrogates): there `@source` says where in the raw text of the file `name` it stood, and the ledger has it.
    """
    source = raw(name, correction.raw)
    made, spoke = _made(correction.step, correction.certainty, correction.evidence, steps)
    if first and is_legal(correction.original):
        corr = f"<corr{made}>{content}</corr>" if content else f"<corr{made}/>"
        sic = f'<sic source="{source}">{escape(correction.original)}</sic>' if correction.original else f'<sic source="{source}"/>'
        return f"<choice>{sic}{corr}</choice>"
    return element("corr", {**spoke, "source": f"{source} {spoke.get('source', '')}".strip()}, content)


@lru_cache(maxsize=1024)
def _made(step: str, certainty: float, evidence: str, steps: Steps) -> tuple[str, dict[str, str]]:
    """Who made a correction, and why, as it stands in a tag, and by attribute."""
    said = steps.responsible(step, certainty)
    if evidence:
        said = spoken("internal", evidence) | said
    return written(said), said


def named(mark: NameMark, content: str, links: Mapping[str, str], steps: Steps) -> str:
    """A name around its text, with what the policy writes for it in `choice/orig/reg`.

    The name says who is meant, by which rule and how surely, `reg` the same of the form: which change it is, and the rule of the
    policy. A name that is left open is a `name` of subtype `ambiguous` with a pointer to each candidate; TEI asks for a type beside
    a subtype. Of a name in pieces the first has the whole regular form, the others an empty one, so that reading only `reg` reads
    it once.
    """
    who = mark.entity, mark.entity_type, mark.candidates, mark.rule, mark.certainty
    start, end = _around(who, mark.regular, mark.written, tuple(links.items()), steps)
    if mark.regular and not content:
        start = f"{start.removesuffix('<orig>')}<orig/>"
        end = end.removeprefix("</orig>")
    return f"{start}{content}{end}"


_Who = tuple[str, str, tuple[str, ...], str, float]


@lru_cache(maxsize=4096)
def _around(who: _Who, regular: str, how: Written | None, links: tuple[tuple[str, str], ...], steps: Steps) -> tuple[str, str]:
    """What stands before and after the text of a name: the same names come again and again."""
    entity, entity_type, candidates, rule, certainty = who
    made = steps.responsible(NAMES, certainty)
    ruled = {"evidence": _words(rule)} if rule else {}
    if entity:
        tag, said = NAME_ELEMENTS.get(entity_type, "name"), {"ref": to_entity(entity)}
    else:
        tag, said = "name", {"subtype": "ambiguous", "ref": " ".join(to_entity(one) for one in candidates)}
    kind = {"type": word(entity_type or "unknown")} if tag == "name" else {}
    start, end = f"<{tag}{written({**dict(links), **kind, **said, **ruled, **made})}>", f"</{tag}>"
    if not regular:
        return start, end
    why = {"evidence": _words(f"{how.rule} {how.ground}"), **steps.responsible(NAMES, how.certainty)} if how else made
    reg = element("reg", why, "" if dict(links).get("prev") else escape(regular))
    return f"{start}<choice><orig>", f"</orig>{reg}</choice>{end}"


def _words(said: str) -> str:
    return " ".join(map(word, said.split())) or word(said)
