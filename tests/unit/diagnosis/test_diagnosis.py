"""What is diagnosed, and what merely looks odd."""

import pytest

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import Lemma, Lowercase, Stop, Tokenize
from corpusnorm.diagnosis import diagnose

SENTENCE = "The wars of the mountainous countries were long, and {} of their armies fought bravely for the old cities. "
NAMES = ("many", "some", "hundreds", "thousands", "most", "few", "none", "several", "twenty", "half")
PROSE = "".join(SENTENCE.format(name) for name in NAMES)
USUAL = Degradation((Tokenize("word_re"), Lowercase(), Stop("smart")))


@pytest.mark.parametrize(
    "how",
    [
        USUAL,
        Degradation((Tokenize("whitespace"), Stop("smart", ignore_case=True))),
        Degradation((Tokenize("unicode_punctuation_delete"),)),
        Degradation((Tokenize("word_re"), Stop("nltk179", ignore_case=True), Lemma("wordnet_noun"))),
    ],
    ids=["usual", "punctuation kept", "case kept", "case kept, lemmatized"],
)
def test_degraded_text_is_found(how: Degradation) -> None:
    found = diagnose(how.apply(PROSE))
    assert found.degraded
    assert found.probability > 0.4


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        PROSE.upper(),
        "\n".join(PROSE.lower().replace(",", "").replace(".", "").split("of")),
        "\n".join(sorted(PROSE.split())),
        "\n".join("\t".join(PROSE.split()[at : at + 4]) for at in range(0, 150, 4)),
    ],
    ids=["prose", "capitals", "verse", "list", "table"],
)
def test_text_that_looks_odd_is_not(text: str) -> None:
    found = diagnose(text)
    assert not found.degraded
    assert found.probability < 0.5
    assert found.passages == ()


def test_a_degraded_passage_is_found_in_a_clean_text() -> None:
    degraded = USUAL.apply(PROSE * 3)
    text = f"{PROSE * 4}\n\n{degraded}\n\n{PROSE * 4}"
    (passage,) = diagnose(text).passages
    assert passage.span.of(text) in degraded
    assert "stop-words-gone" in passage.damage
