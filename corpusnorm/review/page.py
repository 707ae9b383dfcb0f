"""x"""
from __future__ import annotations
def questions_page(found, stand): return ""
