"""A record as items of the table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from waqai.errors import InvalidRequest
from waqai.record import Event, Record

from .blobs import blob
from .codec import Item, canonical, content_hash
from .dates import first_day
from .facets import facets
from .keys import (
    EVENT,
    EVERY_EVENT,
    FACET,
    META,
    article_key,
    hour_of,
    index_date,
    month_of,
    shard_of,
    timestamp,
)
from .rows import ArticleHeader
from .submissions import Submission

EVENT_BYTES = 300_000
"""Longest event, in JSON, that is kept as attributes; a longer one goes into parts."""
HEADER_BYTES = 64_000

Period = tuple[str, str]
"""A search key, and a month or hour in which it has rows."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that the table holds of an article."""

    meta: Item
    others: dict[str, Item]
    """By sort key, in the order of writing: parts and facets before the events that need them."""

    def periods(self) -> set[Period]:
        """Return the search keys and periods under which the article's events are found."""
        found = set()
        for item in self.others.values():
            if "facet" in item:
                found.add((f"facet#{item['facet']}", item["month"]))
            if "type" in item:
                found.add((f"type#{item['type']}", item["month"]))
                found.add(("feed", item["hour"]))
        return found


def contents(
    record: Record, text: str | None, shards: int, submission: Submission, now: datetime
) -> Contents:
    """Lay out a record; `generation` and `created_at` of META are set when it is written."""
    pk = article_key(record.article.id)
    meta, parts = _meta(pk, record, text)
    meta |= {"submission": submission.attributes(), "updated_at": timestamp(now)}
    events = [_event(pk, event, record, shards, timestamp(now)) for event in record.events]
    ordered = [*parts, *(item for items in events for item in items)]
    return Contents(meta, {item["sk"]: item for item in ordered})


def _meta(pk: str, record: Record, text: str | None) -> tuple[Item, list[Item]]:
    """Return META and the parts of what is too long for it."""
    dump = record.model_dump(mode="json")
    fingerprint = {k: v for k, v in dump.items() if k != "timing_ms"} | {"text": text is not None}
    events = [event.id.rpartition(".")[2] for event in record.events]
    body, parts = blob(pk, canonical({"entities": dump.pop("entities"), "events": events}))
    del dump["events"]
    if len(canonical(dump)) > HEADER_BYTES:
        raise InvalidRequest(f"title, source and url take more than {HEADER_BYTES} bytes together.")
    meta = {"pk": pk, "sk": META, "sha": content_hash(canonical(fingerprint)), "body": body}
    meta["header"] = dump
    if text is not None:
        meta["text"], more = blob(pk, text.encode())
        parts += more
    return meta, parts


def _event(pk: str, event: Event, record: Record, shards: int, now: str) -> Iterator[Item]:
    """Yield the rows of an event's facets, its parts, and last the event itself."""
    day = index_date(first_day(event.date.value))
    index = {"month": month_of(day), "shard": shard_of(event.id, shards), "date": day}
    index |= {"pk": pk, "event_id": event.id, "event_type": event.type}
    index |= {"modality": event.modality, "countries": list(event.countries)}
    digest = event.id.rpartition(".")[2]
    for facet in facets(event, record):
        row = index | {"sk": f"{FACET}{digest}#{facet}", "facet": facet}
        yield row | {"sha": content_hash(canonical(_unsharded(row)))}
    article = ArticleHeader.of(record.article).model_dump(mode="json")
    item = index | {"sk": EVENT + digest, "facet": EVERY_EVENT, "type": event.type}
    item |= {"article": article, "event": event.model_dump(mode="json")}
    item["sha"] = content_hash(canonical(_unsharded(item)))
    if len(data := canonical(item["event"])) > EVENT_BYTES:
        item["event_parts"], parts = blob(pk, data, inline=0)
        del item["event"]
        yield from parts
    yield item | {"ingested_at": now, "hour": hour_of(now)}


def _unsharded(item: Item) -> Item:
    """Leave out the shard, so that raising their number rewrites and publishes nothing."""
    return {name: value for name, value in item.items() if name != "shard"}
