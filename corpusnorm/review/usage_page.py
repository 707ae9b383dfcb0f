"""The page of usage: which forms of its names a corpus uses, by year and source, as bars and as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corpusnorm.review.bars import bars, legend, numbers
from corpusnorm.review.html import attribute, foreign, page, text
from corpusnorm.review.usage import UNDATED, Counts, Usage, Word

MOST = 100  # words of a page; the CSV has all
_YEARS = 30  # more are told by decade
_SOURCES = 15  # the sources that use a word most; the numbers have all of them


def usage_page(found: Usage, title: str = "") -> str:
    """The usage as one page that stands by itself; the same usage gives the same bytes. It has no script."""
    shown = found.words[:MOST]
    listed = "\n".join(_word(word, number) for number, word in enumerate(shown))
    links = "".join(f'<li><a href="#w{number}">{foreign(word.word)}</a></li>' for number, word in enumerate(shown))
    body = f'{_head(found, title)}\n<nav aria-label="Names"><ul class="names">{links}</ul></nav>\n<main>\n{listed}\n</main>\n'
    return page("What a corpus calls whom", body, style="usage")


def _head(found: Usage, title: str) -> str:
    more = f" The first {MOST} of {len(found.words):,} names are here; the CSV has all." if len(found.words) > MOST else ""
    undated = f"{found.undated:,} of them without a date" if found.undated else "all of them dated"
    unnamed = f", {found.unnamed:,} without a source" if found.unnamed else ""
    of = f" of {foreign(title)}" if title else ""
    return (
        f"<h1>What a corpus calls whom</h1>\n<p>The forms{of} in which names stand in {found.documents:,} documents, as they were "
        f"written, before any was regularized; {undated}{unnamed}.{more}</p>\n"
        "<p>A name that is contested says who speaks. What is counted are places in texts, so one long text can outweigh many "
        "short ones: the numbers give the documents too.</p>"
    )


def _word(word: Word, number: int) -> str:
    forms = list(word.forms)
    badge = ' <span class="badge">contested</span>' if word.contested else ""
    years, sources = _years(word.by("year")), word.by("source")
    most = dict(sorted(sources.items(), key=lambda each: (-each[1].total(), each[0]))[:_SOURCES])
    told = [bars("By year", "year", years, forms, "no date")]
    if set(sources) != {""}:
        told.append(bars("By source", "source", most, forms, "no source"))
    exact = [numbers("Places by year", "year", word.by("year"), forms, "no date")]
    exact += [numbers("Places by source", "source", sources, forms, "no source")] if len(told) > 1 else []
    exact.append(_documents(word))
    return (
        f'<section class="word" id="w{number}" aria-labelledby={attribute(f"h{number}")}>\n'
        f'<header><h2 id="h{number}">{foreign(word.word)}{badge}</h2>'
        f'<span class="soft">{foreign(word.label)}, {text(word.type)}, <code>{text(word.entity)}</code></span></header>\n'
        f'{legend(word.forms, forms)}\n<div class="both">{"".join(told)}</div>\n'
        f'<details><summary>Numbers</summary>\n<div class="scroll">{"".join(exact)}</div></details>\n</section>'
    )


def _documents(word: Word) -> str:
    """In how many documents each form stands."""
    counts: Counter[str] = Counter()
    for row in word.rows:
        counts[row["form"]] += row["documents"]
    return numbers("Documents", "", {"all": counts}, list(word.forms), "")


def _years(years: Counts) -> Mapping[str, Mapping[str, int]]:
    """Years in order, those without a date last; by decade where they are many."""
    dated = {year: counts for year, counts in years.items() if year != UNDATED}
    if len(dated) <= _YEARS:
        return years
    decades: dict[str, Counter[str]] = {}
    for year, counts in dated.items():
        decades.setdefault(f"{year[:3]}0s", Counter()).update(counts)
    return {**decades, **({UNDATED: years[UNDATED]} if UNDATED in years else {})}
