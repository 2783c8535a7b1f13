"""What a record of the table's stream says about an event."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from waqai.record import Event
from waqai.storage.codec import from_wire
from waqai.storage.keys import EVENT
from waqai.storage.rows import ArticleHeader

from .cloudevents import EventData, EventEnvelope, EventType

CHANGES: Mapping[str, EventType] = {
    "INSERT": "org.waqai.event.created",
    "MODIFY": "org.waqai.event.updated",
    "REMOVE": "org.waqai.event.retracted",
}


@dataclass(frozen=True, slots=True)
class StreamRecord:
    """One change of one item."""

    sequence: str
    type: EventType
    sk: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "StreamRecord":
        """Read a record as Lambda hands it over."""
        change = record["dynamodb"]
        return cls(
            change["SequenceNumber"],
            CHANGES[record["eventName"]],
            change["Keys"]["sk"]["S"],
            from_wire(change.get("OldImage", {})),
            from_wire(change.get("NewImage", {})),
        )

    @property
    def meant(self) -> bool:
        """Whether consumers are to hear of it: an event, and not only its place in an index."""
        return self.sk.startswith(EVENT) and self.before.get("sha") != self.after.get("sha")

    def envelope(self, stage: str) -> EventEnvelope:
        """Return the CloudEvent of the change.

        Its id comes from what the event is, never from the stream, which may hand over the same
        change again under another sequence number.
        """
        item = self.after or self.before
        form = f"{item['event_id']} {item['sha']} {item['ingested_at']} {self.type}"
        envelope = EventEnvelope(
            id=hashlib.sha256(form.encode()).hexdigest()[:32],
            source=f"urn:waqai:{stage}",
            type=self.type,
            subject=item["event_id"],
            time=item["ingested_at"],
            data=_data(item),
        )
        return envelope if envelope.data.event else envelope.without_event()


def _data(item: Mapping[str, Any]) -> EventData:
    """Return the event of an item; none where its body lies in parts."""
    event = Event.model_validate(item["event"]) if "event" in item else None
    return EventData(event=event, article=ArticleHeader.model_validate(item["article"]))
