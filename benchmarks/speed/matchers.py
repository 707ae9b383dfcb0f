"""Matchers of other packages, that look for the same forms: whole words, the longest of those that begin first.

One that reports more is checked and chosen from in Python, as its user would. None of them takes another apostrophe, a mark that
was dropped or an ending for the same name; each takes the forms as they are, in their case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

Place = tuple[int, int, int]
"""The number of a text, start and end."""
Finder = Callable[[Sequence[str]], set[Place]]
SLOW = {"spacy": 20}
"""How many times fewer documents a matcher gets."""


def module(package: str) -> str:
    """What a package is imported as."""
    return package.removeprefix("py").replace("-", "_")


def _ahocorasick_rs(forms: list[str]) -> Finder:
    from ahocorasick_rs import AhoCorasick, MatchKind

    automaton = AhoCorasick(forms, matchkind=MatchKind.Standard)

    def find(texts: Sequence[str]) -> set[Place]:
        each = (automaton.find_matches_as_indexes(text, overlapping=True) for text in texts)
        return {place for row, found in enumerate(each) for place in _chosen(row, texts[row], [(at, end) for _, at, end in found])}

    return find


def _pyahocorasick(forms: list[str]) -> Finder:
    from ahocorasick import Automaton

    automaton = Automaton()
    for form in forms:
        automaton.add_word(form, len(form))
    automaton.make_automaton()

    def find(texts: Sequence[str]) -> set[Place]:
        return {
            place
            for row, text in enumerate(texts)
            for place in _chosen(row, text, [(last + 1 - length, last + 1) for last, length in automaton.iter(text)])
        }

    return find


def _flashtext2(forms: list[str]) -> Finder:
    from flashtext2 import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form)

    def find(texts: Sequence[str]) -> set[Place]:
        each = map(processor.extract_keywords_with_span, texts)
        return {(row, start, end) for row, found in enumerate(each) for _, start, end in found}

    return find


def _spacy(forms: list[str]) -> Finder:
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("name", [language.make_doc(form) for form in forms])

    def find(texts: Sequence[str]) -> set[Place]:
        each = (filter_spans(matcher(language.make_doc(text), as_spans=True)) for text in texts)
        return {(row, span.start_char, span.end_char) for row, spans in enumerate(each) for span in spans}

    return find


def _chosen(row: int, text: str, found: list[tuple[int, int]]) -> Iterator[Place]:
    """Of all matches in a text those that are whole words, the longest of those that begin first."""
    last = 0
    for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
        before, after = text[start - 1 : start], text[end : end + 1]
        if start >= last and not (before.isalnum() or after.isalnum() or before == "_" or after == "_"):
            last = end
            yield row, start, end


PEERS: dict[str, Callable[[list[str]], Finder]] = {
    "ahocorasick-rs": _ahocorasick_rs,
    "pyahocorasick": _pyahocorasick,
    "flashtext2": _flashtext2,
    "spacy": _spacy,
}
