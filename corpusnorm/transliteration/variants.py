"""The ways a practice may write a text, the usual first, and whether one of them is a given form.

A practice knows several ways to write a letter. Who writes `y` for й in one place of a name does so in the next, so a way is
chosen once for a rule in a text; only what is put between letters (the vowels that Arabic leaves out) is chosen anew at every
place. A choice that is not the usual one is a deviation, a third way usually counts as two; forms come by the number of their
deviations.
"""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from corpusnorm.transliteration.spell import Step

Written = tuple[str, int]
"""What is written, and by how many deviations."""


def written(steps: Sequence[Step]) -> Iterator[Written]:
    """Every way to write the steps, by deviations, then in the order of the table. There may be very many: take what you need.

    >>> from corpusnorm.transliteration.tables import scheme
    >>> from corpusnorm.transliteration.spell import steps
    >>> from itertools import islice
    >>> list(islice(written(steps("Юрий", scheme("ru-press-en"))), 4))
    [('Yury', 0), ('Yuri', 1), ('Iury', 1), ('Yuriy', 2)]
    """
    places = _choices(steps)
    costs: list[tuple[int, ...]] = [()] * (max(places, default=-1) + 1)
    for step, place in zip(steps, places, strict=True):
        if place >= 0 and step.rule:
            costs[place] = step.rule.costs
    queue: list[tuple[int, tuple[int, ...], int]] = [(sum(each[0] for each in costs), (0,) * len(costs), 0)]
    while queue:
        deviations, chosen, first = heapq.heappop(queue)
        yield (
            "".join(step.written(chosen[place] if place >= 0 else 0) for step, place in zip(steps, places, strict=True)),
            deviations,
        )
        for place in range(first, len(costs)):
            way = chosen[place]
            if way + 1 < len(costs[place]):
                more = costs[place][way + 1] - costs[place][way]
                heapq.heappush(queue, (deviations + more, (*chosen[:place], way + 1, *chosen[place + 1 :]), place))


def deviations(form: str, steps: Sequence[Step], seen: Callable[[str], str]) -> int | None:
    """By how many deviations the steps write `form`; None if they never do. `seen` takes from what they write what does not
    count.
    """
    places = _choices(steps)
    best: int | None = None
    open_: list[tuple[int, int, int, dict[int, int]]] = [(0, 0, 0, {})]
    while open_:
        number, at, cost, chosen = open_.pop()
        if best is not None and cost >= best:
            continue
        if number == len(steps):
            best = cost if at == len(form) else best
            continue
        step, place = steps[number], places[number]
        ways = range(len(step.rule.targets)) if step.rule else range(1)
        for way in (chosen[place],) if place in chosen else ways:
            target = seen(step.written(way))
            if form.startswith(target, at):
                more = {**chosen, place: way} if place >= 0 else chosen
                open_.append(
                    (number + 1, at + len(target), cost + (0 if place in chosen or not step.rule else step.rule.costs[way]), more)
                )
    return best


def _choices(steps: Sequence[Step]) -> list[int]:
    """For each step the number of the choice that decides it: one a rule, one a place for vowels; -1 for
    none.
    """
    found: list[int] = []
    of_rule: dict[object, int] = {}
    count = 0
    for step in steps:
        if step.rule is None or len(step.rule.targets) == 1:
            found.append(-1)
        elif step.rule.source and not unicodedata.combining(step.rule.source[0]) and step.rule in of_rule:
            found.append(of_rule[step.rule])
        else:
            of_rule[step.rule] = count
            found.append(count)
            count += 1
    return found
