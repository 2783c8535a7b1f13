"""Train small variants of the model and compare them: ``python -m training.compare``.

Each is trained on the same articles, evenly taken, for the same few epochs, and measured on the
development articles with its last mean weights. What is finished is not trained again, and a
stopped variant goes on. The table stands in the model card; small data and few epochs make all
figures lower than the release's, so only differences count, and those of two seeds say which do.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping

from training.base import WORK
from training.evaluate import CARD, write_card

ARTICLES, EPOCHS = 400, 8
VARIANTS = {
    "as released": "",
    "another seed": "--seed 1",
    "9 layers": "--layers 9",
    "6 layers": "--layers 6",
    "spelling varied only": "--augment spelling",
    "nothing varied": "--augment none",
    "last weights, no mean": "--averaging 0",
    "without the bank": "--no-bank",
}
MEASURES = ("trigger", "span", "entity", "role", "modality", "loss_trigger")


def train(number: int, given: str, articles: int, epochs: int) -> dict[str, float]:
    """Train one variant, or go on with it, and return its last measures."""
    name = f"compare-{number}"
    sizes = f"--limit {articles} --epochs {epochs}"
    command = f"-m training.train --name {name} {sizes} {given}"
    history = WORK / name / "history.jsonl"
    if not history.exists() or len(history.read_text(encoding="utf-8").splitlines()) < epochs:
        subprocess.run([sys.executable, *command.split()], check=True)
    measured: dict[str, float] = json.loads(history.read_text(encoding="utf-8").splitlines()[-1])
    return measured


def table(found: Mapping[str, Mapping[str, float]]) -> str:
    """Return the variants' measures in Markdown."""
    head = f"| Variant | {' | '.join(MEASURES)} |\n|---|{'---:|' * len(MEASURES)}"
    rows = [
        f"| {name} | {' | '.join(f'{measured[m]:.3f}' for m in MEASURES)} |"
        for name, measured in found.items()
    ]
    return "\n".join([head, *rows])


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--no-card", action="store_true", help="print only")
    options = parser.parse_args()
    found = {}
    for number, (name, given) in enumerate(VARIANTS.items()):
        found[name] = train(number, given, options.articles, options.epochs)
        text = table(found)
        print(text, flush=True)
        if not options.no_card:
            how = f"{options.articles} articles, {options.epochs} epochs, development articles."
            write_card(CARD, "compare", f"{text}\n\n{how}")


if __name__ == "__main__":
    main()
