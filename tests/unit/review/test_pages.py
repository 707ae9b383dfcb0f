"""The pages: they stand by themselves, load nothing, and run no script but their own, whatever a corpus holds (fault 25)."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from corpusnorm.names.decisions import COLUMNS, Decision
from corpusnorm.names.queue import Question
from corpusnorm.names.sheets import write_sheet
from corpusnorm.review.page import questions_page
from corpusnorm.review.questions import Asked, Place, questions
from corpusnorm.review.usage import Usage, Word, usage
from corpusnorm.review.usage_page import usage_page

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\N{RIGHT-TO-LEFT OVERRIDE}\x1b[31m"
STAND = Decision("keep", (HOSTILE,), reason=HOSTILE, date="2026-11-20")


def hostile_questions() -> str:
    question = Question(
        (HOSTILE,), HOSTILE, HOSTILE, candidates=(HOSTILE,), contexts=(HOSTILE,), document=HOSTILE, scope="document"
    )
    entity = {"entity": HOSTILE, "label": HOSTILE, "type": HOSTILE, "wikidata": HOSTILE}
    return questions_page([Asked(question, HOSTILE, (Place(*[HOSTILE] * 5),), (entity,))], [STAND])


def hostile_usage() -> str:
    row = {"form": HOSTILE, "source": HOSTILE, "year": "2020", "places": 3, "documents": 2}
    other = {**row, "form": f"{HOSTILE}2", "source": "", "year": ""}
    return usage_page(Usage(1, 1, 1, (Word(HOSTILE, HOSTILE, HOSTILE, HOSTILE, True, [row, other]),)), HOSTILE)


class Seen(HTMLParser):
    """What a browser would make of a page: its tags, and the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.held: dict[str, str] = {}
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append((tag, said))
        self._in = "data" if said.get("type") == "application/json" else tag if tag in ("script", "style") else ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.held[self._in] = self.held.get(self._in, "") + data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - its signature
        self._in = ""


@pytest.mark.parametrize("page", [hostile_questions(), hostile_usage()], ids=["questions", "usage"])
def test_25_no_text_id_or_file_name_is_markup(page: str) -> None:
    seen = Seen(page)
    assert {tag for tag, _ in seen.tags}.isdisjoint({"img", "iframe", "object", "embed", "link", "base", "form"})
    assert sum(tag == "script" and "type" not in said for tag, said in seen.tags) == page.count("<script>") <= 1
    for tag, said in seen.tags:
        assert not [name for name in said if name.startswith("on") or name in ("src", "style", "srcdoc")], tag
        assert (said.get("href") or "#").startswith(("#", "https://www.wikidata.org/wiki/"))
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in re.sub(r'<script type="application/json".*?</script>', "", page)
    assert "\x1b" not in page


@pytest.mark.parametrize("page", [hostile_questions(), hostile_usage()], ids=["questions", "usage"])
def test_25_only_the_scripts_and_styles_of_the_page_may_run(page: str) -> None:
    seen = Seen(page)
    policy = next(said["content"] or "" for tag, said in seen.tags if said.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(seen.held.get(kind, "").encode()).digest()).decode()
        assert (f"{kind}-src 'sha256-{digest}'" in policy) == (kind in seen.held)
    assert "unsafe" not in policy
    assert not re.search(r"https?://(?!www\.wikidata\.org/wiki/)", page)


def test_the_data_of_a_page_are_the_cells_of_the_queue() -> None:
    data = json.loads(Seen(hostile_questions()).held["data"])
    assert data["columns"] == list(COLUMNS)
    assert data["stand"] == [{name: value for name, value in STAND.cells().items() if value}]
    assert data["asked"][0]["document"] == HOSTILE


@pytest.mark.skipif(not shutil.which("node"), reason="needs node, to run the script of the page")
def test_a_cell_is_written_by_the_page_as_by_us() -> None:
    cells = ["", "a", "=1", "'=1", "''+", "-", "@x", "\tx", "\rx", "'a", 'a "b"', "a,b", "a\nb", "Türkiye", " = "]
    script = (files("corpusnorm.review") / "data" / "questions.js").read_text(encoding="utf-8")
    function = re.search(r"^function cell.*?^}", script, re.MULTILINE | re.DOTALL)
    assert function
    program = f"{function[0]}; process.stdout.write(JSON.stringify({json.dumps(cells)}.map(cell)))"
    ran = subprocess.run(["node", "-e", program], check=True, capture_output=True, text=True)  # noqa: S603, S607
    by_page = [next(csv.reader(io.StringIO(f"{cell},x\r\n", newline="")))[0] for cell in json.loads(ran.stdout)]
    by_us = [next(csv.reader(io.StringIO(write_sheet(("a", "b"), [{"a": cell, "b": "x"}])[6:], newline="")))[0] for cell in cells]
    assert by_page == by_us


def test_the_pages_read_as_they_did(package: Path, golden: Callable[[str, str], None]) -> None:
    for name, page in (("questions.html", questions_page(questions(package))), ("usage.html", usage_page(usage(package)))):
        golden(name, re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>|content=\"default-src[^>]*", "", page))


def test_a_page_says_how_many_questions_it_leaves_out() -> None:
    one = Asked(Question(("Aliyev",), "who?"), "who", (), ())
    page = questions_page([one] * 501)
    assert page.count('<li class="question"') == 500
    assert "The first 500 are here" in page
