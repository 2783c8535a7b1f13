"""Part a span that holds two persons' names joined by "و": "تساي تشي ووانغ يي"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from .arguments import PARTIES
from .assemble import Draft, DraftEvent
from .spans import ScoredSpan

JOINED = re.compile(r"(?<=\S)\s+(?=وو\w{2})")
"""Before a doubled "و", of which the first can only join: hardly a word begins with two."""

PERSON = "person"
Scored = TypeVar("Scored", bound=ScoredSpan)


def parted(text: str, draft: Draft) -> Draft:
    """Return the draft with such mentions of persons, and the fillers that name them, in parts."""
    mentions = [
        m for mention in draft.entities for m in _parts(text, mention, mention.kind == PERSON)
    ]
    people = {(m.start, m.end) for m in mentions if m.kind == PERSON}
    events = tuple(_event(text, event, people) for event in draft.events)
    return replace(draft, entities=tuple(mentions), events=events)


def _event(text: str, event: DraftEvent, people: Iterable[tuple[int, int]]) -> DraftEvent:
    """Part the fillers of party roles whose parts are persons' names."""
    arguments = []
    for role in event.arguments:
        parts = list(_parts(text, role, role.role in PARTIES))
        known = all((part.start, part.end) in people for part in parts)
        arguments += parts if known else [role]
    return replace(event, arguments=tuple(arguments))


def _parts(text: str, span: Scored, wanted: bool) -> Iterator[Scored]:
    start = span.start
    for gap in JOINED.finditer(text, span.start, span.end) if wanted else ():
        yield replace(span, start=start, end=gap.start())
        start = gap.end()
    yield replace(span, start=start)
