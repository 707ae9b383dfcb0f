"""Guards: where a name is talked about, quoted, or part of something else, it stays as written.

Each guard is a question to the text around a mention; its docstring's first line is what the record says. A guard errs towards the
text: the price is a variant that stays, which is annotated all the same. The words they look for are in `data/wording.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpusnorm.edits import Span
from corpusnorm.names.bearers import is_event, is_surname
from corpusnorm.names.citing import is_address, is_imprint, is_statute, is_title
from corpusnorm.names.context import UPPER, wording
from corpusnorm.names.dates import years_in
from corpusnorm.names.model import HEADS
from corpusnorm.names.setting import Case, lowered

_NEXT_WORD = re.compile(rf"^(?:[-–]\w+)?[ \u00a0]([{UPPER}][\w'’.-]*)")
_LAST_WORD = re.compile(rf"([{UPPER}][\w'’.-]*)[ \u00a0]$")
_OF = re.compile(rf"(?:^|\s)(?:([Tt]he) )?([{UPPER}][\w’'-]*) of (?:the )?$")
_LEADING_THE = re.compile(r"(?:^|\W)[Tt]he $")
_ATTRIBUTE = re.compile(r"^(?:['’]s?)?(?:[ -–])(\w+)")
_GLOSS_AFTER = re.compile(r"^ \((?:[^()\n]{0,40}: ?)?[^()\n]{1,60}\)")
_ABBREVIATION = re.compile(r"^ \([A-Z0-9. -]{1,12}\)")
_CLAUSE_ENDS = re.compile(r"^(?:[.;!?]|$)")
_ACRONYM = re.compile(rf"(?:^|[\s(])[{UPPER}]{{2,}} $")
_VERSE = " / "  # between the lines of a poem, or words to choose from
_LATIN = 0x24F  # the last letter of Latin Extended-B

NAME = "◇"
"""What stands for the name in wording that goes around it."""
CLOSE = 40
"""Characters between two forms of a name that are close enough to be set side by side, whatever sentence they stand in."""


Guard = Callable[[Case], bool]


def quoted_name(case: Case) -> bool:
    """the name alone stands in quotation marks"""
    quotation = case.setting.context.quotation(case.mention.span)
    return (
        quotation is not None and len(quotation.of(case.setting.context.text).strip(" \"'“”‘’.,;!?")) <= len(case.mention.form) + 4
    )


def quotation(case: Case) -> bool:
    """it is part of a quotation, and the policy keeps quotations"""
    if case.setting.policy.quotations != "keep":
        return False
    return case.setting.context.quotation(case.mention.span) is not None or (case.before + case.after).count(_VERSE) > 1


def two_names(case: Case) -> bool:
    """the sentence, or what stands close by, has the name in two forms"""
    span = case.mention.span
    close = Span(max(0, span.start - CLOSE), span.end + CLOSE)
    return any(case.setting.has_two(case.mention, stretch) for stretch in (case.sentence, close))


def told(case: Case) -> bool:
    """the sentence speaks of names"""
    return case.setting.tells(case.sentence) or case.setting.tells_above(case.mention.span)


def told_in_paragraph(case: Case) -> bool:
    """the paragraph has the name in two forms, and tells of names"""
    paragraph = case.setting.context.paragraph(case.mention.span)
    words = case.setting.words(case.mention)
    return case.setting.has_two(case.mention, paragraph) and bool(words & case.setting.tells_of(paragraph))


def naming_phrase(case: Case) -> bool:
    """words beside it name it"""
    said = {case.before, case.lowered}
    if not _is_attribute(case) and any(wording().ends("naming.before").search(words) for words in said):
        return True
    if wording().starts("naming.after").match(case.after):
        return True
    if _CLAUSE_ENDS.match(case.after) and wording().ends("naming.verbs").search(case.before):
        return True
    return any(wording().anywhere("naming.around").search(f"{words}{NAME}{case.after}") for words in said)


def _is_attribute(case: Case) -> bool:
    """Whether the article before it belongs to the noun behind it: "called the Turkey deal a mistake"."""
    found = _ATTRIBUTE.match(case.after)
    return (
        found is not None
        and _LEADING_THE.search(case.before) is not None
        and found.group(1).islower()
        and found.group(1) not in wording().lists["article.function"]
    )


def era(case: Case) -> bool:
    """a word before it says that another time is meant"""
    is_another_word = case.choice.kind in HEADS or case.choice.replaced is not None
    return is_another_word and wording().ends("naming.era").search(case.before) is not None


def words_of(case: Case) -> bool:
    """behind a colon, it is part of what somebody wrote or said"""
    if case.setting.policy.quotations != "keep":
        return False
    return wording().anywhere("quotation.before", r"[^:.!?\n]{0,40}: [^\n]*$").search(case.before) is not None


def gloss(case: Case) -> bool:
    """a parenthesis explains it, or it explains what stands before the parenthesis"""
    if case.before.endswith("(") and case.after.startswith(")"):
        return case.setting.type_of(case.mention) != "country"
    if case.before.endswith(" (") and _is_of(case, case.mention.span.start - 2):
        return True
    found = _GLOSS_AFTER.match(case.after)
    if not found or _ABBREVIATION.match(case.after):
        return False
    inside, start = found.group()[2:-1], case.mention.span.end
    foreign = ":" in inside or any(letter.isalpha() and ord(letter) > _LATIN for letter in inside)
    again = any(
        set(other.candidates) & set(case.mention.candidates) for other in case.setting.within(Span(start, start + found.end()))
    )
    return foreign or again or (len(inside.split()) == 1 and inside[0].isupper())


def _is_of(case: Case, end: int) -> bool:
    """Whether a name that ends there is of the same entity."""
    before = case.setting.within(Span(max(0, end - CLOSE), end))
    return any(other.span.end == end and set(other.candidates) & set(case.mention.candidates) for other in before[-1:])


def title(case: Case) -> bool:
    """it is part of a title"""
    return is_title(case)


def surname(case: Case) -> bool:
    """it is a person's surname"""
    return is_surname(case)


def event(case: Case) -> bool:
    """it is part of what an event of history is called"""
    return is_event(case)


def statute(case: Case) -> bool:
    """it is part of the name of a law, a treaty or a case at court"""
    return is_statute(case)


def imprint(case: Case) -> bool:
    """it is where a book came out"""
    return is_imprint(case)


def longer_name(case: Case) -> bool:
    """capitalised or fixed words beside it make a longer name"""
    if case.setting.type_of(case.mention) == "person":
        return False
    if wording().ends("longer.before").search(case.before) or wording().pattern("longer.after", "^[ -]", r"(?!\w)").match(
        case.after
    ):
        return True
    if _ACRONYM.search(case.before) and not case.mention.form.isupper() and not _ends_with_name(case):
        return True
    span = case.mention.span
    return _is_part(case, _NEXT_WORD.search(case.after), span.end) or _is_part(
        case, _LAST_WORD.search(case.before), span.start - len(case.before)
    )


def _ends_with_name(case: Case) -> bool:
    """Whether the word before is a name of its own: "UN" in "the UN Turkey"."""
    span = case.mention.span
    return bool(case.setting.within(Span(span.start - 2, span.start))) or any(
        other.span.end == span.start - 1 for other in case.setting.within(case.setting.context.around(span))
    )


def _is_part(case: Case, found: re.Match[str] | None, origin: int) -> bool:
    """Whether a capitalised neighbour belongs to the name: no title, month or name itself, and not the sentence's first word."""
    if not found or found.group(1).endswith(("'s", "’s")) or wording().whole("longer.exempt").match(found.group(1).rstrip(".,'’")):
        return False
    if found.group(1).isupper() and case.mention.form.isupper():  # among capitals, they say nothing
        return False
    start, end = origin + found.start(1), origin + found.end(1)
    if not case.setting.context.text[case.sentence.start : start].strip(" \"'“‘(["):
        return False
    return not any(
        other.span.start < end and start < other.span.end
        for other in case.setting.within(case.setting.context.around(case.mention.span))
    )


def institution(case: Case) -> bool:
    """it names an institution or an event: University of, Siege of"""
    if wording().anywhere("longer.of", " of (?:the )?$").search(case.before):
        return True
    found = _OF.search(case.before)
    if not found or wording().whole("longer.exempt").match(found.group(2)):
        return False
    origin = case.mention.span.start - len(case.before)
    if any(case.setting.within(Span(origin + found.start(2), case.mention.span.start))):
        return False
    return bool(found.group(1)) or case.before[: found.start(2)].strip(" \"'“‘([") != ""


def article(case: Case) -> bool:
    """the article before it would no longer fit"""
    if (
        not _LEADING_THE.search(case.before)
        or " of " in case.mention.form
        or case.setting.type_of(case.mention) not in ("country", "city", "region")
    ):
        return False
    found = _ATTRIBUTE.match(case.after)
    return found is None or found.group(1) in wording().lists["article.function"]


def address(case: Case) -> bool:
    """it is part of an address, a tag, code or a file name"""
    return is_address(case)


def line_break(case: Case) -> bool:
    """a line ends inside it"""
    return "\n" in case.mention.form or "\r" in case.mention.form


def past(case: Case) -> bool:
    """the name had ended by the document's date, and nothing says that the sentence speaks of that date"""
    if not case.choice.retired or case.setting.policy.historic == "rewrite":
        return False
    if case.setting.policy.historic == "keep" or case.setting.date is None:
        return True
    around, now = case.setting.context.around(case.mention.span), case.setting.date
    text = around.of(case.setting.context.text)
    if any(not (year.first <= now.first <= year.last) for year in years_in(text)):
        return True
    ended = (other.entity for other in case.setting.within(around) if other.entity and other.entity != case.mention.entity)
    if any(case.setting.registry.entities[one].period.over(now) for one in ended):
        return True
    return wording().anywhere("time.present").search(text) is None


def then(case: Case) -> bool:
    """the sentence speaks of a time when the name had not yet been replaced"""
    replaced = case.choice.replaced
    if replaced is None or case.setting.policy.historic == "rewrite":
        return False
    text = case.setting.context.around(case.mention.span).of(case.setting.context.text)
    return any(year.first < replaced.first for year in years_in(text)) or any(
        wording().anywhere("time.past").search(words) for words in (text, lowered(text))
    )


GUARDS: tuple[tuple[str, Guard], ...] = (
    ("line-break", line_break),
    ("address", address),
    ("quoted-name", quoted_name),
    ("quotation", quotation),
    ("words-of", words_of),
    ("two-names", two_names),
    ("told", told),
    ("told-in-paragraph", told_in_paragraph),
    ("naming-phrase", naming_phrase),
    ("era", era),
    ("gloss", gloss),
    ("title", title),
    ("institution", institution),
    ("longer-name", longer_name),
    ("surname", surname),
    ("event", event),
    ("statute", statute),
    ("imprint", imprint),
    ("article", article),
    ("past", past),
    ("then", then),
)
"""In the order they are asked; the first that says yes is the reason on record."""


def guard(case: Case) -> str:
    """The code of the first guard that keeps the mention as it is, or nothing."""
    return next((code for code, asks in GUARDS if asks(case)), "")


def reason(code: str) -> str:
    """What a guard's code means, in words.

    >>> reason("two-names")
    'the sentence, or what stands close by, has the name in two forms'
    """
    found = dict(GUARDS)[code]
    return (found.__doc__ or code).splitlines()[0]
