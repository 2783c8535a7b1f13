"""Build the record: every span checked against the text, every id told by the content."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..coding import code_event
from ..errors import GroundingError
from ..ontology import Ontology
from ..record import ArticleInfo, Dateline, Event, Record, TextSpan, Trigger
from .article import Article
from .assemble import DraftEvent
from .dateline import DatelineFound
from .evidence import evidence
from .modality import settle
from .spans import ScoredSpan, Span
from .values import SCORE_PLACES, Reading, countries, event_date, fillers

HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Lookups:
    """What drafts are built into events with."""

    reading: Reading
    sentences: Sequence[Span]
    ontology: Ontology


def build_event(article_id: str, draft: DraftEvent, lookups: Lookups) -> Event:
    """Return the event of a draft, resolved, coded and with its evidence."""
    text = lookups.reading.text
    modality = settle(text, draft.mentions)
    found = fillers(lookups.reading, draft.arguments, modality)
    words = [mention.of(text) for mention in draft.mentions]
    plover, cameo = code_event(lookups.ontology.types[draft.type], modality, found, words)
    return Event.model_validate(
        {
            "id": event_id(article_id, draft.type, draft.mentions, text),
            "type": draft.type,
            "modality": modality,
            "confidence": _score(draft.confidence),
            "triggers": tuple(_trigger(text, mention) for mention in draft.mentions),
            "arguments": tuple(filler.argument for filler in found),
            "date": event_date(lookups.reading, found, modality),
            "countries": countries(found),
            "evidence": tuple(
                quote(text, span) for span in evidence(text, lookups.sentences, draft.mentions)
            ),
            "plover": plover,
            "cameo": cameo,
        }
    )


def event_id(article_id: str, event_type: str, triggers: Sequence[Span], text: str) -> str:
    """Return ``<article id>.<hash>``, the hash over the type and the triggers' places and words."""
    said = sorted((trigger.start, trigger.end, trigger.of(text)) for trigger in triggers)
    content = "|".join([event_type, *(f"{start}:{end}:{words}" for start, end, words in said)])
    return f"{article_id}.{hashlib.sha256(content.encode()).hexdigest()[:HASH_DIGITS]}"


def article_info(article: Article, dateline: DatelineFound) -> ArticleInfo:
    """Return what the record says of the article."""
    return ArticleInfo.model_validate(
        {
            "id": article.id,
            "title": article.title,
            "language": article.language,
            "published_at": article.published_at,
            "source": article.source,
            "url": article.url,
            "sha256": article.sha256,
            "length": len(article.text),
            "dateline": Dateline(
                place=dateline.place, date=dateline.date.isoformat() if dateline.date else None
            ),
        }
    )


def quote(text: str, span: Span) -> TextSpan:
    """Return the span with its words."""
    return TextSpan(text=span.of(text), start=span.start, end=span.end)


def checked(record: Record, text: str) -> Record:
    """Return the record if all its spans are the text's words, else raise GroundingError."""
    for event in record.events:
        for span in (*event.triggers, *event.arguments, *event.evidence):
            _check(span, text)
    for entity in record.entities:
        for mention in entity.mentions:
            _check(mention, text)
    return record


def _check(span: TextSpan, text: str) -> None:
    if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text:
        raise GroundingError(f"the words at {span.start}:{span.end} are not the record's")


def _trigger(text: str, mention: ScoredSpan) -> Trigger:
    return Trigger(
        text=mention.of(text),
        start=mention.start,
        end=mention.end,
        confidence=_score(mention.confidence),
    )


def _score(confidence: float) -> float:
    return round(confidence, SCORE_PLACES)
