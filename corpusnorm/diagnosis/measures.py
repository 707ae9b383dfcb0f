"""What is measured on a text: rates of capitals, marks, function words, inflected forms. Numbers, and no verdict."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import log

from corpusnorm.diagnosis.lexical import Lexicon, lexicon
from corpusnorm.sketch.keys import words

_STRETCHES, _STRETCH = 8, 5_000  # a long text is looked at in so many stretches of so many characters: some 6,000 words in all
_SHORT = 3  # letters of a short word: most function words of alphabetic scripts have no more
_WIDE = 8  # words of a line that is no item, cell or verse
_ACCENTED = 0.004  # share of letters with diacritics in languages of which it means something that there are none
_MARK = re.compile(r"[.,;:!?…。，、！？；：؟،؛।]")
_FINAL = ".!?…。！？؟।:"
_SYMBOL = re.compile(r"[^\w\s.,;:!?…。，、'’\"“”«»„()\[\]–—-]|_")
_START = re.compile(r"[.!?…][\"'”’»)]*\s+[\"'“‘«(]*([^\W\d_])")
_SPACED = re.compile(r"(?<=\w) [.,;:!?](?=\s|$)")
_CODE = re.compile(r"\w_\w|[a-z\d][A-Z]|\w\(|[:=]=|[{}\[\]<>\\|;]|\w[-.:/]{1,2}[a-z]+[-.:/(]|^[#/\"*]", re.MULTILINE)
_UNIT = re.compile(
    r"[%$€£]|\b(?:per cent|percent|million|billion|km|[Jj]anuary|[Ff]ebruary|March|[Aa]pril|[Jj]une|[Jj]uly|[Aa]ugust|[Ss]eptember"
    r"|[Oo]ctober|[Nn]ovember|[Dd]ecember)\b"
)
_NEAR = 6  # characters around a unit in which its number stands
_MASK = re.compile(r"(?<!\S)(?:[#.,:/-]*#[#.,:/-]*|NUM|_NUM_|<number>|<num>|<NUM>)(?=[\s.,;:!?%)]|$)")


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one text by name, as the models take them, with the counts and examples that a sentence needs.

    A measure that a text or language cannot have - capitals of a script without case - is missing.
    """

    words: int
    values: Mapping[str, float]
    counts: Mapping[str, float]
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def sample(text: str) -> str:
    """The text with one kind of line end, or where it is long, stretches of it that lie evenly, cut at white space.

    >>> len(sample("word " * 100_000))
    39959
    """
    if len(text) <= _STRETCHES * _STRETCH:
        return "\n".join(text.splitlines())
    step = len(text) // _STRETCHES
    stretches = (text[at : at + _STRETCH] for at in range(0, step * _STRETCHES, step))
    return "\n".join("\n".join(stretch[stretch.find(" ") + 1 : stretch.rfind(" ")].splitlines()) for stretch in stretches)


def measure(text: str, language: str) -> Measures:
    """Measure a text, a long one by a sample. Cost: a few passes over at most 40,000 characters, one look-up a type."""
    text = sample(text)
    forms = Counter(match.group() for match in words(text))
    known = lexicon(language)
    values: dict[str, float] = {"n": log(forms.total() + 1)}
    counts: dict[str, float] = {"words": forms.total()}
    examples: dict[str, tuple[str, ...]] = {}
    _letters(forms, values, counts)
    _layout(text, forms.total(), values, counts)
    _marks(text, forms.total(), values, counts)
    _numbers(text, forms, values, counts)
    _functions(forms, known, values, counts)
    _inflection(forms, known, values, counts, examples)
    _accents(forms, known, values, counts, examples)
    return Measures(forms.total(), values, counts, examples)


def _rate(part: float, whole: float, prior: float = 0.5) -> float:
    """The logarithm of a share, half a case added, so that nothing in a short text says less than nothing in a long one."""
    return log((part + prior) / (whole + 2 * prior))


def _letters(forms: Counter[str], values: dict[str, float], counts: dict[str, float]) -> None:
    """Capitals, all capitals, short words, how often words come again."""
    cased = sum(count for word, count in forms.items() if word[0].lower() != word[0].upper())
    capital = sum(count for word, count in forms.items() if word[0] != word[0].lower())
    shouted = sum(count for word, count in forms.items() if len(word) > 1 and word.isupper())
    total = forms.total()
    if cased * 2 > total:
        counts["capital"], counts["cased"] = capital, cased
        values["capital"] = _rate(capital, cased)
        values["shouted"] = _rate(shouted, cased)
    values["short"] = _rate(sum(count for word, count in forms.items() if len(word) <= _SHORT and word.isalpha()), total)
    values["once"] = _rate(sum(count == 1 for count in forms.values()), len(forms))
    values["types"] = log((len(forms) + 1) / (total + 1))
    values["top"] = _rate(sum(count for _, count in forms.most_common(10)), total)


def _layout(text: str, total: int, values: dict[str, float], counts: dict[str, float]) -> None:
    """How long the lines are, where they break, and how much of the text is neither word nor mark."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    sizes = [line.count(" ") + 1 for line in lines]
    counts["words a line"] = total / max(len(lines), 1)
    values["line"] = log(total / max(len(lines), 1) + 1)
    values["lines"] = log(len(lines) + 1)
    values["wide"] = sum(size for size in sizes if size >= _WIDE) / max(sum(sizes), 1)
    values["ended"] = sum(line[-1] in _FINAL for line in lines) / max(len(lines), 1)
    values["wrapped"] = sum(line[:1].islower() for line in lines) / max(len(lines), 1)
    firsts = [line.split(None, 1)[0] for line in lines]
    values["again"] = _rate(sum(one == next_one for one, next_one in pairwise(firsts)), len(lines))
    values["indented"] = _rate(sum(line[0].isspace() for line in text.split("\n") if line.strip()), len(lines))
    values["code"] = _rate(len(_CODE.findall(text)), total)
    values["symbol"] = _rate(len(_SYMBOL.findall(text)), total)


def _marks(text: str, total: int, values: dict[str, float], counts: dict[str, float]) -> None:
    """Sentence marks, whether what follows one is capital, and whether marks stand alone as tokens do."""
    counts["marks"] = len(_MARK.findall(text))
    values["mark"] = _rate(counts["marks"], total)
    values["final"] = _rate(sum(text.count(mark) for mark in ".!?。？！।"), total)
    values["bracket"] = _rate(sum(text.count(mark) for mark in '()"“”«»„「」'), total)
    values["dash"] = _rate(sum(text.count(mark) for mark in "-–—'’"), total)
    starts = _START.findall(text)
    values["started"] = _rate(sum(char != char.lower() for char in starts), len(starts))
    counts["starts"] = len(starts)
    values["spaced"] = _rate(len(_SPACED.findall(text)), counts["marks"])


def _numbers(text: str, forms: Counter[str], values: dict[str, float], counts: dict[str, float]) -> None:
    """Digits, masks in their place, and units that count nothing."""
    digits = sum(count for word, count in forms.items() if any(map(str.isdigit, word)))
    nought = sum(count for word, count in forms.items() if "0" in word and set(word) <= {"0"})
    masks = len(_MASK.findall(text)) + (nought if nought == digits else 0)
    units = [any(map(str.isdigit, text[max(0, match.start() - _NEAR) : match.end() + _NEAR])) for match in _UNIT.finditer(text)]
    counts["digits"], counts["masks"], counts["units"], counts["orphans"] = digits, masks, len(units), units.count(False)
    values["digit"] = _rate(digits if masks < digits or not masks else 0, forms.total())
    values["masked"] = _rate(masks, forms.total())
    values["orphan"] = _rate(units.count(False), len(units))
    values["units"] = _rate(units.count(False), forms.total())


def _functions(forms: Counter[str], known: Lexicon, values: dict[str, float], counts: dict[str, float]) -> None:
    """The share of function words, of that in usual text of the language; and how many different ones there are."""
    if not known.function:
        return
    found = Counter({word: count for word, count in forms.items() if word.lower() in known.function})
    counts["function"] = found.total()
    values["function"] = log((found.total() + 0.5) / (known.usual * forms.total() + 1))
    values["functions"] = log((len({word.lower() for word in found}) + 0.5) / max(min(forms.total(), 2000), 1) ** 0.5)


def _inflection(
    forms: Counter[str], known: Lexicon, values: dict[str, float], counts: dict[str, float], examples: dict[str, tuple[str, ...]]
) -> None:
    """What the lemmatizers and stemmers of the language still find to do, and words that only they write."""
    types = sorted(word for word in forms if len(word) > 2 and word.isalpha() and word == word.lower())
    counts["types"] = len(types)
    for kind, tools in (("lemma", known.lemmatizers), ("stem", known.stemmers)):
        if not tools or len(types) < 10:
            continue
        changed, size = known.least_changed(kind, types)
        values[kind] = _rate(changed, size)
        counts[kind], counts[f"{kind} types"] = changed, size
        bogus = known.bogus[kind]
        left = sum(forms[word] for word in known.inflected[kind])
        odd = {word: forms[word] for word in bogus if forms[word]}
        values[f"{kind} bogus"] = _rate(sum(odd.values()), sum(odd.values()) + left)
        values[f"{kind} odd"] = _rate(sum(odd.values()), forms.total())
        examples[kind] = tuple(sorted(odd, key=lambda word: (-odd[word], word))[:5])
    if known.vocabulary:
        stumps = [word for word in types if known.is_stump(word)]
        unknown = [word for word in {each.lower() for each in forms if len(each) > 2 and each.isalpha()} if not known.has(word)]
        values["stump"] = _rate(len(stumps), len(types))
        values["unknown"] = _rate(len(unknown), len(types))
        counts["unknown"] = len(unknown)
        examples["stem"] = (*examples.get("stem", ()), *sorted(stumps, key=lambda word: (-forms[word], word)))[:5]


def _accents(
    forms: Counter[str], known: Lexicon, values: dict[str, float], counts: dict[str, float], examples: dict[str, tuple[str, ...]]
) -> None:
    """Letters with diacritics against what the language has, and function words without theirs."""
    if known.accented < _ACCENTED:
        return
    letters = sum(count * len(word) for word, count in forms.items() if word.isalpha())
    marked = sum(count * sum(map(is_marked, word)) for word, count in forms.items() if not word.isascii())
    bare = Counter({word: count for word, count in forms.items() if word.lower() in known.bare})
    whole = sum(count for word, count in forms.items() if word.lower() in known.accents)
    counts["accented"], counts["letters"] = marked, letters
    values["accented"] = log((marked + 0.5) / (known.accented * letters + 1))
    if known.bare:
        values["bare"] = _rate(bare.total(), bare.total() + whole)
    examples["accent"] = tuple(sorted(bare, key=lambda word: (-bare[word], word))[:5])


def is_marked(char: str) -> bool:
    """Whether a letter has a diacritic, or is one that those who fold diacritics write otherwise.

    >>> [is_marked(char) for char in "eéßйи"]
    [False, True, True, True, False]
    """
    return char in "ßøæœłđıþð" or len(unicodedata.normalize("NFD", char)) > 1
