"""How good names are found, told apart and rewritten, in one command: `python -m benchmarks.quality.names`.

Spans and entities in the seeds against the gold list of their names; mentions whose form may mean several entities, read one by
one; texts with homonyms, by a registry of their own; the traps of the gold list; sentences in which a rewrite would be wrong, and
others in which none would be. Then the variants of names that no registry knows, and transliteration, beside the baselines. Of
the corpora that were written for it, what was held out has rows of its own. What needs `../shared` and does not find it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec

from benchmarks.quality import name_corpora as corpora
from benchmarks.quality.name_corpora import NOBODY, OPEN, Sentence
from benchmarks.speed.measuring import show
from corpusnorm.names import Mention, find_mentions, load_policy, regularize

_SOMEBODY_ELSE = frozenset({"names:other-person", "names:homograph", "names:elsewhere"})
SENTENCES = ("kept", "rewritten", "guards_seen", "guards_third", "guards_fourth", "guards_fifth", "guards_heldout")
OTHERS = {"Variants": "benchmarks.quality.variants", "Transliteration": "benchmarks.quality.transliteration"}


def main() -> None:
    """Print the tables."""
    if corpora.GOLD.exists():
        show("Names in the seeds", ("document", "names", "found", "recall", "precision", "right entity"), seeds())
        show("Traps of the gold list", ("traps", "taken"), [(len(list(corpora.rows("traps"))), len(list(traps())))])
        show("Sentences of the gold list", ("sentences", "broken"), [gold_sentences()])
    else:
        print("Names in the seeds, traps, sentences of the gold list: skipped, ../shared/data/names is not here")
    show("Mentions that may mean several, in the seeds", ("mentions", "right", "wrong", "left open"), [ambiguous()])
    show("Homonyms", ("part", "mentions", "may mean several", "right", "wrong", "left open"), homonyms())
    columns = ("corpus", "to stay", "wrongly rewritten", "share", "to rewrite", "missed or otherwise", "share")
    show("Sentences, default policy", columns, map(guarded, SENTENCES))
    show("Sentences held out, by kind", ("kind", "sentences", "wrongly rewritten", "missed"), by_kind("guards_heldout"))
    for title, module in OTHERS.items():
        if find_spec(module):
            print(f"\n{title}: {module}")
            import_module(module).main()
        else:
            print(f"\n{title}: skipped, {module} is not here")


def seeds() -> Iterator[tuple[object, ...]]:
    """Of each seed and of all: names of the gold list, how many are found, and of how many of these the entity is right."""
    owners, one_by_one = corpora.entities_of_groups(), corpora.read_one_by_one()
    total: Counter[str] = Counter()
    for number, date in corpora.DATES.items():
        found = {(m.span.start, m.span.end): m for m in find_mentions(corpora.seed(number), date=date)}
        wanted = {(start, end): group for start, end, group in corpora.gold_mentions(number)}
        both = wanted.keys() & found.keys()
        meant = {at: {one_by_one[number, at[0]]} if (number, at[0]) in one_by_one else owners[wanted[at]] for at in both}
        counts = Counter(wanted=len(wanted), found=len(found), both=len(both))
        counts["right"] = sum(found[at].entity in meant[at] for at in both)
        total += counts
        yield number, *_shares(counts)
    yield "all", *_shares(total)


def _shares(counts: Counter[str]) -> tuple[object, ...]:
    both = counts["both"]
    return counts["wanted"], counts["found"], both / counts["wanted"], both / counts["found"], counts["right"] / both


def ambiguous() -> tuple[int, int, int, int]:
    """Of the mentions read one by one: how many there are, right, wrong, and left open."""
    said: Counter[str] = Counter()
    meant = corpora.read_one_by_one()
    for number, date in corpora.DATES.items():
        found = {mention.span.start: mention for mention in find_mentions(corpora.seed(number), date=date)}
        said.update(_verdict(found.get(at), entity) for (document, at), entity in meant.items() if document == number)
    return said.total(), said["right"], said["wrong"], said["open"]


def homonyms() -> Iterator[tuple[object, ...]]:
    """The same of the texts with homonyms: those the rules were made with, and those held out."""
    parts: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for index, (date, text, marks) in enumerate(corpora.homonyms()):
        found = {(m.span.start, m.span.end): m for m in find_mentions(text, corpora.homonyms_registry(), date)}
        for start, end, entity in marks:
            mention = found.get((start, end))
            several = mention is None or len(mention.candidates) > 1
            parts[index % 2].update(["all", *(["several", _verdict(mention, entity)] if several else [])])
            if not several and _verdict(mention, entity) != "right":
                parts[index % 2].update(["several", _verdict(mention, entity)])
    for name, part in zip(("made with", "held out"), parts, strict=True):
        yield name, part["all"], part["several"], part["right"], part["wrong"], part["open"]


def _verdict(mention: Mention | None, entity: str) -> str:
    """Whether a mention says who is meant. Where nobody known is meant, or a reader cannot tell, to name nobody is right."""
    if mention is None:
        return "wrong"
    if entity in (NOBODY, OPEN):
        return "wrong" if mention.entity else "right"
    return "right" if mention.entity == entity else "wrong" if mention.entity or mention.rule in _SOMEBODY_ELSE else "open"


def traps() -> Iterator[str]:
    """The traps of the gold list that are taken."""
    for trap, text, form, entities in corpora.rows("traps"):
        mentions = [mention for mention in find_mentions(text) if form in ("*", mention.form)]
        if {mention.entity or NOBODY for mention in mentions} != set(entities.replace("=", "").split()):
            yield trap


def gold_sentences() -> tuple[int, int]:
    """The sentences of the gold list in which a rewrite would break the sense, and how many are broken, at any of three dates."""
    listed = corpora.gold()["mention_sentences"]
    broken = 0
    for row in listed:
        forms = [form for group in row["cooccur"].values() for form in group]
        written = [regularize(row["sentence"], date).edits.apply(row["sentence"]) for date in ("2005", "2023-11-09", None)]
        broken += any(form not in text for text in written for form in forms)
    return len(listed), broken


def guarded(name: str) -> tuple[object, ...]:
    """Of a corpus: sentences that must stay and how many do not, and those to rewrite and how many come out otherwise."""
    said = Counter((sentence.text == sentence.wanted, _is_right(sentence)) for sentence in corpora.sentences(name))
    stay, wrong = said[True, True] + said[True, False], said[True, False]
    use, missed = said[False, True] + said[False, False], said[False, False]
    return name, stay, wrong, wrong / stay if stay else None, use, missed, missed / use if use else None


def by_kind(name: str) -> Iterable[tuple[object, ...]]:
    """The same by kind of sentence."""
    said = Counter((each.kind, each.text == each.wanted, _is_right(each)) for each in corpora.sentences(name))
    for kind in sorted({kind for kind, _, _ in said}):
        count = sum(count for (of, _, _), count in said.items() if of == kind)
        yield kind, count, said[kind, True, False], said[kind, False, False]


def _is_right(sentence: Sentence) -> bool:
    return regularize(sentence.text, sentence.date, load_policy("default")).edits.apply(sentence.text) == sentence.wanted


if __name__ == "__main__":
    main()
