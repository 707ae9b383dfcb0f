"""Errors that say a code, what is wrong, where, and what to do about it."""

from __future__ import annotations


class CorpusnormError(Exception):
    """Base of all errors raised on purpose.

    `code` is stable and documented in `docs/faults.md`; `where` is a file, record, offset or configuration path.

    >>> print(CorpusnormError("no such file", where="a.txt", hint="check the path"))
    E000 a.txt: no such file (check the path)
    """

    code = "E000"

    def __init__(self, what: str, *, where: str = "", hint: str = "", code: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint
        self.code = code or type(self).code

    def __str__(self) -> str:
        place = f" {self.where}:" if self.where else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.code}{place} {self.what}{hint}"


class EditError(CorpusnormError):
    """Edits overlap, or reach beyond their text."""

    code = "E101"


class InputError(CorpusnormError):
    """An input cannot be read; the record is set aside and the run goes on."""

    code = "E201"


class ConfigError(CorpusnormError):
    """A configuration or policy file is wrong; `problems` lists every fault with its path."""

    code = "E301"

    def __init__(self, problems: tuple[str, ...], *, where: str = "", hint: str = "") -> None:
        super().__init__("; ".join(problems), where=where, hint=hint)
        self.problems = problems


class StepError(CorpusnormError):
    """A step raised or returned something it must not; names the step."""

    code = "E401"


class OutputError(CorpusnormError):
    """The output cannot be written, or may not be overwritten."""

    code = "E501"


class PackageError(CorpusnormError):
    """An output package is damaged or not one of ours."""

    code = "E601"
