"""Restoration: a degraded text repaired, with the evidence of every restored stretch."""

from corpusnorm.restoration.lexicon import Guess, Lexicon
from corpusnorm.restoration.repair import Repair, Restored, repair

__all__ = ["Guess", "Lexicon", "Repair", "Restored", "repair"]
