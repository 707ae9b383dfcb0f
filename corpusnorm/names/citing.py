"""Whether a name is part of what is cited: a title, a law or treaty, the imprint of a book, an address, a path or a tag."""

from __future__ import annotations

import re
from functools import cache

from corpusnorm.edits import Span
from corpusnorm.names.context import UPPER, wording
from corpusnorm.names.dates import years_in
from corpusnorm.names.setting import Case

_SUBTITLE = re.compile(rf"[{UPPER}]\S* [{UPPER}]\w*: $")
_CAPITAL = rf"[{UPPER}][\w-]*(?:['’](?!s\b)\w+)*"
_ENDS = re.compile(r"^(?:[!?]?[,.;:]|[!?]| by [A-Z]| and |$)")
_ENDS_LINE = re.compile(r"^[!?]?$")
_VERSUS = re.compile(r"(?:^|\s)vs?\.? $"), re.compile(r"^ vs?\.? [A-Z]")
_PLACE_OF_PRINT = re.compile(r"(?:^|[.;(\[–—-] )[\[(]?$|[(\[]$")
_PUBLISHER = re.compile(rf"^ ?: (?:{_CAPITAL}(?: and | & | |[,.)\]]|$)){{1,6}}")
_YEAR_ENDS = re.compile(r"^, (?:1[4-9]|20)\d\d\b(?=[.,;:)\]]|$)")
_YEAR_CLOSES = re.compile(r"^, (?:1[4-9]|20)\d\d\)")
_POSTAL = re.compile(r"^,? ?[-–]? ?(?:\d{5,6}|\d{3} \d{3})\b")
_MARKUP = re.compile(r"[@#\\`<>{}=~^]|://|www\.|\w\.[a-z][a-z0-9]{1,4}(?:[/:?]|$)|^/\w|\w/\w+/")


def is_title(case: Case) -> bool:
    """Whether a word before it says that a title stands here, or the capitals of the words before it do."""
    if _SUBTITLE.search(case.before) or _is_work(case):
        return True
    return wording().anywhere("title.nouns", _after_noun()).search(case.before) is not None or _is_capitalised(case)


def _is_work(case: Case) -> bool:
    """Whether a sentence begins with it, or with a title that it ends, and goes on as of a book: "Letters from Pegu, a memoir"."""
    if not wording().starts("title.after").match(case.after):
        return False
    before = case.before.lstrip(" \"'“‘([*_")
    return not before or _capitals().fullmatch(before) is not None


@cache
def _after_noun() -> str:
    connectors = "|".join(wording().lists["title.connectors"])
    return rf"[,:]?(?: [{UPPER}]\S*(?: (?:{connectors}|[{UPPER}]\S*))*)? [\"“‘'_*]?$"


def _is_capitalised(case: Case) -> bool:
    """Whether it ends a run of words capitalised as in a title, joined by small words that titles have: "The Road to Rangoon".

    What tells a run from "Google in Bombay" is a capitalised article or preposition that begins no sentence; a possessive or a
    comma before and an end of the clause behind; or that nothing else stands in the line and two words of it are capitalised.
    """
    found = _capitals().search(case.before)
    if not found:
        return False
    before, words = case.before[: found.start()], [word.strip('*_“"') for word in found.group().split()]
    inside = before.strip(" \"'“‘([*_") != ""
    if not inside and words[0] in wording().lists["title.openers"]:
        words, inside, before = words[1:], True, f"{words[0]} "
    if not words or case.setting.within(Span(case.mention.span.start - len(found.group()), case.mention.span.start)):
        return False
    function = wording().whole("title.function")
    if any(function.match(word) for word in (words if inside else words[1:])) and any(word[0].isupper() for word in words[1:]):
        return True
    head, capitals = wording().whole("title.heads"), [word for word in words if word[0].isupper()]
    if head.match(words[0]) and (inside or len(capitals) > 1):
        return True
    if not inside and len(capitals) > 1 and any(map(head.match, capitals)) and words[-1] not in wording().lists["title.places"]:
        return True
    if any(wording().whole(key).match(words[0]) for key in ("longer.exempt", "person.titles")):
        return False
    if inside:
        return words[0][0].isupper() and _is_named(case, before, words[-1])
    return (len(capitals) > 1 and _ENDS_LINE.match(case.after) is not None) or (len(words) > 1 and case.after.startswith(" by "))


def _is_named(case: Case, before: str, bridge: str) -> bool:
    """Whether a run of capitalised words within a sentence is a title, by what stands before the run and behind the name."""
    if wording().anywhere("title.works", " of $").search(before):
        return True
    if wording().anywhere("title.verbs", " $").search(before):
        return bridge not in wording().lists["title.places"]
    sentence = case.sentence.of(case.setting.context.text)
    ends = _ENDS.match(case.after) or wording().anywhere("title.about").search(sentence)
    return ends is not None and before.endswith(("'s ", "’s ", ", "))


@cache
def _capitals() -> re.Pattern[str]:
    bridges = "|".join(wording().lists["title.bridges"])
    return re.compile(rf"(?<![\w.])[*_“\"]?{_CAPITAL}(?: (?:{bridges}|{_CAPITAL}))* (?:{bridges}) $")


def is_statute(case: Case) -> bool:
    """Whether a law, a treaty or a case at court has it in its name: "Treaty between X and Y of 1886", "X v. Y"."""
    before, after = _VERSUS
    if before.search(case.before) or after.match(case.after):
        return True
    return wording().anywhere("legal.before", _after_law()).search(case.before) is not None


@cache
def _after_law() -> str:
    between = "|".join(wording().lists["legal.between"])
    return rf"(?: (?:{between}|[{UPPER}]\S*))* $"


def is_imprint(case: Case) -> bool:
    """Whether it is the place where a book came out: "Kiev: Naukova Dumka, 1985"; "Calcutta University Press, Calcutta, 1961"."""
    if wording().anywhere("imprint.publishers", r",? [(\[]?$").search(case.before):
        return True
    if not _PLACE_OF_PRINT.search(case.before[-3:]):
        return False
    text = case.setting.context.text
    paragraph = case.setting.context.paragraph(case.mention.span)
    if case.before.endswith("(") and _YEAR_CLOSES.match(case.after):
        return True
    if _PUBLISHER.match(case.after):
        around = text[max(paragraph.start, case.mention.span.start - 200) : min(paragraph.end, case.mention.span.end + 100)]
        return bool(years_in(around))
    cited = text[paragraph.start : case.mention.span.start].rstrip(" ([")
    return _YEAR_ENDS.match(case.after) is not None and cited.endswith(".")


def is_address(case: Case) -> bool:
    """Whether it is part of a postal or an electronic address, a tag, code or a file name."""
    text, span = case.setting.context.text, case.mention.span
    start, end = span.start, span.end
    while start > 0 and span.start - start < 80 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - span.end < 80 and not text[end].isspace():
        end += 1
    if _MARKUP.search(text[start:end].strip(".,;:()[]\"'")) or "/" in (
        text[span.start - 1 : span.start],
        text[span.end : span.end + 1],
    ):
        return True
    return bool(_POSTAL.match(case.after) or wording().anywhere("address.before", "[^.;]{0,60}$").search(case.before))
