"""Choose what the whole pipeline reports: ``python -m training.tune``.

Fits the thresholds of triggers and of whole arguments on the development articles, by the F1 of
events and of arguments, and writes them into the manifest. Heads alone would choose too low: they
are measured on gold triggers, while an argument of an event that does not count is wrong as well.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm
from waqai.extraction.onnx_manifest import combined
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.ontology import Ontology

from training.corpus.format import Article
from training.corpus.split import articles
from training.evaluate import ROOT, evaluate, total

CHOICES = {
    "trigger": ("event", (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)),
    "argument": ("argument", (0.0, 0.45, 0.5, 0.55, 0.6, 0.65)),
}
"""For each threshold the measure that it is chosen by, and the values that are tried."""


def tune(folder: Path, dev: Sequence[Article], threads: int = 2) -> dict[str, float]:
    """Write the best thresholds into a folder's manifest, one after the other; return them."""
    ontology = Ontology.load(ROOT / "schemas" / "ontology")

    def reached(measure: str) -> float:
        model = OnnxEventModel.load(folder, threads)
        return total(evaluate(model, ontology, dev)).by_name[measure].f1

    return {
        name: choose(folder, name, values, partial(reached, measure))
        for name, (measure, values) in CHOICES.items()
    }


def choose(folder: Path, name: str, values: Sequence[float], reached: Callable[[], float]) -> float:
    """Write the value of a threshold that reaches the most into a folder's manifest; return it."""
    found = {}
    for value in tqdm(values, desc=f"threshold of {name}"):
        _write_threshold(folder, name, value)
        found[value] = reached()
    print(name, {value: round(f1, 4) for value, f1 in found.items()})
    best = max(values, key=lambda value: found[value])
    _write_threshold(folder, name, best)
    return best


def _write_threshold(folder: Path, name: str, value: float) -> None:
    """Change a threshold of a manifest, and its checksum with it."""
    fields: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    fields["thresholds"][name] = value
    fields["sha256"] = combined(fields["files"], fields["thresholds"], fields["temperatures"])
    write_manifest(folder, fields)


def write_manifest(folder: Path, fields: dict[str, Any]) -> None:
    """Write a folder's manifest."""
    described = json.dumps(fields, ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(described + "\n", encoding="utf-8")


def main() -> None:
    """Tune from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=ROOT / "layers" / "model")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    tune(options.model, list(articles("dev")), options.threads)


if __name__ == "__main__":
    main()
