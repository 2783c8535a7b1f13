"""The event model as exported: onnxruntime and the trimmed tokenizer, nothing else.

onnxruntime, tokenizers and numpy are imported when a model is loaded, so that code that only reads
records can import the package without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ..errors import GroundingError
from .normalize import Normalized, normalize
from .onnx_edges import whole_words
from .onnx_manifest import Manifest
from .spans import (
    EntitySpan,
    ModelInfo,
    Prediction,
    RoleSpan,
    SameEvent,
    ScoredSpan,
    Span,
    TriggerSpan,
    Window,
)

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from .decode import Run
    from .onnx_reader import Reader, Reading, TriggerReading

SPECIAL = 2
"""The pieces <s> and </s> around each window."""

AnySpan = TypeVar("AnySpan", bound=ScoredSpan)


class OnnxEventModel:
    """An ``EventModel`` that reads windows one after the other."""

    def __init__(self, manifest: Manifest, tokenizer: Tokenizer, reader: Reader) -> None:
        """Take the loaded parts; use ``load`` to get them from a folder."""
        self._manifest = manifest
        self._tokenizer = tokenizer
        self._reader = reader

    @classmethod
    def load(cls, folder: Path, threads: int = 1) -> OnnxEventModel:
        """Load the artefact in a folder; checksums are left to ``onnx_manifest.verify``."""
        from tokenizers import Tokenizer  # noqa: PLC0415

        from .onnx_reader import Reader  # noqa: PLC0415

        manifest = Manifest.read(folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(manifest, tokenizer, Reader(folder, manifest, threads))

    @property
    def info(self) -> ModelInfo:
        """Name, version and checksum for the record."""
        return ModelInfo(self._manifest.name, self._manifest.version, self._manifest.sha256)

    @property
    def window_pieces(self) -> int:
        """The most word pieces a window may hold, the model's two special ones not counted."""
        return self._manifest.window_pieces - SPECIAL

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """Return how many word pieces each text takes."""
        plain = [normalize(text).text for text in texts]
        return [len(e.ids) for e in self._tokenizer.encode_batch(plain, add_special_tokens=False)]

    def predict(self, windows: Sequence[Window]) -> list[Prediction]:
        """Return one prediction a window, in order."""
        return [self._predict(window) for window in windows]

    def _predict(self, window: Window) -> Prediction:
        """Read a window; one that is too long is read in parts, so that nothing is left out."""
        text = normalize(window.text)
        encoding = self._tokenizer.encode(text.text)
        inner = range(1, len(encoding.ids) - 1, self.window_pieces)
        found = _Found(window, text)
        for first in inner:
            last = min(first + self.window_pieces, len(encoding.ids) - 1)
            ids = [encoding.ids[0], *encoding.ids[first:last], encoding.ids[-1]]
            found.add(self._reader.read(ids), encoding.offsets[first:last], self._manifest)
        return found.prediction()


class _Found:
    """Gathers the spans of one window and counts those that cannot be mapped to its text."""

    def __init__(self, window: Window, text: Normalized) -> None:
        self._window = window
        self._text = text
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

    def add(self, reading: Reading, offsets: Sequence[tuple[int, int]], manifest: Manifest) -> None:
        """Add a reading of the pieces with these offsets in the normalised text."""
        kinds = manifest.labels.kinds
        entities = [
            EntitySpan(span.start, span.end, run.confidence, kinds[run.label])
            for run in reading.entities
            if (span := self._span(run, offsets)) is not None
        ]
        self._entities += _apart(entities)
        kept: dict[int, int] = {}
        for index, trigger in enumerate(self._spans_of(reading, offsets, manifest)):
            if trigger is not None and not any(map(trigger.overlaps, self._triggers)):
                kept[index] = len(self._triggers)
                self._triggers.append(trigger)
        for first, second in combinations(kept, 2):
            chance = float(reading.same_event[first, second])
            if chance >= manifest.thresholds["same_event"]:
                self._same.append(SameEvent(kept[first], kept[second], chance))

    def _spans_of(
        self, reading: Reading, offsets: Sequence[tuple[int, int]], manifest: Manifest
    ) -> Iterator[TriggerSpan | None]:
        """Yield each trigger with its roles, or None where its pieces hold no word."""
        for trigger in reading.triggers:
            span = self._span(trigger.run, offsets)
            yield (
                TriggerSpan(
                    span.start,
                    span.end,
                    trigger.run.confidence,
                    manifest.labels.types[trigger.run.label],
                    manifest.labels.modalities[trigger.modality],
                    trigger.modality_confidence,
                    tuple(self._roles(trigger, offsets)),
                )
                if span
                else None
            )

    def _roles(
        self, trigger: TriggerReading, offsets: Sequence[tuple[int, int]]
    ) -> Iterator[RoleSpan]:
        """Yield a trigger's fillers; those of one role do not overlap."""
        spans = [
            RoleSpan(span.start, span.end, run.confidence, role)
            for role, run in trigger.roles
            if (span := self._span(run, offsets)) is not None
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
