"""Alignment: which token of one witness is which token of another."""

from corpusnorm.alignment.align import Alignment, Block, align, moved_blocks
from corpusnorm.alignment.chains import heaviest_chain
from corpusnorm.alignment.keyed import align_keys
from corpusnorm.alignment.sequences import align_numbers, align_sequences

__all__ = ["Alignment", "Block", "align", "align_keys", "align_numbers", "align_sequences", "heaviest_chain", "moved_blocks"]
