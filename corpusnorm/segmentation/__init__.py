"""Segmentation: the words, tokens and sentences of texts, in any script."""

from corpusnorm.segmentation.sentences import sentences
from corpusnorm.segmentation.tokens import Place, tokens
from corpusnorm.segmentation.words import Words, blocks, find_words, word_hash, word_hashes

__all__ = ["Place", "Words", "blocks", "find_words", "sentences", "tokens", "word_hash", "word_hashes"]
