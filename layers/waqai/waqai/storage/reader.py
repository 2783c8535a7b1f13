"""Reading articles and events."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from waqai.errors import NotFound, ThrottledError
from waqai.record import Event, Record

from .blobs import read_blob
from .codec import Item, Key
from .expressions import begins, equals
from .keys import EVENT, META, article_key, event_key
from .rows import ArticleHeader, EventRow
from .table import ATTEMPTS, Table, pause

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article's record with how it is kept."""

    record: Record
    generation: int
    created_at: datetime
    updated_at: datetime
    has_text: bool


class ArticleReader:
    """Reads what a writer has committed."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def article(self, article_id: str) -> StoredArticle:
        """Return an article with all that was extracted from it."""
        return _steady(lambda: self._article(article_id))

    def text(self, article_id: str) -> str | None:
        """Return the text as submitted, none where texts are not kept."""
        return _steady(lambda: self._text(self._meta(article_id)))

    def event(self, event_id: str) -> EventRow:
        """Return one event with its article's header."""
        key = event_key(event_id)
        found = self._table.get([key, (key[0], META)])
        meta = found.get((key[0], META))
        if key not in found or meta is None or "deleted_at" in meta:
            raise NotFound(f"There is no event {event_id!r}.")
        return self._row(found[key])

    def rows(self, event_ids: Iterable[str]) -> list[EventRow]:
        """Return the events that are there, in the order asked for."""
        keys: list[Key] = [event_key(event_id) for event_id in event_ids]
        found = self._table.get(keys)
        return [self._row(found[key]) for key in keys if key in found]

    def _article(self, article_id: str) -> StoredArticle:
        meta = self._meta(article_id)
        body = json.loads(read_blob(self._table, meta["pk"], meta["body"]))
        events = self._events(meta["pk"], body["events"])
        return StoredArticle(
            Record(**meta["header"], events=events, entities=body["entities"]),
            meta["generation"],
            datetime.fromisoformat(meta["created_at"]),
            datetime.fromisoformat(meta["updated_at"]),
            "text" in meta,
        )

    def _meta(self, article_id: str) -> Item:
        """Return META; NotFound where an article is not there, or not any more."""
        key = article_key(article_id), META
        meta = self._table.get([key]).get(key)
        if meta is None or "deleted_at" in meta:
            raise NotFound(f"There is no article {article_id!r}.")
        return meta

    def _text(self, meta: Item) -> str | None:
        if "text" not in meta:
            return None
        return read_blob(self._table, meta["pk"], meta["text"]).decode()

    def _events(self, pk: str, digests: list[str]) -> tuple[Event, ...]:
        """Return the events that META names; others belong to a write that isn't finished."""
        items = self._table.query(equals("pk", pk), begins("sk", EVENT))
        found = {item["sk"].removeprefix(EVENT): item for item in items}
        if missing := set(digests) - set(found):
            raise ThrottledError(f"{len(missing)} events are being written anew; come again.")
        return tuple(self._row(found[digest]).event for digest in digests)

    def _row(self, item: Item) -> EventRow:
        """Return the event of an item, wherever its body lies."""
        if "event_parts" in item:
            event = json.loads(read_blob(self._table, item["pk"], item["event_parts"]))
        else:
            event = item["event"]
        return EventRow(
            event=Event.model_validate(event),
            article=ArticleHeader.model_validate(item["article"]),
            ingested_at=item["ingested_at"],
        )


def _steady(read: Callable[[], T]) -> T:
    """Read, again when a writer was at work on the same article."""
    for attempt in range(ATTEMPTS - 1):
        pause(attempt)
        try:
            return read()
        except ThrottledError:
            continue
    return read()
