"""The scorer's counts, by hand."""

import itertools
import random
from typing import Any

import pytest

from training.corpus.format import Article, Event, Filler, Mention
from training.evaluate import interval
from training.reliability import expected_error, reliability_table
from training.score import Tallies, agreement, pair, score

GOLD = Article(
    "a-1",
    "2024-05-01",
    "en",
    "",
    "Xi met Liu in Beijing. He said no.",
    (),
    (
        Event(
            "meet",
            "asserted",
            (Mention("met", 3, 6),),
            (
                Filler("Xi", 0, 2, "participant"),
                Filler("Liu", 7, 10, "participant"),
                Filler("Beijing", 14, 21, "place", "CHN"),
            ),
        ),
        Event("state", "asserted", (Mention("said", 26, 30),), (Filler("Xi", 0, 2, "speaker"),)),
    ),
)


def argument(role: str, text: str, **more: object) -> dict[str, Any]:
    return {"role": role, "text": text, "confidence": 0.75, **more}


def meeting(*arguments: dict[str, Any], kind: str = "meet", modality: str = "asserted") -> Any:
    return {
        "type": kind,
        "confidence": 0.55,
        "modality": modality,
        "triggers": [{"start": 3, "end": 6}],
        "arguments": list(arguments),
    }


def counts(found: Tallies, name: str) -> tuple[float, float, float]:
    tally = found.by_name[name]
    return tally.right, tally.gold, tally.predicted


def test_counts_events_and_their_arguments() -> None:
    said = meeting(argument("participant", "Xi"), argument("place", "Beijing", value="CHN"))
    found = score(GOLD, [said], [])
    assert counts(found, "event") == (1, 2, 1)
    assert counts(found, "argument") == (2, 4, 2)
    assert counts(found, "country") == (1, 1, 1)
    assert counts(found, "role place") == (1, 1, 1)
    assert counts(found, "modality") == (1, 1, 1)


def test_a_trigger_of_another_type_is_a_trigger_only() -> None:
    found = score(GOLD, [meeting(argument("participant", "Xi"), kind="visit")], [])
    assert counts(found, "event") == (0, 2, 1)
    assert counts(found, "trigger") == (1, 2, 1)
    assert counts(found, "argument") == (0, 4, 1)


def test_a_filler_is_right_by_any_name_of_its_entity() -> None:
    entities = [{"id": "e1", "name": "Xi Jinping", "mentions": [{"text": "Xi"}]}]
    found = score(GOLD, [meeting(argument("participant", "the leader", entity="e1"))], entities)
    assert counts(found, "argument") == (1, 4, 1)


def test_each_filler_counts_once() -> None:
    found = score(GOLD, [meeting(*[argument("participant", "Xi")] * 3)], [])
    assert counts(found, "argument") == (1, 4, 3)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("الرئيس الصيني", "رئيس صيني", 1.0),
        ("وأحمد", "احمد", 1.0),
        ("the president", "The President", 1.0),
        ("a b", "b c", 0.5),
        ("a", "", 0.0),
    ],
)
def test_words_agree_without_clitics_and_spelling(first: str, second: str, expected: float) -> None:
    assert agreement(first, second) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(30))
def test_the_matching_is_the_largest(seed: int) -> None:
    rng = random.Random(seed)
    fits = {(g, p) for g in range(4) for p in range(4) if rng.random() < 0.4}
    found = pair(range(4), range(4), lambda g, p: (g, p) in fits)
    best = max(sum(x in fits for x in enumerate(o)) for o in itertools.permutations(range(4)))
    assert len(found) == best
    assert all(both in fits for both in found.items())


def test_the_interval_holds_the_score() -> None:
    found = [score(GOLD, [meeting()], []) for _ in range(5)] + [score(GOLD, [], [])] * 5
    low, high = interval(found, "event")
    assert 0 < low < 0.5 < high < 0.7


def test_confidence_is_judged_and_binned() -> None:
    said = [meeting(argument("participant", "Xi"), argument("place", "Oslo")), meeting(kind="sign")]
    found = score(GOLD, said, [])
    assert found.judged == {
        "event": [(0.55, True), (0.55, False)],
        "argument": [(0.75, True), (0.75, False)],
    }
    assert expected_error(found.judged["event"]) == pytest.approx(0.05)
    assert "| 0.5 to 0.6 | 2 | 0.55 | 0.50 |" in reliability_table(found)
    assert expected_error([]) == 0.0
