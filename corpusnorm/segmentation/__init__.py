"""Segmentation: the words of texts, in any script, read from their UTF-8 bytes."""

from corpusnorm.segmentation.words import Words, blocks, find_words, word_hash, word_hashes

__all__ = ["Words", "blocks", "find_words", "word_hash", "word_hashes"]
