"""Read the best legal tag sequence out of logits, and runs of labels out of tags.

Tag 0 is outside; 2k+1 begins label k and 2k+2 continues it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Tags = npt.NDArray[np.int64]

IMPOSSIBLE = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces ``first`` to ``last`` (inclusive) of one label, with its mean probability."""

    label: int
    first: int
    last: int
    confidence: float


def log_probabilities(logits: Floats, temperature: float) -> Floats:
    """Return log-softmax over the last axis."""
    scaled = logits / np.float32(temperature)
    shifted = scaled - scaled.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), np.float32)


def probabilities(logits: Floats) -> Floats:
    """Return the logistic function of each logit, without overflow."""
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))), np.float32)


def best_tags(scores: Floats, threshold: float = 0.5) -> Tags:
    """Return the best legal tags (k, n) for log-probabilities (k, n, tags).

    A label can only go on after it began. A threshold over 0.5 favours the outside tag. The first
    and last piece are special ones, which never carry a label.
    """
    scores = _outside_favoured(scores, threshold)
    sequences, pieces, tags = scores.shape
    rows = np.arange(sequences)[:, None]
    anywhere = np.arange(tags)[None, :]
    back = np.empty((pieces, sequences, tags), np.int64)
    total = scores[:, 0].copy()
    total[:, 2::2] = IMPOSSIBLE
    for piece in range(1, pieces):
        best = total.argmax(1)
        came = np.broadcast_to(best[:, None], (sequences, tags)).copy()
        inside = total[:, 2::2] > total[:, 1::2]
        came[:, 2::2] = np.where(inside, anywhere[:, 2::2], anywhere[:, 1::2])
        back[piece] = came
        total = total[rows, came] + scores[:, piece]
    return _walk_back(total.argmax(1), back)


def _outside_favoured(scores: Floats, threshold: float) -> Floats:
    """Shift the outside tag by the threshold's odds and forbid labels on special pieces."""
    scores = scores.copy()
    scores[..., 0] += np.float32(np.log(threshold / (1 - threshold)))
    scores[:, [0, -1], 1:] = IMPOSSIBLE
    return scores


def _walk_back(last: Tags, back: Tags) -> Tags:
    """Follow the best predecessors from the last piece to the first."""
    path = [last]
    for came in back[:0:-1]:
        path.append(came[np.arange(len(last)), path[-1]])
    return np.stack(path[::-1], 1)


def runs(tags: Tags, scores: Floats) -> Iterator[Run]:
    """Yield the labelled runs of one legal tag sequence (n) with log-probabilities (n, tags)."""
    begins = np.flatnonzero(tags % 2 == 1)
    for first in begins:
        label = int(tags[first] - 1) // 2
        last = int(first)
        while last + 1 < len(tags) and tags[last + 1] == 2 * label + 2:
            last += 1
        of_label = np.exp(scores[first : last + 1, 2 * label + 1 : 2 * label + 3]).sum(-1)
        yield Run(label, int(first), last, min(1.0, float(of_label.mean())))
