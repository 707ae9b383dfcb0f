"""An operator is data: written as a mapping, read back, and refused by name when it does not exist."""

import json
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass
from importlib.metadata import EntryPoint, EntryPoints

import pytest

from corpusnorm.degradation import operators
from corpusnorm.degradation.operators import base

EVERY_OPERATOR: list[operators.Operator] = [
    *(operators.Tokenize(mode) for mode in operators.MODES),
    *(operators.Stop(name) for name in operators.stop_lists()),
    *(operators.Lemma(name) for name in operators.LEMMATIZERS),
    *(operators.Stem(name) for name in operators.STEMMERS),
    *(operators.FoldDiacritics(method) for method in ("latin", "nfd", "nfkd", "ascii")),
    *(operators.DropNumbers(which) for which in ("digits", "any_digit", "numeral")),
    operators.Stop("smart", ignore_case=True, apostrophes="split"),
    *(operators.Lowercase(method) for method in ("lower", "casefold", "turkish")),
    *(operators.MaskTokens("NUM", which=which) for which in ("digits", "any_digit", "numeral", "capitalized")),
    operators.MaskTokens("<NAME>", words=frozenset({"Holmes", "Watson"})),
    operators.MaskNumbers("0", each=True),
    operators.MinLength(2),
    operators.MaxLength(15),
    operators.DropNonAlpha(),
    operators.StripPossessive(),
    operators.Table((("better", "good"), ("went", "go"))),
    operators.Vocabulary(drop=frozenset({"holmes", "watson"})),
    operators.Vocabulary(keep=frozenset({"band"})),
]


def written(operator: operators.Operator) -> str:
    """The name of a case: sets are sorted, so every worker collects the same tests."""
    return json.dumps(operator.to_dict())


@pytest.mark.parametrize("operator", EVERY_OPERATOR, ids=written)
def test_an_operator_survives_the_round_trip_through_json(operator: operators.Operator) -> None:
    written = json.loads(json.dumps(operator.to_dict()))
    assert operators.operator_from_dict(written) == operator
    assert written["version"]


def test_every_registered_operator_is_covered_here() -> None:
    assert {operator.op for operator in EVERY_OPERATOR} == set(operators.operator_names())


def test_a_vocabulary_is_written_sorted() -> None:
    words = ["watson", "adler", "holmes"]
    assert operators.Vocabulary(drop=frozenset(words)).to_dict()["drop"] == sorted(words)


def test_an_operator_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        operators.MinLength(2).n = 3  # type: ignore[misc]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"op": "lowercas"}, r"unknown operator 'lowercas'; there is: drop_non_alpha, .*lowercase"),
        ({"list": "smart"}, r"needs its name under 'op'"),
        ({"op": "stop", "list": "smrt"}, r"unknown stop list 'smrt'; there is: fox, .*smart"),
        ({"op": "stop", "list": "smart", "apostrophes": "cut"}, r"unknown apostrophes 'cut'.*: delete, keep, split"),
        ({"op": "stop"}, r"operator 'stop' cannot be built from \{\}: .*'list'"),
        ({"op": "stop", "name": "smart"}, r"unknown option 'name' of operator 'stop'; there is: apostrophes, .*list"),
        ({"op": "tokenize", "mode": "word"}, r"unknown mode 'word' of operator 'tokenize'; there is: .*word_re"),
        ({"op": "lemma", "name": "wordnet"}, r"unknown lemmatizer 'wordnet'.*wordnet_noun_nltk<=3.8.1"),
        ({"op": "stem", "name": "snowball:klingon"}, r"unknown stemmer 'snowball:klingon'.*snowball:english"),
        ({"op": "fold_diacritics", "method": "x"}, r"unknown method 'x'"),
        ({"op": "drop_numbers", "which": "x"}, r"unknown which 'x'"),
        ({"op": "mask_numbers", "mask": ""}, r"at least one character"),
        ({"op": "mask_numbers", "mask": 5}, r"at least one character, not 5"),
        ({"op": "min_length", "n": "3"}, r"'min_length' needs a length n of at least 1 code point, not '3'"),
        ({"op": "max_length", "n": 0}, r"'max_length' needs a length n of at least 1 code point, not 0"),
        ({"op": "vocabulary", "drop": ["a"], "keep": ["b"]}, r"a set to drop or a set to keep, not both"),
        ({"op": "vocabulary", "drop": "holmes"}, r"takes a list of words, not the word 'holmes'"),
        ({"op": "lowercase", "version": "0"}, r"recorded with version '0', and version '1' is installed"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(mapping: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        operators.operator_from_dict(mapping)


def test_two_operators_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match=r"'lowercase' is already registered, by .*\.forms\.Lowercase"):

        @operators.register("lowercase")
        @dataclass(frozen=True, slots=True)
        class Shout(operators.WordOperator):
            def form(self, word: str) -> str:
                return word.upper()


def test_a_third_party_announces_an_operator_by_entry_point(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("third_party")
    (folder / "operators_of_a_third_party.py").write_text(
        "from dataclasses import dataclass\n"
        "from corpusnorm.degradation.operators import WordOperator, register\n\n"
        "@register('reverse')\n"
        "@dataclass(frozen=True, slots=True)\n"
        "class Reverse(WordOperator):\n"
        "    def form(self, word: str) -> str:\n"
        "        return word[::-1]\n"
    )
    announced = EntryPoint("reverse", "operators_of_a_third_party:Reverse", operators.ENTRY_POINTS)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setattr(base, "_OPERATORS", dict(base._OPERATORS))
    monkeypatch.setattr(base, "_announced", lambda: EntryPoints([announced]))
    assert "reverse" in operators.operator_names()
    operator = operators.operator_from_dict({"op": "reverse"})
    assert isinstance(operator, operators.WordOperator)
    assert operator.form("band") == "dnab"


def test_the_import_loads_neither_nltk_nor_a_table() -> None:
    program = (
        "import sys, corpusnorm.degradation.operators, corpusnorm.degradation.data as data;"
        "assert 'nltk' not in sys.modules;"
        "assert data._lines.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own
