"""The workspace: where a run works until its package is whole, and from which an interrupted one goes on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpusnorm.errors import OutputError

REPORT = "report.json"
LEDGER = "ledger"
_PARTIAL = ".partial"
_JOURNAL = "journal.json"


def is_package(folder: Path) -> bool:
    """Whether a run published what lies there: a ledger, and the report, which is written last."""
    return (folder / REPORT).is_file() and (folder / LEDGER).is_dir()


def is_workspace(folder: Path) -> bool:
    """Whether an interrupted run left its work there."""
    return folder.suffix == _PARTIAL and (folder / _JOURNAL).is_file()


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder beside the output, `OUT.partial`: `inputs` for files out of packages, `tables` for the tasks, `package` for what is
    to be published."""

    output: Path

    @property
    def folder(self) -> Path:
        return self.output.with_name(f"{self.output.name}{_PARTIAL}")

    @property
    def tables(self) -> Path:
        return self.folder / "tables"

    @property
    def inputs(self) -> Path:
        return self.folder / "inputs"

    @property
    def package(self) -> Path:
        return self.folder / "package"

    def open(self, fingerprint: Mapping[str, Any], *, overwrite: bool, restart: bool) -> None:
        """Make the folder, or take up an interrupted run of the same fingerprint. Raises `OutputError` where neither is right."""
        self._check_output(overwrite=overwrite)
        if restart:
            shutil.rmtree(self.folder, ignore_errors=True)
        journal = self.folder / _JOURNAL
        if journal.exists():
            before = json.loads(journal.read_text(encoding="utf-8"))
            differ = sorted(key for key in {*before, *fingerprint} if before.get(key) != fingerprint.get(key))
            if differ:
                raise OutputError(
                    f"an interrupted run left its work there, with another {' and '.join(differ)}",
                    where=str(self.folder),
                    hint="--restart begins anew",
                    code="E509",
                )
        shutil.rmtree(self.package, ignore_errors=True)
        self.package.mkdir(parents=True)
        journal.write_text(json.dumps(fingerprint, indent=1, sort_keys=True), encoding="utf-8")

    def publish(self) -> None:
        """Put the package where the output is to be, in one move, and clear up."""
        old = self.folder / "replaced"
        if self.output.exists():
            self.output.replace(old)
        self.package.replace(self.output)
        shutil.rmtree(self.folder)

    def _check_output(self, *, overwrite: bool) -> None:
        """Only a package of ours is ever replaced, and only when asked."""
        if not self.output.exists():
            return
        empty = self.output.is_dir() and not any(self.output.iterdir())
        if not empty and not is_package(self.output):
            raise OutputError(
                "it exists and is no package of corpusnorm", where=str(self.output), hint="choose another", code="E505"
            )
        if not empty and not overwrite:
            raise OutputError("the output exists", where=str(self.output), hint="--overwrite replaces it", code="E506")
