"""Hypothesis profiles: how hard to look for a counterexample."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

PROFILES = ("fast", "deep")
VARIABLE = "CORPUSNORM_PROFILE"
_UNTIMED = (HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large)


def load_profile(name: str = "") -> str:
    """Load a profile and return its name; without one, the value of the variable `CORPUSNORM_PROFILE`, else `fast`.

    `fast` is small and draws the same examples every time: a test that passes, passes. `deep` draws many and new ones each time,
    and prints how to replay a failure. Neither looks at a clock or keeps a database. Raises ValueError for another name. Call it
    in a `conftest.py`.

    >>> load_profile("fast")
    'fast'
    """
    chosen = name or os.environ.get(VARIABLE, PROFILES[0])
    if chosen not in PROFILES:
        raise ValueError(f"no profile is named {chosen!r}; there is: {', '.join(PROFILES)}")
    unclocked = settings(deadline=None, database=None, suppress_health_check=_UNTIMED)
    unexplained = (Phase.explicit, Phase.generate, Phase.shrink)
    settings.register_profile("fast", unclocked, max_examples=60, derandomize=True, phases=unexplained)
    settings.register_profile("deep", unclocked, max_examples=1500, print_blob=True)
    settings.load_profile(chosen)
    return chosen
