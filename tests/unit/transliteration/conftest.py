"""The command line of the tests of commands."""

from tests.unit.cli.conftest import cli, golden, here

__all__ = ["cli", "golden", "here"]
