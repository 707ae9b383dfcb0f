"""What stands in a work as we write works, found in its bytes without a parser.

A parser takes most of the time that a text needs to be read. In a document without comments, processing instructions and CDATA
that has as many `>` as `<`, every tag is what stands between two of them; where its marks are of the kinds below, its texts are
what is left when the tags, and the readings beside the base, are taken out.

Law: `texts` gives what `read_blocks` gives of the side "base", or nothing.
"""

from __future__ import annotations

import re

from corpusnorm.tei.checks import POINTERS

_BODY = re.compile(rb"<text(?: [^<>]*)?>\s*<body>")
_OTHERWISE = (b"<!", b"copyOf", b" xmlns", b"\r")  # is read by a parser
_PLAIN = re.compile(
    "</?(?:s|w|pc|seg|name|persName|placeName|orgName|term|gap)(?: [^<>]*|/)?>"
)  # tags that say nothing of the text


def _element(name: str, content: str = "[^<]*") -> str:
    """The pattern of an element in which there is no other."""
    return rf"<{name}(?: [^<>]*)?(?:/>|>{content}</{name}>)"


_CHOICE = re.compile(
    "<choice(?: [^<>]*)?>(?:{}{}|{}{})</choice>".format(
        _element("sic"), _element("corr", "([^<]*)"), _element("orig", "([^<]*)"), _element("reg")
    )
)
_ALONE = re.compile("</?corr(?: [^<>]*|/)?>")  # in no choice: what it holds is read
_SUPPLIED = re.compile(_element("supplied"))
_ENTRY = re.compile(
    "<app(?: [^<>]*)?>{}(?:{})*</app>".format(
        _element("lem", "([^<]*)"), _element("rdg", "(?:[^<]|<(?:lacunaStart|lacunaEnd|witStart|witEnd)(?: [^<>]*)?/>)*")
    )
)
_PARAGRAPH = re.compile(_element("p", "([^<]*)"))
_REFERENCE = re.compile("&(?!amp;|lt;|gt;|#13;)")
_LEADING = re.compile(rb"<[^<>]*\.xml#[^<>]*>")
_POINTED = re.compile(rf' (?:{"|".join(sorted(POINTERS))})="([^"]*\.xml#[^"]*)"')
_WITNESS = re.compile(rb'<witness [^<>]*?xml:id="([^"]*)"')


def texts(xml: bytes) -> tuple[str, ...] | None:
    """The base texts of the paragraphs of a work, those that are not empty; nothing where only a parser can tell.

    >>> texts(b'<TEI><text><body><p>a <choice><sic>x</sic><corr>b</corr></choice> &amp; c</p></body></text></TEI>')
    ('a b & c',)
    """
    begins = _BODY.search(xml)
    if begins is None or xml.count(b"<body") != 1 or xml.find(b"<?", xml.find(b"<TEI")) >= 0:
        return None
    written = xml[begins.end() : xml.rfind(b"</body>")]
    if written.count(b"<") != written.count(b">") or any(each in written for each in _OTHERWISE):
        return None
    try:
        body = written.decode()
    except UnicodeDecodeError:
        return None
    return _paragraphs(_read(body))


def _read(body: str) -> str:
    """The paragraphs of a body without the marks in them, of which the base has one side."""
    body = _PLAIN.sub("", body)
    if "</choice>" in body:
        body = _CHOICE.sub(r"\1\2", body)
    if "<corr" in body:
        body = _ALONE.sub("", body)
    if "<supplied" in body:
        body = _SUPPLIED.sub("", body)
    return _ENTRY.sub(r"\1", body) if "</app>" in body else body


def _paragraphs(body: str) -> tuple[str, ...] | None:
    """The texts of paragraphs; nothing where a mark is left in one."""
    if "<" in _PARAGRAPH.sub("", body) or _REFERENCE.search(body):
        return None
    found = [text for text in _PARAGRAPH.findall(body) if text]
    if "&" in body:
        found = [text.replace("&lt;", "<").replace("&gt;", ">").replace("&#13;", "\r").replace("&amp;", "&") for text in found]
    return tuple(found)


def outward(xml: bytes) -> set[str]:
    """What a work points to in other files of its package, as `File.outward` gives it; of a work as we write works alone."""
    tags = b"".join(set(_LEADING.findall(xml))).decode()
    return {each for value in set(_POINTED.findall(tags)) for each in value.split() if ".xml#" in each}


def witnesses(xml: bytes) -> list[str]:
    """The ids of the witnesses of a work as we write works."""
    return [each.decode() for each in _WITNESS.findall(xml)]
