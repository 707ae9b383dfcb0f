"""Bars: shares of a whole as inline SVG, which scale with the page and are words for who does not see them.

Eight colours that colour-blind readers tell apart (Okabe and Ito 2008, "Color Universal Design"); the seven most frequent have one
each, all others share the last. The numbers stand in the bar and beside it, so no colour is needed to read them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpusnorm.review.html import foreign, text

COLOURS = 8
_ROOM = 12.0  # percent of the width that a number needs


def bar(counts: Mapping[str, int], forms: Sequence[str]) -> str:
    """One whole in its shares, as an image with words. `forms` gives each its colour; all others have the last one.

    >>> "<title>a 75% (3), b 25% (1)</title>" in bar({"a": 3, "b": 1}, ["a", "b"])
    True
    """
    total = sum(counts.values())
    said = ", ".join(f"{form} {count / total:.0%} ({count:,})" for form, count in counts.items())
    parts: list[str] = []
    at = 0.0
    for number, count in enumerate(_shares(counts, forms)):
        width = 100 * count / total
        if count:
            parts.append(f'<rect class="c{number}" x="{at:.2f}%" width="{width:.2f}%" height="22"/>')
        if width >= _ROOM:
            parts.append(f'<text class="t{number}" x="{at + width / 2:.2f}%" y="15">{width:.0f}%</text>')
        at += width
    return f'<svg class="bar" role="img" width="100%" height="22"><title>{text(said)}</title>{"".join(parts)}</svg>'


def legend(counts: Mapping[str, int], forms: Sequence[str]) -> str:
    """Which colour is which form, and how often it stands in all."""
    named = [
        f'<li><svg width="14" height="14" aria-hidden="true"><rect class="c{number}" width="14" height="14"/></svg> {foreign(form)}'
        f' <span class="soft">{counts[form]:,}</span></li>'
        for number, form in enumerate(forms[: COLOURS - 1])
    ]
    rest = sum(_shares(counts, forms)[COLOURS - 1 :])
    if rest:
        swatch = f'<svg width="14" height="14" aria-hidden="true"><rect class="c{COLOURS - 1}" width="14" height="14"/></svg>'
        named.append(f'<li>{swatch} others <span class="soft">{rest:,}</span></li>')
    return f'<ul class="legend">{"".join(named)}</ul>'


def bars(title: str, what: str, rows: Mapping[str, Mapping[str, int]], forms: Sequence[str], unknown: str) -> str:
    """A table of bars, one a row; `unknown` names the row of what has no name."""
    body = "".join(
        f'<tr><th scope="row">{foreign(name) if name else text(unknown)}</th><td class="wide">{bar(counts, forms)}</td>'
        f'<td class="number">{sum(counts.values()):,}</td></tr>'
        for name, counts in rows.items()
    )
    head = f'<tr><th scope="col">{text(what)}</th><th scope="col">share of the forms</th><th scope="col">places</th></tr>'
    return f'<table class="bars"><caption>{text(title)}</caption><thead>{head}</thead><tbody>{body}</tbody></table>'


def numbers(title: str, what: str, rows: Mapping[str, Mapping[str, int]], forms: Sequence[str], unknown: str) -> str:
    """The same in numbers: one column a form."""
    head = "".join(f'<th scope="col">{foreign(form)}</th>' for form in forms)
    body = "".join(
        f'<tr><th scope="row">{foreign(name) if name else text(unknown)}</th>'
        + "".join(f'<td class="number">{counts.get(form, 0):,}</td>' for form in forms)
        + "</tr>"
        for name, counts in rows.items()
    )
    return (
        f'<table class="numbers"><caption>{text(title)}</caption><thead><tr><th scope="col">{text(what)}</th>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _shares(counts: Mapping[str, int], forms: Sequence[str]) -> list[int]:
    """The counts by colour: one a form, and the rest in the last."""
    own = forms[: COLOURS - 1]
    shares = [counts.get(form, 0) for form in own]
    shares += [0] * (COLOURS - 1 - len(shares))
    return [*shares, sum(counts.values()) - sum(shares)]
