"""Diagnosis: which texts are degraded, and why we think so."""

from corpusnorm.diagnosis.diagnose import Diagnosis, Signal, diagnose

__all__ = ["Diagnosis", "Signal", "diagnose"]
