"""What a record says: ids, evidence, values, countries, coding, coverage, and grounding."""

from datetime import date

import pytest
from waqai.errors import GroundingError
from waqai.extraction.build import checked, event_id
from waqai.extraction.coverage import coverage
from waqai.extraction.evidence import LONGEST, evidence
from waqai.extraction.pipeline import extract
from waqai.extraction.segment import sentences
from waqai.extraction.spans import Span
from waqai.record import Event, Record

from tests.articles import MEETING, MEETING_MODEL, article, ontology
from tests.planted import PlantedEvent, PlantedModel


def record() -> Record:
    return extract(article(), MEETING_MODEL, ontology())


def event(type_: str, of: Record) -> Event:
    return next(event for event in of.events if event.type == type_)


def fillers(found: Event, role: str) -> list[str]:
    return [argument.text for argument in found.arguments if argument.role == role]


def test_the_meeting() -> None:
    found = record()
    meet = event("meet", found)
    assert [trigger.text for trigger in meet.triggers] == ["التقى", "الاجتماع"]
    assert fillers(meet, "participant") == ["لويك دارمون", "سالم البوسعيدي"]
    assert meet.modality == "asserted"
    assert (meet.date.value, meet.date.granularity) == ("2024-03-12", "day")
    assert meet.countries == ("OMN", "FRA")
    assert meet.plover is not None
    assert (meet.plover.type, meet.cameo) == ("CONSULT", "04")
    assert [sentence.text[:5] for sentence in meet.evidence] == ["مسقط ", "وعقب "]


def test_two_ministers_are_named() -> None:
    assert fillers(event("sign", record()), "participant") == ["لويك دارمون", "سالم البوسعيدي"]


def test_entities() -> None:
    found = {entity.name: (entity.kind, entity.country) for entity in record().entities}
    assert found["لويك دارمون"] == ("person", "FRA")
    assert found["سالم البوسعيدي"] == ("person", "OMN")
    assert found["مسقط"] == ("place", "OMN")
    assert found["فرنسا"] == ("country", "FRA")


def test_no_time_no_date() -> None:
    when = event("sign", record()).date
    assert (when.value, when.granularity, when.basis) == (None, "none", "none")
    assert when.reason == "the text gives no time for it"


def test_time_without_anchor_is_null_with_a_reason() -> None:
    text = "التقى سالم هدى اليوم."
    model = PlantedModel(events=(PlantedEvent("meet", "التقى", {"time": ("اليوم",)}),))
    found = extract(article(text, published=False), model, ontology())
    (time,) = [a for a in found.events[0].arguments if a.role == "time"]
    assert time.value is None
    assert time.reason
    assert found.events[0].date.reason == time.reason


def test_a_place_that_cannot_be_told_has_a_reason() -> None:
    text = "Anna met Bo at Qwxyzville."
    model = PlantedModel(events=(PlantedEvent("meet", "met", {"place": ("Qwxyzville",)}),))
    found = extract(article(text, "en"), model, ontology())
    (place,) = found.events[0].arguments
    assert (place.value, bool(place.reason)) == (None, True)


def test_an_entity_fills_a_role_once() -> None:
    text = "Tariq Aziz spoke in Oslo. The speech by Aziz was long."
    model = PlantedModel(
        events=(
            PlantedEvent("state", "spoke", {"speaker": ("Tariq Aziz",)}),
            PlantedEvent("state", "speech", {"speaker": (r"(?<=by )Aziz",)}),
        ),
        entities={"Tariq Aziz": "person", r"(?<=by )Aziz": "person"},
        same_event=0.9,
    )
    found = extract(article(text, "en"), model, ontology())
    assert fillers(found.events[0], "speaker") == ["Tariq Aziz"]


def test_event_ids_depend_on_type_and_triggers_alone() -> None:
    text = "met and met"
    one, other = Span(0, 3), Span(8, 11)
    made = event_id("a", "meet", [one, other], text)
    assert made == event_id("a", "meet", [other, one], text)
    assert made.startswith("a.")
    assert len(made) == len("a.") + 12
    visit = event_id("a", "visit", [one, other], text)
    assert len({made, visit, event_id("a", "meet", [one], text)}) == 3


def test_same_article_same_record() -> None:
    left, right = record(), record()
    assert left.model_copy(update={"timing_ms": {}}) == right.model_copy(update={"timing_ms": {}})


def test_a_span_that_is_not_the_text_is_refused() -> None:
    found = record()
    with pytest.raises(GroundingError):
        checked(found, MEETING.replace("التقى", "قابل "))
    with pytest.raises(GroundingError):
        checked(found, MEETING[:20])


def test_dateline() -> None:
    found = record().article
    assert found.dateline.place == "مسقط"
    assert found.dateline.date == date(2024, 3, 12).isoformat()
    assert found.length == len(MEETING)


@pytest.mark.parametrize(
    ("read", "characters", "truncated"),
    [
        ([Span(0, 9)], 9, False),
        ([Span(0, 4), Span(5, 9)], 9, False),
        ([Span(0, 4)], 5, True),
        ([Span(5, 9)], 5, True),
        ([], 0, True),
    ],
)
def test_coverage(read: list[Span], characters: int, truncated: bool) -> None:
    found = coverage("abcd efgh", read, 2)
    assert (found.characters, found.truncated, found.rejected_spans) == (characters, truncated, 2)


def test_evidence_of_a_trigger_over_a_border_is_both_sentences() -> None:
    text = "One two. Three four."
    assert evidence(text, sentences(text), [Span(4, 14)]) == [Span(0, 8), Span(9, 20)]


def test_evidence_of_endless_copy_is_cut_at_words() -> None:
    text = "word " * 2000 + "strike" + " word" * 2000
    start = text.index("strike")
    (found,) = evidence(text, sentences(text), [Span(start, start + 6)])
    assert found.end - found.start <= LONGEST
    assert found.start <= start < start + 6 <= found.end
    assert found.of(text).startswith("word ") and found.of(text).endswith(" word")
