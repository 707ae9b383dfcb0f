"""Law: the answers are langdetect's, with the seed 0; but a text without Hangul is not Korean, and stray letters do not count."""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from langdetect.utils.ngram import NGram

from corpusnorm.language import UNDETERMINED, Language, detect_language, identify
from corpusnorm.language.kernels import SYMBOLS
from corpusnorm.language.profiles import normalized
from corpusnorm.testing import english_texts, texts

WORDS = (
    "The majority of voters", "der Krieg dauerte bis", "la guerre a duré jusqu’au", "la guerra duró hasta", "krigen varte",
    "Cumhurbaşkanı Erdoğan’ın", "Война продолжалась до", "戦争は1994年まで続いた", "战争一直持续到停火为止", "戰爭一直",
    "持續到停火為止", "전쟁은 휴전까지", "الحرب استمرت حتى", "המלחמה נמשכה", "ο πόλεμος διήρκεσε", "สงครามดำเนินไป", "युद्ध तक चला",
    "chiến tranh kéo dài", "chie\N{COMBINING ACUTE ACCENT}n e\N{COMBINING GRAVE ACCENT}",
    "războiul a durat până în țară și", "NATO OSCE MADRID",
    "vojna je trajala", "sota kesti", "a háború tartott", "ﬁn İstanbul ǅ 𝐀𝐁",
)  # fmt: skip
ADDRESSES = (
    "http://example.org/a_b?c=d&e#f", "https://www.example.org", "https://", "xhttps://é", "http:/", "http://" + "a" * 3000, "://",
    "a.b@c.d", "@", "x" * 70 + "@host", "a@b", "a@.b", "a@bc@de.f", "me@" + "h" * 600 + "." + "d" * 300, "http://x@y.z",
)  # fmt: skip
STRAY = re.compile("[\u0530-\u058f\u10a0-\u10ff]")  # Armenian, Georgian
JOINTS = ("", " ", "\n", "\ufffd", "@", ".")
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(ADDRESSES), st.text(max_size=8), texts(3))
ANY_TEXT = st.one_of(
    st.builds(
        "".join, st.lists(st.builds("{}{}".format, PIECES, st.sampled_from(("", " ", "\n", "\ufffd", "@", "."))), max_size=12)
    ),
    english_texts(max_sentences=3),
    st.text(st.characters(min_codepoint=0x80), max_size=40),
)


@cache
def factory(languages: frozenset[str] | None = None) -> Any:
    """langdetect with some of its profiles, or all."""
    profiles = sorted(files("langdetect").joinpath("profiles").iterdir(), key=lambda each: each.name)
    made = DetectorFactory()
    made.set_seed(0)
    chosen = [each for each in profiles if each.is_file() and (languages is None or each.name in languages)]
    made.load_json_profile([_without_strays(each.read_text(encoding="utf-8")) for each in chosen])
    return made


def _without_strays(profile: str) -> str:
    """A profile without the letters of languages that none is of."""
    read = json.loads(profile)
    return json.dumps(read | {"freq": {gram: count for gram, count in read["freq"].items() if not STRAY.search(gram)}})


def langdetects(text: str, languages: frozenset[str] | None = None) -> Language:
    """langdetect's own answer."""
    made = factory(languages)
    detector = made.create()
    detector.append(text[:10_000].replace("\N{REPLACEMENT CHARACTER}", " "))
    detector.cleaning_text()
    if "가" not in map(NGram.normalize, detector.text):
        detector.set_prior_map({code: 1 for code in made.langlist if code != "ko"})
    try:
        candidates = detector.get_probabilities()
    except LangDetectException:
        candidates = []
    if not candidates or candidates[0].prob < 0.5:
        return Language(UNDETERMINED, 0.0)
    return Language(candidates[0].lang, round(candidates[0].prob, 4))


@given(ANY_TEXT)
@example("a@b.c http://d.e/f?g " * 700)
@example("Ein langer Text. " * 1000)
@example("ABC Abc aBC ABc " * 9)
@example("The town of Երևանը lies on the river, თბილისი does too")
@example("e\u0301\u0301 \u0301a \u1ea1\u0301")
def test_the_language_and_its_probability_are_langdetects(text: str) -> None:
    assert identify(text) == langdetects(text)


@given(ANY_TEXT, st.sets(st.sampled_from(("de", "en", "fr", "ko", "ru", "tr", "vi", "zh-cn", "zh-tw")), min_size=2))
def test_restricted_to_some_languages_they_are_those_of_langdetect_with_these_profiles(text: str, languages: set[str]) -> None:
    assert identify(text, languages=languages) == langdetects(text, frozenset(languages))


def test_every_character_is_normalized_as_langdetect_does() -> None:
    assert [chr(point) for point in normalized()] == [NGram.normalize(chr(point)) for point in range(SYMBOLS)]


def arrays(many: list[str | None]) -> Iterator[pa.Array | pa.ChunkedArray]:
    """The same texts as arrays of all types, as slices and in chunks."""
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.large_binary()):
        yield pa.array(many, kind)
        yield pa.array([None, "before", *many, "after"], kind)[2:-1]
    yield pa.chunked_array([pa.array(many[:2], pa.string()), pa.array(many[2:], pa.string())])


@given(
    st.lists(
        st.none() | ANY_TEXT.filter(lambda text: text.isascii() or text.encode("utf-8", "ignore").decode() == text), max_size=5
    )
)
def test_a_batch_gives_what_each_text_gives_alone(many: list[str | None]) -> None:
    alone = [text if text is None else identify(text)._asdict() for text in many]
    for array in arrays(many):
        assert identify(array).to_pylist() == alone
        assert detect_language(array).to_pylist() == [each and each["code"] for each in alone]


@given(st.lists(st.binary(max_size=12), min_size=1, max_size=4))
def test_bytes_that_are_no_text_do_no_harm(several: list[bytes]) -> None:
    array = pa.array(several, pa.large_binary())
    assert len(detect_language(array)) == len(several)
    assert identify(array).to_pylist() == [identify(array[at : at + 1])[0].as_py() for at in range(len(several))]


@pytest.mark.parametrize("text", ["本人", "天地玄黃宇宙洪荒日月盈昃辰宿列張寒來暑往秋收冬藏"])
def test_chinese_characters_alone_are_not_korean(text: str) -> None:
    assert detect_language(text) != "ko"
    assert detect_language(text, languages=["ko"]) == UNDETERMINED
