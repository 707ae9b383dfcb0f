"""The scheme that a name of the registry is written by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from corpusnorm.names import Entity, Name, Registry, default_registry
from corpusnorm.names.romanization import scheme_of

CITY = Entity("city", "city", "Ходжалы")
NAMES = (
    Name("city", "Ходжалы", lang="ru", script="Cyrl"),
    Name("city", "Khodzhaly", kind="transliteration", of="Ходжалы"),
    Name("city", "Hodžaly", kind="transliteration", of="Ходжалы"),
    Name("city", "Hodjali", kind="transliteration", of="Ходжалы", scheme="az-press-fr"),
    Name("city", "Dostoevsky", kind="transliteration", of="Ходжалы"),
)


@pytest.mark.parametrize(
    ("form", "scheme"),
    [
        ("Khodzhaly", "ru-bgn-pcgn-1947"),
        ("Hodžaly", "ru-iso-9-1995"),
        ("Hodjali", "az-press-fr"),
        ("Dostoevsky", ""),
        ("Ходжалы", ""),
    ],
)
def test_the_scheme_is_what_the_row_says_or_what_writes_it(form: str, scheme: str) -> None:
    registry = Registry.of([CITY], NAMES)
    assert scheme_of(registry.forms[form][0], registry) == scheme


def test_names_of_the_shipped_registry_have_schemes() -> None:
    registry = default_registry()
    told = [name.form for name in registry.names if name.kind == "transliteration" and scheme_of(name, registry)]
    assert set(told) >= {"Aghdam", "Khodzhaly", "Geidar Aliev"}


def test_find_says_the_scheme_of_what_it_would_rewrite(here: Path, cli: Callable[..., Result]) -> None:
    Path("text.txt").write_text(
        "They left Khodzhaly, and drove to Kelbajar and Baku, before the winter of that year.", encoding="utf-8"
    )
    assert "transliteration, az-press-en" in " ".join(cli("names", "find", "text.txt").stdout.split())
