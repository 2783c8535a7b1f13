"""Resolve fillers that stand for two known names: "الجانبان", "the two leaders"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .assemble import Draft, DraftEvent
from .folding import fold
from .names import bare_words
from .spans import EntitySpan, RoleSpan

SIDES = (
    r"[وفبلك]*(?:ال|ل)(?:جانب|طرف)(?:ان|ين)",
    r"(?:the |both )(?:two )?(?:sides|parties)",
)
OFFICES = (
    r"[وفبلك]*(?:ال|ل)(?:رييس|زعيم|وزير|قايد|مسوول|عاهل)(?:ان|ين)",
    r"(?:the |both )(?:two )?(?:leaders|presidents|ministers|officials|men)",
)
LANDS = (
    r"[وفبلك]*(?:ال|ل)(?:بلد|دولت)(?:ان|ين)",
    r"(?:the |both )(?:two )?(?:countries|nations|states)",
)
TWO = (
    ("|".join(SIDES), frozenset(("person", "country", "organization", "group"))),
    ("|".join(OFFICES), frozenset(("person",))),
    ("|".join(LANDS), frozenset(("country",))),
)
"""Folded phrases for two, and the kinds of entities that they may stand for."""

PARTNERS = ("participant", "person", "agent", "speaker")
BOTH = 2
LONGEST = 24
"""Characters of the longest such phrase; most fillers are longer and need no look."""


def resolve_pairs(text: str, draft: Draft) -> Draft:
    """Replace such fillers by the two parties of the nearest event before that has exactly two.

    Where no event has two that fit, the filler stays as the article has it.
    """
    if not any(_kinds(text, role) for event in draft.events for role in event.arguments):
        return draft
    kinds = {(mention.start, mention.end): mention for mention in draft.entities}
    events: list[DraftEvent] = []
    for event in draft.events:
        arguments = [r for role in event.arguments for r in _resolved(text, role, events, kinds)]
        events.append(replace(event, arguments=tuple(dict.fromkeys(arguments))))
    return replace(draft, events=tuple(events))


def _kinds(text: str, role: RoleSpan) -> frozenset[str] | None:
    if role.end - role.start > LONGEST:
        return None
    words = fold(role.of(text)).strip()
    return next((kinds for phrase, kinds in TWO if re.fullmatch(phrase, words)), None)


def _resolved(
    text: str,
    role: RoleSpan,
    earlier: Sequence[DraftEvent],
    mentions: dict[tuple[int, int], EntitySpan],
) -> list[RoleSpan]:
    """Return the two fillers that the role stands for, else the role itself."""
    kinds = _kinds(text, role)
    if kinds is None:
        return [role]
    for event in reversed(earlier):
        pair = _pair(text, event.arguments, kinds, mentions)
        if len(pair) == BOTH:
            return [replace(role, start=p.start, end=p.end) for p in pair]
    return [role]


def _pair(
    text: str,
    arguments: Iterable[RoleSpan],
    kinds: frozenset[str],
    mentions: dict[tuple[int, int], EntitySpan],
) -> list[RoleSpan]:
    """Return the fillers of the first partner role that are known to be of the kinds."""
    arguments = list(arguments)
    for partner in PARTNERS:
        named = [a for a in arguments if a.role == partner and (a.start, a.end) in mentions]
        fitting = [a for a in named if mentions[(a.start, a.end)].kind in kinds]
        if len({bare_words(a.of(text)) for a in fitting}) == len(fitting) == BOTH:
            return fitting
    return []
