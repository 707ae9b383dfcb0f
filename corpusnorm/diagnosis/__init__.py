"""Diagnosis: which texts are degraded, and why we think so."""

from corpusnorm.diagnosis.diagnose import Diagnosis, diagnose
from corpusnorm.diagnosis.passages import Passage
from corpusnorm.diagnosis.signals import Signal

__all__ = ["Diagnosis", "Passage", "Signal", "diagnose"]
