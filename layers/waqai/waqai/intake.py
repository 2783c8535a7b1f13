"""From an article to its stored record, the same by every road."""

from dataclasses import dataclass
from datetime import UTC, datetime

from waqai import PIPELINE_VERSION, services
from waqai.extraction.article import Article
from waqai.extraction.pipeline import extract
from waqai.record import Record
from waqai.storage.submissions import Submission
from waqai.telemetry import count


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of storing: created, updated, unchanged, or stale where a newer one is stored."""

    outcome: str
    record: Record | None
    """None where nothing had to be extracted."""


def read(article: Article) -> Record:
    """Extract the record of an article and store nothing."""
    record = extract(article, services.model(), services.ontology())
    count("Articles")
    count("Events", len(record.events))
    return record


def keep(article: Article, submission: Submission | None = None) -> Kept:
    """Extract and store; what is stored already is not extracted again."""
    store = services.records()
    if store.known(
        article,
        services.model().info.sha256,
        PIPELINE_VERSION,
        services.ontology().version,
        submission,
    ):
        return Kept("unchanged", None)
    record = read(article)
    text = article.text if services.settings().store_text else None
    saved = store.save(record, text, now=datetime.now(UTC), submission=submission)
    return Kept(saved.outcome, record)
