"""Reduce what all mentions of an event say of its arguments to one filler each."""

from collections.abc import Iterable, Sequence

from .names import covers
from .spans import RoleSpan, TriggerSpan

PARTIES = frozenset(
    ("participant", "attendee", "agent", "speaker", "addressee", "target", "beneficiary", "person")
)
"""Roles of which one filler has a single one in an event, unlike "three soldiers" and the toll."""


def gathered(text: str, main: TriggerSpan, mentions: Iterable[TriggerSpan]) -> list[RoleSpan]:
    """Return the arguments of all mentions, each filler once: the fullest, nearest the main one."""
    found = sorted(
        dict.fromkeys(role for mention in mentions for role in mention.roles),
        key=lambda role: (_distance(role, main), role.start, role.end, role.role, -role.confidence),
    )
    kept: list[RoleSpan] = []
    for role in found:
        _add(text, kept, role)
    return _one_party_role(kept)


def _add(text: str, kept: list[RoleSpan], new: RoleSpan) -> None:
    """Add a filler, put it in a shorter one's place, or drop it for a fuller one."""
    for index, old in enumerate(kept):
        if old.role != new.role or not _same(text, old, new):
            continue
        if _fullness(text, new) > _fullness(text, old):
            kept[index] = new
        return
    kept.append(new)


def _same(text: str, old: RoleSpan, new: RoleSpan) -> bool:
    if old.overlaps(new):
        return True
    one, other = old.of(text), new.of(text)
    return covers(one, other) or covers(other, one)


def _fullness(text: str, role: RoleSpan) -> int:
    return len(role.of(text).split())


def _distance(role: RoleSpan, main: TriggerSpan) -> int:
    return max(role.start - main.end, main.start - role.end, 0)


def _one_party_role(kept: Sequence[RoleSpan]) -> list[RoleSpan]:
    """Keep the likeliest of several party roles that one span fills."""
    best: dict[tuple[int, int], RoleSpan] = {}
    for role in kept:
        span = (role.start, role.end)
        if role.role in PARTIES and (span not in best or role.confidence > best[span].confidence):
            best[span] = role
    return [r for r in kept if r.role not in PARTIES or best[(r.start, r.end)] is r]
