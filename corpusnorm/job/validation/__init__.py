"""Validation of a package: `check` asks everything once; the other modules are what it asks."""
