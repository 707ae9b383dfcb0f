"""Whether the corpus document, the authority lists and the report say what the ledger says: written again from it, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpusnorm.config import from_dict
from corpusnorm.errors import ConfigError
from corpusnorm.job import publish
from corpusnorm.job.means import Means, means_of
from corpusnorm.job.record import corpus_record, steps_told
from corpusnorm.job.summary import Ledger, count, report
from corpusnorm.job.validation.agreement import differences
from corpusnorm.job.workfiles import WorkFiles
from corpusnorm.job.workspace import REPORT
from corpusnorm.tei.counts import Counts
from corpusnorm.tei.division import Division
from corpusnorm.tei.pointers import AUTHORITIES, CORPUS

_DIGESTS = ("policy", "registry", "decisions")


def headings(
    folder: Path, said: Mapping[str, Any], ledger: Ledger, paths: Sequence[str], counts: Counts
) -> Iterator[tuple[str, int, str]]:
    """Where they differ: the file, the line, and what it has.

    `said` is the report, `paths` are the files of the works, `counts` what is in them. What needs the policy and the registry of
    the run is compared only where they are the same now.
    """
    counted = count(ledger)
    header = {name: said[name] for name in ("corpusnorm", "run", "config", *_DIGESTS, "steps") if name in said}
    told = json.loads(json.dumps(report(ledger, counted, header)))
    yield from ((REPORT, 0, name) for name in sorted({*told, *said}) if told.get(name) != said.get(name))
    means = _means(said)
    if means is None:
        return
    with TemporaryDirectory() as temporary:
        again = Path(temporary)
        publish.authorities(ledger, means.registry, again)
        record = corpus_record(from_dict(said["config"]), means, counted, ledger)
        for name, value in (("run", record.run), ("steps", steps_told(record))):
            if value != said.get(name):
                yield REPORT, 0, name
        publish.corpus(record, WorkFiles(again, Division(), "", list(paths), counts), again)
        for name in (CORPUS, AUTHORITIES):
            if (folder / name).is_file():
                yield from ((name, *found) for found in differences((folder / name).read_bytes(), (again / name).read_bytes()))


def _means(said: Mapping[str, Any]) -> Means | None:
    """The means of the run, where they are those that the report names."""
    try:
        means = means_of(from_dict(said["config"]))
    except (ConfigError, KeyError):
        return None
    return means if means.digests == {name: said[name] for name in _DIGESTS if name in said} else None
