"""Bring the fillers of parties and objects to the mentions that the model found beside them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .arguments import PARTIES
from .assemble import Draft, DraftEvent
from .names import agreement, is_country_name
from .spans import EntitySpan, RoleSpan, Span

NAMED = PARTIES | {"object"}
"""Roles whose fillers are names, so that a part of a name stands for the whole."""

BODIES = frozenset(("country", "place", "organization"))
AGREEMENT = 0.6
ARABIC = re.compile("[\u0621-\u064a]")


def snapped(text: str, draft: Draft) -> Draft:
    """Widen fillers that are part of a mention; drop lands that only belong to a party's title."""
    at = {c: mention for mention in draft.entities for c in range(mention.start, mention.end)}
    events = tuple(
        replace(event, arguments=tuple(_untitled(text, _widened(text, event, at), at)))
        for event in draft.events
    )
    return replace(draft, events=events)


def _widened(text: str, event: DraftEvent, at: Mapping[int, EntitySpan]) -> list[RoleSpan]:
    """Return the arguments, each once, at their mentions' borders."""
    wide: dict[tuple[str, int, int], RoleSpan] = {}
    for role in event.arguments:
        mention = at.get(role.start) if role.role in NAMED else None
        whole = mention and mention.contains(role) and _is_name_of(text, role, mention)
        span = mention if mention and whole else role
        new = replace(role, start=span.start, end=span.end)
        wide.setdefault((role.role, new.start, new.end), new)
    return list(wide.values())


def _is_name_of(text: str, part: Span, mention: EntitySpan) -> bool:
    """Tell whether a part is most of the mention or its head noun: "منتدى", "forum"."""
    if agreement(part.of(text), mention.of(text)) >= AGREEMENT:
        return True
    if ARABIC.match(part.of(text)):
        return part.start == mention.start
    return part.end == mention.end and mention.kind != "person"


def _untitled(text: str, roles: Sequence[RoleSpan], at: Mapping[int, EntitySpan]) -> list[RoleSpan]:
    """Leave out "لاوس" of "رئيس لاوس ثونغلون سيسوليث", where both would fill the role."""
    people = {
        (role.role, role.start)
        for role in roles
        if role.start in at and at[role.start].kind == "person"
    }
    return [role for role in roles if not _leads(text, role, at, people)]


def _leads(
    text: str, role: RoleSpan, at: Mapping[int, EntitySpan], people: set[tuple[str, int]]
) -> bool:
    mention = at.get(role.start)
    gap = len(text[role.end : role.end + 2]) - len(text[role.end : role.end + 2].lstrip())
    follows = gap > 0 and (role.role, role.end + gap) in people
    if mention is None or not follows:
        return False
    return mention.kind in BODIES or is_country_name(mention.of(text))
