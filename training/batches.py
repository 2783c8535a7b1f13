"""Put labelled windows into batches of like lengths."""

import random
from collections.abc import Sequence

from training.data import Batch, Example, collate

JITTER = 30
"""Pieces by which lengths are blurred, so that batches differ between epochs."""


def batches(examples: Sequence[Example], most: int, rng: random.Random | None) -> list[Batch]:
    """Return batches of at most so many pieces with padding, shuffled when rng is given."""
    noise = rng or random.Random(0)
    ordered = sorted(examples, key=lambda e: len(e.pieces) + noise.random() * JITTER)
    groups: list[list[Example]] = [[]]
    longest = 0
    for item in ordered:
        longest = max(longest, len(item.pieces))
        if longest * (len(groups[-1]) + 1) > most and groups[-1]:
            groups.append([])
            longest = len(item.pieces)
        groups[-1].append(item)
    noise.shuffle(groups)
    return [collate(group) for group in groups]
