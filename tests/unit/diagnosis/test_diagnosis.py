"""What is diagnosed, and what merely looks odd."""

import json
import re
import zipfile
from pathlib import Path

import pytest

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import FoldDiacritics, Lemma, Lowercase, Operator, Stem, Stop, Tokenize, WordOperator
from corpusnorm.degradation.recipe import run_chain
from corpusnorm.diagnosis import Signal, diagnose
from corpusnorm.sketch.keys import WORD

TEXTS = Path(__file__).parent / "texts"  # written for these tests
PROSE = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("*.txt"))}
ODD = {path.stem: path.read_text(encoding="utf-8") for path in sorted(TEXTS.glob("odd/*.txt"))}
SHARED = Path(__file__).parents[4] / "shared" / "data"
SEEDS = Path(__file__).parents[3] / "seeds"
USUAL = Degradation((Tokenize("word_re"), Lowercase(), Stop("smart")))


def in_place(text: str, *chain: WordOperator) -> str:
    """The text with its words changed where they stand: marks and lines stay."""
    changed = WORD.sub(lambda match: run_chain(chain, match.group()) or "\0", text)
    return re.sub(r"\0[ \t]?|[ \t]\0", "", changed)


def named(text: str, name: str) -> Signal:
    return next(signal for signal in diagnose(text, how=False).signals if signal.name == name)


@pytest.mark.parametrize(
    ("operators", "kinds"),
    [
        ((Tokenize("word_re"), Lowercase(), Stop("smart")), {"lower-cased", "de-punctuated", "stop-words-gone"}),
        ((Tokenize("unicode_punctuation_delete"),), {"de-punctuated"}),
        ((Tokenize("word_re"), Stop("nltk179", ignore_case=True), Lemma("wordnet_noun")), {"de-punctuated", "stop-words-gone"}),
        ((Tokenize("word_re"), Lowercase(), Stem("porter")), {"lower-cased", "de-punctuated", "stemmed"}),
        ((Tokenize("word_re"), Lowercase(), Lemma("wordnet_noun")), {"lower-cased", "de-punctuated", "lemmatized"}),
        ((Tokenize("whitespace"), Stop("smart", ignore_case=True)), {"stop-words-gone"}),
    ],
    ids=["usual", "marks only", "case kept", "stemmed", "lemmatized", "marks kept"],
)
def test_degraded_text_is_found(operators: tuple[Operator, ...], kinds: set[str]) -> None:
    found = diagnose(Degradation(operators).apply(PROSE["en"]))
    assert found.degraded
    assert kinds <= set(found.damage)
    assert found.degradation is not None


def test_copies_that_keep_case_marks_and_lines_are_found() -> None:
    for chain, kind in (((Stop("smart", ignore_case=True),), "stop-words-gone"), ((Stem("porter"),), "stemmed")):
        found = diagnose(in_place(PROSE["en"], *chain))
        assert found.degraded
        assert kind in found.damage
        assert "de-punctuated" not in found.damage
    lemmas = diagnose(in_place(PROSE["en"], Lemma("wordnet_noun")))
    assert "lemmatized" in lemmas.damage
    assert "lower-cased" not in lemmas.damage


def test_the_evidence_names_words_of_the_text() -> None:
    assert "wa" in named(in_place(PROSE["en"], Lemma("wordnet_noun")), "lemmatized").examples
    stemmed = in_place(PROSE["en"], Stem("porter"))
    examples = named(stemmed, "stemmed").examples
    assert examples
    assert all(word in stemmed for word in examples)


CHAT = pytest.mark.xfail(reason="short chat without one capital, its marks kept, looks like a lower-cased copy", strict=True)


@pytest.mark.parametrize("name", [pytest.param(name, marks=CHAT) if name == "chat" else name for name in ODD])
def test_text_that_looks_odd_is_not_flagged(name: str) -> None:
    found = diagnose(ODD[name])
    assert not found.degraded
    assert found.passages == ()
    assert found.degradation is None


def test_a_few_lines_do_not_show_whether_they_were_stemmed() -> None:
    text = (
        "Askar Akayev fled Bishkek on Thursday. Protesters from Osh and Jalal-Abad stormed the White House. Akaev's daughter "
        "Bermet Akayeva lost her seat. Kurmanbek Bakiyev will act as president; Bakiev was prime minister until 2002. Felix Kulov "
        "left prison."
    )
    found = diagnose(text, language="en")
    assert not found.degraded
    assert not {"lemmatized", "stemmed"} & {signal.name for signal in found.signals}


@pytest.mark.parametrize("language", PROSE)
def test_prose_is_not_flagged(language: str) -> None:
    found = diagnose(PROSE[language])
    assert (found.degraded, found.damage, found.passages) == (False, (), ())


@pytest.mark.parametrize(
    ("language", "stop"), [("de", "snowball/de"), ("fr", "snowball/fr"), ("ru", "snowball/ru"), ("tr", "stopwordsiso/tr")]
)
def test_other_languages_are_found_too(language: str, stop: str) -> None:
    degraded = Degradation((Tokenize("word_re"), Lowercase(), Stop(stop))).apply(PROSE[language])
    found = diagnose(degraded, language=language)
    assert found.degraded
    assert {"lower-cased", "de-punctuated"} <= set(found.damage)


@pytest.mark.parametrize("language", ["de", "fr", "tr"])
def test_lost_diacritics_are_found_in_running_text(language: str) -> None:
    found = diagnose(in_place(PROSE[language], FoldDiacritics()), language=language)
    assert found.damage == ("diacritics-lost",)
    assert found.degraded


def test_a_lower_cased_collection_of_sentences_is_lower_cased_and_no_copy() -> None:
    path = SHARED / "text" / "movie_reviews.zip"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with zipfile.ZipFile(path) as files:
        names = sorted(name for name in files.namelist() if name.endswith(".txt"))[::100]
        found = [diagnose(files.read(name).decode(), how=False) for name in names]
    assert all("lower-cased" in each.damage for each in found)
    assert not any(each.degraded for each in found)


@pytest.mark.parametrize("archive", ["inaugural", "state_union", "webtext", "abc"])
def test_real_texts_are_not_flagged(archive: str) -> None:
    path = SHARED / "text" / f"{archive}.zip"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    with zipfile.ZipFile(path) as files:
        names = sorted(name for name in files.namelist() if name.endswith(".txt"))[::6]
        texts = [files.read(name).decode("utf-8", "replace")[:30_000] for name in names]
    assert [name for name, text in zip(names, texts, strict=True) if diagnose(text, how=False).degraded] == []


def test_the_degraded_copies_of_the_ground_truth_are_found() -> None:
    folder = SHARED / "repair"
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    copies = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]
    assert all(diagnose(copy["degraded_b"], how=False).degraded for copy in copies)


def test_the_degraded_seed_is_found_and_no_other() -> None:
    verdicts = {path.name[:3]: diagnose(path.read_text(encoding="utf-8"), how=False) for path in sorted(SEEDS.glob("*.txt"))}
    assert [name for name, found in verdicts.items() if found.degraded] == ["004"]
    assert set(verdicts["004"].damage) == {"lower-cased", "de-punctuated", "stop-words-gone", "lemmatized"}


def test_a_degraded_passage_is_found_in_a_clean_text() -> None:
    degraded = USUAL.apply(PROSE["en"])
    text = f"{PROSE['en'] * 2}\n\n{degraded}\n\n{PROSE['en'] * 2}"
    (passage,) = diagnose(text).passages
    found = passage.span.of(text)
    assert found.strip() in degraded
    assert len(found) > 0.9 * len(degraded)
    assert "stop-words-gone" in passage.damage


def test_few_words_show_nothing() -> None:
    assert diagnose("two words").signals == ()
    assert diagnose("").probability == 0.0
