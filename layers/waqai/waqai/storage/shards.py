"""Index rows of all shards of a period, in one order."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from .codec import Item
from .expressions import Term, above, below, between, equals
from .table import Table


@dataclass(frozen=True, slots=True)
class Position:
    """A row's place in an index, whatever its shard."""

    period: str
    value: str
    event_id: str


@dataclass(frozen=True, slots=True)
class ShardedIndex:
    """An index with the keys (…, period, shard | value, event id)."""

    table: Table
    name: str
    period: str
    """Attribute of the month or hour."""
    value: str
    """Attribute that rows are ordered by."""
    shards: int
    descending: bool

    def rows(
        self, key: tuple[Term, ...], period: str, bounds: tuple[str, str], start: Position | None
    ) -> Iterator[Item]:
        """Yield the rows of a period between bounds, after the start where it lies therein."""
        after = start if start and start.period == period else None
        hashed = (*key, equals(self.period, period))
        streams = [
            self._shard((*hashed, equals("shard", shard)), bounds, after)
            for shard in range(self.shards)
        ]
        return heapq.merge(*streams, key=self._order, reverse=self.descending)

    def place(self, row: Item) -> Position:
        """Return a row's place."""
        return Position(row[self.period], row[self.value], row["event_id"])

    def _order(self, row: Item) -> tuple[str, str]:
        return row[self.value], row["event_id"]

    def _shard(
        self, hashed: tuple[Term, ...], bounds: tuple[str, str], after: Position | None
    ) -> Iterator[Item]:
        """Yield one shard's rows: the rest of the start's own value, then the values beyond."""
        low, high = bounds
        if after:
            beyond = below if self.descending else above
            same = equals(self.value, after.value), beyond("event_id", after.event_id)
            yield from self._query(*hashed, *same)
            low, high = self._rest(low, high, after.value)
        if low <= high:
            yield from self._query(*hashed, between(self.value, low, high))

    def _rest(self, low: str, high: str, value: str) -> tuple[str, str]:
        """Return the bounds without a value and what was read before it."""
        return (low, just_below(value)) if self.descending else (just_above(value), high)

    def _query(self, *terms: Term) -> Iterator[Item]:
        return self.table.query(*terms, index=self.name, descending=self.descending, page=100)


def just_above(value: str) -> str:
    """Return a string above a value and below every later one of the same length."""
    return value + "!"


def just_below(value: str) -> str:
    """Return a string below a value and above every earlier one of the same length."""
    return value[:-1] + chr(ord(value[-1]) - 1) + "~"
