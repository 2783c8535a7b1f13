"""The keys of the one table, and how they are made."""

import hashlib
from datetime import UTC, date, datetime

from waqai.errors import NotFound

META = "META"
WRITER = "WRITER"
"""Lies beside META while an article is being written, and stays when a write is cut off."""
EVENT = "EVENT#"
FACET = "FACET#"
PART = "PART#"
EVERY_EVENT = "all"
"""The facet that all events have."""
UNDATED = "-"
"""Month and date of events without a date; sorts before all digits."""


def article_key(article_id: str) -> str:
    """Return the partition of an article."""
    return f"ARTICLE#{article_id}"


def event_key(event_id: str) -> tuple[str, str]:
    """Return the key of an event; NotFound where the id is not of the form of an event's."""
    article_id, dot, digest = event_id.rpartition(".")
    if not (dot and article_id and digest):
        raise NotFound(f"There is no event {event_id!r}; an id reads <article id>.<hash>.")
    return article_key(article_id), EVENT + digest


def shard_of(event_id: str, shards: int) -> int:
    """Return the shard of an event, 0 to ``shards`` - 1."""
    return int.from_bytes(hashlib.sha256(event_id.encode()).digest()[:4], "big") % shards


def timestamp(moment: datetime) -> str:
    """Return a moment in UTC, to the microsecond, so that strings sort as moments do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hour_of(moment: str) -> str:
    """Return the hour of a timestamp."""
    return moment[:13]


def month_of(day: str) -> str:
    """Return the month of an index date."""
    return UNDATED if day == UNDATED else day[:7]


def index_date(day: date | None) -> str:
    """Return the date that an event is searched by."""
    return day.isoformat() if day else UNDATED
