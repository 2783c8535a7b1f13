"""The straight line from an article to its record."""

from time import perf_counter

from .. import PIPELINE_VERSION
from ..ontology import Ontology
from ..record import Model, Record
from .article import Article
from .assemble import Draft, assemble
from .build import Lookups, article_info, build_event, checked
from .coverage import coverage
from .dateline import DatelineFound, find_dateline
from .entities import cluster
from .pairs import resolve_pairs
from .part import parted
from .segment import sentences, windows
from .snap import snapped
from .spans import EventModel, Prediction
from .times import Anchor
from .values import Reading


def extract(article: Article, model: EventModel, ontology: Ontology) -> Record:
    """Read the whole article and return its events, entities and what was not read."""
    clock = Stopwatch()
    parts = windows(article.text, model)
    clock.lap("segment")
    predictions = model.predict(parts)
    clock.lap("model")
    draft = assemble(article.text, predictions, ontology)
    draft = resolve_pairs(article.text, snapped(article.text, parted(article.text, draft)))
    clock.lap("assemble")
    record = resolve(article, draft, predictions, model, ontology)
    clock.lap("resolve")
    return record.model_copy(update={"timing_ms": clock.laps})


def resolve(
    article: Article,
    draft: Draft,
    predictions: list[Prediction],
    model: EventModel,
    ontology: Ontology,
) -> Record:
    """Resolve names, times and places of a draft, and build its record."""
    published = article.published_at.date() if article.published_at else None
    dateline = find_dateline(article.text, article.language, published)
    cast = cluster(article.text, draft.entities, draft.events)
    reading = Reading(article.text, article.language, cast, anchor(article, dateline))
    lookups = Lookups(reading, sentences(article.text), ontology)
    read = coverage(article.text, [p.window for p in predictions], draft.rejected)
    info = model.info
    record = Record(
        status="partial" if read.truncated else "complete",
        article=article_info(article, dateline),
        events=tuple(build_event(article.id, event, lookups) for event in draft.events),
        entities=cast.entities,
        coverage=read,
        model=Model(name=info.name, version=info.version, sha256=info.sha256),
        ontology_version=ontology.version,
        pipeline_version=PIPELINE_VERSION,
        timing_ms={},
    )
    return checked(record, article.text)


def anchor(article: Article, dateline: DatelineFound) -> Anchor:
    """Return the day that relative dates count from: the dateline's, else the publication's."""
    if dateline.date:
        return Anchor(dateline.date, "dateline")
    if article.published_at:
        return Anchor(article.published_at.date(), "published")
    return Anchor(None, "none")


class Stopwatch:
    """Measures the stages in milliseconds."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        """Note the time since the last lap under the stage's name."""
        now = perf_counter()
        self.laps[stage] = round((now - self._last) * 1000, 3)
        self._last = now
