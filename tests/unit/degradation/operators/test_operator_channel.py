"""The ground truth: the operators of each development pair, applied to the later revision, give its degraded copy."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from corpusnorm.degradation.operators import (
    Operator,
    Stem,
    Stop,
    Token,
    Tokenize,
    Tokenizer,
    Vocabulary,
    WordOperator,
    operator_from_dict,
)

PAIRS = Path(__file__).parents[4] / ".." / "shared" / "data" / "repair"
PATHS = sorted(PAIRS.glob("*.json"))
# Filters whose vocabulary the ground truth does not give; it is read off the tokens that are missing.
UNSTATED = ("vocab", "drop_rare_names")

pytestmark = pytest.mark.skipif(not PATHS, reason="the development pairs (shared/data/repair) are not here")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_channel_gives_the_degraded_copy_exactly(path: Path) -> None:
    pair = json.loads(path.read_text(encoding="utf-8"))
    chain = [operator(stated) for stated in pair["operators"]]
    survivors = {tuple(span) for span in pair["b_spans"]}
    unfiltered = run([op for op in chain if op is not None], pair["truth_b"])
    dropped = frozenset(form for form, *span in unfiltered if tuple(span) not in survivors)
    channel = [op if op is not None else Vocabulary(drop=dropped) for op in chain]

    degraded = run(channel, pair["truth_b"])

    assert [token.form for token in degraded] == pair["degraded_b"].split(" ")
    # The spans of the ground truth take the deleted punctuation at the edge of a token along, ours do not.
    spans = zip(degraded, pair["b_spans"], strict=True)
    assert all(start <= token.start and token.end <= end for token, (start, end) in spans)


def operator(stated: Mapping[str, Any]) -> Operator | None:
    """Translate an operator of the ground truth, which has names of its own; None where its vocabulary is not given."""
    match stated:
        case {"op": name} if name in UNSTATED:
            return None
        case {"op": "tokenize_strip_punct", "mode": mode}:
            return Tokenize("sklearn" if mode == "sklearn_2char" else mode)
        case {"op": "stop", "list": name}:
            return Stop(name.removeprefix("rake/"))
        case {"op": "lemma", "name": "porter"}:
            return Stem("porter")
        case {"op": "min_len", "n": n}:
            return operator_from_dict({"op": "min_length", "n": n})
        case _:
            return operator_from_dict(stated)


def run(chain: Iterable[Operator], text: str) -> list[Token]:
    tokens: list[Token] = []
    for op in chain:
        if isinstance(op, Tokenizer):
            tokens = op.tokens(text)
        elif isinstance(op, WordOperator):
            forms = {token.form: op.form(token.form) for token in tokens}
            tokens = [token._replace(form=form) for token in tokens if (form := forms[token.form]) is not None]
    return tokens
