"""The languages of texts, counted (`langUsage`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corpusnorm.tei.markup import label, language, wrap
from corpusnorm.tei.model import Text


def languages_of(text: Text) -> Mapping[str, int]:
    """The words of a text by language: those of its blocks in other ones, and the rest.

    >>> from corpusnorm.tei.model import ForeignBlock
    >>> languages_of(Text("one\\ndeux mots", "en", foreign=(ForeignBlock(2, "fr", 2),), words=3)) == {"en": 1, "fr": 2}
    True
    """
    if not text.foreign:
        return {language(text.language): text.words}
    counts = Counter({language(text.language): text.words - sum(block.words for block in text.foreign)})
    for block in text.foreign:
        counts[language(block.language)] += block.words
    return counts


def language_usage(counts: Mapping[str, int]) -> str:
    """The `langUsage` of a header: each language with the number of its words, and their share in percent."""
    shares = percent(counts)
    listed = (_language(tag, counts[tag], shares[tag]) for tag in sorted(counts))
    return wrap("langUsage", {}, *listed)


def _language(tag: str, words: int, share: int) -> str:
    said = f"{tag}: {words} words" if words else tag
    return label("language", said, ident=language(tag), usage=str(share) if words else "")


def percent(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Shares in whole percent that sum to a hundred, what is there at all having one at least.

    By the method of largest remainders (Hamilton). Of more than a hundred languages each has at least one, and the sum is more.

    >>> percent({"en": 9_980, "fr": 15, "de": 5, "und": 0}) == {"en": 98, "fr": 1, "de": 1, "und": 0}
    True
    """
    if len(counts) == 1:
        return {name: 100 if number else 0 for name, number in counts.items()}
    total = sum(counts.values()) or 1
    exact = {name: 100 * number / total for name, number in counts.items()}
    shares = {name: max(int(share), 1 if counts[name] else 0) for name, share in exact.items()}
    order = sorted(exact, key=lambda name: (int(exact[name]) - exact[name], name))
    for name in order[: max(100 - sum(shares.values()), 0)] if any(counts.values()) else ():
        shares[name] += 1
    while sum(shares.values()) > 100 and max(shares.values()) > 1:
        shares[max(shares, key=lambda name: (shares[name], name))] -= 1
    return shares
