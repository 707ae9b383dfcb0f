"""The page on which a person decides about names: the questions of a package, to be answered in a browser without a network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from corpusnorm.names.decisions import COLUMNS, Decision
from corpusnorm.review.html import attribute, foreign, island, page, text
from corpusnorm.review.questions import WORDS, Asked, Place

MOST = 500  # questions of a page; a queue that is longer is a table


def questions_page(asked: Sequence[Asked], stand: Sequence[Decision] = ()) -> str:
    """The questions as one page that stands by itself; the same questions give the same bytes.

    It builds a file of decisions in the browser: `stand`, those that were made before, and what is decided on it. Without scripts
    it is a list to be read.
    """
    shown = asked[:MOST]
    cells = [each.question.cells() for each in shown]
    rows = [{name: row[name] for name in COLUMNS if row.get(name)} for row in cells]
    before = [{name: value for name, value in row.cells().items() if value} for row in stand]
    key = hashlib.sha256(repr(rows).encode()).hexdigest()[:16]
    listed = "\n".join(_question(each, number) for number, each in enumerate(shown))
    data = island({"columns": COLUMNS, "stand": before, "asked": rows, "key": key}, "data")
    body = f'{_head(asked, stand)}\n{_bar(shown)}\n<main>\n<ol class="questions">\n{listed}\n</ol>\n</main>\n{data}\n'
    return page("Names to decide", body, style="questions", script="questions")


def _head(asked: Sequence[Asked], stand: Sequence[Decision]) -> str:
    places = sum(each.question.count for each in asked)
    more = (
        f" The first {MOST:,} are here; <code>corpusnorm names review OUT -o FILE</code> writes all." if len(asked) > MOST else ""
    )
    before = f" The file keeps what was decided before ({len(stand):,})." if stand else ""
    return (
        f"<h1>Names to decide</h1>\n<p>{len(asked):,} questions about {places:,} places.{more}{before}</p>\n"
        '<p data-live hidden>Choose, say why, and save <code>decisions.csv</code>: with <code>decisions = "decisions.csv"</code> '
        "under <code>[names]</code> in the configuration the next run obeys. Nothing leaves this page.</p>\n"
        "<p data-still>Without scripts this page is a list to be read; to decide, fill in the table that "
        "<code>corpusnorm names review OUT -o FILE</code> writes.</p>"
    )


def _bar(shown: Sequence[Asked]) -> str:
    kinds = sorted({each.code for each in shown})
    options = "".join(f"<option value={attribute(code)}>{text(WORDS.get(code, code))}</option>" for code in kinds)
    return (
        '<div class="bar" role="group" aria-label="Find and save" data-live hidden>\n'
        '<label>Search <input type="search" id="search" autocomplete="off"></label>\n'
        f'<label>Question <select id="kind"><option value="">all</option>{options}</select></label>\n'
        '<label class="tick"><input type="checkbox" id="open"> only what is open</label>\n'
        '<label>Decided by <input type="text" id="by" autocomplete="name"></label>\n'
        '<label>Date <input type="date" id="date" required></label>\n'
        '<span class="count" id="count" role="status"></span>\n'
        '<button type="button" id="download">Save decisions.csv</button>\n'
        '<span class="fault" id="fault" role="alert"></span>\n</div>'
    )


def _question(asked: Asked, number: int) -> str:
    about = asked.question
    times = f"{about.count:,} {'place' if about.count == 1 else 'places'} in {about.documents:,} " + (
        "document" if about.documents == 1 else "documents"
    )
    where = f" in {foreign(about.document)}" if about.document else ""
    places = "\n".join(map(_place, asked.places))
    return (
        f'<li class="question" data-kind={attribute(asked.code)}>\n'
        f"<header><h2>{foreign(', '.join(about.forms))}</h2><span>{text(about.question)}{where}</span>"
        f'<span class="soft">{times}</span></header>\n<ul class="places">\n{places}\n</ul>\n{_answer(asked, number)}\n</li>'
    )


def _place(place: Place) -> str:
    source = f"{foreign(place.source)}{f', {text(place.date)}' if place.date else ''}"
    return (
        f'<li><p dir="auto">…{text(place.before)}<mark>{text(place.form)}</mark>{text(place.after)}…</p>'
        f"<small>{source}</small></li>"
    )


def _answer(asked: Asked, number: int) -> str:
    """The choices, and what is known of the entities where no script shows them."""
    known = [_entity(entity) for entity in asked.entities]
    choices = [(f"is {entity['entity']}", said) for entity, said in zip(asked.entities, known, strict=True)]
    choices += [("keep", "keep it as it is written"), ("not-a-name", "it is no name"), ("", "leave it open")]
    radios = "".join(
        f'<label class="choice"><input type="radio" name="q{number}" value={attribute(value)}'
        f"{' checked' if not value else ''}><span>{said}</span></label>"
        for value, said in choices
    )
    still = "".join(f"<li>{said}</li>" for said in known)
    return (
        f'<div class="answer" data-live hidden><fieldset><legend>{_legend(asked)}</legend>{radios}</fieldset>'
        f'<label>Reason <input type="text" autocomplete="off"></label></div>'
        f'<div data-still><small>It may be</small><ul class="candidates">{still}</ul></div>'
    )


def _legend(asked: Asked) -> str:
    proposal = asked.question.proposal
    return f"It is … (proposed: {text(proposal)})" if proposal else "It is …"


def _entity(entity: Mapping[str, Any]) -> str:
    """An entity with what tells it from others."""
    link = ""
    if entity["wikidata"]:
        link = f" <a href={attribute('https://www.wikidata.org/wiki/' + entity['wikidata'])}>{text(entity['wikidata'])}</a>"
    return f"{foreign(entity['label'])} <small>{text(entity['type'])}, <code>{text(entity['entity'])}</code>{link}</small>"
