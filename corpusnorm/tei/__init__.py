"""TEI: one work, its witnesses and all that was done to them, as a TEI P5 document; and back, and checked."""

from corpusnorm.tei.authorities import authorities_xml
from corpusnorm.tei.blocks import blocks
from corpusnorm.tei.corpus import corpus_xml
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.division import Division
from corpusnorm.tei.passages import Kept, kept_forms
from corpusnorm.tei.steps import Steps
from corpusnorm.tei.writer import WorkFile, work_xml

__all__ = ["Counts", "Division", "Kept", "Steps", "WorkFile", "authorities_xml", "blocks", "corpus_xml", "kept_forms", "work_xml"]
