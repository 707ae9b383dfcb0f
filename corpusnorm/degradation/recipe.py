"""A degradation: operators in order, run forward."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from corpusnorm.degradation.operators import Operator, Token, Tokenize, Tokenizer, WordOperator, operator_from_dict


@dataclass(frozen=True)
class Degradation:
    """How a text was degraded: a tokenizer, then operators on word forms, in order. Raises ValueError for a tokenizer further on.

    `alternatives` maps the name of an operator to the other settings that the text cannot tell from the one given (its
    equivalence class); `fit` is the share of agreement (F) between what the operators predict and what stands in the degraded text;
    `evidence` says in sentences why; `exceptions` lists what they do not predict, with counts.

    >>> from corpusnorm.degradation.operators import Lemma, Lowercase, Stop
    >>> how = Degradation((Tokenize("ascii_to_space"), Lowercase(), Lemma("wordnet_noun_nltk<=3.8.1"), Stop("smart")))
    >>> how.apply("The wars of Azerbaijan were long.")
    'war azerbaijan long'
    """

    operators: tuple[Operator, ...] = ()
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fit: float = 1.0
    evidence: tuple[str, ...] = ()
    exceptions: tuple[tuple[str, str, int], ...] = ()
    _forms: dict[str, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        late = next((operator for operator in self.operators[1:] if isinstance(operator, Tokenizer)), None)
        if late is not None:
            raise ValueError(f"operator {late.op!r} cuts the text: it stands first, and once")

    @property
    def tokenizer(self) -> Tokenizer:
        """The operator that cuts the text; white space where none is given."""
        first = self.operators[0] if self.operators else None
        return first if isinstance(first, Tokenizer) else Tokenize("whitespace")

    @cached_property
    def word_operators(self) -> tuple[WordOperator, ...]:
        """The operators on word forms, in order."""
        return tuple(operator for operator in self.operators if isinstance(operator, WordOperator))

    def form(self, word: str) -> str | None:
        """What a word becomes, None where it is dropped. Each type is worked out once."""
        if word not in self._forms:
            self._forms[word] = run_chain(self.word_operators, word)
        return self._forms[word]

    def tokens(self, text: str) -> list[Token]:
        """The tokens that survive, each with its form and its span of `text` (code points, half-open)."""
        survivors = ((self.form(token.form), token) for token in self.tokenizer.tokens(text))
        return [Token(form, token.start, token.end) for form, token in survivors if form is not None]

    def apply(self, text: str) -> str:
        """The degraded text: the surviving forms, joined by single spaces. A text without operators is left as it is."""
        return " ".join(token.form for token in self.tokens(text)) if self.operators else text

    def to_dicts(self) -> list[dict[str, Any]]:
        """The operators as plain data, in order; `from_dicts` reads them back."""
        return [operator.to_dict() for operator in self.operators]

    @classmethod
    def from_dicts(cls, operators: Iterable[Mapping[str, Any]]) -> Degradation:
        """A degradation from plain data. Raises ValueError for an unknown operator, option or version, or a late tokenizer."""
        return cls(tuple(operator_from_dict(operator) for operator in operators))


def run_chain(chain: Iterable[WordOperator], word: str) -> str | None:
    """The form of a word after operators in order; None where one drops it."""
    form: str | None = word
    for operator in chain:
        form = operator.form(form) if form is not None else None
    return form
