"""The frozen values that travel from stage to stage.

Every offset counts code points of the text as submitted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points, ``text[start:end]``, of the submitted article."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class ScoredSpan(Span):
    """A span with the model's probability for it, 0 to 1."""

    confidence: float


@dataclass(frozen=True, slots=True)
class EntitySpan(ScoredSpan):
    """A mention of a person, organization, country, place, group or thing."""

    kind: str


@dataclass(frozen=True, slots=True)
class RoleSpan(ScoredSpan):
    """A filler of one of the ontology's roles."""

    role: str


@dataclass(frozen=True, slots=True)
class TriggerSpan(ScoredSpan):
    """A word that names an event, with what the model read of that event around it."""

    type: str
    modality: str
    modality_confidence: float
    roles: tuple[RoleSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class SameEvent:
    """The model's probability that two triggers of one window (by index) name the same event."""

    first: int
    second: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Window(Span):
    """A run of whole sentences, short enough for the model; ``text`` is as submitted."""

    text: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the model found in one window; spans are absolute, in the article, never the window."""

    window: Window
    triggers: tuple[TriggerSpan, ...] = ()
    entities: tuple[EntitySpan, ...] = ()
    same_event: tuple[SameEvent, ...] = ()
    rejected: int = 0
    """How many spans the model proposed that could not be mapped back to the text."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which model read the article; ``sha256`` covers the weights."""

    name: str
    version: str
    sha256: str


class EventModel(Protocol):
    """Text windows in, scored spans out."""

    @property
    def info(self) -> ModelInfo:
        """Name, version and checksum for the record."""

    @property
    def window_pieces(self) -> int:
        """The most word pieces a window may hold."""

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """Return how many word pieces each text takes."""

    def predict(self, windows: Sequence[Window]) -> list[Prediction]:
        """Return one prediction a window, in order."""
