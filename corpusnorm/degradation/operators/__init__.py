"""The operators of the degradation channel, as data.

>>> operator_from_dict({"op": "stop", "list": "smart"}).form("the") is None
True
>>> operator_names()[:3]
('drop_non_alpha', 'drop_numbers', 'fold_diacritics')
"""

from corpusnorm.degradation.operators.base import (
    ENTRY_POINTS,
    Operator,
    Token,
    Tokenizer,
    WordOperator,
    operator_class,
    operator_from_dict,
    operator_names,
    register,
)
from corpusnorm.degradation.operators.forms import (
    DropNonAlpha,
    DropNumbers,
    FoldDiacritics,
    Lowercase,
    MaskNumbers,
    MaxLength,
    MinLength,
    StripPossessive,
    Vocabulary,
)
from corpusnorm.degradation.operators.lemmas import LEMMATIZERS, Lemma, is_inflected
from corpusnorm.degradation.operators.masking import MaskTokens
from corpusnorm.degradation.operators.stems import STEMMERS, Stem
from corpusnorm.degradation.operators.stopwords import Stop, stop_lists, stop_words
from corpusnorm.degradation.operators.table import Table
from corpusnorm.degradation.operators.tokenizers import MODES, Tokenize

__all__ = [
    "ENTRY_POINTS",
    "LEMMATIZERS",
    "MODES",
    "STEMMERS",
    "DropNonAlpha",
    "DropNumbers",
    "FoldDiacritics",
    "Lemma",
    "Lowercase",
    "MaskNumbers",
    "MaskTokens",
    "MaxLength",
    "MinLength",
    "Operator",
    "Stem",
    "Stop",
    "StripPossessive",
    "Table",
    "Token",
    "Tokenize",
    "Tokenizer",
    "Vocabulary",
    "WordOperator",
    "is_inflected",
    "operator_class",
    "operator_from_dict",
    "operator_names",
    "register",
    "stop_lists",
    "stop_words",
]
