"""Exit codes: what a shell script learns from a command."""

from enum import IntEnum


class Exit(IntEnum):
    """The codes; where two hold, the more serious one is given."""

    OK = 0
    FINDINGS = 1  # --strict, and something was found; a package that is not sound
    USAGE = 2  # the command, the configuration, an input or the output is not as it must be
    QUARANTINED = 3  # records could not be read, and the rest was done
    INTERNAL = 4
    INTERRUPTED = 130
