"""A registry says what is wrong with it, and does not depend on the order of its rows."""

import random as rnd
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpusnorm.errors import ConfigError
from corpusnorm.names import Entity, Name, Registry, default_registry, find_mentions, read_registry
from corpusnorm.names.sources.tables import ENTITY_COLUMNS, NAME_COLUMNS

KYIV = Entity("kyiv", "city", "Kyiv")


def test_faults_are_all_named_with_their_place() -> None:
    names = [
        Name("kyiv", "Kiev", of="Kyjiv"),
        Name("lviv", "Lviv"),
        Name("kyiv", "A", of="B"),
        Name("kyiv", "B", of="A"),
        Name("kyiv", "C", kind="nickname"),  # type: ignore[arg-type]
        Name("kyiv", "D", status="good"),  # type: ignore[arg-type]
    ]
    with pytest.raises(ConfigError) as caught:
        Registry.of([KYIV, Entity("odesa", "city", "Odesa", part_of="nowhere")], names)
    assert caught.value.problems == (
        "entities[odesa].part_of: no entity 'nowhere'",
        "names[kyiv/A].of: 'A' comes back to itself",
        "names[kyiv/B].of: 'B' comes back to itself",
        "names[kyiv/C].kind: 'nickname' is none of spelling transliteration exonym renaming short abbreviation demonym typo",
        "names[kyiv/D].status: 'good' is none of official common self-designation historic contested",
        "names[kyiv/Kiev].of: 'Kyjiv' is no form of this entity",
        "names[lviv/Lviv].entity: no entity 'lviv'",
    )


def test_an_entity_given_twice_is_a_fault() -> None:
    with pytest.raises(ConfigError, match="given twice"):
        Registry.of([KYIV, Entity("kyiv", "person", "Kyi")], [])


def test_the_files_say_what_is_wrong_with_a_row(tmp_path: Path) -> None:
    entities, names = tmp_path / "entities.tsv", tmp_path / "names.tsv"
    entities.write_text("\t".join(ENTITY_COLUMNS) + "\nkyiv\tcity\n", encoding="utf-8")
    names.write_text("\t".join(NAME_COLUMNS) + "\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"entities\.tsv: row 2: has 2 cells, not 13"):
        read_registry(entities, names)
    entities.write_text("id,colour\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="column 'colour': unknown; known are checked geonames id"):
        read_registry(entities, names)


@settings(deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_tells_nothing(random: rnd.Random) -> None:
    whole = default_registry()
    few = [name for name in whole.names if name.entity in {"kyiv", "turkey", "aliyev_ilham", "aliyev_heydar", "astana"}]
    entities = [whole.entities[one] for one in sorted({name.entity for name in few})]
    loose = [Entity(one.id, one.type, one.label, period=one.period) for one in entities]
    shuffled, mixed = few[:], loose[:]
    random.shuffle(shuffled)
    random.shuffle(mixed)
    one, other = Registry.of(loose, few), Registry.of(mixed, shuffled)
    assert one.digest == other.digest
    text = "Aliev and Ilham Aliyev flew from Kiev to Turkiye and Astana."
    assert find_mentions(text, one, "2020") == find_mentions(text, other, "2020")
