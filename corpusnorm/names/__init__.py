"""The names stage: one entity, one form, whatever five documents call it - and every change explained and undoable.

    texts -> match (one pass over their bytes) -> resolve (who) -> choose (which form, by policy and date) -> guard -> edits

`find_mentions` annotates one text, `regularize` says what to rewrite in it and why; both return offsets in code points of the text
they were given. `corpusnorm.normalize_names` gives the rewritten text, or an array of them for an array. Importing the package
loads nothing; a name's module is loaded when the name is first asked for, the tables when they are first needed (0.1 s).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpusnorm.names.decisions import Decision, Decisions, load_decisions
    from corpusnorm.names.differences import NameDifference, compare_policies
    from corpusnorm.names.discovery import Proposal, Proposals, discover_variants
    from corpusnorm.names.model import Entity, Kept, Mention, Name, Regularized, Review
    from corpusnorm.names.policy import Policy, Rule, load_policy
    from corpusnorm.names.registry import Registry, default_registry, read_registry
    from corpusnorm.names.regularization import find_mentions, regularize
    from corpusnorm.names.sources.loading import load_registry

_HOME = {
    "Decision": "decisions",
    "Decisions": "decisions",
    "Entity": "model",
    "Kept": "model",
    "Mention": "model",
    "Name": "model",
    "NameDifference": "differences",
    "Policy": "policy",
    "Proposal": "discovery",
    "Proposals": "discovery",
    "Registry": "registry",
    "Regularized": "model",
    "Review": "model",
    "Rule": "policy",
    "compare_policies": "differences",
    "default_registry": "registry",
    "discover_variants": "discovery",
    "find_mentions": "regularization",
    "load_decisions": "decisions",
    "load_policy": "policy",
    "load_registry": "sources.loading",
    "read_registry": "registry",
    "regularize": "regularization",
}

__all__ = [
    "Decision",
    "Decisions",
    "Entity",
    "Kept",
    "Mention",
    "Name",
    "NameDifference",
    "Policy",
    "Proposal",
    "Proposals",
    "Registry",
    "Regularized",
    "Review",
    "Rule",
    "compare_policies",
    "default_registry",
    "discover_variants",
    "find_mentions",
    "load_decisions",
    "load_policy",
    "load_registry",
    "read_registry",
    "regularize",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
