"""An EventModel that finds what a test plants in it by patterns, window by window."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from waqai.extraction.spans import (
    EntitySpan,
    ModelInfo,
    Prediction,
    RoleSpan,
    SameEvent,
    TriggerSpan,
    Window,
)

WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class PlantedEvent:
    """A trigger wherever its pattern matches, with the nearest match of each role's patterns."""

    type: str
    pattern: str
    roles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    modality: str = "asserted"
    confidence: float = 0.9
    modality_confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class PlantedModel:
    """Finds planted events and entities; events of one type in a window are linked on demand."""

    events: Sequence[PlantedEvent] = ()
    entities: Mapping[str, str] = field(default_factory=dict)
    """Pattern to kind."""
    same_event: float = 0.0
    window_pieces: int = 200

    @property
    def info(self) -> ModelInfo:
        return ModelInfo("planted", "1", "0" * 64)

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        return [len(WORD.findall(text)) for text in texts]

    def predict(self, windows: Sequence[Window]) -> list[Prediction]:
        return [self._predict(window) for window in windows]

    def _predict(self, window: Window) -> Prediction:
        triggers = sorted(self._triggers(window), key=lambda trigger: trigger.start)
        entities = [
            EntitySpan(start, end, 0.9, kind)
            for pattern, kind in self.entities.items()
            for start, end in _found(window, pattern)
        ]
        return Prediction(window, tuple(triggers), tuple(entities), tuple(self._links(triggers)))

    def _triggers(self, window: Window) -> Iterator[TriggerSpan]:
        for event in self.events:
            for start, end in _found(window, event.pattern):
                roles = tuple(
                    RoleSpan(*min(places, key=lambda p: abs(p[0] - start)), 0.8, role)
                    for role, patterns in event.roles.items()
                    for pattern in patterns
                    if (places := list(_found(window, pattern)))
                )
                yield TriggerSpan(
                    start,
                    end,
                    event.confidence,
                    event.type,
                    event.modality,
                    event.modality_confidence,
                    roles,
                )

    def _links(self, triggers: Sequence[TriggerSpan]) -> Iterator[SameEvent]:
        for second, trigger in enumerate(triggers):
            for first in range(second):
                if self.same_event and triggers[first].type == trigger.type:
                    yield SameEvent(first, second, self.same_event)


def _found(window: Window, pattern: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(pattern, window.text):
        yield window.start + match.start(), window.start + match.end()
