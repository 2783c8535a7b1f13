"""The store of records: one article's items are written and read as a whole."""

from datetime import datetime

from waqai.extraction.article import Article
from waqai.record import Event, Record

from .layout import contents
from .reader import ArticleReader, StoredArticle
from .rows import EventRow
from .standing import Saved
from .submissions import Submission
from .table import Table
from .writer import ArticleWriter

__all__ = ["RecordStore", "Saved", "StoredArticle", "Submission"]


class RecordStore:
    """Articles and their events."""

    def __init__(self, table: Table, shards: int) -> None:
        self._shards = shards
        self._writer = ArticleWriter(table)
        self._reader = ArticleReader(table)

    def save(
        self,
        record: Record,
        text: str | None,
        *,
        now: datetime,
        submission: Submission | None = None,
    ) -> Saved:
        """Store a record, and the text where one is given.

        ``now`` is the moment of the call, by which the feed is ordered. Without a submission the
        record counts as submitted now. An event whose content is the same keeps its item.
        """
        came = submission or Submission(now)
        wanted = contents(record, text, self._shards, came, now)
        return self._writer.save(record.article.id, wanted, submission)

    def known(
        self,
        article: Article,
        model_sha256: str,
        pipeline_version: str,
        ontology_version: str,
        submission: Submission | None = None,
    ) -> bool:
        """Tell whether extracting an article would change nothing, and note that it came again."""
        standing = self._writer.standing(article.id, ("header",))
        if submission and standing.newer_than(submission):
            return True
        if standing.meta is None or not standing.live or standing.writing:
            return False
        stored = Record(**standing.meta["header"], events=(), entities=())
        same = (
            _fields(stored) == _given(article)
            and stored.model.sha256 == model_sha256
            and stored.pipeline_version == pipeline_version
            and stored.ontology_version == ontology_version
        )
        if same:
            self._writer.note(article.id, standing, submission)
        return same

    def delete(self, article_id: str, *, now: datetime) -> None:
        """Erase an article and retract its events; NotFound where there is none.

        What was submitted before ``now`` and comes late does not bring it back.
        """
        self._writer.erase(article_id, now)

    def article(self, article_id: str) -> StoredArticle:
        """Return an article with its record and how it is kept."""
        return self._reader.article(article_id)

    def record(self, article_id: str) -> Record:
        """Return an article's record."""
        return self.article(article_id).record

    def events(self, article_id: str) -> tuple[Event, ...]:
        """Return an article's events."""
        return self.record(article_id).events

    def text(self, article_id: str) -> str | None:
        """Return an article's text as submitted, none where texts are not kept."""
        return self._reader.text(article_id)

    def event_row(self, event_id: str) -> EventRow:
        """Return an event with its article's header."""
        return self._reader.event(event_id)

    def event(self, event_id: str) -> Event:
        """Return an event."""
        return self.event_row(event_id).event


def _given(article: Article) -> tuple[object, ...]:
    """Return what the sender said of an article."""
    given = article.sha256, article.title, article.published_at, article.source, article.url
    return (*given, article.language)


def _fields(record: Record) -> tuple[object, ...]:
    """Return what is stored of what the sender said."""
    info = record.article
    return (info.sha256, info.title, info.published_at, info.source, info.url, info.language)
