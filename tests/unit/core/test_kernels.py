"""Kernels: compiled when called, and only loaded where they are needed."""

from __future__ import annotations

import subprocess
import sys

import numba
import numpy as np
import pytest

from corpusnorm.kernel import kernel


def total(numbers: np.ndarray) -> int:
    result = 0
    for number in numbers:
        result += number
    return result


def test_a_kernel_computes_what_the_function_does() -> None:
    numbers = np.arange(100)
    assert kernel(total)(numbers) == total(numbers)


def test_a_kernel_works_where_nothing_can_be_cached(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = numba.njit

    def njit(*, cache: bool = False, **options: object) -> object:
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        return compiled(**options)

    monkeypatch.setattr("corpusnorm.kernel.numba.njit", njit)
    assert kernel(total)(np.arange(4)) == 6


def test_importing_corpusnorm_does_not_load_numba() -> None:
    command = "import sys, corpusnorm, corpusnorm.cli; sys.exit('numba' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0  # noqa: S603
