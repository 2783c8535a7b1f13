"""Normalised text, and the way back to the submitted code points."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waqai.extraction.normalize import normalize
from waqai.extraction.spans import Span

ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from(" \n\t\u00a0\u200b\u200f\u0301\u0640abcéİﬁ１٣۵،؟"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("submitted", "expected"),
    [
        ("قالَ مُحَمَّدٌ", "قال محمد"),
        ("مـــرحبا", "مرحبا"),
        ("٢٠٢٤ و۱۹۹۰", "2024 و1990"),
        ("١٬٢٥٠٫٥٪", "1,250.5%"),
        ("ﻻ ﷲ", "لا الله"),
        ("ﹰ", ""),
        ("\u200fالرياض\u200b \u202bواس\u202c", "الرياض واس"),
        ("a\u00a0b  c\n\nd", "a b c d"),
        ("e\u0301t\u00e9", "été"),
        ("“نعم”", '"نعم"'),
        ("کیف", "كيف"),
        ("ا\u0654حمد", "أحمد"),
        ("إلى مدرسةٍ", "إلى مدرسة"),
        ("", ""),
    ],
)
def test_spellings_become_one(submitted: str, expected: str) -> None:
    assert normalize(submitted).text == expected


def test_a_span_takes_the_diacritics_of_its_letters_along() -> None:
    text = "ثم قالَ مُحَمَّدٌ هنا"
    found = normalize(text)
    start = found.text.index("محمد")
    assert found.original(start, start + 4).of(text) == "مُحَمَّدٌ"


def test_every_letter_of_a_ligature_stands_for_the_whole_sign() -> None:
    text = "بسم ﷲ"
    found = normalize(text)
    assert found.text == "بسم الله"
    for at in range(4, 8):
        assert found.original(at, at + 1) == Span(4, 5)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (-1, 2), (0, 4)])
def test_a_span_without_characters_has_no_original(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters"):
        normalize("abc").original(start, end)


@given(ARABIC)
def test_the_map_runs_forward_inside_the_text(text: str) -> None:
    found = normalize(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert all(0 <= s < e <= len(text) for s, e in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)
    assert list(found.ends) == sorted(found.ends)


@given(ARABIC)
def test_normalising_the_original_of_each_character_gives_it_back(text: str) -> None:
    found = normalize(text)
    for at, character in enumerate(found.text):
        assert character in normalize(found.original(at, at + 1).of(text)).text


@given(ARABIC)
def test_nothing_invisible_is_left(text: str) -> None:
    found = normalize(text).text
    assert not any(c in "\u0640\u200b\u200f\ufeff\u00a0\n" for c in found)
    assert not any(unicodedata.category(c) == "Nd" and not c.isascii() for c in found)


@given(st.text(st.sampled_from("ابتثجحخأإآىة abc123.،"), max_size=40))
def test_plain_text_stays_in_place(text: str) -> None:
    found = normalize(text)
    letters = zip(found.starts, found.ends, found.text, strict=True)
    assert all(end == start + 1 for start, end, letter in letters if letter != " ")
    assert found.text.replace(" ", "") == text.replace(" ", "")
