"""Sketch: keys under which copies meet, and the join that finds candidate pairs."""
