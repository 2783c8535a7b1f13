"""The bodies that the API takes and gives beside the article and its record."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from waqai.record import Event
from waqai.storage.rows import EventRow
from waqai.submission.fields import FileName

Status = Literal["waiting", "running", "done", "failed"]


class Accepted(BaseModel):
    """An article that will be read."""

    article_id: str
    batch_id: str
    status: Annotated[str, Field(description="Ask here how far it is.")]


class ArticleEvents(BaseModel):
    """The events of one article."""

    article_id: str
    events: tuple[Event, ...]


class EventPage(BaseModel):
    """Events found, each with its article, and the way to the next ones."""

    events: tuple[EventRow, ...]
    next_cursor: Annotated[
        str | None, Field(description="Send as `cursor` with the same filters; null at the end.")
    ]


class FeedPage(BaseModel):
    """What was stored since the cursor, oldest first."""

    events: tuple[EventRow, ...]
    next_cursor: Annotated[
        str | None, Field(description="Send as `cursor`, at once or later: nothing is skipped.")
    ]


class BatchIn(BaseModel):
    """The files that will be uploaded."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={"examples": [{"files": ["2023-10-20.jsonl", "statement.txt"]}]},
    )

    files: Annotated[
        tuple[FileName, ...],
        Field(
            min_length=1,
            max_length=100,
            description="Names ending in .txt, .json, .jsonl, .ndjson, .jsonl.gz or .ndjson.gz.",
        ),
    ]


class Upload(BaseModel):
    """Where to PUT one file's bytes."""

    name: str
    key: str
    method: Literal["PUT"] = "PUT"
    url: Annotated[str, Field(description="Signed; needs no API key and no further header.")]
    expires_at: datetime


class BatchOut(BaseModel):
    """A batch that waits for its files."""

    id: str
    status: Annotated[str, Field(description="Ask here how far it is.")]
    uploads: tuple[Upload, ...]


class FailureOut(BaseModel):
    """What could not be read, and how to mend it."""

    object: str
    line: Annotated[int | None, Field(description="Line of an NDJSON file, from 1.")]
    detail: str


class ObjectOut(BaseModel):
    """How far one file is."""

    key: str
    status: Status
    parts: Annotated[int, Field(description="Pieces of the file; 0 until it is read.")]
    parts_done: int
    stored: Annotated[int, Field(description="Articles stored.")]
    unchanged: Annotated[int, Field(description="Articles that were stored before.")]
    failed: Annotated[int, Field(description="Articles that could not be read.")]
    failures: tuple[FailureOut, ...]


class BatchProgress(BaseModel):
    """How far a batch is."""

    id: str
    status: Status
    created_at: datetime
    objects: tuple[ObjectOut, ...]


class OntologyOut(BaseModel):
    """Event types, roles and modalities, defined in English and Arabic."""

    model_config = ConfigDict(extra="allow")

    version: str
    sha256: str
    types: dict[str, Any]
    roles: dict[str, Any]
