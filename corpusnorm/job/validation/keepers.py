"""What the works of a package keep for each other, found again: a copy can be told from a passage that only points there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from corpusnorm.errors import CorpusnormError
from corpusnorm.job.summary import Ledger
from corpusnorm.job.validation.recorded import Recorded, Told
from corpusnorm.job.workfiles import Works
from corpusnorm.job.works import KEPT
from corpusnorm.tei.parsing import parse
from corpusnorm.tei.reader import base_texts


def keepers(works: Works, ledger: Ledger, temporary: Path) -> Path:
    """A file in the folder `temporary` with rows of `KEPT`; costs the works that keep something, one at a time."""
    (temporary / "keepers").mkdir()
    target = temporary / "keepers" / "forms.parquet"
    with pq.ParquetWriter(target, KEPT) as sink:
        some = ledger.rows("SELECT count(*) AS passages FROM passages")[0]["passages"]
        for told in Recorded(ledger, temporary / "keepers").works() if some else ():
            rows = _forms(works, told)
            columns = zip(*rows, strict=True) if rows else ((),) * len(KEPT)
            sink.write_table(pa.table([pa.array(column, one.type) for column, one in zip(columns, KEPT, strict=True)], schema=KEPT))
    return target


def _forms(works: Works, told: Told) -> list[tuple[Any, ...]]:
    """What one work keeps; nothing where it cannot be rebuilt, which is told when all works are looked at."""
    try:
        base = told.text_of(base_texts(parse(works.xml(told.id)), works.element))
        for row in told.documents:
            told.rebuild(row, base)
        return list(told.kept())
    except (CorpusnormError, ValueError, LookupError, TypeError, AttributeError):
        return []
