"""The line holds for any text, and says what it has not read."""

from collections.abc import Sequence
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from waqai import PIPELINE_VERSION
from waqai.extraction.pipeline import extract
from waqai.extraction.spans import Prediction, Window

from tests.articles import MEETING, MEETING_MODEL, article, ontology
from tests.planted import PlantedEvent, PlantedModel

ANY_WORDS = PlantedModel(
    events=(
        PlantedEvent("meet", r"\w*م\w*", {"participant": (r"\w+",), "time": (r"\d+",)}),
        PlantedEvent("attack", r"[a-f]\S*", {"place": (r"\S+",), "target": (r"\W+",)}, "planned"),
        PlantedEvent("state", r"\S", {"content": (r"\S+ \S+",), "speaker": (r"\S+",)}, "possible"),
    ),
    entities={r"[A-Z]\S*": "person", r"\bال\w+": "organization", r"\s+": "place"},
    same_event=0.6,
    window_pieces=12,
)

MIXED = st.lists(
    st.one_of(
        st.text(max_size=8),
        st.sampled_from(
            [
                "التقى",
                "الرئيس",
                "و",
                "لل",
                "\u200f",
                "\u202b",
                "ـ",
                "ًٌ",
                "\n",
                "(",
                ")",
                "met",
                "A.",
                "the ",
            ]
        ),
        st.sampled_from(
            ["😀", "\ufeff", "İ", "ﷺ", "ﻻ", "\u0000", "\r\n", "١٢", "، ", "؟", "«", "»"]
        ),
    ),
    max_size=30,
).map("".join)


@settings(deadline=None)
@given(MIXED, st.sampled_from(["ar", "en"]), st.booleans())
def test_any_text_yields_a_grounded_record(text: str, language: str, published: bool) -> None:
    found = extract(article(text, language, published), ANY_WORDS, ontology())
    for span in (s for e in found.events for s in (*e.triggers, *e.arguments, *e.evidence)):
        assert text[span.start : span.end] == span.text
    assert found.status == "complete"
    assert found.coverage.characters == len(text)
    ids = [event.id for event in found.events]
    assert len(set(ids)) == len(ids)
    known = {entity.id for entity in found.entities}
    assert {a.entity for e in found.events for a in e.arguments if a.entity} <= known


def test_bidi_marks_leave_offsets_alone() -> None:
    marked = MEETING.replace("لويك دارمون", "\u200fلويك دارمون\u200f").replace(
        " - ", " \u202b-\u202c "
    )
    plain = extract(article(), MEETING_MODEL, ontology())
    found = extract(article(marked), MEETING_MODEL, ontology())
    assert [[t.text for t in e.triggers] for e in found.events] == [
        [t.text for t in e.triggers] for e in plain.events
    ]


def test_windows_small_and_large_find_the_same() -> None:
    whole = extract(article(), MEETING_MODEL, ontology())
    small = PlantedModel(MEETING_MODEL.events, MEETING_MODEL.entities, 0.9, window_pieces=18)
    parts = extract(article(), small, ontology())
    assert parts.coverage.windows > whole.coverage.windows == 1
    found = [[(event.type, event.triggers) for event in r.events] for r in (parts, whole)]
    assert found[0] == found[1]


def test_header_and_timing() -> None:
    found = extract(article(), MEETING_MODEL, ontology())
    assert found.pipeline_version == PIPELINE_VERSION
    assert found.ontology_version == ontology().version
    assert found.model.name == "planted"
    assert list(found.timing_ms) == ["segment", "model", "assemble", "resolve"]
    assert all(value >= 0 for value in found.timing_ms.values())


@dataclass(frozen=True, slots=True)
class HalfBlind(PlantedModel):
    """Reads every window but the last."""

    def predict(self, windows: Sequence[Window]) -> list[Prediction]:
        return PlantedModel.predict(self, windows)[:-1]


def test_what_was_not_read_makes_the_record_partial() -> None:
    found = extract(article("Read this. " * 9), HalfBlind(window_pieces=8), ontology())
    assert found.status == "partial"
    assert found.coverage.truncated
    assert found.coverage.characters < found.article.length


def test_no_events_is_a_complete_record() -> None:
    found = extract(article("Nothing of note."), PlantedModel(), ontology())
    assert (found.status, found.events, found.entities) == ("complete", (), ())
