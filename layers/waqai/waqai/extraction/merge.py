"""Tell which mentions name one and the same event, inside a window and across windows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .names import is_definite, same_filler
from .spans import TriggerSpan

SPEECH = frozenset(("state", "appeal", "pledge", "support", "criticize", "warn"))
"""Types of which each saying verb with new content is an event of its own, however alike."""

IDENTIFYING = (
    "participant", "person", "agent", "target", "object", "beneficiary", "position", "place",
    "time",
)  # fmt: skip
"""Roles whose fillers, where both mentions have some, tell one event from another."""

LOOK_BACK = 20
"""Earlier events of the type that a later window's mention is compared with, nearest first."""

AGREEMENTS = 2
"""Fillers in common that make a full mention ("وقد التقى") the same event as one windows before."""

DETERMINER = re.compile(
    r"\b(?:the|this|that|these|those|their|his|her|its|both)\s+(?:\w+[\s-]+)?$", re.IGNORECASE
)
BEFORE = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """A trigger as all windows that saw it read it."""

    trigger: TriggerSpan
    windows: frozenset[int]


Fillers = Mapping[str, Sequence[str]]


def grouped(
    text: str, mentions: Sequence[Mention], links: Iterable[tuple[int, int]]
) -> list[tuple[TriggerSpan, ...]]:
    """Return the triggers of each event in text order; the model joined the pairs in ``links``."""
    groups = _linked(len(mentions), links)
    kept: list[list[int]] = []
    by_type: dict[str, list[list[int]]] = defaultdict(list)
    for group in groups:
        kind = mentions[group[0]].trigger.type
        earlier = _earlier(text, mentions, group, by_type[kind])
        if earlier is None:
            kept.append(group)
            by_type[kind].append(group)
        else:
            earlier += group
    return [tuple(mentions[index].trigger for index in sorted(group)) for group in kept]


def _linked(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the connected groups of indices, each and all in rising order."""
    leader = list(range(count))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for one, other in links:
        low, high = sorted((find(one), find(other)))
        leader[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(count):
        groups[find(index)].append(index)
    return list(groups.values())


def _earlier(
    text: str, mentions: Sequence[Mention], group: list[int], candidates: list[list[int]]
) -> list[int] | None:
    """Return the earlier group that a later window speaks of again, if that is plain."""
    triggers = [mentions[index].trigger for index in group]
    if triggers[0].type in SPEECH:
        return None
    seen = frozenset[int]().union(*(mentions[index].windows for index in group))
    apart = [
        candidate
        for candidate in candidates[-LOOK_BACK:]
        if not any(seen & mentions[index].windows for index in candidate)
    ]
    again = _is_again(text, triggers[0])
    mine = _fillers(text, triggers)
    needed = AGREEMENTS
    if again:
        needed = 0 if len(candidates) == 1 else 1
    for candidate in reversed(apart):
        theirs = _fillers(text, [mentions[index].trigger for index in candidate])
        if _agreements(mine, theirs, not again) >= needed:
            return candidate
    return None


def _is_again(text: str, trigger: TriggerSpan) -> bool:
    """Tell whether the words point back: "الاجتماع", "the talks", "their meeting"."""
    before = text[max(0, trigger.start - BEFORE) : trigger.start]
    return is_definite(trigger.of(text)) or DETERMINER.search(before) is not None


def _fillers(text: str, triggers: Iterable[TriggerSpan]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for trigger in triggers:
        for role in trigger.roles:
            if role.role in IDENTIFYING:
                found[role.role].append(role.of(text))
    return found


def _agreements(mine: Fillers, theirs: Fillers, all_of_them: bool) -> int:
    """Count my fillers that the other event has too; -1 where a role of both has none in common.

    With ``all_of_them`` each filler of the role with fewer must be in the other's.
    """
    total = 0
    for role in mine.keys() & theirs.keys():
        few, many = sorted((mine[role], theirs[role]), key=len)
        common = sum(any(same_filler(one, other) for other in many) for one in few)
        if common < (len(few) if all_of_them else 1):
            return -1
        total += common
    return total
