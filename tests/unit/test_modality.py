"""Cue words decide only where the model is unsure."""

import pytest
from waqai.extraction.modality import cue, settle
from waqai.extraction.spans import TriggerSpan


def mention(text: str, word: str, modality: str = "asserted", sure: float = 0.4) -> TriggerSpan:
    start = text.index(word)
    return TriggerSpan(start, start + len(word), 0.9, "meet", modality, sure)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("سيجتمع الوزراء غدا", "سيجتمع", "planned"),
        ("وستعقد القمة", "وستعقد", "planned"),
        ("من المقرر أن يجتمع الوزراء", "يجتمع", "planned"),
        ("وسوف يزور المدينة", "يزور", "planned"),
        ("قد يوقع الطرفان", "يوقع", "possible"),
        ("كان قد وقع الاتفاق", "وقع", None),
        ("ربما زار المدينة", "زار", "possible"),
        ("ولم يجتمع الوزراء", "يجتمع", "negated"),
        ("نفى حدوث أي اجتماع", "اجتماع", "negated"),
        ("دعا إلى هدنة", "هدنة", "requested"),
        ("سيطر المسلحون على البلدة", "سيطر", None),
        ("سياسة جديدة", "سياسة", None),
        ("The sides will sign a deal", "sign", "planned"),
        ("He did not visit the port", "visit", "negated"),
        ("They called for talks", "talks", "requested"),
        ("It may strike again", "strike", "possible"),
        ("He was not there. They met", "met", None),
        ("التقى الوزيران", "التقى", None),
    ],
)
def test_cue(text: str, word: str, expected: str | None) -> None:
    assert cue(text, mention(text, word)) == expected


def test_a_sure_model_stands() -> None:
    text = "سيجتمع الوزراء"
    assert settle(text, [mention(text, "سيجتمع", "asserted", 0.9)]) == "asserted"


def test_a_cue_breaks_the_tie() -> None:
    text = "سيجتمع الوزراء"
    assert settle(text, [mention(text, "سيجتمع")]) == "planned"


def test_without_a_cue_the_mentions_vote() -> None:
    text = "اجتماع بعد اجتماع"
    main = mention(text, "اجتماع", "asserted", 0.4)
    assert settle(text, [main, mention(text, "بعد", "planned", 0.8)]) == "planned"
    assert settle(text, [main, mention(text, "بعد", "planned", 0.3)]) == "asserted"
