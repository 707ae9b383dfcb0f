"""What a source says of a text, under well-known names: those of Dublin Core, as far as there is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SPELLED: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "creator", "creators", "byline"),
    "editor": ("editor", "editors"),
    "date": (
        "date", "published", "publication_date", "date_published", "published_at", "published_date", "published_time", "pubdate",
        "pub_date", "issued", "datetime", "created", "date_created", "created_at", "year", "publication_year",
    ),
    "publisher": ("publisher", "site_name", "sitename"),
    "journal": ("journal", "journal_title", "newspaper", "periodical", "container_title", "is_part_of", "ispartof"),
    "source": ("source", "url", "uri", "link", "source_url", "canonical_url", "permalink"),
    "licence": ("licence", "license", "rights", "copyright"),
    "licence_target": ("licence_target", "licence_url", "license_url", "licence_uri", "license_uri", "rights_url"),
    "language": ("language", "lang", "inlanguage"),
    "description": ("description", "abstract", "summary", "excerpt"),
    "subject": ("subject", "subjects", "keywords", "keyword", "tags", "topics", "topic", "categories", "category"),
}  # fmt: skip
"""The well-known names, and how they are spelled in practice, the surest spelling first."""
IDENTIFIERS = ("doi", "isbn", "issn", "handle", "pid", "urn", "ark", "uuid", "identifier", "id")
SEVERAL = ("author", "editor", "subject")
"""What may be several values, written with `; ` between them."""
_NAMES = {spelling: (name, rank) for name, spellings in _SPELLED.items() for rank, spelling in enumerate(spellings)}
_NAMES |= {name: (name, 0) for name in IDENTIFIERS}
_PREFIX = re.compile(r"(?:dc|dcterms|dct|og|article|citation|schema|bibo|prism)[:._]")
_OF_URL = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"  # RFC 3986, without the brackets of IPv6
_URL = re.compile(rf"https?://{_OF_URL}+(?:#{_OF_URL}*)?")
_TITLE = 120  # characters: a longer first line is a paragraph
_CLOSING = "\"'’”»)"
_UNFINISHED = tuple(".!?…,;-‐–—¬") + tuple("։。！？、，।॥؟؛،۔")  # ends of sentences, and of lines that go on
_COMMONS = re.compile(
    r"(?:cc|creative commons)[ _-](by(?:[ _-]n[cd]|[ _-]sa){0,2})[ _-]v?([1-4]\.[05])(?: (?:international|unported|generic))?"
)


@lru_cache(maxsize=4096)
def known_name(key: str) -> tuple[str, int] | None:
    """The well-known name that a key spells, and how sure that spelling is: 0 for the surest.

    >>> known_name("dc:creator"), known_name("Published-At"), known_name("score")
    (('author', 2), ('date', 4), None)
    """
    plain = re.sub(r"[\s-]+", "_", key.strip().casefold())
    return _NAMES.get(plain) or _NAMES.get(_PREFIX.sub("", plain, count=1))


def well_known(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Metadata without empty values: each key that spells a well-known name under that name, the others as they are.

    Of several keys that spell one name the surest has it, and the others stay under their own. A run of digits is a date where it
    has four (a year) or eight.

    >>> well_known([("url", "https://example.org/1"), ("dc:creator", "A. Author"), ("year", "1884"), ("score", "0.9")])
    {'score': '0.9', 'source': 'https://example.org/1', 'author': 'A. Author', 'date': '1884'}
    """
    given = [(known_name(key) or (key, 0), key, value) for key, value in said if value and not value.isspace()]
    given.sort(key=lambda each: (each[0][1], each[1] != each[0][0]))  # the surest first, and those that are spelled as here
    found: dict[str, str] = {}
    for (name, _), key, value in given:
        no_date = name == "date" and value.isdigit() and len(value) not in (4, 8)
        found[key if no_date or name in found else name] = value
    return found


def values(said: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The values of a name, one for most, several for those of `SEVERAL`.

    >>> values({"author": "A. Author; B. Author"}, "author")
    ('A. Author', 'B. Author')
    """
    value = said.get(name, "")
    parts = value.split(";") if name in SEVERAL else [value]
    return tuple(dict.fromkeys(filter(None, map(str.strip, parts))))


def is_url(value: str) -> bool:
    """Whether a value is an address on the web, in the characters that a URI may have."""
    return _URL.fullmatch(value) is not None


def licence_target(licence: str, target: str = "") -> str:
    """The address of a licence: `target` where it is one, the licence itself where it is one, that of a Creative Commons licence.

    >>> licence_target("CC BY-SA 4.0"), licence_target("cc0-1.0"), licence_target("all rights reserved")
    ('https://creativecommons.org/licenses/by-sa/4.0/', 'https://creativecommons.org/publicdomain/zero/1.0/', '')
    """
    if is_url(target) or is_url(licence):
        return target if is_url(target) else licence
    plain = " ".join(licence.casefold().split())
    if re.fullmatch(r"cc0(?:[ _-]1\.0)?(?: universal)?", plain):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    commons = _COMMONS.fullmatch(plain)
    return f"https://creativecommons.org/licenses/{re.sub('[ _]', '-', commons[1])}/{commons[2]}/" if commons else ""


def title_of(said: Mapping[str, str], text: str) -> str:
    """The title of a text: the one that its source says, else its first line, if that can be one; else none.

    A first line is a title where it is short, other lines follow, and does not end as a sentence does, or a line that goes on.

    >>> title_of({}, "The garden\\nI walked into the garden late."), title_of({}, "I walked into the garden late,\\nthe moon was")
    ('The garden', '')
    >>> title_of({}, "A text of one line"), title_of({"title": "Of gardens"}, "The garden\\nI walked")
    ('', 'Of gardens')
    """
    first, _, rest = text.partition("\n")
    short = len(first) <= _TITLE and rest.strip() and not first.rstrip(_CLOSING).endswith(_UNFINISHED)
    return said.get("title", "") or (first if short else "")
