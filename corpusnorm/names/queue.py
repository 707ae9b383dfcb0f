"""The queue: what a person is to decide about names, as a table with room for the decisions.

A row has the columns of a decision (`decisions.COLUMNS`), empty but for what it is about, and beside them what is asked, what is
proposed and how it reads in the corpus. Filled in, it is a file of decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpusnorm.names.decisions import ASKED, COLUMNS, Act, Decision, Scope
from corpusnorm.names.sheets import listed, write_sheet


@dataclass(frozen=True, slots=True)
class Question:
    """What is open about some forms, put once for all places where it is. Offsets as in `Decision`.

    `proposal` is the decision that would be written if a person agreed, with `entity` and `preferred` as it would have them;
    `candidates` are the entities that may be meant; `contexts` a few of the places, as one line each. `count` places in
    `documents` documents have the question.
    """

    forms: tuple[str, ...]
    question: str
    proposal: Act | str = ""
    entity: str = ""
    preferred: str = ""
    type: str = ""
    candidates: tuple[str, ...] = ()
    count: int = 0
    documents: int = 0
    contexts: tuple[str, ...] = ()
    scope: Scope = "corpus"
    document: str = ""
    start: int = -1
    end: int = -1

    def cells(self) -> dict[str, str]:
        """It as a row of the queue, the decision left empty."""
        about = Decision("is", self.forms, (self.entity,) if self.entity else (), self.preferred, self.type, self.scope)
        place = {"document": self.document, **({"start": str(self.start), "end": str(self.end)} if self.start >= 0 else {})}
        return {
            **about.cells(),
            **place,
            "decision": "",
            "question": self.question,
            "proposal": self.proposal,
            "candidates": listed(self.candidates),
            "count": str(self.count),
            "documents": str(self.documents),
            "contexts": "\n".join(self.contexts),
        }


def write_queue(questions: Iterable[Question], decided: Sequence[Decision] = ()) -> str:
    """A queue as CSV text: the decisions that stand, by form, then the questions in the order given."""
    stand = sorted(decided, key=lambda row: (row.forms, row.entities, row.key))
    return write_sheet((*COLUMNS, *ASKED), [*(row.cells() for row in stand), *(row.cells() for row in questions)])
