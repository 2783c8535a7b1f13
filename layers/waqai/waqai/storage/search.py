"""Finding events by type, country, entity and date, and following them as they come in."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import datetime, timedelta

from waqai.errors import InvalidRequest

from .codec import Item
from .cursors import CursorSigner
from .expressions import Term, equals
from .filters import EventFilter
from .keys import hour_of, month_of, timestamp
from .periods import PeriodIndex
from .reader import ArticleReader
from .rows import EventRow, Page
from .shards import Position, ShardedIndex
from .table import Table

__all__ = ["EventFilter", "EventRow", "EventSearch", "Page"]

SETTLING = timedelta(seconds=30)
"""Age at which a row is in the feed: longer than any save takes, and than an index lags behind."""
LOOKED_AT = 2000
"""Most rows that one request looks at; a page may be short and still have a cursor."""
FEED = "feed"


class EventSearch:
    """Pages of events, newest date first, and the feed, oldest arrival first."""

    def __init__(
        self, table: Table, shards: int, cursors: CursorSigner, settling: timedelta = SETTLING
    ) -> None:
        self._table = table
        self._shards = shards
        self._cursors = cursors
        self._settling = settling
        self._periods = PeriodIndex(table)
        self._reader = ArticleReader(table)

    def search(self, wanted: EventFilter, cursor: str | None = None) -> Page:
        """Return the events that fit, latest date first, undated ones last."""
        start = self._open(wanted.query, cursor)
        by_facet = wanted.index == "by_facet"
        index = ShardedIndex(self._table, wanted.index, "month", "date", self._shards, True)
        key = equals("facet" if by_facet else "type", wanted.key)
        months = self._periods.within(
            f"{'facet' if by_facet else 'type'}#{wanted.key}",
            month_of(wanted.low),
            start.period if start else month_of(wanted.high),
            descending=True,
        )
        rows = self._walk(index, (key,), months, (wanted.low, wanted.high), start)
        return self._page(index, rows, wanted, start)

    def feed(self, cursor: str | None, limit: int, *, now: datetime) -> Page:
        """Return the events next in order of arrival; its cursor is good for asking again later."""
        start = self._open(FEED, cursor)
        horizon = timestamp(now - self._settling)
        index = ShardedIndex(self._table, FEED, "hour", "ingested_at", self._shards, False)
        first = start.period if start else "0"
        hours = self._periods.within(FEED, first, hour_of(horizon), descending=False)
        taken = _take(self._walk(index, (), hours, ("0", horizon), start), limit)
        last = index.place(taken[-1]) if taken else start
        return Page(self._rows(taken), self._sign(FEED, last))

    def _walk(
        self,
        index: ShardedIndex,
        key: tuple[Term, ...],
        periods: Iterator[str],
        bounds: tuple[str, str],
        start: Position | None,
    ) -> Iterator[Item]:
        """Yield index rows, period after period."""
        for period in periods:
            yield from index.rows(key, period, bounds, start)

    def _page(
        self, index: ShardedIndex, rows: Iterator[Item], wanted: EventFilter, start: Position | None
    ) -> Page:
        """Return the first rows that fit, and a cursor where the rest was not looked at."""
        found: list[Item] = []
        last = start
        for seen, row in enumerate(rows):
            if len(found) == wanted.limit or seen == LOOKED_AT:
                return Page(self._rows(found), self._sign(wanted.query, last))
            last = index.place(row)
            found += [row] if wanted.fits(row) else []
        return Page(self._rows(found), None)

    def _rows(self, items: Sequence[Item]) -> tuple[EventRow, ...]:
        """Return the events of index rows, without those erased since."""
        return tuple(self._reader.rows(item["event_id"] for item in items))

    def _sign(self, query: str, place: Position | None) -> str | None:
        return self._cursors.sign(query, astuple(place)) if place else None

    def _open(self, query: str, cursor: str | None) -> Position | None:
        """Return the place that a cursor stands for."""
        if cursor is None:
            return None
        if cursor == "":
            raise InvalidRequest(
                "The cursor is empty; leave it out to start anew.", pointer="cursor"
            )
        return Position(*self._cursors.open(query, cursor))


def _take(rows: Iterator[Item], limit: int) -> list[Item]:
    """Return the first rows."""
    return [row for row, _ in zip(rows, range(limit), strict=False)]
