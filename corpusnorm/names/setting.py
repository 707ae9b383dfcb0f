"""What a guard may ask about: the text around a mention, the other mentions, the registry and the policy.

Answers that many mentions of one sentence ask for are kept for the time of one document, so that a sentence of 2,000 names costs
2,000 looks and not four million.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from corpusnorm.edits import Span
from corpusnorm.names.choose import Choice
from corpusnorm.names.context import Context, wording
from corpusnorm.names.dates import When
from corpusnorm.names.model import Mention
from corpusnorm.names.policy import Policy
from corpusnorm.names.registry import Registry

_ITEM = re.compile(r"\n(?:[-*•–] |\d{1,2}[.)] )")
_WORDS = 16_384  # forms whose words are kept


def lowered(text: str) -> str:
    """A text with its first letter in lower case: a word that begins a sentence is the word that lists have."""
    start = next((at for at, letter in enumerate(text[:4]) if letter.isalpha()), 0)
    return text[:start] + text[start : start + 1].lower() + text[start + 1 :]


@dataclass(frozen=True, eq=False)
class Setting:
    """What guards may ask about: the text, all its mentions, the registry, the policy and the document's date."""

    context: Context
    mentions: Sequence[Mention]
    registry: Registry
    policy: Policy
    date: When | None

    def within(self, span: Span) -> list[Mention]:
        """The mentions that lie in a span."""
        first, last = (bisect_left(self.mentions, at, key=lambda mention: mention.span.start) for at in (span.start, span.end))
        return list(self.mentions[first:last])

    @cached_property
    def forms(self) -> Callable[[Span], Mapping[tuple[str, str], frozenset[str]]]:
        """For a stretch of text, the forms in which it has each word (entity and series). Kept, since every mention in it asks."""

        def of(span: Span) -> Mapping[tuple[str, str], frozenset[str]]:
            found: dict[tuple[str, str], frozenset[str]] = {}
            for mention in self.within(span):
                for word in self.words(mention):
                    found[word] = found.get(word, frozenset()) | {mention.form}
            return found

        return cache(of)

    @cached_property
    def tells(self) -> Callable[[Span], bool]:
        """Whether a sentence speaks of names."""
        pattern, text = wording().anywhere("naming.told"), self.context.text
        return cache(lambda sentence: bool(pattern.search(sentence.of(text)) or pattern.search(lowered(sentence.of(text)))))

    def tells_above(self, span: Span) -> bool:
        """Whether the line that leads to a list with this item in it speaks of names: "Renamed cities:"."""
        lead = self._leads.get(self.context.paragraph(span).start)
        return lead is not None and self.tells(lead)

    @cached_property
    def _leads(self) -> Mapping[int, Span]:
        """Where the items of lists begin, and the lines that lead to them."""
        found: dict[int, Span] = {}
        for item in _ITEM.finditer(self.context.text):
            start = item.start() + 1
            before = self.context.paragraph(Span(max(0, start - 1), max(0, start - 1)))
            if before.start in found:
                found[start] = found[before.start]
            elif before.of(self.context.text).rstrip().endswith(":"):
                found[start] = before
        return found

    @cached_property
    def tells_of(self) -> Callable[[Span], frozenset[tuple[str, str]]]:
        """The words a paragraph names in a sentence that speaks of names, or names as such."""
        naming = wording().ends("naming.before")

        def of(paragraph: Span) -> frozenset[tuple[str, str]]:
            return frozenset(
                word
                for mention in self.within(paragraph)
                if self.tells(self.context.sentence(mention.span)) or naming.search(self.context.before(mention.span))
                for word in self.words(mention)
            )

        return cache(of)

    def has_two(self, mention: Mention, span: Span) -> bool:
        """Whether a stretch of text has the mention's word in another form too."""
        forms = self.forms(span)
        return any(len(forms.get(word, ())) > 1 for word in self.words(mention))

    def words(self, mention: Mention) -> frozenset[tuple[str, str]]:
        """The words it may stand for, each as its entity and the root of its series."""
        return _words(self.registry, mention.candidates, mention.name)

    def type_of(self, mention: Mention) -> str:
        """The type of its entity, or of the first it may be."""
        return self.registry.entities[mention.entity or mention.candidates[0]].type


@lru_cache(_WORDS)
def _words(registry: Registry, entities: tuple[str, ...], form: str) -> frozenset[tuple[str, str]]:
    return frozenset((name.entity, registry.root(name)) for entity in entities for name in registry.rows(entity, form))


@dataclass(frozen=True, eq=False)
class Case:
    """One mention before the guards: what would be written for it, and the words around it in its sentence."""

    setting: Setting
    mention: Mention
    choice: Choice

    @cached_property
    def sentence(self) -> Span:
        """The sentence it stands in."""
        return self.setting.context.sentence(self.mention.span)

    @cached_property
    def before(self) -> str:
        """The sentence up to it."""
        return self.setting.context.before(self.mention.span)

    @cached_property
    def lowered(self) -> str:
        """The sentence up to it, its first letter in lower case."""
        return lowered(self.before)

    @cached_property
    def after(self) -> str:
        """The sentence from its end on."""
        return self.setting.context.after(self.mention.span)
