"""Whatever is valid under our schema is valid under tei_all: also what we never wrote.

Two kinds of documents are judged by jing under both schemas: those drawn from our grammar, which go everywhere in it, and those
that we wrote, changed at random, where each change that our schema accepts is the ground of the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

import corpusnorm
from corpusnorm.tei import Steps, work_xml
from corpusnorm.tei.model import Work
from corpusnorm.tei.parsing import Element, parse, tei

from .drawn import Grammar
from .judges import OURS, TEI_ALL, complaints, needs_jing, needs_tei_all
from .mutants import Breed
from .sample import STEPS, write
from .strategies import works

DRAWN = 350
CHAINS, STEPS_OF_A_CHAIN = 40, 60
PARAGRAPHS = 4  # of a work of the seeds: more of them are more of the same


@pytest.fixture(scope="module")
def written(seeds_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Element]:
    """Documents that we wrote: of the seeds, the sample, and works that Hypothesis makes."""
    folder = tmp_path_factory.mktemp("written")
    done = corpusnorm.run(seeds_folder, folder / "out")
    files = [
        *sorted((done.output / "works").glob("*.xml")),
        done.output / "authorities.xml",
        *write(folder / "sample").rglob("*.xml"),
    ]
    documents = [_shortened(parse(file)) for file in files]

    @settings(max_examples=25, derandomize=True, database=None)
    @given(works())
    def collect(work: Work) -> None:
        documents.append(parse(work_xml(work, Steps.of(STEPS), tokens=len(documents) % 2 == 0).xml))

    collect()
    return [document for document in documents if document.tag == tei("TEI")]


def _shortened(document: Element) -> Element:
    """A document with the first of its paragraphs, entities and links only: a judge has nothing new to say of the others."""
    for crowd in document.iter(tei("body"), tei("linkGrp"), tei("listPerson"), tei("listPlace"), tei("listOrg")):
        for each in crowd[PARAGRAPHS:]:
            crowd.remove(each)
    return document


def _kept(documents: Iterator[Element], folder: Path) -> list[Path]:
    files = []
    for number, document in enumerate(documents):
        files.append(folder / f"{number}.xml")
        files[-1].write_bytes(etree.tostring(document, encoding="utf-8", xml_declaration=True))
    return files


def _disagreements(files: list[Path]) -> tuple[list[str], int, int]:
    """What tei_all says against documents that ours accepts; how many ours accepts; how many it refuses, where tei_all does not."""
    ours, theirs = complaints(OURS, files), complaints(TEI_ALL, files)
    wrong = [said for file, said in theirs.items() if file not in ours]
    return wrong, len(files) - len(ours), len(set(ours) - set(theirs))


@needs_jing
@needs_tei_all
def test_what_our_grammar_makes_is_tei(tmp_path: Path) -> None:
    grammar = Grammar()
    files = _kept((grammar.document(seed) for seed in range(DRAWN)), tmp_path)
    assert [*grammar.untouched()] == []
    wrong, accepted, _ = _disagreements(files)
    assert wrong == []
    assert accepted >= 0.9 * DRAWN


@needs_jing
@needs_tei_all
def test_what_we_wrote_stays_tei_while_our_schema_accepts_it(written: list[Element], tmp_path: Path) -> None:
    ours = etree.RelaxNG(etree.parse(OURS))
    files = _kept(_mutants(written, lambda document: bool(ours.validate(document))), tmp_path)
    wrong, accepted, stricter = _disagreements(files)
    assert wrong == []
    assert len(files) >= 400
    assert accepted >= 200
    assert stricter >= 20  # ours is narrower: much that is TEI we never write


def _mutants(documents: list[Element], valid: Callable[[Element], bool]) -> Iterator[Element]:
    """Of every chain some that stay valid, and as many that do not."""
    breed = Breed(documents, seed=1)
    for chain in range(CHAINS):
        drifted = [*breed.drift(documents[chain % len(documents)], STEPS_OF_A_CHAIN, valid)]
        sound, unsound = ([each for each, is_sound in drifted if is_sound is kept] for kept in (True, False))
        yield from sound[-1:-13:-2]
        yield from unsound[:: max(len(unsound) // 6, 1)][:6]
