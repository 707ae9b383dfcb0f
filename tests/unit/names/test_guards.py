"""Each guard, by the code it puts on record; `test_sentences.py` has many more sentences."""

import pytest

from corpusnorm.names import regularize
from corpusnorm.names.guards import GUARDS, reason

CASES = {
    "line-break": "Talks in Ivory\nCoast ended.",
    "address": "See turkey.org/Turkey/index for more.",
    "quoted-name": "He wrote 'Kiev' twice.",
    "quotation": 'He said "we flew to Kiev at last" and left.',
    "words-of": "She wrote in her diary: we reached Kiev at noon.",
    "two-names": "Kiev and Kyiv are one town.",
    "told": "In that year Bombay was renamed.",
    "told-in-paragraph": "They moved to Khankendi in the autumn of that wet and hungry year. It was later called Stepanakert.",
    "naming-phrase": "They live in a town called Kiev.",
    "era": "Trade in colonial Calcutta grew.",
    "gloss": "He was born in Kiev (Russian: Киев).",
    "title": "She wrote the novel Kiev.",
    "institution": "He signed the Treaty of Peking.",
    "longer-name": "He joined the Bombay Club.",
    "surname": "Olga Kiev spoke first.",
    "event": "Survivors of the Kishinev pogrom left.",
    "statute": "Loizou v. Turkey was heard again.",
    "imprint": "He cites the atlas of 1985 (Kiev: Naukova Dumka).",
    "article": "It was the Turkey of his youth.",
    "past": "He was born in Leningrad.",
    "then": "They moved to Bombay in 1950.",
}


@pytest.mark.parametrize(("code", "text"), CASES.items())
def test_a_guard_keeps_the_name_and_says_so(code: str, text: str) -> None:
    found = regularize(text, "2023")
    assert not found.edits
    assert code in {kept.guard for kept in found.kept}
    assert all(kept.why == reason(kept.guard) for kept in found.kept)


def test_every_guard_is_tried() -> None:
    assert list(CASES) == [code for code, _ in GUARDS]


@pytest.mark.parametrize(
    "text",
    [
        "The word {} is Portuguese.",
        "{} changed its name.",
        "{}, formerly Portapolis, is old.",
        "It was formerly {}.",
        "née {}",
        "It is also spelled {}.",
        "They call it {}.",
        "{} was renamed.",
        "the so-called “{}” affair",
        "‘{}’ is a name.",
        "a film entitled {}",
        "{} (now something else)",
        "{}, now known as something else,",
        "what was then {}",
        "the city, once known as {},",
        "the form {}",
        "under the name of {}",
        "{}, as it used to be called, is old.",
        "It adopted the name {}.",
        "{}'s name was changed.",
        "Its former name is {}.",
        "She wrote {} on the envelope; the spelling was wrong.",
        "the old spelling {}",
        "whose official name was {}",
        "It reverted to the name {} in 1991.",
        "The airport code stands for {}, the old name.",
    ],
)
@pytest.mark.parametrize("name", ["Bombay", "Rangoon", "Kiev", "Turkey", "Mardakert"])
def test_a_name_that_is_talked_about_stays(text: str, name: str) -> None:
    whole = text.format(name)
    assert regularize(whole, "2023").edits.apply(whole) == whole


@pytest.mark.parametrize(
    "text",
    [
        "He flew to {}.",
        "{}'s mayor spoke.",
        "The mayor of {} spoke on Friday.",
        "Talks in {}, Baku and Paris failed.",
        "In {} people called for calm.",
        "{}-based firms closed.",
        "Neither {} nor Tehran replied.",
        "The minister, who was in {}, said no more.",
        "Officials (including some in {}) left.",
        '"We are ready," he said in {}.',
        "Prime Minister Smith left {} on 4 May 2023.",
        "After {}, they went home.",
        "It is 40 km from {}.",
    ],
)
@pytest.mark.parametrize(
    ("name", "better"), [("Bombay", "Mumbai"), ("Rangoon", "Yangon"), ("Kiev", "Kyiv"), ("Mardakert", "Martakert")]
)
def test_a_name_that_is_used_is_rewritten(text: str, name: str, better: str) -> None:
    assert regularize(text.format(name), "2023").edits.apply(text.format(name)) == text.format(better)
