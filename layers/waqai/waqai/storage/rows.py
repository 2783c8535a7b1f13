"""What searches, the feed and published events say beside an event."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from waqai.record import ArticleInfo, Event


class ArticleHeader(BaseModel):
    """The article that an event was read in."""

    model_config = ConfigDict(frozen=True)

    id: str
    title: str | None
    language: str
    published_at: datetime | None
    source: str | None
    url: str | None

    @classmethod
    def of(cls, article: ArticleInfo) -> "ArticleHeader":
        """Return the header of an article."""
        return cls(**article.model_dump(include=set(cls.model_fields)))


class EventRow(BaseModel):
    """An event that was found, with its article."""

    model_config = ConfigDict(frozen=True)

    event: Event
    article: ArticleHeader
    ingested_at: Annotated[datetime, Field(description="When the event took its present form.")]


@dataclass(frozen=True, slots=True)
class Page:
    """Events in order, and the cursor of what follows; none where nothing does."""

    rows: tuple[EventRow, ...]
    cursor: str | None
