"""The names stage on one text: find the names, say who is meant, and write each as the policy prefers."""

from __future__ import annotations

from corpusnorm.names.dates import Date, date_of
from corpusnorm.names.decisions import NONE, Decisions
from corpusnorm.names.match import matcher_for
from corpusnorm.names.model import Mention, Regularized
from corpusnorm.names.policy import Policy
from corpusnorm.names.registry import Registry, default_registry
from corpusnorm.names.regularizer import regularizer_for
from corpusnorm.names.resolve import Resolver


def find_mentions(text: str, registry: Registry | None = None, date: Date = None, *, caseless: bool = False) -> tuple[Mention, ...]:
    """All names in `text`, leftmost-longest, each with whom it means. Offsets are code points.

    `caseless` is for text that has lost its case: then "turkey" is found too, with a certainty that says how little that means.
    Raises `ConfigError` for a date that is none. Cost: one pass over the text, then a look around each ambiguous mention.

    >>> [(m.form, m.entity) for m in find_mentions("Aliyev met Erdogan in Stepanakert", date="2023-11")]
    [('Aliyev', 'aliyev_ilham'), ('Erdogan', 'erdogan'), ('Stepanakert', 'stepanakert')]
    """
    known = registry or default_registry()
    return Resolver(text, known, matcher_for(known, caseless=caseless).find(text), date_of(date)).mentions()


def regularize(
    text: str,
    date: Date = None,
    policy: Policy | str | None = None,
    registry: Registry | None = None,
    *,
    lang: str | None = None,
    decisions: Decisions = NONE,
    document: str = "",
) -> Regularized:
    """Edits that write each name as the policy prefers at the document's date, and what was found, kept and left open.

    Changes nothing but whole mentions whose entity is certain enough and that no guard keeps: never a demonym, an abbreviation, a
    short form into a full one, a name that is talked about, a quotation. Idempotent: regularizing the result with the same date and
    policy gives no edits. `date` is ISO, of year, month or day precision; `policy` a `Policy`, a shipped name or a path;
    `lang` the BCP 47 tag of the text where it is known: in another language than the policy's nothing is rewritten.
    `decisions` go before both; those about one document hold where `document` is its name.
    Raises `ConfigError` for a date or policy that is none. Cost: twice `find_mentions` where there is something to edit.

    >>> text = "Erdogan flew from Turkey to Kiev."
    >>> regularize(text, "2023-11-09").edits.apply(text)
    'Erdoğan flew from Türkiye to Kyiv.'
    >>> regularize(text, "2015").edits.apply(text)
    'Erdoğan flew from Turkey to Kyiv.'
    >>> told = "The capital was moved from Shusha to Khankendi, which was later renamed as Stepanakert."
    >>> regularize(told).edits.apply(told) == told
    True
    """
    stage = regularizer_for(policy, registry, decisions)
    return stage.regularized(text, stage.matcher.find(text), date_of(date), lang, (document,) if document else ())
