"""Mentions of one event become one draft, whatever windows they stand in."""

from collections.abc import Sequence

from waqai.extraction.assemble import Draft, assemble
from waqai.extraction.spans import (
    EntitySpan,
    Prediction,
    RoleSpan,
    SameEvent,
    TriggerSpan,
    Window,
)

from tests.articles import ontology


def trigger(
    text: str, word: str, type_: str = "meet", nth: int = 0, sure: float = 0.9, **roles: str
) -> TriggerSpan:
    """Plant a trigger; a role's value is its filler's words, several parted by a bar."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    fillers = tuple(
        RoleSpan(text.index(words), text.index(words) + len(words), 0.8, role)
        for role, value in roles.items()
        for words in value.split("|")
    )
    return TriggerSpan(start, start + len(word), sure, type_, "asserted", 0.9, fillers)


def window(text: str, start: int = 0, end: int | None = None) -> Window:
    end = len(text) if end is None else end
    return Window(start, end, text[start:end])


def one_window(text: str, triggers: Sequence[TriggerSpan], *links: SameEvent) -> Draft:
    return assemble(text, [Prediction(window(text), tuple(triggers), (), links)], ontology())


def windows_of(text: str, *triggers: Sequence[TriggerSpan]) -> Draft:
    """Assemble one window a line; each gets the triggers given for it."""
    starts = [0] + [i + 1 for i, letter in enumerate(text) if letter == "\n"]
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    predictions = [
        Prediction(window(text, start, end), tuple(found))
        for start, end, found in zip(starts, ends, triggers, strict=True)
    ]
    return assemble(text, predictions, ontology())


def words(text: str, draft: Draft) -> list[list[str]]:
    return [[mention.of(text) for mention in event.mentions] for event in draft.events]


def fillers(text: str, draft: Draft, role: str) -> list[list[str]]:
    return [[a.of(text) for a in event.arguments if a.role == role] for event in draft.events]


def test_linked_mentions_are_one_event() -> None:
    text = "التقى سالم هدى. وبعد الاجتماع زار سالم المصنع."
    found = [
        trigger(text, "التقى", participant="سالم|هدى"),
        trigger(text, "الاجتماع"),
        trigger(text, "زار", "visit", person="سالم"),
    ]
    draft = one_window(text, found, SameEvent(0, 1, 0.8), SameEvent(1, 2, 0.9))
    assert words(text, draft) == [["التقى", "الاجتماع"], ["زار"]]
    assert fillers(text, draft, "participant") == [["سالم", "هدى"], []]


def test_weak_links_are_not_followed() -> None:
    text = "التقى سالم هدى. والتقى سعد مها."
    found = [trigger(text, "التقى"), trigger(text, "والتقى")]
    assert len(one_window(text, found, SameEvent(0, 1, 0.1)).events) == 2


def test_links_are_transitive() -> None:
    text = "لقاء ثم لقاء ثم لقاء"
    found = [trigger(text, "لقاء", nth=n) for n in range(3)]
    draft = one_window(text, found, SameEvent(0, 2, 0.8), SameEvent(1, 2, 0.8))
    assert words(text, draft) == [["لقاء"] * 3]


def test_main_mention_is_the_first_that_tells_an_argument() -> None:
    text = "هجوم على قرية\nقال شهود إن مسلحين هاجموا قرية نائية."
    found = [trigger(text, "هجوم", "attack"), trigger(text, "هاجموا", "attack", agent="مسلحين")]
    draft = one_window(text, found, SameEvent(0, 1, 0.9))
    assert words(text, draft) == [["هاجموا", "هجوم"]]


def test_a_trigger_in_two_windows_is_one() -> None:
    text = "وصل الوفد. التقى سالم هدى في صور. انتهى."
    seen = trigger(text, "التقى", participant="سالم", sure=0.7)
    again = trigger(text, "التقى", participant="هدى", sure=0.9)
    halves = [window(text, 0, text.index(" انتهى")), window(text, text.index("التقى"))]
    draft = assemble(
        text, [Prediction(halves[0], (seen,)), Prediction(halves[1], (again,))], ontology()
    )
    assert words(text, draft) == [["التقى"]]
    assert fillers(text, draft, "participant") == [["سالم", "هدى"]]
    assert draft.events[0].confidence == 0.9


def test_windows_that_disagree_on_a_type_take_the_surer_one() -> None:
    text = "حكم"
    found = [trigger(text, "حكم", "prosecute", sure=0.6), trigger(text, "حكم", "state", sure=0.8)]
    draft = assemble(text, [Prediction(window(text), (one,)) for one in found], ontology())
    assert [event.type for event in draft.events] == ["state"]


def test_a_definite_noun_in_a_later_window_is_the_same_event() -> None:
    text = "التقى سالم هدى في صور.\nوتناول الاجتماع المياه."
    draft = windows_of(
        text, [trigger(text, "التقى", participant="سالم|هدى")], [trigger(text, "الاجتماع")]
    )
    assert words(text, draft) == [["التقى", "الاجتماع"]]


def test_english_the_talks_in_a_later_window() -> None:
    text = "Salem met Huda.\nAfter the talks they left."
    draft = windows_of(
        text, [trigger(text, "met", participant="Salem|Huda")], [trigger(text, "talks")]
    )
    assert words(text, draft) == [["met", "talks"]]


def test_a_definite_noun_stays_alone_where_two_events_fit() -> None:
    text = "التقى سالم هدى.\nواجتمع سعد بمها.\nوتناول الاجتماع المياه."
    draft = windows_of(
        text,
        [trigger(text, "التقى", participant="سالم|هدى")],
        [trigger(text, "واجتمع", participant="سعد|بمها")],
        [trigger(text, "الاجتماع")],
    )
    assert len(draft.events) == 3


def test_a_full_mention_in_a_later_window_needs_two_fillers_in_common() -> None:
    text = "التقى سالم وهدى.\nوقد التقى سالم هدى مرة.\nثم التقى سالم سعدا."
    draft = windows_of(
        text,
        [trigger(text, "التقى", participant="سالم|وهدى")],
        [trigger(text, "التقى", nth=1, participant="سالم|هدى")],
        [trigger(text, "التقى", nth=2, participant="سالم|سعدا")],
    )
    assert words(text, draft) == [["التقى", "التقى"], ["التقى"]]


def test_another_place_is_another_event() -> None:
    text = "قصف الجيش صور.\nثم تجدد القصف في صيدا."
    draft = windows_of(
        text,
        [trigger(text, "قصف", "attack", agent="الجيش", place="صور")],
        [trigger(text, "القصف", "attack", place="صيدا")],
    )
    assert len(draft.events) == 2


def test_each_statement_is_its_own_event() -> None:
    text = "قال سالم كذا.\nوفي التصريح نفسه قال سالم غيره."
    draft = windows_of(
        text,
        [trigger(text, "قال", "state", speaker="سالم")],
        [trigger(text, "التصريح", "state", speaker="سالم")],
    )
    assert len(draft.events) == 2


def test_the_fullest_words_fill_a_role_once() -> None:
    text = "زار سالم البوسعيدي صور. وكانت زيارة سالم قصيرة."
    found = [
        trigger(text, "زار", "visit", person="سالم", place="صور"),
        trigger(text, "زيارة", "visit", person="سالم البوسعيدي", place="صور"),
    ]
    draft = one_window(text, found, SameEvent(0, 1, 0.9))
    assert fillers(text, draft, "person") == [["سالم البوسعيدي"]]
    assert fillers(text, draft, "place") == [["صور"]]


def test_one_span_fills_one_party_role() -> None:
    text = "اتفق سالم مع هدى"
    span = text.index("سالم")
    roles = (RoleSpan(span, span + 4, 0.5, "agent"), RoleSpan(span, span + 4, 0.8, "participant"))
    found = TriggerSpan(0, 4, 0.9, "sign", "asserted", 0.9, roles)
    draft = one_window(text, [found])
    assert [a.role for a in draft.events[0].arguments] == ["participant"]


def test_what_is_not_in_text_or_ontology_is_counted() -> None:
    text = " التقى سالم \u200f"
    roles = (
        RoleSpan(7, 11, 0.9, "hero"),
        RoleSpan(7, 99, 0.9, "agent"),
        RoleSpan(6, 13, 0.9, "agent"),
    )
    bad = [
        TriggerSpan(0, 6, 0.9, "meet", "asserted", 0.9, roles),
        TriggerSpan(1, 6, 0.9, "daydream", "asserted", 0.9, roles[2:]),
        TriggerSpan(0, 1, 0.9, "meet", "asserted", 0.9),
    ]
    entities = (EntitySpan(7, 11, 0.9, "person"), EntitySpan(7, 11, 0.9, "robot"))
    prediction = Prediction(window(text), tuple(bad), entities, (SameEvent(0, 1, 0.9),), 4)
    draft = assemble(text, [prediction], ontology())
    assert words(text, draft) == [["التقى"]]
    assert fillers(text, draft, "agent") == [["سالم"]]
    assert [entity.of(text) for entity in draft.entities] == ["سالم"]
    assert draft.rejected == 4 + 2 + 2 + 1 + 1


def test_order_does_not_depend_on_the_order_of_predictions() -> None:
    text = "زار سالم صور ثم التقى هدى"
    found = [
        trigger(text, "زار", "visit", person="سالم"),
        trigger(text, "التقى", participant="هدى"),
    ]
    assert one_window(text, found) == one_window(text, found[::-1])


def test_a_bracket_is_closed() -> None:
    text = "التقى سالم هدى اليوم (الجمعة)."
    draft = one_window(text, [trigger(text, "التقى", time="اليوم (الجمعة")])
    assert fillers(text, draft, "time") == [["اليوم (الجمعة)"]]
