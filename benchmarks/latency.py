"""Warm latency of the whole line, text to record, by length, language and stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import perf_counter

from tqdm import tqdm
from waqai.extraction.article import Article
from waqai.extraction.pipeline import extract
from waqai.extraction.spans import EventModel
from waqai.ontology import Ontology

from benchmarks.measure import Timing, table
from training.corpus.split import articles

LENGTHS = (100, 500, 1000, 2000, 5000, 20000)
"""Characters of the texts, made of whole development articles of the corpus."""
STAGES = ("segment", "model", "assemble", "resolve")
RUNS = 5


@dataclass(frozen=True, slots=True)
class Latency:
    """One length of text in one language."""

    language: str
    characters: int
    whole: Timing
    stages: dict[str, Timing]

    @property
    def model_share(self) -> float:
        return self.stages["model"].median / self.whole.median


def measure(model: EventModel, ontology: Ontology, runs: int = RUNS) -> list[Latency]:
    """Time each length after one warm-up run."""
    wanted = [(language, length) for language in ("ar", "en") for length in LENGTHS]
    return [
        _timed(Article(text(language, length), "bench", language), model, ontology, runs)
        for language, length in tqdm(wanted, desc="warm latency", unit="length")
    ]


def text(language: str, length: int) -> str:
    """Return development articles of a language, one after another, cut to a length."""
    return "\n".join(_endless(language, length))[:length]


def _endless(language: str, length: int) -> Iterator[str]:
    own = [a.text for a in articles("dev") if a.language == language]
    written = 0
    while written < length:
        for each in own:
            written += len(each)
            yield each


def _timed(article: Article, model: EventModel, ontology: Ontology, runs: int) -> Latency:
    extract(article, model, ontology)
    whole: list[float] = []
    stages: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for _ in range(runs):
        started = perf_counter()
        record = extract(article, model, ontology)
        whole.append((perf_counter() - started) * 1000)
        for stage in STAGES:
            stages[stage].append(record.timing_ms[stage])
    timings = {stage: Timing(tuple(values)) for stage, values in stages.items()}
    return Latency(article.language, len(article.text), Timing(tuple(whole)), timings)


def report(found: list[Latency]) -> str:
    """Return the table in Markdown."""
    head = ["text", "whole, ms", "min to max", *STAGES, "model's share", "ms a 1,000 characters"]
    return table(head, [_row(each) for each in found])


def _row(found: Latency) -> list[str]:
    return [
        f"{found.language}, {found.characters:,} characters",
        f"{found.whole.median:.1f}",
        found.whole.spread,
        *(f"{found.stages[stage].median:.1f}" for stage in STAGES),
        f"{found.model_share:.0%}",
        f"{found.whole.median / found.characters * 1000:.0f}",
    ]
