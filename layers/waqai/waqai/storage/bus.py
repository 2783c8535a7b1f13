"""Events to EventBridge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .clients import client
from .faults import aws_errors
from .table import ATTEMPTS, groups, pause

GROUP = 10
"""EventBridge takes ten entries in one call."""
ENTRY_BYTES = 250_000
"""EventBridge takes 256 KB in one call, counted over source, type and detail of all entries."""


@dataclass(frozen=True, slots=True)
class BusEntry:
    """One event as EventBridge takes it."""

    id: str
    type: str
    time: datetime
    detail: str
    """JSON."""

    @property
    def size(self) -> int:
        """Bytes, about as EventBridge counts them."""
        return len(self.detail.encode()) + len(self.type) + 64


class EventBus:
    """One bus."""

    def __init__(self, name: str, source: str) -> None:
        self._name = name
        self._source = source

    def put(self, entries: Sequence[BusEntry]) -> dict[str, str]:
        """Put events on the bus and return the error codes of those that stay refused, by id."""
        refused: dict[str, str] = {}
        for group in _packed(entries):
            refused |= self._put_group(group)
        return refused

    def _put_group(self, entries: Sequence[BusEntry]) -> Mapping[str, str]:
        """Put what fits in one call, again for those that were refused."""
        pending, refused = list(entries), {}
        for attempt in range(ATTEMPTS - 2):
            pause(attempt)
            with aws_errors("the event bus"):
                answer = client("events").put_events(Entries=[self._entry(e) for e in pending])
            results = zip(pending, answer["Entries"], strict=True)
            refused = {e.id: str(r["ErrorCode"]) for e, r in results if r.get("ErrorCode")}
            pending = [entry for entry in pending if entry.id in refused]
            if not pending:
                break
        return refused

    def _entry(self, entry: BusEntry) -> dict[str, object]:
        return {
            "EventBusName": self._name,
            "Source": self._source,
            "DetailType": entry.type,
            "Time": entry.time,
            "Detail": entry.detail,
        }


def _packed(entries: Sequence[BusEntry]) -> list[list[BusEntry]]:
    """Return entries in groups that fit one call."""
    packed: list[list[BusEntry]] = []
    for group in groups(entries, GROUP):
        small = sum(entry.size for entry in group) <= ENTRY_BYTES
        packed += [group] if small else [[entry] for entry in group]
    return packed
