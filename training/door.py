"""Measure how types are found by their description alone: ``python -m training.door``.

Takes a run of ``python -m training.train --name door --without visit release elect market
accident``, which saw no event of these five types, and reads held-out articles with the ontology's
descriptions of them. The threshold is chosen on the development articles.
"""

import argparse
from pathlib import Path

from waqai.extraction.onnx_model import OnnxEventModel
from waqai.ontology import Ontology

from training import labels
from training.base import WORK
from training.corpus.split import articles
from training.evaluate import CARD, ROOT, evaluate, markdown_table, total, write_card
from training.export import complete, export_floats, load
from training.score import Tallies
from training.tune import choose

TYPES = ("visit", "release", "elect", "market", "accident")
"""One of most families, named before anything was measured; frequent and rare ones."""
THRESHOLDS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3)


def artefact(run: str) -> Path:
    """Export a run's model, its columns of left-out types under names that no ontology has."""
    folder = WORK / run / "artefact"
    export_floats(load(WORK / run / "model"), folder)
    named = [f"{name} left out" if name in TYPES else name for name in labels.TYPES]
    complete(folder, "0.0.0", named)
    return folder


def read(folder: Path, part: str, ontology: Ontology, threads: int) -> Tallies:
    """Score the articles of a part with every type of the ontology asked for."""
    model = OnnxEventModel.load(folder, threads, ontology.types)
    return total(evaluate(model, ontology, list(articles(part))))


def summed(found: Tallies) -> Tallies:
    """Return the tallies of the left-out types, and their sum as "all five"."""
    kept = Tallies()
    for key in (*TYPES, "all five"):
        for name in TYPES if key == "all five" else (key,):
            tally = found.by_name[f"event {name}"]
            kept.by_name[key].add(tally.right, tally.gold, tally.predicted)
    return kept


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", default="door", help=f"work folder of the run in {WORK}")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-card", action="store_true", help="print only")
    options = parser.parse_args()
    folder = artefact(options.run)
    ontology = Ontology.load(ROOT / "schemas" / "ontology")

    def found(part: str) -> Tallies:
        return summed(read(folder, part, ontology, options.threads))

    best = choose(folder, "match", THRESHOLDS, lambda: found("dev").by_name["all five"].f1)
    text = "\n".join(markdown_table("Type never trained on", found("test").by_name))
    print(text)
    if not options.no_card:
        write_card(CARD, "door", f"{text}\n\nThreshold {best}, by the development articles.")


if __name__ == "__main__":
    main()
