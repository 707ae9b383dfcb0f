"""The names of one text, normalized."""

from __future__ import annotations

from corpusnorm.document import EditedText
from corpusnorm.names.model import Mention
from corpusnorm.names.policy import Policy
from corpusnorm.names.regularization import Date, Review, regularize


class NamedText(EditedText):
    """A text with its names as a policy writes them, and what was found: `mentions` are spans of `raw`, `queue` is for a person."""

    mentions: tuple[Mention, ...]
    queue: tuple[Review, ...]


def normalize_names(text: str, date: Date = None, policy: Policy | str | None = None) -> NamedText:
    """Write each name in one text as the policy prefers at the date of the text.

    Changes and never changes what `regularize` says; `policy` is `default`, `as-written`, the path of a file, or a `Policy`. The
    result is a `str` whose `raw` is `text`, whose `edits` name entity and rule, and whose `mentions` are all names found.

    >>> normalize_names("Erdogan flew to Kiev.", date="2023-11-09")
    'Erdoğan flew to Kyiv.'
    >>> [mention.entity for mention in normalize_names("Erdogan flew to Kiev.", policy="as-written").mentions]
    ['erdogan', 'kyiv']
    """
    found = regularize(text, date, policy)
    named = NamedText.from_edits(text, found.edits)
    named.mentions, named.queue = found.mentions, found.queue
    return named
