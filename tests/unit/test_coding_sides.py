"""Who acts and who receives, and what acting together changes, by the shipped ontology."""

import random

import pytest
from waqai.coding import code_event
from waqai.coding_rules import holds
from waqai.ontology_rules import Condition, PartyCount

from tests.coding import ONTOLOGY, Filler, coded


def sides(kind: str, *fillers: Filler, trigger: str = "") -> tuple[list[str], list[str]]:
    plover, _ = code_event(ONTOLOGY.types[kind], "asserted", fillers, [trigger])
    assert plover
    return [party.name for party in plover.actors], [party.name for party in plover.recipients]


EGYPT = Filler("agent", "مصر", "EGY", "e1")
GREECE = Filler("agent", "اليونان", "GRC", "e2")


@pytest.mark.parametrize(
    ("fillers", "trigger", "code"),
    [
        ((EGYPT,), "مناورات", "MOBILIZE/15"),
        ((EGYPT, GREECE), "مناورات", "COOPERATE/06"),
        ((EGYPT, Filler("participant", "اليونان", "GRC", "e2")), "drills", "COOPERATE/06"),
        ((EGYPT, Filler("agent", "الجيش", "EGY", "e3")), "مناورات", "MOBILIZE/15"),
        ((EGYPT, GREECE), "نشر", "MOBILIZE/15"),
        ((EGYPT, Filler("object", "مناورات مشتركة")), "مناورات", "COOPERATE/06"),
        (
            (Filler("participant", "Peru", "PER"), Filler("participant", "Chile", "CHL")),
            "manoeuvres",
            "COOPERATE/06",
        ),
        ((EGYPT, Filler("content", "إغاثة منكوبي السيول")), "نشر", "AID/07"),
        ((EGYPT, Filler("object", "rescue teams")), "deployed", "AID/07"),
        ((EGYPT, Filler("place", "Flood Street")), "deployed", "MOBILIZE/15"),
    ],
)
def test_who_mobilizes_together_cooperates(
    fillers: tuple[Filler, ...], trigger: str, code: str
) -> None:
    assert coded("mobilize", "asserted", *fillers, trigger=trigger) == code


def test_a_joint_exercise_to_come_is_agreed_and_one_called_off_is_nothing() -> None:
    assert coded("mobilize", "planned", EGYPT, GREECE, trigger="drills") == "AGREE/03"
    assert coded("mobilize", "negated", EGYPT, GREECE, trigger="drills") == "-/-"


A, B, C = (Filler(role, name) for role, name in [("agent", "A"), ("target", "B"), ("person", "C")])
PAIR = (Filler("participant", "A", "CHN", "e1"), Filler("participant", "B", "LAO", "e2"))


@pytest.mark.parametrize(
    ("kind", "fillers", "trigger", "actors", "recipients"),
    [
        ("meet", PAIR, "", "AB", "AB"),
        ("meet", PAIR[:1], "", "A", ""),
        ("meet", (), "", "", ""),
        ("sign", (*PAIR, Filler("attendee", "D"), Filler("agent", "M")), "", "AB", "AB"),
        ("attack", (A, B, Filler("cause", "D")), "", "A", "B"),
        ("arrest", (A, C), "", "A", "C"),
        ("visit", (C, A, Filler("place", "P")), "", "C", "A"),
        ("visit", (C, Filler("place", "P")), "", "C", "P"),
        ("release", (A, C), "", "A", "C"),
        ("ceasefire", (*PAIR, Filler("agent", "M")), "هدنة", "AB", "AB"),
        ("ceasefire", (A, B), "هدنة", "A", "B"),
        ("ceasefire", (A, B), "انسحاب", "A", "B"),
        ("appeal", (Filler("speaker", "S"), Filler("addressee", "T")), "", "S", "T"),
        ("aid", (A, Filler("beneficiary", "T"), Filler("amount", "9")), "", "A", "T"),
    ],
)
def test_the_sides_follow_the_roles(
    kind: str, fillers: tuple[Filler, ...], trigger: str, actors: str, recipients: str
) -> None:
    assert sides(kind, *fillers, trigger=trigger) == (list(actors), list(recipients))


def test_a_party_is_named_once_with_entity_and_country() -> None:
    plover, _ = code_event(ONTOLOGY.types["meet"], "asserted", [*PAIR, *PAIR])
    assert plover
    assert [(p.entity, p.name, p.country) for p in plover.actors] == [
        ("e1", "A", "CHN"),
        ("e2", "B", "LAO"),
    ]


def test_it_answers_the_same_each_time() -> None:
    fillers = [*PAIR, A, B, C, EGYPT]
    kinds = list(ONTOLOGY.types.values())
    first = [code_event(kind, "planned", fillers, ["مناورات"]) for kind in kinds]
    assert [code_event(kind, "planned", fillers, ["مناورات"]) for kind in kinds] == first


def test_the_order_of_the_arguments_changes_no_code() -> None:
    fillers = [*PAIR, A, B, C, EGYPT, Filler("object", "joint relief", None)]
    shuffled = random.Random(3).sample(fillers, len(fillers))
    for kind in ONTOLOGY.types:
        assert coded(kind, "asserted", *fillers) == coded(kind, "asserted", *shuffled)


@pytest.mark.parametrize(
    ("condition", "met"),
    [
        (Condition(has=("cause", "agent")), True),
        (Condition(has=("cause",)), False),
        (Condition(lacks=("cause",)), True),
        (Condition(lacks=("agent", "cause")), False),
        (Condition(words=("مصر",)), True),
        (Condition(words=("مصر",), words_in=("target",)), False),
        (Condition(count=PartyCount(roles=("agent",), parties=2)), True),
        (Condition(count=PartyCount(roles=("agent",), parties=3)), False),
        (Condition(count=PartyCount(roles=("agent",), countries=2)), True),
        (Condition(modality=("planned", "asserted")), True),
        (Condition(modality=("planned",)), False),
        (Condition(plover=("AID",)), True),
        (Condition(plover=("RETREAT",)), False),
        (Condition(plover=("AID",), has=("cause",)), False),
    ],
)
def test_a_condition_holds_when_all_that_it_names_is_met(condition: Condition, met: bool) -> None:
    assert holds(condition, "AID", "asserted", [EGYPT, GREECE], ["نشر"]) is met
