"""Fault 31: where the witness says something else, the degraded reading stands."""

import pytest

from corpusnorm.degradation import Degradation
from corpusnorm.degradation.operators import Lowercase, Stop, Tokenize
from corpusnorm.restoration import repair

DROPPING = Degradation((Tokenize("word_re"), Lowercase(), Stop("smart")))
KEEPING = Degradation((Tokenize("word_re"), Lowercase()))
BEFORE = "The wolf of the northern forest was seen by two hunters near the frozen river. "
BEHIND = " A merchant from the southern city had sold the painted horses to an old soldier."


@pytest.mark.parametrize(
    ("how", "witness", "revised", "reading"),
    [
        (DROPPING, "In 1951 the treaty was signed.", "In 1952 the treaty was signed.", "1952"),
        (DROPPING, "It cost 10000 dollars in all.", "It cost 10001 dollars in all.", "10001"),
        (DROPPING, "The treaty was signed in Shusha.", "The treaty was signed in Shushi.", "shushi"),
        (DROPPING, "The treaty was signed in Baku.", "The treaty was signed in Ganja.", "ganja"),
        (KEEPING, "The treaty was signed in spring.", "The treaty was not signed in spring.", "was not signed"),
        (KEEPING, "The treaty was not signed in spring.", "The treaty was signed in spring.", "was signed"),
        (KEEPING, "The treaty was never signed in spring.", "The treaty was soon signed in spring.", "was soon signed"),
    ],
)
def test_031_the_degraded_reading_stands(how: Degradation, witness: str, revised: str, reading: str) -> None:
    repaired = repair(how.apply(f"{BEFORE}{revised}{BEHIND}"), f"{BEFORE}{witness}{BEHIND}", how)
    assert reading in repaired.text.lower()
    assert how.apply(repaired.text) == how.apply(f"{BEFORE}{revised}{BEHIND}")
    assert repaired.exceptions == ()
