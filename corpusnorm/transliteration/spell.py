"""Writing a text by a scheme: the text as steps, each a rule at a place, and what the steps write."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from corpusnorm.transliteration.casing import capitalized, capitals, small
from corpusnorm.transliteration.rules import Context, Rule
from corpusnorm.transliteration.tables import Scheme, Table, scheme

ONE_MARK = {ord(mark): "'" for mark in "'’ʼ‘ʻ`´ʹ"}
"""One kind of apostrophe, for comparison."""

Case = Literal["small", "capital", "capitals"]
"""Of the letters of a step: small, one capital, or among capitals, so that all that is written for them is in capitals."""


class Step(NamedTuple):
    """A rule and the letters that it is applied to; a character that no rule speaks of has none and is written as it is."""

    rule: Rule | None
    letters: str
    case: Case = "small"
    dotted: bool = False

    def written(self, way: int = 0) -> str:
        """What is written, in the case of the letters, by the usual way or another one."""
        if self.rule is None:
            return self.letters
        target = self.rule.targets[way]
        if self.case == "small":
            return target
        return (capitals if self.case == "capitals" else capitalized)(target, dotted=self.dotted)


def transliterate(text: str, id: str) -> str:  # noqa: A002
    """`text` as the scheme `id` writes it. Characters that the scheme does not speak of stay as they are.

    Capitals follow the source: of several letters written for one capital the first is one, all are among capitals. A script
    without case gives small letters; nothing makes names of them. The answer is in NFC. Cost: some 2 us a letter. Raises
    `ConfigError` where there is no such scheme.

    >>> transliterate("Щёлково, ЩЁЛКОВО", "ru-bgn-pcgn-1947")
    'Shchëlkovo, SHCHËLKOVO'
    >>> transliterate("Երևան", "hy-bgn-pcgn-1981"), transliterate("თბილისი", "ka-national-2002")
    ('Yerevan', 'tbilisi')
    """
    return unicodedata.normalize("NFC", "".join(step.written() for step in steps(text, scheme(id))))


def steps(text: str, by: Scheme) -> list[Step]:
    """The text as the rules of a scheme take it, in order."""
    original = ordered(text, by.table)
    plain = compared(original, by)
    found: list[Step] = []
    at, between = 0, by.by_letter.get("", ())
    while at < len(plain):
        rule = _fitting(by.by_letter.get(plain[at], ()), plain, at)
        end = at + (len(rule.source) if rule else 1)
        found.append(Step(rule, original[at:end], _case(original, at, end), by.dotted))
        if between and not (rule and rule.closed) and (inserted := _fitting(between, plain, end)):
            found.append(Step(inserted, ""))
        at = end
    return found


def ordered(text: str, table: Table) -> str:
    """The text in the normalization form of a table, without what the table passes over, its first marks first."""
    original = unicodedata.normalize(table.form, text)
    if table.ignored:
        original = "".join(letter for letter in original if letter not in table.ignored)
    first = table.first + table.doubling
    if not any(mark in original for mark in first):
        return original
    found: list[str] = []
    for letter in original:
        at = len(found)
        while letter in first and at and unicodedata.combining(found[at - 1]) and found[at - 1] not in first:
            at -= 1
        found.insert(at, letter)
    return "".join(found)


def compared(text: str, by: Scheme) -> str:
    """The text as rules are compared with it: in small letters, one for one, with one kind of apostrophe."""
    return small(text, dotted=by.dotted_source).translate(ONE_MARK)


def _fitting(rules: Sequence[Rule], text: str, at: int) -> Rule | None:
    for rule in rules:
        end = at + len(rule.source)
        if text.startswith(rule.source, at) and holds(rule.before, text, at - 1, -1) and holds(rule.after, text, end, 1):
            return rule
    return None


def holds(contexts: Sequence[Context], text: str, at: int, step: int) -> bool:
    """Whether the letters from a place on, in steps of 1 or -1, are such as the contexts ask for."""
    return all(context.holds(neighbour(text, at + number * step)) for number, context in enumerate(contexts))


def neighbour(text: str, at: int) -> str:
    """The letter there; nothing where a word has ended."""
    if not 0 <= at < len(text):
        return ""
    letter = text[at]
    return letter if letter.isalnum() or letter == "'" or unicodedata.category(letter)[0] == "M" else ""


def _case(text: str, start: int, end: int) -> Case:
    """Of letters taken as one the first says whether it is a capital; a single one is among capitals if its neighbour is."""
    if not text[start].isupper():
        return "small"
    if end - start > 1:
        return "capitals" if text[start:end].isupper() else "capital"
    after, before = neighbour(text, end), neighbour(text, start - 1)
    return "capitals" if (after.isupper() if after.isalpha() else before.isupper()) else "capital"
