"""The link measures, on the worked example of the scorer's paper and on edges."""

import pytest

from training.coreference import align, conll, link_sums, score_entities
from training.corpus.format import Article, Entity, Mention
from training.score import Tallies


def test_measures_of_a_small_example() -> None:
    key = [frozenset("abc"), frozenset("defg")]
    response = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    sums = link_sums(key, response)
    assert sums["muc recall"] == (2.0, 5.0)
    assert sums["muc precision"] == (2.0, 5.0)
    right, total = sums["b3 recall"]
    assert (right / total) == pytest.approx((4 / 3 + 1 / 3 + 1 / 4 + 4 / 4) / 7)
    assert sums["ceaf recall"] == pytest.approx((4 / 5 + 4 / 8, 2))
    assert sums["ceaf precision"] == pytest.approx((4 / 5 + 4 / 8, 3))


def test_perfect_and_empty() -> None:
    for response, expected in (([frozenset("ab")], 1.0), ([], 0.0)):
        found = Tallies()
        for name, (right, total) in link_sums([frozenset("ab")], response).items():
            found.add(name, right, total, 0)
        assert conll(found)["conll"] == expected


def test_a_span_stands_for_the_one_it_shares_most_with() -> None:
    assert align([(0, 10), (20, 30)], [(2, 10), (0, 9), (40, 50)]) == {(0, 9): (0, 10)}
    assert align([(0, 10)], [(9, 30)]) == {}


def test_mentions_and_kinds_are_counted_once() -> None:
    entity = Entity(
        "person", "NOR", "Lena Brandt", (Mention("Lena Brandt", 0, 11), Mention("Brandt", 5, 11))
    )
    article = Article("x", "2024", "en", "", "Lena Brandt", (entity,), ())
    found = Tallies()
    said = {"kind": "group", "mentions": [{"start": 0, "end": 11}]}
    score_entities(found, article, [said])
    assert found.by_name["mention"].f1 == 1.0
    assert found.by_name["entity"].right == 0
    assert found.by_name["entity person"].gold == found.by_name["entity group"].predicted == 1
