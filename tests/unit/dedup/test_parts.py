"""Parts of revised documents are found by the passages that agree; texts that share none are not."""

from random import Random

from corpusnorm.dedup.originals import find_originals
from corpusnorm.dedup.relation import RelateOptions

_RANDOM = Random(7)  # noqa: S311
_WORDS = sorted({"".join(_RANDOM.choices(("bar", "ten", "lom", "rik", "sun", "dav", "fer", "gol"), k=3)) for _ in range(400)})


def _text(count: int) -> str:
    return " ".join(_RANDOM.choices(_WORDS, k=count))


def test_a_copy_of_which_a_third_is_a_passage_of_a_longer_original_is_found() -> None:
    passage = _text(60)
    original = f"{_text(150)} {passage} {_text(150)}"
    found = find_originals([f"{_text(60)} {passage} {_text(60)}"], [original], RelateOptions(fit=0.5))
    assert [(match.original, match.certainty > 0.9) for match in found.matches] == [("0", True)]


def test_a_copy_without_a_shared_passage_has_no_original() -> None:
    assert find_originals([_text(180)], [_text(360)], RelateOptions(fit=0.5)).matches == ()
