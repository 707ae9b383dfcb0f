"""HTML as strings: pages that stand by themselves, load nothing, and run no script but their own.

Text is data, never markup: every text, id and file name passes `text` or `attribute`. What a script needs lies in an island of JSON
that no browser runs. The policy in the head allows the page's own style and script by their digests, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from string import Template
from typing import Any

# What acts instead of being seen, but for tab and line feed: a reversed reading order would show another text than there is.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_MARKUP = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def text(words: object) -> str:
    r"""Text as it may stand in an element; what acts instead of being seen is shown by its code.

    >>> text("<b> & \u202e")
    '&lt;b&gt; &amp; [U+202E]'
    """
    return html.escape(_UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", str(words)), quote=False)


def attribute(value: object) -> str:
    """Text as an attribute value, with its quotes.

    >>> attribute('a "b"')
    '"a &quot;b&quot;"'
    """
    return '"' + html.escape(_UNSEEN.sub("\N{REPLACEMENT CHARACTER}", str(value))) + '"'


def foreign(words: object) -> str:
    """Text of the corpus: in its own reading direction, whatever stands beside it.

    >>> foreign("Şuşa")
    '<bdi>Şuşa</bdi>'
    """
    return f"<bdi>{text(words)}</bdi>"


def island(data: Any, name: str) -> str:
    """Data for a script of the page, which no browser runs.

    >>> island(["</script>"], "rows")
    '<script type="application/json" id="rows">["\\\\u003c/script\\\\u003e"]</script>'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_MARKUP)
    return f'<script type="application/json" id={attribute(name)}>{written}</script>'


def page(title: str, body: str, *, style: str = "", script: str = "") -> str:
    """A page: `body` is markup, `style` and `script` name files in `data` beside the style of all pages."""
    styles = "".join(_file(f"{name}.css") for name in ("page", style) if name)
    program = _file(f"{script}.js") if script else ""
    allowed = f"script-src '{_digest(program)}'; " if program else ""
    policy = f"default-src 'none'; style-src '{_digest(styles)}'; {allowed}base-uri 'none'; form-action 'none'"
    return Template(_file("page.html")).substitute(
        title=text(title),
        policy=attribute(policy),
        style=styles,
        body=body,
        script=f"<script>{program}</script>" if program else "",
    )


def _digest(content: str) -> str:
    """A source of CSP level 2: the digest of what stands between the tags."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _file(name: str) -> str:
    return (files("corpusnorm.review") / "data" / name).read_text(encoding="utf-8")
