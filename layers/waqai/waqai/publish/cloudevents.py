"""The CloudEvents 1.0 that consumers receive."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from waqai.record import Event
from waqai.storage.rows import ArticleHeader

SOURCE = "org.waqai"
"""EventBridge's own source, by which rules are made."""

EventType = Literal[
    "org.waqai.event.created", "org.waqai.event.updated", "org.waqai.event.retracted"
]


class EventData(BaseModel):
    """An event with the article that it was read in."""

    model_config = ConfigDict(frozen=True)

    event: Annotated[
        Event | None,
        Field(description="As it is now, or was before it was retracted; null where too long."),
    ]
    article: ArticleHeader


class EventEnvelope(BaseModel):
    """One change of an event, as CloudEvents 1.0 in structured JSON."""

    model_config = ConfigDict(frozen=True)

    specversion: Literal["1.0"] = "1.0"
    id: Annotated[str, Field(description="The same for every delivery of the same change.")]
    source: Annotated[str, Field(description="`urn:waqai:<stage>`.")]
    type: EventType
    subject: Annotated[str, Field(description="The event's id.")]
    time: Annotated[datetime, Field(description="When the event took this form.")]
    datacontenttype: Literal["application/json"] = "application/json"
    dataschema: Literal["urn:waqai:schema:cloudevent:1"] = "urn:waqai:schema:cloudevent:1"
    dataref: Annotated[
        str | None,
        Field(
            description="Path of the API where an event is that is too long for the bus.",
            exclude_if=lambda path: path is None,
        ),
    ] = None
    data: EventData

    def without_event(self) -> "EventEnvelope":
        """Return it with a reference in the place of the event."""
        data = self.data.model_copy(update={"event": None})
        return self.model_copy(update={"data": data, "dataref": f"/v1/events/{self.subject}"})
