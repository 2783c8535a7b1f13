"""Records as tests want them."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from waqai.extraction.article import text_sha256
from waqai.record import (
    Argument,
    ArticleInfo,
    Coverage,
    Dateline,
    Entity,
    Event,
    EventDate,
    Model,
    Record,
    TextSpan,
    Trigger,
)

TEXT = "استقبل الرئيس الصيني شي جين بينغ في بكين نظيره اللاوي ثونغلون سيسوليث."
NOW = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
XI = Entity(
    id="e1",
    kind="person",
    name="شي جين بينغ",
    country="CHN",
    mentions=(TextSpan(text="شي جين بينغ", start=21, end=32),),
)


def event(article_id: str = "a1", name: str = "meet", **changes: Any) -> Event:
    """Return an event; its name makes its id."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:16]
    fields: dict[str, Any] = {
        "id": f"{article_id}.{digest}",
        "type": "meeting",
        "modality": "asserted",
        "confidence": 0.9123,
        "triggers": (Trigger(text="استقبل", start=0, end=6, confidence=0.8712),),
        "arguments": (
            Argument(
                role="participant",
                text="شي جين بينغ",
                start=21,
                end=32,
                confidence=0.9,
                entity="e1",
            ),
        ),
        "date": date("2024-05-01"),
        "countries": ("CHN", "LAO"),
        "evidence": (TextSpan(text=TEXT, start=0, end=len(TEXT)),),
        "plover": None,
        "cameo": "04",
    }
    return Event(**(fields | changes))


def date(value: str | None, granularity: str = "day") -> EventDate:
    """Return an event's date."""
    reason = None if value else "the text names no date"
    return EventDate.model_validate(
        {"value": value, "granularity": granularity, "basis": "text", "reason": reason}
    )


def record(
    article_id: str = "a1",
    events: Sequence[Event] | None = None,
    text: str = TEXT,
    entities: Sequence[Entity] = (XI,),
    **changes: Any,
) -> Record:
    """Return a record of an article; `title`, `published_at` … change the article."""
    given: dict[str, Any] = {
        "id": article_id,
        "title": "لقاء في بكين",
        "language": "ar",
        "published_at": datetime(2024, 5, 1, 18, tzinfo=UTC),
        "source": "وكالة",
        "url": "https://example.org/1",
        "sha256": text_sha256(text),
        "length": len(text),
        "dateline": Dateline(place=None, date=None),
    }
    return Record(
        article=ArticleInfo(**(given | changes)),
        events=(event(article_id),) if events is None else tuple(events),
        entities=tuple(entities),
        coverage=Coverage(characters=len(text), windows=1, truncated=False, rejected_spans=0),
        model=Model(name="tiny", version="1", sha256="f" * 64),
        ontology_version="1.0.0",
        pipeline_version="1",
        timing_ms={"segment": 0.1234, "model": 12.5},
    )
