"""Quick measures of a model on labelled windows while it trains: no pipeline, gold triggers."""

from collections.abc import Iterable

import numpy as np
import torch
from torch import Tensor
from waqai.extraction.decode import best_tags, log_probabilities, runs

from training.data import IGNORED, Batch
from training.labels import ROLE_GROUPS
from training.losses import losses
from training.model import EventModel
from training.runs import agreeing
from training.score import Tallies

THRESHOLD = 0.5
SPAN = "span"
"""The measure of triggers without their types."""


def measure(model: EventModel, batches: Iterable[Batch]) -> dict[str, float]:
    """Return mean losses, F1 of trigger (typed), span (untyped), entity and role, modality."""
    tallies = Tallies()
    sums: dict[str, list[float]] = {}
    model.train(False)
    with torch.no_grad():
        for batch in batches:
            for name, loss in losses(model, batch).items():
                sums.setdefault(f"loss_{name}", []).append(loss.item())
            _count(tallies, model, batch)
    means = {name: sum(values) / len(values) for name, values in sums.items()}
    f1s = {name: tally.f1 for name, tally in tallies.by_name.items()}
    return {name: round(value, 4) for name, value in (means | f1s).items()}


def _count(tallies: Tallies, model: EventModel, batch: Batch) -> None:
    """Count what is right in one batch."""
    states, triggers, entities = model.encode(batch.pieces, batch.mask)
    _compare(tallies, "trigger", triggers, batch.trigger_tags)
    _compare(tallies, SPAN, triggers, batch.trigger_tags)
    _compare(tallies, "entity", entities, batch.entity_tags)
    if not len(batch.rows):
        return
    heads = model.heads.of_batch(states, batch)
    layers = heads.roles.split([1 + 2 * len(group) for group in ROLE_GROUPS], -1)
    for index, logits in enumerate(layers):
        _compare(tallies, "role", logits, batch.roles[:, index])
    right = int((heads.modalities.argmax(-1) == batch.modalities).sum())
    tallies.add("modality", right, len(batch.rows), len(batch.rows))


def _compare(tallies: Tallies, name: str, logits: Tensor, gold: Tensor) -> None:
    """Count runs of (b, n, tags) logits against (b, n) tags; half of the pieces must agree."""
    widths = (gold != IGNORED).sum(-1).tolist()
    for row, of_row, width in zip(logits, gold, widths, strict=True):
        scores = log_probabilities(row[:width].float().numpy(), 1.0)
        said = list(runs(best_tags(scores[None], THRESHOLD)[0], scores))
        there = list(runs(of_row[:width].numpy(), np.zeros_like(scores)))
        right = sum(1 for _ in agreeing(there, said, typed=name != SPAN))
        tallies.add(name, right, len(there), len(said))
