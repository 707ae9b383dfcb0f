"""The reading view: a page a work and a list of them, to be read in a browser without a network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpusnorm.exports.works import Named, Paragraph, WorkText
from corpusnorm.review.html import attribute, foreign, page, text
from corpusnorm.tei.pointers import ncname

_KINDS = {
    "base": "its text is this one",
    "exact": "an exact copy",
    "near": "a near copy",
    "degraded-of": "a degraded copy",
    "contains": "a part",
}
_META = ("date", "author", "publisher", "source", "licence")


def write_pages(works: Iterable[WorkText], to: Path) -> None:
    """A folder with a page a work, `ID.html`, and `index.html`. The pages load nothing and have no script."""
    to.mkdir()
    rows = []
    for work in works:
        (to / f"{ncname(work.id)}.html").write_text(work_page(work), encoding="utf-8", newline="\n")
        rows.append((work.title, work.id, _row(work)))
    body = (
        f"<h1>Works</h1>\n<p>{len(rows):,} in all.</p>\n<main><table>\n<thead><tr><th>title</th><th>date</th><th>language</th>"
        f"<th>witnesses</th></tr></thead>\n<tbody>\n{''.join(row for *_, row in sorted(rows))}</tbody>\n</table></main>\n"
    )
    (to / "index.html").write_text(page("Works", body, style="reading"), encoding="utf-8", newline="\n")


def work_page(work: WorkText) -> str:
    """A work as a page: what is known of it, its witnesses, its text with the names in it."""
    paragraphs = "\n".join(_paragraphs(work))
    body = (
        f'<nav><a href="index.html">All works</a></nav>\n<h1>{foreign(work.title)}</h1>\n{_about(work)}\n'
        f"<main lang={attribute(work.language)}>\n{paragraphs}\n</main>\n"
    )
    return page(work.title, body, style="reading")


def _row(work: WorkText) -> str:
    link = f'<a href="{ncname(work.id)}.html">{foreign(work.title)}</a>'
    cells = (link, text(work.meta.get("date", "")), text(work.language), f"{len(work.witnesses):,}")
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>\n"


def _about(work: WorkText) -> str:
    facts = [("id", f"<code>{text(work.id)}</code>"), ("language", text(work.language))]
    facts += [(key, foreign(work.meta[key])) for key in _META if key in work.meta]
    listed = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in facts)
    witnesses = "".join(
        f"<li>{foreign(each['name'])} <small>{text(_KINDS.get(each['kind'], each['kind']))}</small></li>" for each in work.witnesses
    )
    rewritten = sum(each.form != each.original for each in work.names)
    told = f"{len(work.names):,} names, of which {rewritten:,} are not written as in the source; point at one to see how it was."
    return f"<dl>{listed}</dl>\n<details><summary>Witnesses</summary><ul>{witnesses}</ul></details>\n<p><small>{told}</small></p>"


def _paragraphs(work: WorkText) -> Iterator[str]:
    names = iter(work.names)
    name = next(names, None)
    for paragraph in work.paragraphs:
        inside = []
        while name and name.span.start < paragraph.span.end:
            if name.span.end <= paragraph.span.end:
                inside.append(name)
            name = next(names, None)
        lang = f" lang={attribute(paragraph.language)}" if paragraph.language != work.language else ""
        yield f'<p id={attribute(paragraph.id)}{lang} dir="auto">{_marked(work.text, paragraph, inside)}</p>'


def _marked(words: str, paragraph: Paragraph, names: Iterable[Named]) -> str:
    pieces = []
    at = paragraph.span.start
    for name in names:
        who = name.entity or " or ".join(name.candidates) or "nobody known"
        was = f"{name.original} in the source; " if name.original != name.form else ""
        kind = ' class="new"' if was else "" if name.entity else ' class="open"'
        told = attribute(f"{was}{who} ({name.certainty:.2f}, {name.rule})")
        pieces += [text(words[at : name.span.start]), f"<span{kind} data-name title={told}>{text(name.form)}</span>"]
        at = name.span.end
    return "".join([*pieces, text(words[at : paragraph.span.end])])
