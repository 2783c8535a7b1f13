"""Which events have been published, so that none is published twice."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from .table import Table

MARKER_LIFE = timedelta(days=7)
"""Longer than a stream keeps a record: 24 hours."""


class PublishedMarkers:
    """A marker for every published event, for a while."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def present(self, ids: Iterable[str]) -> set[str]:
        """Return those ids that were published."""
        keys = {(_pk(each), "MARKER"): each for each in ids}
        return {keys[key] for key in self._table.get(keys)}

    def mark(self, ids: Iterable[str], now: datetime) -> None:
        """Mark events as published."""
        expiry = int((now + MARKER_LIFE).timestamp())
        rows = ({"pk": _pk(each), "sk": "MARKER", "expires_at": expiry} for each in ids)
        self._table.put_all(rows)


def _pk(event_id: str) -> str:
    return f"PUBLISHED#{event_id}"
