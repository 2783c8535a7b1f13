"""Fit temperatures and thresholds of an exported model on the development articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from tokenizers import Tokenizer
from waqai.extraction.decode import Floats, Tags, best_tags, log_probabilities, runs

from training.corpus.format import Article
from training.data import Example, example
from training.labels import ROLE_GROUPS
from training.runs import agreeing

TEMPERATURES = np.arange(0.7, 3.01, 0.1)
THRESHOLDS = np.arange(0.15, 0.61, 0.05)
TAGGED = ("trigger", "entity", "role")


@dataclass(slots=True)
class Collected:
    """A task's logits (…, labels) with their gold labels (…), an array for each window."""

    logits: list[Floats] = field(default_factory=list)
    gold: list[Tags] = field(default_factory=list)

    def add(self, logits: Floats, gold: Tags) -> None:
        """Keep one more."""
        self.logits.append(logits)
        self.gold.append(gold)


def calibrate(folder: Path, dev: Sequence[Article]) -> tuple[dict[str, float], dict[str, float]]:
    """Return (temperatures, thresholds) by task for the graphs in a folder."""
    collected = collect(folder, dev)
    temperatures = {task: _temperature(items) for task, items in collected.items()}
    thresholds = {t: _threshold(collected[t], temperatures[t]) for t in TAGGED}
    return temperatures, thresholds | {"same_event": 0.5, "argument": 0.0, "match": 0.5}


def collect(folder: Path, dev: Sequence[Article]) -> dict[str, Collected]:
    """Run the graphs on the articles, the heads on gold triggers."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    encoder = ort.InferenceSession(str(folder / "encoder.onnx"))
    heads = ort.InferenceSession(str(folder / "heads.onnx"))
    found = {task: Collected() for task in (*TAGGED, "modality", "same_event")}
    for item in (example(tokenizer, article) for article in dev):
        triggers, entities, states, *_ = encoder.run(None, {"input_ids": np.array([item.pieces])})
        found["trigger"].add(triggers[None], item.trigger_tags.numpy()[None])
        found["entity"].add(entities[None], item.entity_tags.numpy()[None])
        if item.triggers:
            _collect_heads(found, item, heads.run(None, {"states": states, **_asked(item)}))
    return found


def _asked(item: Example) -> dict[str, Tags]:
    """Return the inputs that name the gold triggers of a window."""
    return {
        "begins": np.array([t.first for t in item.triggers]),
        "ends": np.array([t.last for t in item.triggers]),
        "types": np.array([t.type for t in item.triggers]),
    }


def _collect_heads(found: dict[str, Collected], item: Example, outputs: list[Floats]) -> None:
    """Keep what the heads say of a window's gold triggers."""
    roles, modalities, same = outputs
    found["modality"].add(modalities, np.array([t.modality for t in item.triggers]))
    column = 0
    for number, group in enumerate(ROLE_GROUPS):
        width = 1 + 2 * len(group)
        gold = np.stack([trigger.roles[number].numpy() for trigger in item.triggers])
        found["role"].add(roles[..., column : column + width], gold)
        column += width
    for (i, first), (j, second) in combinations(enumerate(item.triggers), 2):
        if first.type == second.type:
            logits = np.array([[0, same[i, j]]], np.float32)
            found["same_event"].add(logits, np.array([int(first.event == second.event)]))


def _temperature(items: Collected) -> float:
    """Return the temperature of the lowest negative log-likelihood."""

    def loss(temperature: float) -> float:
        return -sum(
            float(
                np.take_along_axis(log_probabilities(one, temperature), gold[..., None], -1).sum()
            )
            for one, gold in zip(items.logits, items.gold, strict=True)
        )

    return round(float(min(TEMPERATURES, key=loss)), 2)


def _threshold(items: Collected, temperature: float) -> float:
    """Return the threshold of the best F1 of spans."""
    found = {each: span_f1(items, temperature, each) for each in THRESHOLDS}
    return round(float(max(THRESHOLDS, key=lambda each: found[each])), 2)


def span_f1(items: Collected, temperature: float, threshold: float) -> float:
    """Return the F1 of spans; one is right that shares half of its pieces with gold."""
    right = total = 0
    for logits, gold in zip(items.logits, items.gold, strict=True):
        scores = log_probabilities(logits, temperature)
        for tags, right_tags, row in zip(best_tags(scores, threshold), gold, scores, strict=True):
            said, there = list(runs(tags, row)), list(runs(right_tags, row))
            right += sum(1 for _ in agreeing(there, said))
            total += len(said) + len(there)
    return 2 * right / max(total, 1)
