"""Which step of the run a mark was made by, and who is responsible: the attributes that every intervention has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpusnorm.tei.markup import certainty, word
from corpusnorm.tei.model import StepRecord
from corpusnorm.tei.pointers import RESPONSIBLE, raw_of_evidence, step_id, to_corpus

_RESPONSIBLE = to_corpus(RESPONSIBLE)
NAMES = "names"
ALIGN = "align"
REPAIR = "repair"
DEDUP = "dedup"
UNMARKED = ("ingest", "findings", "language", "diagnose", "relate")
"""The steps that read and measure, and change nothing."""
SILENT = ("tei", "header", "unicode", "whitespace")
"""The steps of reading and cleaning that leave no mark in the text: they are said in the corpus header and kept in the ledger."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The names of the steps that the corpus header records. A mark of another step is written without `@change`."""

    recorded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, records: Iterable[StepRecord]) -> Steps:
        return cls(frozenset(record.name for record in records))

    def responsible(self, step: str, cert: float | None = None) -> dict[str, str]:
        """`@resp`, `@change` and `@cert` of an intervention. `step` may join several steps with `+`, as composed edits do.

        >>> Steps(frozenset({"ocr"})).responsible("ocr", 0.9)
        {'resp': '../corpus.xml#r.cn', 'change': '../corpus.xml#st.ocr', 'cert': '0.9'}
        """
        change = _change(step, self.recorded)
        return {"resp": _RESPONSIBLE, "change": change, "cert": "" if cert is None else certainty(cert)}


@lru_cache(maxsize=1024)
def _change(step: str, recorded: frozenset[str]) -> str:
    names = dict.fromkeys(step.split("+"))
    return " ".join(to_corpus(step_id(name)) for name in names if name in recorded)


def spoken(kind: str, evidence: str) -> dict[str, str]:
    """`@evidence` and `@source` of an intervention: the TEI `kind` of evidence, then the words, or the witness that spoke.

    >>> spoken("external", "b.txt#22,28")
    {'evidence': 'external', 'source': 'raw:b.txt#22,28'}
    >>> spoken("internal", "porter stem")
    {'evidence': 'internal porter stem', 'source': ''}
    """
    source = raw_of_evidence(evidence)
    words = [] if source else [word(part) for part in evidence.split()]
    return {"evidence": " ".join(dict.fromkeys([kind, *words])), "source": source}
