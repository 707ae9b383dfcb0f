"""A run over TEI: the markup becomes edits like any other, so the package is sound and every file comes back."""

from pathlib import Path

import corpusnorm
from corpusnorm.job.reconstruct import reconstruct
from corpusnorm.job.validation.check import validate
from corpusnorm.tei.reader import read_blocks

XML = """<?xml version="1.0" encoding="ISO-8859-1"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Caf\xe9</title></titleStmt>
<sourceDesc><bibl><date when="2023-11-09"/></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><head>One</head><p>A caf\xe9 in <hi>Turkey</hi> and
  Kiev &amp; more, do.</p></body></text></TEI>
"""


def test_a_tei_file_becomes_a_work_and_comes_back(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.xml").write_bytes(XML.encode("latin-1"))
    (source / "bad.xml").write_bytes(b"<TEI>")
    done = corpusnorm.run(source, tmp_path / "out")
    [work] = (done.output / "works").iterdir()
    assert read_blocks(work) == ("One", "A café in Turkey and Kiev & more, do.")
    assert read_blocks(work, "regular")[1] == "A café in Türkiye and Kyiv & more, do."
    assert "<title>Café</title>" in work.read_text(encoding="utf-8").replace(' type="main"', "")
    assert validate(done.output) == []
    reconstruct(done.output, tmp_path / "back")
    assert {path.name: path.read_bytes() for path in (tmp_path / "back").iterdir()} == {
        path.name: path.read_bytes() for path in source.iterdir()
    }


def test_a_work_of_ours_is_read_as_it_reads(tmp_path: Path, seeds_folder: Path) -> None:
    first = corpusnorm.run([*sorted(seeds_folder.glob("000*")), *sorted(seeds_folder.glob("002*"))], tmp_path / "out")
    again = corpusnorm.run(first.output / "works", tmp_path / "again")
    assert again.counts.by_step()["clean"].keys() == {"tei"}
    assert "regularized" not in again.counts.by_step()["names"]
    texts = [
        sorted("\n".join(read_blocks(work, "regular")) for work in (out / "works").iterdir())
        for out in (first.output, again.output)
    ]
    assert texts[0] == texts[1]
