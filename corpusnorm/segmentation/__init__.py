"""Segmentation: the words, tokens and sentences of texts, in any script."""

from corpusnorm.segmentation.sentences import find_in_paragraphs, find_sentences
from corpusnorm.segmentation.tokens import Place, find_tokens
from corpusnorm.segmentation.words import Words, blocks, find_words, word_hash, word_hashes

__all__ = [
    "Place",
    "Words",
    "blocks",
    "find_in_paragraphs",
    "find_sentences",
    "find_tokens",
    "find_words",
    "word_hash",
    "word_hashes",
]
