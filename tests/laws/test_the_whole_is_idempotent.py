"""Law 7: running the pipeline on its own reading text changes nothing."""

from pathlib import Path

import pytest

import corpusnorm
from corpusnorm.job.reconstruct import Package
from corpusnorm.job.separators import joined
from corpusnorm.job.summary import Ledger


def reading_texts(package: Path) -> dict[str, str]:
    """Each work as it is to be read, names regularized, under the name of its base; its date in a header, as it came."""
    source = Package(package)
    texts = {}
    for row in source.ledger.rows("SELECT document, name, line_feeds, meta->>'date' AS date FROM documents WHERE kind = 'base'"):
        others = source.ledger.rows("SELECT number, line_feeds FROM blocks WHERE document = $d", d=row["document"])
        blocks = source.works.blocks(row["document"], "regular")
        body = joined(blocks, row["line_feeds"], [(each["number"], each["line_feeds"]) for each in others])
        texts[row["name"]] = f"date {row['date']} {body}" if row["date"] else body
    return texts


@pytest.mark.filterwarnings("ignore")
def test_reading_texts_are_left_alone(seeds_folder: Path, tmp_path: Path) -> None:
    corpusnorm.run(seeds_folder, tmp_path / "first")
    texts = reading_texts(tmp_path / "first")
    (tmp_path / "again").mkdir()
    for name, text in texts.items():
        (tmp_path / "again" / name).write_text(text, encoding="utf-8")
    corpusnorm.run(tmp_path / "again", tmp_path / "second")
    ledger = Ledger(tmp_path / "second" / "ledger")
    assert ledger.rows("SELECT rule, layer, old, new FROM edits WHERE rule <> 'header'") == []
    assert reading_texts(tmp_path / "second") == texts
