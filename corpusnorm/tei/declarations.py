"""What the corpus header declares once for all works: what prefixes of pointers stand for, and the kinds that labels name."""

from __future__ import annotations

from collections.abc import Mapping

from corpusnorm.tei.markup import element, label, wrap
from corpusnorm.tei.pointers import to_corpus

RAW_PATTERN = "([^#]+)#([0-9]+),([0-9]+)"
PREFIXES = f"""<listPrefixDef>
<prefixDef ident="raw" matchPattern="{RAW_PATTERN}" replacementPattern="../raw/$1#char=$2,$3">
<p>A range of characters (RFC 5147) of a source file as it was: of its decoded text, a line end counting as one. The sources
come out of the package: <code>corpusnorm reconstruct PACKAGE --to raw</code> writes them into a folder beside it, where these
pointers lead. The name of a record of a file that holds several ends in <code>%23</code> and its number, and the range counts in
its text.</p>
</prefixDef>
<prefixDef ident="wd" matchPattern="(Q[0-9]+)" replacementPattern="http://www.wikidata.org/entity/$1">
<p>Wikidata: the identifiers of type <val>wikidata</val> of the entities.</p>
</prefixDef>
</listPrefixDef>"""

_RELATIONS: Mapping[str, str] = {
    "base": "The witness whose text is that of the work.",
    "exact": "Its text is that of the base.",
    "near": "It reads like the base but for some words; where it differs, the apparatus has its readings.",
    "degraded-of": "It was made from such a text by dropping or changing words; how, the header of the work says, and what was "
    "restored in its readings is marked.",
    "contains": "It is a part of the base; where it begins, breaks off and ends, the apparatus marks.",
}
_EVIDENCE: Mapping[str, str] = {
    "external": "Another witness has it, at the place that the source names.",
    "internal": "A rule gives it, from what stands there; other words of the attribute name the rule.",
    "conjecture": "Nothing proves it; how likely it is the certainty says.",
}


def relation_pointer(kind: str) -> str:
    """The pointer from a work to the category of a relation, empty for one that is not declared.

    >>> relation_pointer("near"), relation_pointer("?")
    ('../corpus.xml#rel.near', '')
    """
    return to_corpus(f"rel.{kind}") if kind in _RELATIONS else ""


def _taxonomy(identifier: str, said: str, prefix: str, kinds: Mapping[str, str]) -> str:
    categories = (element("category", {"xml:id": f"{prefix}.{kind}"}, label("catDesc", what)) for kind, what in kinds.items())
    return wrap("taxonomy", {"xml:id": identifier}, label("desc", said), *categories)


CLASSES = wrap(
    "classDecl",
    {},
    _taxonomy("tax.relations", "What a witness is to the base text of its work: label/@type='relation'.", "rel", _RELATIONS),
    _taxonomy("tax.evidence", "On which ground text was restored or corrected: @evidence.", "ev", _EVIDENCE),
)
