"""Kernels: short loops over NumPy arrays, compiled by Numba when they are first called.

Importing this module imports Numba (half a second), so only modules named `kernels` do, and they are imported inside the functions
that call them. A kernel knows arrays and numbers, never strings, objects or Arrow; what compiles it costs some seconds once a
machine and is kept beside the source, or in the user's cache where the source cannot be written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])


def kernel(function: Function) -> Function:
    """Function decorator: compile `function` when it is first called, for the types it is called with.

    It runs without the interpreter's lock, so that threads may call it side by side. Integers wrap around as in C, a division by
    zero gives no error, and indexes are not checked: a kernel must not leave its arrays. Other kernels may be called from it.
    Where there is no folder to keep what was compiled, every process compiles anew.
    """
    try:
        return cast("Function", njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # Numba found no folder that it may write
        return cast("Function", njit(nogil=True, error_model="numpy")(function))
