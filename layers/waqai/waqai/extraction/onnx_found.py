"""From runs of pieces to spans of the article: whole words, each grounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from ..errors import GroundingError
from .onnx_edges import whole_words
from .spans import (
    EntitySpan,
    Prediction,
    RoleSpan,
    SameEvent,
    ScoredSpan,
    Span,
    TriggerSpan,
    Window,
)

if TYPE_CHECKING:
    from .decode import Run
    from .described import DescribedType
    from .normalize import Normalized
    from .onnx_manifest import Manifest
    from .onnx_reader import Reading, TriggerReading

AnySpan = TypeVar("AnySpan", bound=ScoredSpan)


class Found:
    """Gathers the spans of one window and counts those that cannot be mapped to its text."""

    def __init__(
        self,
        window: Window,
        text: Normalized,
        manifest: Manifest,
        described: Sequence[DescribedType],
    ) -> None:
        self._window = window
        self._text = text
        self._manifest = manifest
        self._types = (*manifest.labels.types, *(of.id for of in described))
        self._roles_of = {of.id: of.roles for of in described}
        self._triggers: list[TriggerSpan] = []
        self._entities: list[EntitySpan] = []
        self._same: list[SameEvent] = []
        self._rejected = 0

    def prediction(self) -> Prediction:
        """Return what was gathered."""
        return Prediction(
            self._window,
            tuple(self._triggers),
            tuple(self._entities),
            tuple(self._same),
            self._rejected,
        )

    def add(self, reading: Reading, offsets: Sequence[tuple[int, int]]) -> None:
        """Add a reading of the pieces with these offsets in the normalised text."""
        kinds = self._manifest.labels.kinds
        entities = [
            EntitySpan(span.start, span.end, run.confidence, kinds[run.label])
            for run in reading.entities
            if (span := self._span(run, offsets)) is not None
        ]
        self._entities += _apart(entities)
        triggers = list(self._spans_of(reading, offsets))
        surest = _apart([trigger for trigger in triggers if trigger is not None])
        kept: dict[int, int] = {}
        for index, trigger in enumerate(triggers):
            if trigger in surest and not any(map(trigger.overlaps, self._triggers)):
                kept[index] = len(self._triggers)
                self._triggers.append(trigger)
        for first, second in combinations(kept, 2):
            chance = float(reading.same_event[first, second])
            if chance >= self._manifest.thresholds["same_event"]:
                self._same.append(SameEvent(kept[first], kept[second], chance))

    def _spans_of(
        self, reading: Reading, offsets: Sequence[tuple[int, int]]
    ) -> Iterator[TriggerSpan | None]:
        """Yield each trigger with its roles, or None where its pieces hold no word."""
        modalities = self._manifest.labels.modalities
        for trigger in reading.triggers:
            span = self._span(trigger.run, offsets)
            kind = self._types[trigger.run.label]
            yield (
                TriggerSpan(
                    span.start,
                    span.end,
                    trigger.run.confidence,
                    kind,
                    modalities[trigger.modality],
                    trigger.modality_confidence,
                    tuple(self._roles(trigger, kind, offsets)),
                )
                if span
                else None
            )

    def _roles(
        self, trigger: TriggerReading, kind: str, offsets: Sequence[tuple[int, int]]
    ) -> Iterator[RoleSpan]:
        """Yield a trigger's fillers; those of one role do not overlap."""
        allowed = self._roles_of.get(kind)
        spans = [
            RoleSpan(span.start, span.end, run.confidence, role)
            for role, run in trigger.roles
            if (allowed is None or role in allowed)
            and (span := self._span(run, offsets)) is not None
        ]
        for role in dict.fromkeys(span.role for span in spans):
            yield from _apart([span for span in spans if span.role == role])

    def _span(self, run: Run, offsets: Sequence[tuple[int, int]]) -> Span | None:
        """Map a run of pieces (special one first) to whole words of the article."""
        start, end = offsets[run.first - 1][0], offsets[run.last - 1][1]
        if start >= end:
            self._rejected += 1
            return None
        words = whole_words(self._window.text, self._text.original(start, end))
        if words is None:
            self._rejected += 1
            return None
        return _grounded(self._window, words)


def _grounded(window: Window, words: Span) -> Span:
    """Move a span of the window's text to the article's offsets."""
    span = Span(window.start + words.start, window.start + words.end)
    if not (window.contains(span) and span.start < span.end):
        raise GroundingError(f"span {span} is outside of its window")
    return span


def _apart(spans: Sequence[AnySpan]) -> list[AnySpan]:
    """Drop spans that overlap a surer one, keeping the order of the text."""
    kept: list[AnySpan] = []
    for span in sorted(spans, key=lambda span: -span.confidence):
        if not any(map(span.overlaps, kept)):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)
