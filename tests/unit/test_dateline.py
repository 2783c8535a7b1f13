"""Datelines in the styles of the agencies, and first sentences that are none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waqai.extraction.dateline import find_dateline

PUBLISHED = date(2022, 3, 4)
BODY = " قال مسؤولون إن الأعمال بدأت."

ARABIC = [
    ("بكين 3 مارس 2022 (شينخوا) --", "بكين", "2022-03-03"),
    ("شيامن، مقاطعة فوجيان 3 مارس 2022 (شينخوا) --", "شيامن", "2022-03-03"),
    ("القاهرة في 3 مارس /أ ش أ/", "القاهرة", "2022-03-03"),
    ("القاهرة في 3 مارس/أ ش أ/", "القاهرة", "2022-03-03"),
    ("المنامة في ٣ مارس / بنا /", "المنامة", "2022-03-03"),
    ("الرياض 30 رجب 1443 هـ الموافق 3 مارس 2022 م واس\n", "الرياض", "2022-03-03"),
    ("الكويت - 3 - 3 (كونا) --", "الكويت", "2022-03-03"),
    ("الخرطوم 3-3-2022 (سونا) -", "الخرطوم", "2022-03-03"),
    ("نابلس 3-3-2022 وفا-", "نابلس", "2022-03-03"),
    ("مابوتو، 3 مارس (وأج) -", "مابوتو", "2022-03-03"),
    ("موسكو، 3 مارس/ آذار (تاس) -", "موسكو", "2022-03-03"),
    ("عمان 3 آذار (بترا)-", "عمان", "2022-03-03"),
    ("طهران / 3 آذار / مارس / إرنا -", "طهران", "2022-03-03"),
    ("بروكسل (رويترز) -", "بروكسل", None),
    ("أنقرة / الأناضول\n", "أنقرة", None),
    ("دمشق-سانا\n", "دمشق", None),
    ("جنيف:", "جنيف", None),
    ("لاهاي –", "لاهاي", None),
    ("كادونا (نيجيريا) (أ ف ب) -", "كادونا", None),
]
ENGLISH = [
    ("LONDON, March 3 (Reuters) -", "LONDON", "2022-03-03"),
    ("Manila, March 3, 2022 (AFP) -", "Manila", "2022-03-03"),
    ("DUBAI, 3rd March, 2022 (WAM) --", "DUBAI", "2022-03-03"),
    ("SEOUL, Oct. 26 (Yonhap) --", "SEOUL", "2021-10-26"),
    ("MURMANSK, March 3. /TASS/.", "MURMANSK", "2022-03-03"),
    ("(ANSA) - Reggio Calabria, March 3 -", "Reggio Calabria", "2022-03-03"),
    ("Accra, March 3, GNA -", "Accra", "2022-03-03"),
    ("POKHARA, March 3:", "POKHARA", "2022-03-03"),
    ("MUSCAT, 30 Rajab (ONA)\n", "MUSCAT", "2022-03-03"),
    ("LIMA, Peru (AP) —", "LIMA", None),
    ("MANILA, Philippines —", "MANILA", None),
    ("ANAKAPALLI:", "ANAKAPALLI", None),
    ("ISTANBUL\n", "ISTANBUL", None),
    ("Tehran, IRNA –", "Tehran", None),
]
NO_DATELINES = [
    ("ar", "التقى الرئيس الصيني نظيره اللاوسي في بكين اليوم (الجمعة)."),
    ("ar", "طالبت 13 دولة أوروبية، في بيان مشترك، بإجراء تحقيق."),
    ("ar", "أجندة الأحداث الدولية (18 – 23 أغسطس)"),
    ("ar", "السفير البولندي: لن نغلق حدودنا في وجه أحد"),
    ("ar", "أمس (الخميس) - عاد الهدوء."),
    ("ar", "يوم 3 مارس 2022 - بدأ كل شيء."),
    ("en", "The United Nations on Thursday (March 3) launched a plan."),
    ("en", "On March 3, 2022 - it began."),
    ("en", "BREAKING: All schoolgirls regain freedom"),
    ("en", "KNOW YOUR CITY: Getting a licence"),
    ("en", "Sir, – Your correspondent laments that nobody understands."),
    ("en", "NNA - A drone dropped a grenade."),
    ("en", "At least 13 people - most of them children - died."),
    ("en", "turkey: how to roast it"),
]


@pytest.mark.parametrize(("line", "place", "day"), ARABIC)
def test_arabic_datelines(line: str, place: str, day: str | None) -> None:
    check(line, BODY, "ar", place, day)


@pytest.mark.parametrize(("line", "place", "day"), ENGLISH)
def test_english_datelines(line: str, place: str, day: str | None) -> None:
    check(line, " Officials said that work had begun.", "en", place, day)


def check(line: str, body: str, language: str, place: str, day: str | None) -> None:
    text = "\n " + line + body
    found = find_dateline(text, language, PUBLISHED)
    assert (found.place, found.date and found.date.isoformat()) == (place, day)
    assert found.span is not None
    assert found.span.of(text) == line.strip()


@pytest.mark.parametrize(("language", "text"), NO_DATELINES)
def test_a_first_sentence_is_no_dateline(language: str, text: str) -> None:
    found = find_dateline(text, language, PUBLISHED)
    assert (found.place, found.date, found.span) == (None, None, None)


def test_a_date_without_year_needs_the_publication_date() -> None:
    assert find_dateline("LONDON, March 3 (Reuters) - Oil", "en", None).date is None
    assert find_dateline("بكين 3 مارس 2022 (شينخوا) -- قال", "ar", None).date == date(2022, 3, 3)


def test_an_empty_text_has_none() -> None:
    assert find_dateline(" \n ", "ar", PUBLISHED).span is None


@given(text=st.text(alphabet=st.sampled_from("بكين 12٣/-–(): ،\nLondon,March.أ")))
def test_a_span_lies_in_the_text(text: str) -> None:
    found = find_dateline(text, "ar", PUBLISHED)
    assert (found.span is None) == (found.place is None)
    assert found.span is None or found.place in found.span.of(text)  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الرئيس المصري في القاهرة في 3 مايو 2024 - وفق بيان - استقالة الوزير أمس.",
        "تنطلق القمة العربية في القاهرة في ١٥ شوال ١٤٤٦ هـ. ووصل الوفد السوري أمس.",
        "بكين 20 أكتوبر 2025 (شينخوا) التقى الرئيس الوزير.",
    ],
)
def test_a_sentence_or_a_later_day_is_no_dateline(text: str) -> None:
    assert find_dateline(text, "ar", date(2025, 3, 11)).date is None


@pytest.mark.parametrize("above", ["عاجل\n\n", "مقتل 7 جنود في مالي\n\n"])
def test_a_headline_may_stand_above_it(above: str) -> None:
    text = above + "باماكو 14 يناير 2025 (رويترز) - قُتل سبعة جنود أمس في مالي."
    found = find_dateline(text, "ar", date(2025, 1, 20))
    assert (found.place, found.date) == ("باماكو", date(2025, 1, 14))
    assert found.span is not None
    assert found.span.of(text).startswith("باماكو")


def test_direction_marks_are_no_part_of_the_place() -> None:
    found = find_dateline("\u200fبيروت\u200f 5 أيار 2024 (وكالة) - وصل الوزير.", "ar", None)
    assert (found.place, found.date) == ("بيروت", date(2024, 5, 5))
