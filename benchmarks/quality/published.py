"""Published topic-model corpora, made as their tools make them: what is left of articles after a chain and a vocabulary filter."""

from __future__ import annotations

import gzip
import json
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

from corpusnorm.degradation import Degradation, Operator
from corpusnorm.degradation.operators import DropNumbers, Lemma, Lowercase, MinLength, Stem, Stop, Table, Tokenize, Vocabulary

TEXT = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "text"
KINDS = ("spacy", "wordnet", "noun", "none", "porter")


def news(count: int) -> list[str]:
    """Short news articles (Australian Broadcasting Commission 2006), 40 to 800 words."""
    with zipfile.ZipFile(TEXT / "abc.zip") as archive:
        texts = [archive.read(f"abc/{name}.txt").decode("latin-1").replace("\r\n", "\n") for name in ("rural", "science")]
    blocks = [block.strip() for text in texts for block in re.split(r"\n\s*\n", text)]
    return _some([block for block in blocks if 40 <= len(block.split()) <= 800], count)


def reviews(count: int) -> list[str]:
    """The openings of movie reviews (Pang and Lee), lower-cased by their makers, some 200 words each."""
    with zipfile.ZipFile(TEXT / "movie_reviews.zip") as archive:
        names = [name for name in sorted(archive.namelist()) if name.endswith(".txt")]
        texts = [archive.read(name).decode("latin-1") for name in names]
    return _some([" ".join(text.split()[:200]) for text in texts], count)


def _some(texts: Sequence[str], count: int) -> list[str]:
    every = sorted(set(texts))
    Random(1).shuffle(every)  # noqa: S311
    return every[:count]


def recipe(kind: str, texts: Sequence[str], least: float = 0.005, most: float = 0.35, lookup: Path | None = None) -> Degradation:
    """The recipe of a set: a chain of the kind, then only words in a share of the documents from `least` to `most`.

    `lookup` is the table of lemmas `en_lemma_lookup.json.gz` of the package spacy-lookups-data (MIT), which `spacy` needs.
    """
    chain: list[Operator] = [Tokenize("ascii_to_space"), Lowercase(), *_words(kind, texts, lookup)]
    chain += [DropNumbers("any_digit"), MinLength(3)]
    known = Degradation(tuple(chain))
    documents = Counter(form for text in texts for form in {token.form for token in known.tokens(text)})
    kept = {form for form, count in documents.items() if least * len(texts) <= count <= most * len(texts)}
    return Degradation((*chain, Vocabulary(keep=frozenset(kept))))


def _words(kind: str, texts: Sequence[str], lookup: Path | None) -> list[Operator]:
    if kind == "spacy":
        return [_looked_up(texts, lookup), Stop("spacy")] if lookup else []
    chains: dict[str, list[Operator]] = {
        "wordnet": [Stop("mallet"), Lemma("wordnet_noun"), Lemma("wordnet_verb")],
        "noun": [Lemma("wordnet_noun"), Stop("smart")],
        "none": [Stop("nltk179")],
        "porter": [Stop("sklearn"), Stem("porter")],
    }
    return chains[kind]


def _looked_up(texts: Sequence[str], lookup: Path) -> Table:
    lemmas = json.loads(gzip.decompress(lookup.read_bytes()))
    cut = Degradation((Tokenize("ascii_to_space"), Lowercase()))
    seen = {token.form for text in texts for token in cut.tokens(text)}
    return Table(tuple((word, lemmas[word]) for word in sorted(seen) if lemmas.get(word, word) != word))
