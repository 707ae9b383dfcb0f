"""XML as strings: what may stand in it, and how it is written down. Text is data, never markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
SCHEMAS = "schema"  # the folder of the schema in a package

# XML 1.0, production [2] Char: everything but most controls, the surrogates, U+FFFE and U+FFFF.
ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_SPECIAL = re.compile('[&<>"\r\t\n]')


def is_legal(text: str) -> bool:
    r"""Whether every character of `text` may stand in an XML 1.0 document.

    >>> is_legal("a\tb"), is_legal("a\x0bb"), is_legal("\udc80")
    (True, False, False)
    """
    return _is_plain(text) or ILLEGAL.search(text) is None


def legal(text: str) -> str:
    r"""`text` with U+FFFD for what XML cannot hold: for labels only, whose exact form stands elsewhere.

    >>> legal("a\x00b") == "a\N{REPLACEMENT CHARACTER}b"
    True
    """
    return text if _is_plain(text) else ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_plain(text: str) -> bool:
    """Whether all of `text` is what XML can hold, as nearly every label is; decided ten times faster than in general."""
    return text.isascii() and text.isprintable()


def escape(text: str) -> str:
    r"""`text` as character data. A carriage return becomes a reference: a parser would read it as a line feed.

    >>> escape("<choice> & ]]>\r\n")
    '&lt;choice&gt; &amp; ]]&gt;&#13;\n'
    """
    if not ("&" in text or "<" in text or ">" in text or "\r" in text):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def quote(value: str) -> str:
    r"""`value` as an attribute value with its quotes. White space becomes references: a parser would make it blanks.

    >>> quote('a "b"\n')
    '"a &quot;b&quot;&#10;"'
    """
    if not _SPECIAL.search(value):
        return f'"{value}"'
    return '"' + escape(value).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;") + '"'


def element(name: str, attributes: Mapping[str, str], content: str = "") -> str:
    """An element; attributes without a value are left out, `content` is markup already.

    >>> element("p", {"xml:id": "a", "cert": ""}, "b &amp; c")
    '<p xml:id="a">b &amp; c</p>'
    >>> element("gap", {})
    '<gap/>'
    """
    start = f"{name}{written(attributes)}"
    return f"<{start}>{content}</{name}>" if content else f"<{start}/>"


def written(attributes: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag, each after a blank.

    >>> written({"xml:id": "a", "cert": ""})
    ' xml:id="a"'
    """
    return "".join([f" {key}={quote(value)}" for key, value in attributes.items() if value]) if attributes else ""


def label(name: str, text: object, **attributes: str) -> str:
    """An element around a label: plain text, with U+FFFD for what XML cannot hold.

    >>> label("idno", "Q84", type="wikidata")
    '<idno type="wikidata">Q84</idno>'
    """
    return element(name, attributes, escape(legal(str(text))))


@lru_cache(maxsize=1024)
def word(text: str) -> str:
    """`text` as a TEI word (`teidata.enumerated`): printable ASCII with `_` for everything else.

    >>> word("spaced nolemma"), word("")
    ('spaced_nolemma', '_')
    """
    return re.sub(r"[^!-~]+", "_", text) or "_"


@lru_cache(maxsize=4096)
def certainty(value: float) -> str:
    """A probability as `@cert` has it: up to four decimals, no exponent, clipped to 0..1.

    >>> certainty(1.0), certainty(0.93), certainty(1e-9)
    ('1', '0.93', '0')
    """
    return f"{min(max(value, 0.0), 1.0):.4f}".rstrip("0").rstrip(".")


def lines(*parts: str) -> str:
    """The parts that are not empty, each on lines of its own: the layout of everything outside `p`."""
    return "\n".join(filter(None, parts))


def wrap(name: str, attributes: Mapping[str, str], *parts: str) -> str:
    """An element whose parts stand on lines of their own, or nothing where it has none.

    >>> print(wrap("listPlace", {}, "<place/>", ""))
    <listPlace>
    <place/>
    </listPlace>
    """
    content = lines(*parts)
    return element(name, attributes, f"\n{content}\n") if content else ""


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """`tag` where it is a language tag as XML Schema has them, else `und`.

    >>> language("sr-Latn"), language("?")
    ('sr-Latn', 'und')
    """
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def schema_named(up: str = "") -> str:
    """The line by which editors find the schema of a file; `up` leads from its folder to that of the package.

    >>> schema_named()
    '<?xml-model href="schema/corpusnorm.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>'
    """
    place = f'href="{up}{SCHEMAS}/corpusnorm.rng" type="application/xml"'
    return f'<?xml-model {place} schematypens="http://relaxng.org/ns/structure/1.0"?>'
