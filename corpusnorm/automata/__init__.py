"""Automata: patterns, and whole regular expressions, looked for in columns of texts in one pass over their bytes."""

from corpusnorm.automata.automaton import Automaton, Characters, Pattern, automaton
from corpusnorm.automata.expressions import BEGINNING, LAST, in_a_line, literal, members_of, one_of, patterns

__all__ = [
    "BEGINNING",
    "LAST",
    "Automaton",
    "Characters",
    "Pattern",
    "automaton",
    "in_a_line",
    "literal",
    "members_of",
    "one_of",
    "patterns",
]
