"""The cost of work, counted instead of timed: a test must not depend on the clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(work: Callable[[], object]) -> int:
    """How many functions `work` calls, of Python and of C: the same number on every machine and at any time.

    What a single C function does inside, a regular expression say, is not seen.

    >>> calls(lambda: [len("a"), len("b")])
    4
    """
    count = 0

    def counting(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
