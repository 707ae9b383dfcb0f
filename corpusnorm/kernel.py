"""Kernels: short loops over NumPy arrays, compiled by Numba when they are first called.

Importing this module imports Numba (half a second), so only modules whose names end in `kernels` do, and they are imported inside
the functions that call them. A kernel knows arrays and numbers, never strings, objects or Arrow. What was compiled is kept in the
user's cache, under the version and the sources of all kernels: one that calls others must not outlive a change of theirs, which
Numba alone does not see. `NUMBA_CACHE_DIR` says where else.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from functools import cache, partial
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Function decorator: compile `function` when it is first called, for the types it is called with.

    It runs without the interpreter's lock, so that threads may call it side by side. Integers wrap around as in C, a division by
    zero gives no error, and indexes are not checked: a kernel must not leave its arrays. Other kernels may be called from it.
    Where there is no folder to keep what was compiled, every process compiles anew.
    """
    settings: Any = numba.config
    compiled: Any = partial(numba.njit, nogil=True, no_cfunc_wrapper=True, error_model="numpy")  # no C code calls a kernel
    before = settings.CACHE_DIR
    try:
        settings.CACHE_DIR = str(_folder())
        return cast("Function", compiled(cache=True)(function))
    except RuntimeError:  # the user has no home, or Numba found no folder that it may write
        return cast("Function", compiled()(function))
    finally:
        settings.CACHE_DIR = before


@cache
def _folder() -> Path:
    """Where the compiled kernels of this version and these sources are kept."""
    installed = "".join(each.version for each in distributions(name="corpusnorm"))  # none where the sources are used as they are
    digest = hashlib.sha256(installed.encode())
    for source in sorted(Path(__file__).parent.rglob("*kernel*.py")):
        digest.update(source.read_bytes())
    return _caches() / f"corpusnorm-{digest.hexdigest()[:16]}"


def _caches() -> Path:
    """The folder for caches of the user, as the platform has it."""
    settings: Any = numba.config
    if settings.CACHE_DIR:
        return Path(settings.CACHE_DIR)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
