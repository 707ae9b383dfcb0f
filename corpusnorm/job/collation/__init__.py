"""Collation: where the witnesses of a work read something else than its base, what moved, and how far each of them goes."""
