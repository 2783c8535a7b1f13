"""Turn the predictions of all windows into drafts of events, one for each happening."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..ontology import Ontology
from .arguments import gathered
from .merge import Mention, grouped
from .sound import sound
from .spans import EntitySpan, Prediction, RoleSpan, ScoredSpan, TriggerSpan

SAME_EVENT = 0.3
"""Probability below which a link is not followed; a model may pass on only surer ones."""

Scored = TypeVar("Scored", bound=ScoredSpan)


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """One happening, its words not yet resolved; the main mention comes first."""

    type: str
    mentions: tuple[TriggerSpan, ...]
    arguments: tuple[RoleSpan, ...]

    @property
    def confidence(self) -> float:
        """Return the probability of its surest mention."""
        return max(mention.confidence for mention in self.mentions)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the model found in the whole article, in text order."""

    events: tuple[DraftEvent, ...]
    entities: tuple[EntitySpan, ...]
    rejected: int
    """Spans that are no words of the text or not of the ontology."""


def assemble(text: str, predictions: Sequence[Prediction], ontology: Ontology) -> Draft:
    """Join the windows' predictions: one draft an event, one span a mention, one filler a name."""
    readings = [sound(text, prediction, ontology) for prediction in predictions]
    mentions, links = _mentions(readings)
    groups = grouped(text, mentions, links)
    entities = [entity for reading in readings for entity in reading.entities]
    events = [_draft(text, group, ontology) for group in groups]
    return Draft(
        events=tuple(
            sorted(events, key=lambda e: (e.mentions[0].start, e.mentions[0].end, e.type))
        ),
        entities=tuple(sorted((group[0] for group in _apart(entities)), key=_place)),
        rejected=sum(reading.rejected for reading in readings),
    )


def _mentions(readings: Sequence[Prediction]) -> tuple[list[Mention], list[tuple[int, int]]]:
    """Return each trigger once, however many windows saw it, and the pairs that are one event."""
    origin: dict[int, tuple[int, int]] = {}
    flat: list[TriggerSpan] = []
    for window, reading in enumerate(readings):
        for index, trigger in enumerate(reading.triggers):
            if trigger.end:
                origin[len(flat)] = (window, index)
                flat.append(trigger)
    positions = sorted(_apart_indices(flat), key=lambda group: _place(flat[group[0]]))
    where = {origin[i]: number for number, group in enumerate(positions) for i in group}
    mentions = [
        _mention([flat[i] for i in group], [origin[i][0] for i in group]) for group in positions
    ]
    return mentions, list(_links(readings, where, mentions))


def _mention(seen: Sequence[TriggerSpan], windows: Sequence[int]) -> Mention:
    """Return the surest reading with the roles of all readings of the same type."""
    roles = [role for trigger in seen if trigger.type == seen[0].type for role in trigger.roles]
    return Mention(replace(seen[0], roles=tuple(dict.fromkeys(roles))), frozenset(windows))


def _links(
    readings: Sequence[Prediction],
    where: dict[tuple[int, int], int],
    mentions: Sequence[Mention],
) -> Iterator[tuple[int, int]]:
    for window, reading in enumerate(readings):
        for link in reading.same_event:
            one, other = where.get((window, link.first)), where.get((window, link.second))
            if one is None or other is None or link.confidence < SAME_EVENT:
                continue
            if mentions[one].trigger.type == mentions[other].trigger.type:
                yield one, other


def _draft(text: str, mentions: tuple[TriggerSpan, ...], ontology: Ontology) -> DraftEvent:
    """Put the main mention first: the earliest that tells an argument, as a headline may not."""
    main = next((mention for mention in mentions if mention.roles), mentions[0])
    others = tuple(mention for mention in mentions if mention is not main)
    order = list(ontology.roles)
    arguments = sorted(
        gathered(text, main, mentions), key=lambda role: (order.index(role.role), *_place(role))
    )
    return DraftEvent(main.type, (main, *others), tuple(arguments))


def _apart(spans: Sequence[Scored]) -> list[list[Scored]]:
    return [[spans[index] for index in group] for group in _apart_indices(spans)]


def _apart_indices(spans: Sequence[ScoredSpan]) -> list[list[int]]:
    """Group overlapping spans round the surest of them, which comes first in its group."""
    order = sorted(range(len(spans)), key=lambda i: (-spans[i].confidence, *_place(spans[i])))
    owner: dict[int, list[int]] = {}
    groups = []
    for index in order:
        characters = range(spans[index].start, spans[index].end)
        group = next((owner[c] for c in characters if c in owner), None)
        if group is None:
            group = []
            groups.append(group)
            owner.update(dict.fromkeys(characters, group))
        group.append(index)
    return groups


def _place(span: ScoredSpan) -> tuple[int, int]:
    return span.start, span.end
