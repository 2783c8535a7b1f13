"""Sentences and windows: nothing unread, nothing out of order, no window too long."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from waqai.extraction.segment import sentences, windows
from waqai.extraction.spans import Span

from tests.planted import PlantedModel

PROSE = st.text(
    alphabet=st.sampled_from('ab م.و ال؟!؛،,\n\r\t"«»()…0129-\u200f\u061c\u064b'), max_size=400
)


def said(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل الوزير. وغادر السفير.", ["وصل الوزير.", "وغادر السفير."]),
        ("هل يأتي؟ لا نعلم! ربما.", ["هل يأتي؟", "لا نعلم!", "ربما."]),
        ("تأخر القطار؛ فغضب الركاب.", ["تأخر القطار؛", "فغضب الركاب."]),
        ("عنوان الخبر\nنص الخبر", ["عنوان الخبر", "نص الخبر"]),
        ("قال د. سمير إن أ. هناء حضرت.", ["قال د. سمير إن أ. هناء حضرت."]),
        ("أسس شركة الفجر ش.م.ل. في صور.", ["أسس شركة الفجر ش.م.ل. في صور."]),
        ("ارتفع 3.5 في المئة. ثم هبط.", ["ارتفع 3.5 في المئة.", "ثم هبط."]),
        ("في سنة 1445 هـ. وبعدها عاد.", ["في سنة 1445 هـ.", "وبعدها عاد."]),
        ("في 5 رجب 1445هـ. الموافق 17 يناير.", ["في 5 رجب 1445هـ. الموافق 17 يناير."]),
        ("انتهت الجولة.وقال المدرب شيئا.", ["انتهت الجولة.", "وقال المدرب شيئا."]),
        ("سعر القمح.. صعود جديد", ["سعر القمح.. صعود جديد"]),
        ("«لن نذهب.» هكذا رد.", ["«لن نذهب.»", "هكذا رد."]),
        ("Mr. Hale met Dr. Osei. They spoke.", ["Mr. Hale met Dr. Osei.", "They spoke."]),
        ("The U.S. Senate voted. It passed.", ["The U.S. Senate voted.", "It passed."]),
        ("He lives in the U.S. The vote is near.", ["He lives in the U.S.", "The vote is near."]),
        ("J. R. Moss won at 1.30 pm. Fans sang.", ["J. R. Moss won at 1.30 pm.", "Fans sang."]),
        ("Bus No. 7 stopped. No one spoke.", ["Bus No. 7 stopped.", "No one spoke."]),
        ("He said no. The deal fell.", ["He said no.", "The deal fell."]),
        ('"Why now?" he asked. Silence.', ['"Why now?" he asked.', "Silence."]),
        ("Crops, e.g. Wheat, failed.", ["Crops, e.g. Wheat, failed."]),
        ("copy wrapped in\nthe middle of it.", ["copy wrapped in\nthe middle of it."]),
        ("1. Open the gate. 2. Wait.", ["1. Open the gate.", "2.", "Wait."]),
        (" \n\t ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@settings(deadline=None)
@given(PROSE)
def test_sentences_cover_all_in_order(text: str) -> None:
    spans = sentences(text)
    assert covered(text, spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_sentences_of_any_text(text: str) -> None:
    assert covered(text, sentences(text))


@settings(deadline=None)
@given(PROSE, st.integers(min_value=1, max_value=30))
def test_windows_cover_all_and_fit(text: str, pieces: int) -> None:
    model = PlantedModel(window_pieces=pieces)
    found = windows(text, model)
    assert covered(text, found)
    assert all(window.text == window.of(text) for window in found)
    assert all(size <= pieces for size in model.count_pieces([w.text for w in found]))
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(found))


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=5000))
def test_run_without_spaces_is_cut(length: int) -> None:
    found = windows("م" * length, LetterModel())
    assert covered("م" * length, found)
    assert max(len(window.text) for window in found) <= LetterModel().window_pieces


def test_short_article_is_one_window() -> None:
    text = "وصل الوزير. وغادر السفير.\nانتهى."
    assert [window.text for window in windows(text, PlantedModel())] == [text]


def test_windows_share_a_short_sentence() -> None:
    text = "One two three four five six. Seven. Eight nine ten eleven."
    found = windows(text, PlantedModel(window_pieces=10))
    assert [w.text for w in found] == [
        "One two three four five six. Seven.",
        "Seven. Eight nine ten eleven.",
    ]


def test_long_sentence_is_cut_at_clauses() -> None:
    text = "جاء الأول والثاني، وجاء الثالث والرابع، وجاء الخامس"
    found = windows(text, PlantedModel(window_pieces=5))
    assert [w.text for w in found] == ["جاء الأول والثاني،", "وجاء الثالث والرابع،", "وجاء الخامس"]


@pytest.mark.parametrize("unit", ["Mr. A.B. said 3.5. ", "..", "و. ", "كلمة ", "«\n", "x" * 50])
def test_time_grows_with_length_alone(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    begun = time.process_time()
    sentences(text)
    assert time.process_time() - begun < 4


@dataclass(frozen=True, slots=True)
class LetterModel(PlantedModel):
    """Counts every letter as a piece."""

    window_pieces: int = 64

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        return [len(text) for text in texts]


def covered(text: str, spans: Sequence[Span]) -> bool:
    marks = bytearray(len(text))
    for span in spans:
        marks[span.start : span.end] = b"\1" * (span.end - span.start)
    return all(mark or letter.isspace() for mark, letter in zip(marks, text, strict=True))
