"""The record, version 1: what consumers get, in one stable shape.

All spans are half-open code-point offsets into the text as submitted. Whatever could not be told is
null, with a ``reason`` beside it.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Confidence = Annotated[float, Field(ge=0, le=1)]
CountryCode = Annotated[str, Field(pattern="^[A-Z]{3}$")]
Modality = Literal["asserted", "planned", "requested", "possible", "negated"]
EntityKind = Literal["person", "organization", "country", "place", "group", "thing"]
Granularity = Literal[
    "instant", "day", "week", "month", "quarter", "half", "year", "decade", "interval", "none"
]
DateBasis = Literal["text", "dateline", "published", "none"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class TextSpan(_Part):
    """Words of the article: ``article_text[start:end] == text``."""

    text: Annotated[str, Field(description="The words as submitted.")]
    start: Annotated[int, Field(ge=0, description="First code point.")]
    end: Annotated[int, Field(ge=1, description="One past the last code point.")]


class Trigger(TextSpan):
    """A word that names the event; the first one is the main mention."""

    confidence: Confidence


class Argument(TextSpan):
    """Who or what fills a role of the event."""

    role: str
    confidence: Confidence
    entity: Annotated[str | None, Field(description="Id in `entities`.")] = None
    value: Annotated[
        str | None, Field(description="ISO 8601 date or interval of a time, ISO 3166-1 of a place.")
    ] = None
    reason: Annotated[str | None, Field(description="Why `value` is null, if it could be.")] = None


class EventDate(_Part):
    """When it happened, resolved."""

    value: Annotated[str | None, Field(description="ISO 8601 date, week, month … or interval.")]
    granularity: Granularity
    basis: Annotated[DateBasis, Field(description="What the value was counted from.")]
    reason: Annotated[str | None, Field(description="Why the value is null.")] = None


class Party(_Part):
    """An actor or a recipient in the PLOVER coding."""

    entity: str | None
    name: str
    country: CountryCode | None


class Plover(_Part):
    """The event in PLOVER 2.0."""

    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


class Event(_Part):
    """One happening, however often the article mentions it."""

    id: Annotated[str, Field(description="`<article id>.<hash of type and triggers>`.")]
    type: str
    modality: Modality
    confidence: Confidence
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1)]
    arguments: tuple[Argument, ...]
    date: EventDate
    countries: tuple[CountryCode, ...]
    evidence: Annotated[tuple[TextSpan, ...], Field(description="The sentences of the triggers.")]
    plover: Plover | None
    cameo: str | None


class Entity(_Part):
    """One person, body, country, place, group or thing, with every mention of it."""

    id: str
    kind: EntityKind
    name: Annotated[str, Field(description="The fullest form in the text, free of clitics.")]
    country: CountryCode | None
    reason: Annotated[str | None, Field(description="Why `country` is null.")] = None
    mentions: tuple[TextSpan, ...]


class Dateline(_Part):
    """Where and when the article was filed, as its first line says."""

    place: str | None
    date: str | None


class ArticleInfo(_Part):
    """The article that the record is about."""

    id: str
    title: str | None
    language: Literal["ar", "en"]
    published_at: datetime | None
    source: str | None
    url: str | None
    sha256: Annotated[str, Field(description="SHA-256 of the text in UTF-8.")]
    length: Annotated[int, Field(description="Code points of the text.")]
    dateline: Dateline


class Coverage(_Part):
    """How much of the text was read, and what was thrown away."""

    characters: int
    windows: int
    truncated: bool
    rejected_spans: int


class Model(_Part):
    """The model that read the article."""

    name: str
    version: str
    sha256: str


class Record(_Part):
    """Everything extracted from one article."""

    schema_version: Literal["1"] = "1"
    status: Annotated[
        Literal["complete", "partial"], Field(description="`partial`: see `coverage`.")
    ] = "complete"
    article: ArticleInfo
    events: tuple[Event, ...]
    entities: tuple[Entity, ...]
    coverage: Coverage
    model: Model
    ontology_version: str
    pipeline_version: str
    timing_ms: dict[str, float]
