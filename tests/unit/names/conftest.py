"""The command line and its golden files, for the commands of names."""

from tests.unit.cli.conftest import cli, golden, here

__all__ = ["cli", "golden", "here"]
