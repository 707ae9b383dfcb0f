"""The commands for single texts."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result

from corpusnorm import Degradation, Diagnosis, Span, align, clean, diagnose, find_duplicates, repair
from corpusnorm.cli.diagnose import report
from corpusnorm.cli.terminal import show
from corpusnorm.diagnosis import Passage, Signal

Cli = Callable[..., Result]
Golden = Callable[[str, str], None]

RECIPE = [{"op": "tokenize", "mode": "word_re"}, {"op": "lowercase"}, {"op": "stop", "list": "smart"}]
TOML = """
[[operators]]
op = "tokenize"
mode = "word_re"
[[operators]]
op = "lowercase"
[[operators]]
op = "stop"
list = "smart"
"""
MOUNTAINS = "The wars of the mountainous countries were long, and their armies fought for the cities. " * 20


@pytest.fixture
def pair(here: Path) -> tuple[str, str]:
    """A clean text and its degraded copy, in files of these names."""
    degraded = "war mountainous country long army fought city " * 20
    Path("clean.txt").write_text(MOUNTAINS, encoding="utf-8")
    Path("degraded.txt").write_text(degraded, encoding="utf-8")
    return MOUNTAINS, degraded


def test_diagnose_says_what_the_function_says(pair: tuple[str, str], cli: Cli) -> None:
    found = json.loads(cli("diagnose", "degraded.txt", "--against", "clean.txt", "--json").stdout)
    expected = diagnose(pair[1], pair[0])
    assert (found["degraded"], tuple(found["damage"])) == (expected.degraded, expected.damage)
    assert expected.degradation is not None
    assert found["degradation"]["operators"] == json.loads(json.dumps(expected.degradation.to_dicts()))


def test_a_diagnosis_in_words(
    here: Path, cli: Cli, golden: Golden, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    how = replace(
        Degradation.from_dicts(RECIPE),
        fit=0.9923,
        alternatives={"stop": ("mallet", "nltk198", "nltk179", "spacy", "gensim", "sklearn")},
        evidence=("6066 of 7087 degraded tokens have a clean partner",),
        exceptions=(("neighboring", "neighbouring", 2), ("Holmes", "", 1)),
    )
    signals = (
        Signal("lower-cased", 0.0, True, "0.0% of the words begin with a capital", 0.98, 4.1),
        Signal("lemmatized", 0.01, True, "a lemmatizer would still change 1.0% of the words", 0.71, 1.2, ("wa", "e\x1bvil")),
        Signal("stemmed", 0.5, False, "a stemmer would still change 50.0% of the words", 0.002, 0.0, ("thi",)),
    )
    passage = Passage(Span(9, 40), ("lower-cased",), 0.97)
    found = Diagnosis(True, "en", ("lower-cased", "lemmatized"), signals, how, 0.993, (passage,))
    show(*report(found, "ev\x1bil.txt", "Clean.\n\nwa lowe\x1brcased long ago\nand ha no mark\n"))
    golden("diagnose", capsys.readouterr().out)
    assert "fewer words than it takes to tell" in cli("diagnose", "-", stdin="Two words.").stdout


def test_a_diagnosis_is_a_recipe(pair: tuple[str, str], cli: Cli) -> None:
    Path("how.json").write_text(cli("diagnose", "degraded.txt", "--against", "clean.txt", "--json").stdout, encoding="utf-8")
    assert cli("degrade", "clean.txt", "--recipe", "how.json").stdout.split() == pair[1].split()


def test_two_texts_stand_side_by_side(pair: tuple[str, str], cli: Cli, golden: Golden) -> None:
    Path("clean.txt").write_text(MOUNTAINS[:180], encoding="utf-8")
    Path("degraded.txt").write_text(pair[1][:91] + " " + "lost in the degraded copy alone " * 8, encoding="utf-8")
    golden("align", cli("align", "clean.txt", "degraded.txt").stdout)
    golden("align-80", cli("align", "clean.txt", "degraded.txt", COLUMNS="80").stdout)
    golden("align-tsv", cli("align", "clean.txt", "degraded.txt", "--tsv").stdout)


def test_an_alignment_as_json_has_all_pairs(pair: tuple[str, str], cli: Cli) -> None:
    found = json.loads(cli("align", "clean.txt", "degraded.txt", "--json").stdout)
    expected = align(*pair)
    assert [tuple(each) for each in found["pairs"]] == list(expected.pairs)
    assert len(found["clean_tokens"]) == len(expected.a_tokens)


def test_every_token_is_a_line_of_the_table(seed_paths: dict[str, Path], seeds: dict[str, str], cli: Cli) -> None:
    lines = cli("align", seed_paths["001"], seed_paths["002"], "--tsv").stdout.splitlines()
    found = align(seeds["001"], seeds["002"])
    assert len(lines) == 1 + len(found.a_tokens) + len(found.only_b)
    assert {line.count("\t") for line in lines} == {6}


def test_a_passage_that_moved_has_a_number_on_both_sides(cli: Cli) -> None:
    storms = "When the storms came, nobody left the rock for weeks, and they mended nets and told stories about foreign cities. "
    keeper = "The lighthouse keeper wrote down every ship that passed the northern cape in the bitter winter of his twelfth year. "
    Path("one.txt").write_text(storms + keeper, encoding="utf-8")
    Path("other.txt").write_text(
        "lighthouse keeper wrote ship passed northern cape bitter winter twelfth year "
        "storm came left rock week mended net told story foreign city",
        encoding="utf-8",
    )
    rows = [line.split("\t") for line in cli("align", "one.txt", "other.txt", "--tsv").stdout.splitlines()]
    sides = [[row[column] for row in rows if row[6] == "1" and row[column]] for column in (2, 5)]
    assert sides[0][0] in ("storms", "lighthouse")  # either of the two is what moved
    assert sides[1][0] == sides[0][0].removesuffix("s")
    assert "{1: " in cli("align", "one.txt", "other.txt").stdout
    assert len(json.loads(cli("align", "one.txt", "other.txt", "--json").stdout)["moved"]) == 1


def test_repair_writes_the_repaired_text(pair: tuple[str, str], cli: Cli) -> None:
    expected = repair(pair[1], pair[0])
    assert cli("repair", "degraded.txt", "--from", "clean.txt").stdout == expected.text
    assert cli("repair", "degraded.txt", "--from", "clean.txt", "-o", "repaired.txt").stdout == ""
    assert Path("repaired.txt").read_text(encoding="utf-8") == expected.text


def test_a_repair_as_json_has_the_evidence_of_every_stretch(pair: tuple[str, str], cli: Cli) -> None:
    found = json.loads(cli("repair", "degraded.txt", "--from", "clean.txt", "--json").stdout)
    expected = repair(pair[1], pair[0])
    assert found["text"] == expected.text
    assert [(each["tier"], each["evidence"]) for each in found["spans"]] == [(each.tier, each.evidence) for each in expected.spans]


def test_an_explained_repair_marks_the_tiers_of_the_seeds(seed_paths: dict[str, Path], cli: Cli) -> None:
    words = cli("repair", seed_paths["004"], "--from", seed_paths["003"], "--explain").stdout
    assert "{War, was an ethnic and territorial conflict" in words
    assert "copied from the clean version" in words
    assert "stop words removed (smart)" in words


def test_relations_of_files_and_folders(corpus: Path, cli: Cli, golden: Golden) -> None:
    result = cli("dedup", "in")
    assert (result.exit_code, result.stderr) == (3, "E205 more.jsonl#2: no string at $.text\n")
    golden("dedup", result.stdout)
    assert cli("dedup", "in/copy.txt", "in/mojibake.txt").exit_code == 0


def test_relations_as_json_have_spans_of_the_files(seeds_folder: Path, seeds: dict[str, str], cli: Cli) -> None:
    names = {path.name: path.name[:3] for path in seeds_folder.glob("*.txt")}
    found = json.loads(cli("dedup", seeds_folder, "--json").stdout)
    assert {(names[each["a"]], each["kind"], names[each["b"]]) for each in found} == {
        ("004", "degraded-of", "003"),
        ("001", "shares-passage", "002"),
    }
    [shared] = (each for each in found if each["kind"] == "shares-passage")
    for passage in shared["passages"]:
        a, b = (seeds[names[shared[side]]][slice(*passage[side])] for side in "ab")
        assert a.split()[:4] == b.split()[:4]


def test_dedup_agrees_with_the_function(seeds: dict[str, str]) -> None:
    assert {each.kind for each in find_duplicates(seeds)} == {"degraded-of", "shares-passage"}


def test_names_stand_in_their_context(corpus: Path, cli: Cli, golden: Golden) -> None:
    golden("names", cli("names", "in/story.txt", "in/copy.txt").stdout)
    golden("names-2015", cli("names", "in/story.txt", "--date", "2015", "--policy", "as-written").stdout)


def test_names_as_json_have_spans_of_the_text(corpus: Path, cli: Cli) -> None:
    [found] = json.loads(cli("names", "in/story.txt", "--json").stdout)
    text = (corpus / "story.txt").read_text(encoding="utf-8")
    assert found["date"] == "2023-11-09"
    assert [text[slice(*each["span"])] for each in found["mentions"]] == [each["form"] for each in found["mentions"]]
    assert [(text[slice(*each["span"])], each["text"]) for each in found["rewritten"]] == [("Turkey", "Türkiye")]


def test_the_date_of_a_header_is_no_year_that_the_first_sentence_speaks_of(here: Path, cli: Cli) -> None:
    sentence = "The death of the minister was announced in Elisabethville on Monday.\n"
    (here / "news.txt").write_text(f" date 1961-02-14 {sentence}", encoding="utf-8")
    (here / "bare.txt").write_text(sentence, encoding="utf-8")
    [headed] = json.loads(cli("names", "news.txt", "--json").stdout)
    [bare] = json.loads(cli("names", "bare.txt", "--date", "1961-02-14", "--json").stdout)
    assert [each["text"] for each in headed["rewritten"]] == [each["text"] for each in bare["rewritten"]] == ["Élisabethville"]
    assert headed["rewritten"][0]["span"][0] == bare["rewritten"][0]["span"][0] + len(" date 1961-02-14 ")


def test_clean_writes_the_clean_text(corpus: Path, cli: Cli) -> None:
    raw = (corpus / "mojibake.txt").read_text(encoding="utf-8")
    assert cli("clean", "in/mojibake.txt").stdout == clean(raw)
    found = json.loads(cli("clean", "in/mojibake.txt", "--json").stdout)
    assert found["text"] == clean(raw)
    assert [each["text"] for each in found["edits"]] == ["’", ""]


@pytest.mark.parametrize("recipe", [json.dumps(RECIPE), json.dumps({"operators": RECIPE}), TOML])
def test_degrade_runs_a_recipe_forward(here: Path, cli: Cli, recipe: str) -> None:
    Path("recipe").write_text(recipe, encoding="utf-8")
    result = cli("degrade", "-", "--recipe", "recipe", stdin="The Wars of the Countries were long.")
    assert result.stdout == "wars countries long"
    assert Degradation.from_dicts(RECIPE).apply("The Wars of the Countries were long.") == result.stdout


@pytest.mark.parametrize("recipe", [json.dumps(RECIPE, indent=2), f" {json.dumps(RECIPE)}\n", json.dumps({"operators": RECIPE})])
def test_a_recipe_may_stand_on_the_command_line(cli: Cli, recipe: str) -> None:
    assert cli("degrade", "-", "--recipe", recipe, stdin="The Wars of the Countries were long.").stdout == "wars countries long"


def test_a_tokenizer_that_would_be_passed_over_is_refused(cli: Cli) -> None:
    result = cli("degrade", "-", "--recipe", '[{"op": "lowercase"}, {"op": "tokenize"}]', stdin="The Wars.")
    assert result.exit_code == 2
    assert "operator 'tokenize' cuts the text: it stands first, and once" in result.stderr


def test_one_word_is_a_word(here: Path, cli: Cli) -> None:
    (here / "one").write_text("wars", encoding="utf-8")
    assert "1 word, 100% with a partner" in cli("align", "one", "-", stdin="wars").stdout


def test_policies_are_held_against_each_other_in_context(corpus: Path, cli: Cli, golden: Golden) -> None:
    result = cli("names", "diff", "in", "--policy", "default", "--policy", "local")
    assert result.exit_code == 3  # a record cannot be read
    golden("names-diff", result.stdout)
    assert cli("names", "diff", "in/story.txt", "--policy", "default", "--policy", "default").exit_code == 0
    assert cli("names", "diff", "in", "--policy", "un", "--policy", "iso", "--policy", "local").exit_code == 2


def test_one_policy_is_held_against_the_text_as_it_is_written(corpus: Path, cli: Cli) -> None:
    found = json.loads(cli("names", "diff", "in/story.txt", "--json").stdout)
    assert found == json.loads(cli("names", "diff", "in/story.txt", "--json", "--policy", "default").stdout)
    assert [(each["entity"], each["a"]["form"], each["b"]["form"]) for each in found] == [("turkey", "Turkey", "Türkiye")]
    text = (corpus / "story.txt").read_text(encoding="utf-8")
    assert all(text[slice(*each["span"])] == each["form"] for each in found)


def test_the_works_of_a_package_are_looked_at(corpus: Path, cli: Cli) -> None:
    cli("run", "in/story.txt", "in/mojibake.txt", "-o", "out", "--quiet")
    found = json.loads(cli("names", "diff", "out", "--policy", "default", "--policy", "as-written", "--json").stdout)
    assert [(each["document"], each["a"]["form"], each["b"]["form"]) for each in found] == [("story.txt", "Türkiye", "Turkey")]
    assert found[0]["span"] == json.loads(cli("names", "diff", "in/story.txt", "--json").stdout)[0]["span"]
