"""Publish the changes of a batch of stream records, each once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from waqai.storage.bus import ENTRY_BYTES, BusEntry, EventBus
from waqai.storage.markers import PublishedMarkers
from waqai.telemetry import count, log_bug, logger

from .changes import StreamRecord
from .cloudevents import EventEnvelope

Failures = dict[str, list[dict[str, str]]]


class Publisher:
    """Hands changes on to the bus and remembers which."""

    def __init__(self, bus: EventBus, markers: PublishedMarkers, stage: str) -> None:
        self._bus = bus
        self._markers = markers
        self._stage = stage

    def publish(self, records: Sequence[Mapping[str, Any]], now: datetime) -> Failures:
        """Publish stream records and return Lambda's answer: those to be delivered again.

        The marker is written after the put: a crash between the two publishes once more, under
        the same id, where the other order would lose the event.
        """
        envelopes, failed = self._envelopes(records)
        published = self._markers.present({envelope.id for envelope in envelopes.values()})
        new = {e.id: e for e in envelopes.values() if e.id not in published}
        refused = self._bus.put([_entry(envelope) for envelope in new.values()])
        for event_id, code in refused.items():
            logger.warning("bus refused event", cloud_event=event_id, code=code)
        self._markers.mark(new.keys() - refused.keys(), now)
        count("EventsPublished", len(new) - len(refused))
        failed += [sequence for sequence, e in envelopes.items() if e.id in refused]
        return _answer(failed)

    def _envelopes(
        self, records: Iterable[Mapping[str, Any]]
    ) -> tuple[dict[str, EventEnvelope], list[str]]:
        """Return CloudEvents by sequence number, and the numbers of records that make none."""
        envelopes: dict[str, EventEnvelope] = {}
        failed: list[str] = []
        for record in map(StreamRecord.of, records):
            try:
                if record.meant:
                    envelopes[record.sequence] = record.envelope(self._stage)
            except (KeyError, ValidationError) as error:
                log_bug(error, sequence=record.sequence)
                failed.append(record.sequence)
        return envelopes, failed


def _entry(envelope: EventEnvelope) -> BusEntry:
    """Return an envelope as the bus takes it; one too long goes without its event."""
    detail = envelope.model_dump_json()
    if len(detail.encode()) > ENTRY_BYTES - 1000:
        detail = envelope.without_event().model_dump_json()
    return BusEntry(envelope.id, envelope.type, envelope.time, detail)


def _answer(failed: Iterable[str]) -> Failures:
    """Return the partial batch response."""
    return {"batchItemFailures": [{"itemIdentifier": sequence} for sequence in failed]}
