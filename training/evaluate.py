"""Score the exported model, through the whole pipeline, on held-out articles.

``python -m training.evaluate`` prints the tables and writes them into the model card.
"""

import argparse
import random
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from waqai.extraction.article import Article
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.pipeline import extract
from waqai.ontology import Ontology

from training.coreference import conll, score_entities
from training.corpus.format import Article as Annotated
from training.corpus.split import articles
from training.reliability import reliability_table
from training.score import Tallies, Tally, score

ROOT = Path(__file__).parents[1]
CARD = ROOT / "layers" / "model" / "MODEL_CARD.md"
SUMMARY = (
    *("event", "trigger", "argument", "modality", "time", "country"),
    *("entity", "mention"),
)
"""Entity: a mention with its kind; mention: without."""
DETAILS = (
    ("Type", "event "),
    ("Role, in events that count", "role "),
    ("Kind of entity", "entity "),
)
LINKS = {"muc": "MUC", "b3": "B³", "ceaf": "CEAFe", "conll": "CoNLL mean"}
SAMPLES = 1000


def evaluate(model: OnnxEventModel, ontology: Ontology, gold: Sequence[Annotated]) -> list[Tallies]:
    """Return the tallies of each article."""
    found = []
    for annotated in gold:
        record = extract(submitted(annotated), model, ontology).model_dump()
        tallies = score(annotated, record["events"], record["entities"])
        score_entities(tallies, annotated, record["entities"])
        found.append(tallies)
    return found


def submitted(annotated: Annotated) -> Article:
    """Return an annotated article as a sender would submit it."""
    published = datetime.fromisoformat(annotated.published).replace(tzinfo=UTC)
    return Article(annotated.text, annotated.id, annotated.language, published_at=published)


def report(gold: Sequence[Annotated], found: Sequence[Tallies], part: str) -> str:
    """Return the tables in Markdown."""
    whole = total(found)
    lines = [
        f"{len(gold)} {part} articles, {whole.by_name['event'].gold} events, "
        f"{whole.by_name['argument'].gold} arguments; intervals are 95 % bootstrap over articles.",
        "",
        *_summary("All", found),
    ]
    for language in sorted({annotated.language for annotated in gold}):
        own = [t for a, t in zip(gold, found, strict=True) if a.language == language]
        lines += _summary(f"Language {language}, {len(own)} articles", own)
    for title, prefix in DETAILS:
        names = sorted(name for name in whole.by_name if name.startswith(prefix))
        lines += [
            *markdown_table(title, {n.removeprefix(prefix): whole.by_name[n] for n in names}),
            "",
        ]
    return "\n".join([*lines, *reliability_table(whole)]).rstrip()


def _summary(title: str, found: Sequence[Tallies]) -> list[str]:
    """Return the table of the main measures with the intervals of events and arguments."""
    whole = total(found)
    spans = {name: interval(found, name) for name in ("event", "argument")}
    said = ", ".join(f"{name} F1 {low:.3f} to {high:.3f}" for name, (low, high) in spans.items())
    links = ", ".join(f"{LINKS[name]} {value:.3f}" for name, value in conll(whole).items())
    table = markdown_table(title, {n: whole.by_name[n] for n in SUMMARY})
    return [*table, "", f"95 %: {said}. Entity coreference: {links}.", ""]


def total(found: Sequence[Tallies]) -> Tallies:
    """Return the sum over articles."""
    whole = Tallies()
    for tallies in found:
        whole.update(tallies)
    return whole


def interval(found: Sequence[Tallies], name: str) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a measure's F1 over articles."""
    rng = random.Random(0)
    tallies = [of_article.by_name[name] for of_article in found]
    scores = sorted(_f1(rng.choices(tallies, k=len(tallies))) for _ in range(SAMPLES))
    return scores[round(0.025 * SAMPLES)], scores[round(0.975 * SAMPLES) - 1]


def _f1(tallies: Sequence[Tally]) -> float:
    """Return the F1 of summed tallies."""
    summed = Tally()
    for tally in tallies:
        summed.add(tally.right, tally.gold, tally.predicted)
    return summed.f1


def markdown_table(title: str, rows: Mapping[str, Tally]) -> list[str]:
    """Return a Markdown table with a row a tally."""
    head = [f"| {title} | F1 | precision | recall | gold | predicted |", "|---|" + "---:|" * 5]
    return head + [
        f"| {name} | {t.f1:.3f} | {t.precision:.3f} | {t.recall:.3f} "
        f"| {t.gold:.0f} | {t.predicted:.0f} |"
        for name, t in rows.items()
    ]


def write_card(card: Path, part: str, text: str) -> None:
    """Put the tables between the card's markers for this part."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    old = card.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    card.write_text(pattern.sub(f"{begin}\n{text}\n{end}", old), encoding="utf-8")


def main() -> None:
    """Evaluate from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path, default=ROOT / "layers" / "model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-card", action="store_true", help="print only")
    options = parser.parse_args()
    model = OnnxEventModel.load(options.model, options.threads)
    ontology = Ontology.load(ROOT / "schemas" / "ontology")
    gold = list(articles(options.part))
    text = report(gold, evaluate(model, ontology, gold), options.part)
    print(text)
    if not options.no_card:
        write_card(CARD, options.part, text)


if __name__ == "__main__":
    main()
