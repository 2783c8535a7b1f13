"""Measure what int8 loses in each head: ``python -m training.quantisation``.

Both graphs read the same windows; the heads read gold triggers. Writes the table into the card.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from waqai.extraction.onnx_manifest import Manifest

from training.calibrate import TAGGED, Collected, collect, span_f1
from training.corpus.format import Article
from training.corpus.split import articles
from training.evaluate import CARD, ROOT, write_card
from training.export import FLOAT

HEADS = (*TAGGED, "modality", "same_event")


def table(whole: Path, small: Path, gold: Sequence[Article]) -> str:
    """Return F1 (modality and same event: accuracy) of both graphs, by language and head."""
    lines = ["| Head | float32 | int8 | points lost |", "|---|---:|---:|---:|"]
    for language in sorted({article.language for article in gold}):
        own = [article for article in gold if article.language == language]
        before, after = (scores(folder, own) for folder in (whole, small))
        for head in HEADS:
            lost = 100 * (before[head] - after[head])
            name = f"{language} {head}"
            lines.append(f"| {name} | {before[head]:.3f} | {after[head]:.3f} | {lost:+.1f} |")
    return "\n".join(lines)


def scores(folder: Path, gold: Sequence[Article]) -> dict[str, float]:
    """Return what each head of a folder's graphs reaches with that folder's own thresholds."""
    manifest = Manifest.read(folder)
    found = collect(folder, gold)
    tagged = {
        task: span_f1(found[task], manifest.temperatures[task], manifest.thresholds[task])
        for task in TAGGED
    }
    return tagged | {task: _accuracy(found[task]) for task in HEADS if task not in TAGGED}


def _accuracy(items: Collected) -> float:
    """Return the share of rows whose largest logit is that of the gold label."""
    right = [one.argmax(-1) == gold for one, gold in zip(items.logits, items.gold, strict=True)]
    return float(np.concatenate(right).mean()) if right else 0.0


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    parser.add_argument("--no-card", action="store_true", help="print only")
    options = parser.parse_args()
    text = table(FLOAT, ROOT / "layers" / "model", list(articles(options.part)))
    print(text)
    if not options.no_card:
        write_card(CARD, "quantisation", text)


if __name__ == "__main__":
    main()
