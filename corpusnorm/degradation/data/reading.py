"""How lists of words are read out of the files of packages, without running their code."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterable

Read = Callable[[str], Iterable[str]]
"""The words that stand in the text of a file."""


def literal(variable: str, part: str | None = None) -> Read:
    """Read the words a module assigns to `variable` (of a mapping: its item `part`), without running the module."""

    def read(module: str) -> Iterable[str]:
        for node in ast.parse(module).body:
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == variable:
                return _words(node.value, part)
        raise ValueError(f"the module assigns nothing to {variable}")

    return read


def _words(node: ast.expr, part: str | None) -> Iterable[str]:
    """Evaluate the handful of expressions such modules use: literals, set(...), frozenset(...), "...".split()."""
    match node:
        case ast.Dict(keys=keys, values=values) if part:
            items = {key.value: value for key, value in zip(keys, values, strict=True) if isinstance(key, ast.Constant)}
            return _words(items[part], None)
        case ast.Call(func=ast.Name(id="set" | "frozenset"), args=[argument]):
            return _words(argument, None)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split"), args=[]):
            return text.split()
        case _:
            return [str(word) for word in ast.literal_eval(node)]


def item(key: str) -> Read:
    """Read the list under `key` of a JSON object."""
    return lambda text: [str(word) for word in json.loads(text)[key]]


def without_apostrophes(read: Read) -> Read:
    """Read a list, and leave out the words with an apostrophe."""
    return lambda text: [word for word in read(text) if "'" not in word]


def spacy_english(module: str) -> Iterable[str]:
    """Read spaCy's English list: its words, and each of its contractions with three kinds of apostrophe."""
    contractions = list(literal("contractions")(module))
    quotes = ("'", "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}")
    return [*literal("STOP_WORDS")(module), *(word.replace("'", quote) for word in contractions for quote in quotes)]


# Gensim's list (Stone, Denis and Kwantes 2010) is the Glasgow list of scikit-learn and these words; compared word by
# word with Gensim 4.4.0. Composed here, because Gensim itself is under the LGPL.
_GENSIM = """
computer did didn does doesn doing don just kg km make quite really regarding say unless used using various
"""


def gensim(module: str) -> Iterable[str]:
    """Read scikit-learn's list and add the words that Gensim has besides."""
    return [*literal("ENGLISH_STOP_WORDS")(module), *_GENSIM.split()]
