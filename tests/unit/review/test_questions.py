"""What is open is put as questions, and what is answered is obeyed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import corpusnorm
from corpusnorm.job.explain import explain
from corpusnorm.job.summary import Ledger
from corpusnorm.names.decisions import COLUMNS, parse_decisions
from corpusnorm.names.queue import write_queue
from corpusnorm.names.sheets import read_sheet, write_sheet
from corpusnorm.review.questions import questions

WHY = "because,2026-11-20"


def test_a_question_is_put_once_for_all_places(package: Path) -> None:
    found = questions(package)
    asked = {(each.question.forms[0], each.code): (each.question.count, each.question.documents) for each in found}
    assert asked["Shushi", "contested"] == (2, 2)
    assert len(asked) == len(found)
    assert [each.question.count for each in found] == sorted((each.question.count for each in found), reverse=True)


def test_it_can_be_put_for_each_document_and_each_place(package: Path) -> None:
    by_document, by_place = (
        [each.question for each in questions(package, by) if each.question.forms == ("Shushi",)] for by in ("document", "mention")
    )
    assert sorted(each.document for each in by_document) == ["news.jsonl#2", "news.jsonl#3"]
    assert sorted((each.document, each.start, each.end) for each in by_place) == [("news.jsonl#2", 5, 11), ("news.jsonl#3", 59, 65)]


def test_the_queue_says_what_is_asked_and_how_it_reads(package: Path, golden: Callable[[str, str], None]) -> None:
    golden("queue.csv", write_queue([each.question for each in questions(package)]))


def test_answering_every_question_leaves_none(package: Path, decided: Callable[[str], Path]) -> None:
    for by in ("corpus", "document", "mention"):
        rows = [row for _, row in read_sheet(write_queue([each.question for each in questions(package, by)]))]
        assert rows
        answers = ("keep", "not-a-name", "is")
        for number, row in enumerate(rows):
            row |= {"decision": answers[number % 3], "reason": "so it is", "date": "2026-11-20"}
            row["entity"] = (row["entity"] or row["candidates"].split(" | ")[0]) if row["decision"] == "is" else ""
        out = decided(write_sheet(COLUMNS, rows))
        assert questions(out, by) == []
        assert corpusnorm.validate(out) == []
        ledger = Ledger(out / "ledger")
        assert ledger.rows("SELECT key FROM decisions WHERE stale") == []
        assert len(ledger.rows("SELECT key FROM decisions")) == len(rows)
        ledger.close()


def test_no_decisions_change_nothing(package: Path, decided: Callable[[str], Path]) -> None:
    out = decided("decision,forms,reason,date\n,Shushi,,\n")
    for name in ("works", "ledger"):
        files = {path.name: path.read_bytes() for path in (package / name).iterdir()}
        assert {path.name: path.read_bytes() for path in (out / name).iterdir()} == files


def test_the_order_of_decisions_is_not_in_the_package(tmp_path: Path, decided: Callable[[str], Path]) -> None:
    head, *rows = f"decision,forms,entity,reason,date\nkeep,Shushi,,{WHY}\nis,Aliyev,aliyev_ilham,{WHY}\nkeep,nobody,,{WHY}".split(
        "\n"
    )
    packages = []
    for order in (rows, rows[::-1]):
        out = decided("\n".join([head, *order]))
        packages.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert packages[0] == packages[1]


def test_what_a_decision_did_stands_in_the_package(decided: Callable[[str], Path]) -> None:
    out = decided(
        "decision,forms,entity,scope,document,reason,date,by\n"
        f"is,Aliyev,aliyev_ilham,corpus,,{WHY},N. N.\n"
        f"keep,Khankendi,,document,news.jsonl#1,{WHY},\n"
        f"keep,Nowhere,,corpus,,{WHY},\n"
        f"same,Lachin | Latschin,lachin,corpus,,{WHY},\n"
    )
    ledger = Ledger(out / "ledger")
    rows = {row["forms"][0]: row for row in ledger.rows("SELECT * FROM decisions")}
    assert {form: (row["documents"], row["stale"]) for form, row in rows.items()} == {
        "Aliyev": (3, False),
        "Khankendi": (1, False),
        "Nowhere": (0, True),
        "Lachin": (1, False),
    }
    key = rows["Aliyev"]["key"]
    work = ledger.rows("SELECT work FROM documents WHERE name = 'news.jsonl#1'")[0]["work"]
    assert f'evidence="decision:{key}"' in (out / "works" / f"{work}.xml").read_text()
    assert f'evidence="names:exact kept:decision:{rows["Khankendi"]["key"]}"' in (out / "works" / f"{work}.xml").read_text()
    told = {name["form"]: name for name in explain(out, "news.jsonl#1").names}
    assert (told["Aliyev"]["reason"], told["Aliyev"]["date"]) == ("because", "2026-11-20")
    assert (told["Khankendi"]["proposed"], told["Khankendi"]["written"]) == ("Stepanakert", "")
    report = json.loads((out / "report.json").read_text())
    assert report["counts"]["names"]["decisions"] == 4
    assert report["counts"]["names"]["stale-decisions"] == 1
    assert report["decisions"]
    ledger.close()


def test_a_decision_about_a_text_that_changed_is_stale_and_changes_nothing(decided: Callable[[str], Path]) -> None:
    out = decided(f"decision,forms,scope,document,start,end,reason,date\nkeep,Shushi,mention,news.jsonl#2,6,12,{WHY}\n")
    ledger = Ledger(out / "ledger")
    assert [row["stale"] for row in ledger.rows("SELECT stale FROM decisions")] == [True]
    ledger.close()


def test_a_context_is_of_whole_words(package: Path) -> None:
    place = next(each for each in questions(package) if each.question.forms == ("Shushi",)).places[0]
    assert place == replace(place, source="news.jsonl#2", date="2019-06-11", form="Shushi", before="From ")
    assert place.after == " the road goes down to Stepanakert, where Aliyev is not a"


def test_decisions_come_before_the_questions_of_a_queue(package: Path) -> None:
    stand = parse_decisions(f"decision,forms,reason,date\nkeep,Shushi,{WHY}").rows
    rows = [row for _, row in read_sheet(write_queue([each.question for each in questions(package)], stand))]
    assert [row["decision"] for row in rows] == ["keep", *[""] * (len(rows) - 1)]
