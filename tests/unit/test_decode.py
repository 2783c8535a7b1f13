"""The decoder against brute force."""

import itertools

import numpy as np
import pytest
from waqai.extraction.decode import Floats, best_tags, log_probabilities, runs


def legal(tags: tuple[int, ...]) -> bool:
    """Tell whether each inside tag goes on with its own label."""
    before = 0
    for tag in tags:
        if tag and tag % 2 == 0 and before not in (tag, tag - 1):
            return False
        before = tag
    return True


def brute_force(scores: Floats) -> tuple[int, ...]:
    """Return the legal tags of the highest sum, outside at both ends."""
    pieces, tags = scores.shape
    choices = [[0], *[range(tags)] * (pieces - 2), [0]]
    sequences = filter(legal, itertools.product(*choices))
    return max(sequences, key=lambda s: float(sum(scores[i, t] for i, t in enumerate(s))))


@pytest.mark.parametrize("seed", range(40))
def test_finds_the_best_legal_sequence(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = log_probabilities(rng.normal(0, 2, (3, 6, 5)).astype(np.float32), 1.0)
    for found, of_one in zip(best_tags(scores), scores, strict=True):
        assert tuple(found.tolist()) == brute_force(of_one)


def test_a_lower_threshold_finds_more() -> None:
    logits = np.zeros((1, 3, 3), np.float32)
    logits[0, 1] = [1.0, 0.5, -5.0]
    scores = log_probabilities(logits, 1.0)
    assert best_tags(scores, 0.5)[0].tolist() == [0, 0, 0]
    assert best_tags(scores, 0.3)[0].tolist() == [0, 1, 0]


def test_runs_carry_the_mean_probability_of_their_label() -> None:
    scores = np.log(np.array([[1, 0, 0], [0.2, 0.7, 0.1], [0.4, 0.1, 0.5]], np.float32) + 1e-9)
    (run,) = runs(np.array([0, 1, 2]), scores)
    assert (run.label, run.first, run.last) == (0, 1, 2)
    assert run.confidence == pytest.approx(0.7)
