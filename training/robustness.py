"""Measure what spoilt text costs: ``python -m training.robustness``.

Prints F1 of events and arguments on the held-out articles as they are and spoilt in each way, and
writes the table into the model card.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.ontology import Ontology

from training.corpus.format import Article
from training.corpus.split import articles
from training.evaluate import CARD, ROOT, evaluate, total, write_card
from training.perturb import PERTURBATIONS, perturb
from training.score import Tallies

MEASURES = ("event", "argument")


def table(model: OnnxEventModel, ontology: Ontology, gold: Sequence[Article]) -> str:
    """Return the table in Markdown."""
    plain = _by_language(gold, evaluate(model, ontology, gold))
    heads = [f"{measure} {language}" for language in plain for measure in MEASURES]
    lines = ["| Text | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    lines.append(_row("as written", plain, {}))
    for name in tqdm(PERTURBATIONS, desc="robustness"):
        spoilt = [perturb(article, name) for article in gold]
        found = _by_language(gold, evaluate(model, ontology, spoilt))
        lines.append(_row(name, found, plain))
    return "\n".join(lines)


def _by_language(gold: Sequence[Article], found: Sequence[Tallies]) -> dict[str, Tallies]:
    """Return the sums over the articles of each language."""
    languages = sorted({article.language for article in gold})
    pairs = list(zip(gold, found, strict=True))
    return {own: total([t for a, t in pairs if a.language == own]) for own in languages}


def _row(name: str, found: dict[str, Tallies], plain: dict[str, Tallies]) -> str:
    """Return a row: F1, and in brackets the points lost or won against the plain text."""
    cells = []
    for language, tallies in found.items():
        for measure in MEASURES:
            f1 = tallies.by_name[measure].f1
            before = plain[language].by_name[measure].f1 if plain else None
            cells.append(f"{f1:.3f}" + (f" ({100 * (f1 - before):+.1f})" if before else ""))
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "test"), default="test")
    parser.add_argument("--model", type=Path, default=ROOT / "layers" / "model")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-card", action="store_true", help="print only")
    options = parser.parse_args()
    model = OnnxEventModel.load(options.model, options.threads)
    ontology = Ontology.load(ROOT / "schemas" / "ontology")
    text = table(model, ontology, list(articles(options.part)))
    print(text)
    if not options.no_card:
        write_card(CARD, "robustness", text)


if __name__ == "__main__":
    main()
