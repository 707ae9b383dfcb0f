"""Whether the name of a place is borne by something else: by a person as a surname, or by an event of history."""

from __future__ import annotations

import re

from corpusnorm.names.context import UPPER, wording
from corpusnorm.names.setting import Case

_FIRST_WORD = re.compile(rf"^[\s\"'“‘(\[]*([{UPPER}][\w'’-]*\w) (?:[{UPPER}]\. ?){{0,2}}$")
_INITIALS = re.compile(r"^, (?:[A-Z]\. ?)?[A-Z]\.(?=,|;| &| and [A-Z]| \(|$)")
_NO_NAME = re.compile(r"(?:ing|ed|ern|ly|ish|ese|ian|wide)$")
_AGE = re.compile(r"^, (?:aged )?\d\d?,")


def is_surname(case: Case) -> bool:
    """Whether it is a person's surname: behind a given name that begins the sentence, or before what is only said of people.

    Within a sentence a capitalised word before it is enough; the first word is capitalised whatever it is, so it must be a given
    name, or what stands behind must be said of a person ("Subbudu Calcutta and his wife"; "Turkey, R. T.").
    """
    if case.setting.type_of(case.mention) == "person":
        return False
    if _INITIALS.match(case.after) or wording().pattern("person.address", r"(?<!\w)", r"\.? $").search(case.before):
        return True
    found = _FIRST_WORD.match(case.before)
    if not found or wording().whole("longer.exempt").match(found.group(1)):
        return False
    if wording().whole("person.given").match(found.group(1)):
        return True
    if _NO_NAME.search(found.group(1)):
        return False
    return bool(_AGE.match(case.after) or wording().starts("person.after").match(case.after))


def is_event(case: Case) -> bool:
    """Whether a word behind it makes it an event of history: "the Jassy pogrom".

    A conference or a campaign may also be one of these days: it counts where no word of the sentence speaks of them.
    """
    if case.setting.type_of(case.mention) == "person":
        return False
    between = r"^[ -](?:\w+ )?" if case.before.endswith(("the ", "The ")) else "^[ -]"
    if wording().pattern("event.always", between, r"(?!\w)").match(case.after):
        return True
    if not wording().pattern("event.past", "^[ -]", r"(?!\w)").match(case.after):
        return False
    text = case.sentence.of(case.setting.context.text)
    return not any(wording().anywhere(key).search(text) for key in ("time.present", "event.present"))
