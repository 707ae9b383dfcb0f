"""Diagnosis: which texts are degraded, and why we think so."""

from corpusnorm.diagnosis.diagnose import Diagnosis, Signal, diagnose
from corpusnorm.diagnosis.passages import Passage

__all__ = ["Diagnosis", "Passage", "Signal", "diagnose"]
