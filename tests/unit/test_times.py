"""Time expressions against a Friday, 20 October 2023."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from waqai.extraction.times import Anchor, resolve_time
from waqai.extraction.times_words import lexicon

FRIDAY = Anchor(date(2023, 10, 20), "dateline")
NOWHERE = Anchor(None, "none")

ABSOLUTE = """
20 أكتوبر 2023 = 2023-10-20
٢٠ أكتوبر ٢٠٢٣ = 2023-10-20
۲۰ أكتوبر ۲۰۲۳ = 2023-10-20
٢٠٢٣/١٠/٢٠ = 2023-10-20
20/10/2023 = 2023-10-20
20-10-2023 = 2023-10-20
2023-10-20 = 2023-10-20
في 7-8-2023م = 2023-08-07
13/10/23 = 2023-10-13
October 20, 2023 = 2023-10-20
20 October 2023 = 2023-10-20
Sept. 11, 2001 = 2001-09-11
the Fourth of July 2024 = 2024-07-04
2nd May, 2025 = 2025-05-02
on or around 14 February 2004 = 2004-02-14
21 Août 2022 = 2022-08-21
15 كانون الثاني 2025 = 2025-01-15
15 كانون الثاني/يناير 2025 = 2025-01-15
15 يناير (كانون الثاني) 2025 = 2025-01-15
الخامس عشر من كانون الثاني (يناير) 2025 = 2025-01-15
السابع من يناير/ كانون الثاني 2025 = 2025-01-07
28 تشرين الثاني 2024 = 2024-11-28
1 نيسان 2025 = 2025-04-01
13 جويلية 2020 = 2020-07-13
25 أوت 2021 = 2021-08-25
8 شتنبر 2021 = 2021-09-08
28 غشت 2024 = 2024-08-28
24 جوان 2020 = 2020-06-24
2 ماي 2024 = 2024-05-02
الفاتح من نوفمبر 1954 = 1954-11-01
الحادي والعشرين من أكتوبر 2022 = 2022-10-21
الحادي عشر من سبتمبر 2001 = 2001-09-11
الجمعة 20 أكتوبر 2023 = 2023-10-20
Sunday, 22 October 2023 = 2023-10-22
Tuesday, 4 October 2011, at 9:30 = 2011-10-04T09:30
مارس ٢٠١٨ = 2018-03
وفي أكتوبر 2022 = 2022-10
شهر افريل 2022 = 2022-04
كانون الأول (ديسمبر) 2022 = 2022-12
November 2022 = 2022-11
2014 = 2014
عام 2019 = 2019
لعام 2025 = 2025
و2017 = 2017
العام 2026 = 2026
سنة 2015 = 2015
بحلول عام 2030 = 2030
الربع الثالث من عام 2023 = 2023-Q3
third quarter of 2024 = 2024-Q3
Q3 2024 = 2024-Q3
2024-W21 = 2024-W21
first half of 2024 = 2024-H1
the 1990s = 1990/1999
تسعينيات القرن الماضي = 1990/1999
العام المالي 2024/2025 = 2024/2025
للعام المالي 2024-2025 = 2024/2025
FY2024/25 = 2024/2025
بين عامي 2024 و2028 = 2024/2028
للفترة ما بين عامي 2024 و2028 = 2024/2028
الأعوام من 2024 إلى 2028 = 2024/2028
2021 - 2022 = 2021/2022
من 7 إلى 15 ديسمبر 2019 = 2019-12-07/2019-12-15
3 and 4 May 2023 = 2023-05-03/2023-05-04
March 3-5, 2024 = 2024-03-03/2024-03-05
28 September to 3 October 2023 = 2023-09-28/2023-10-03
January to June 2024 = 2024-01/2024-06
من يناير إلى سبتمبر 2023 = 2023-01/2023-09
يناير وفبراير 2024 = 2024-01/2024-02
أول ثلاثة أشهر من 2023 = 2023-01/2023-03
first nine months of 2023 = 2023-01/2023-09
صيف 2024 = 2024-06/2024-08
30 رجب 1443هـ الموافق 3 مارس 2022م = 2022-03-03
02 جمادى الأولى 1446 هـ الموافق 04 نوفمبر 2024 م = 2024-11-04
8 رمضان 1444 = 2023-03-30
الأربعاء 3 رجب 1444هـ = 2023-01-25
عيد الأضحى المبارك (10 ذو الحجة 1445هـ) = 2024-06-16
الأول من محرم 1446 = 2024-07-07
1443/7/30هـ = 2022-03-03
شهر رمضان 1445 = 2024-03-11/2024-04-09
عام 1445هـ = 2023-07-19/2024-07-06
29 فبراير 2024 = 2024-02-29
"""

ANCHORED = """
اليوم = 2023-10-20
اليوم (الجمعة) = 2023-10-20
today (Friday) = 2023-10-20
اليوم الخميس = 2023-10-19
أمس = 2023-10-19
بالأمس = 2023-10-19
وبالأمس = 2023-10-19
امس الخميس = 2023-10-19
أمس (الخميس) = 2023-10-19
yesterday = 2023-10-19
أول أمس = 2023-10-18
أول من أمس = 2023-10-18
the day before yesterday = 2023-10-18
غدًا = 2023-10-21
فجر غد السبت = 2023-10-21
بعد غد = 2023-10-22
tomorrow morning = 2023-10-21
الجمعة = 2023-10-20
الخميس = 2023-10-19
يوم الاثنين = 2023-10-16
مساء الأحد = 2023-10-15
زوال الاربعاء = 2023-10-18
فجرَ الثلاثاء = 2023-10-17
early Tuesday = 2023-10-17
Tuesday forenoon = 2023-10-17
الأحد الماضي = 2023-10-15
الجمعة الماضية = 2023-10-13
last Friday = 2023-10-13
الأحد المقبل = 2023-10-22
next Friday = 2023-10-27
الثلاثاء من الأسبوع الماضي = 2023-10-10
ليل الخميس الجمعة = 2023-10-19/2023-10-20
ليل الخميس – الجمعة = 2023-10-19/2023-10-20
من الأحد إلى الثلاثاء المقبلين = 2023-10-22/2023-10-24
الليلة الماضية = 2023-10-19
last night = 2023-10-19
this morning = 2023-10-20
overnight = 2023-10-19/2023-10-20
قبل يومين = 2023-10-18
قبل ثلاثة أيام = 2023-10-17
two days ago = 2023-10-18
قبل 48 ساعة = 2023-10-18
a week ago = 2023-W41
قبل أسبوعين = 2023-W40
قبل شهرين = 2023-08
قبل نحو ثلاثة أشهر = 2023-07
قبل أحد عشر عاما = 2012
twenty-five years ago = 1998
منذ ثلاثة أشهر = 2023-07/2023-10
منذ أسبوعين = 2023-10-06/2023-10-20
منذ الأحد = 2023-10-15/2023-10-20
منذ مطلع أكتوبر = 2023-10-01/2023-10-20
منذ عام 2011 = 2011/2023
since 2019 = 2019/2023
الأسبوع الماضي = 2023-W41
هذا الأسبوع = 2023-W42
next week = 2023-W43
الشهر المقبل = 2023-11
الشهر الماضي = 2023-09
العام الجاري = 2023
العام المنصرم = 2022
السنة المقبلة = 2024
last year = 2022
the past week = 2023-10-13/2023-10-20
الـ24 ساعة الأخيرة = 2023-10-19/2023-10-20
الأيام الثلاثة الماضية = 2023-10-17/2023-10-20
last three years = 2020/2023
the weekend = 2023-10-14/2023-10-15
this weekend = 2023-10-21/2023-10-22
20 أكتوبر الجاري = 2023-10-20
20 سبتمبر الماضي = 2023-09-20
20 نوفمبر المقبل = 2023-11-20
20 من الشهر الجاري = 2023-10-20
السادس والعشرين من الشهر الماضي = 2023-09-26
30 March this year = 2023-03-30
مارس من العام الماضي = 2022-03
7 تشرين الأول/أكتوبر = 2023-10-07
29 ديسمبر = 2022-12-29
نوفمبر = 2022-11
فبراير شباط = 2023-02
شباط الماضي = 2023-02
ماي المنقضي = 2023-05
ديسمبر المقبل = 2023-12
last June = 2023-06
منتصف آذار = 2023-03
mid-March = 2023-03
أواخر العام الماضي = 2022
نهاية العام = 2023
later this month = 2023-10
الربع الثاني = 2023-Q2
النصف الأول من العام = 2023-H1
الربع الأخير من العام = 2023-Q4
الأشهر السبعة الأولى من العام الجاري = 2023-01/2023-07
الأسبوع الأول من شهر نوفمبر المقبل = 2023-11-01/2023-11-07
first week of July = 2023-07-01/2023-07-07
last week of July = 2023-07-25/2023-07-31
الفترة من 20 إلى 25 أكتوبر الجاري = 2023-10-20/2023-10-25
يومي 18 و19 نوفمبر المقبل = 2023-11-18/2023-11-19
بين 18 يونيو ومطلع يوليو = 2023-06-18/2023-07-01
من 28 سبتمبر إلى 3 أكتوبر = 2023-09-28/2023-10-03
حتى 2030 = 2023/2030
رمضان الماضي = 2023-03-23/2023-04-20
الخريف المقبل = 2024-09/2024-11
الساعة 10:30 مساء أمس = 2023-10-19T22:30
الساعة الخامسة من مساء الأحد = 2023-10-15T17:00
الرابعة من عصر اليوم الجمعة = 2023-10-20T16:00
الساعة السادسة من صباح الأحد = 2023-10-15T06:00
about 10.20pm on Sunday = 2023-10-15T22:20
7am yesterday = 2023-10-19T07:00
noon on Thursday = 2023-10-19T12:00
at 0600 GMT on Friday = 2023-10-20T06:00
الساعة 1410 بتوقيت جرينتش اليوم = 2023-10-20T14:10
"""

AHEAD = """
الأحد = 2023-10-22
الجمعة = 2023-10-20
يناير = 2024-01
12 مارس = 2024-03-12
بعد ثلاثة أيام = 2023-10-23
خلال أسبوعين = 2023-10-20/2023-11-03
in two weeks = 2023-W44
الربع الأول = 2024-Q1
رمضان = 2024-03-11/2024-04-09
"""

REFUSED = """
اليوم الاثنين = the weekday and the date disagree
Monday 13 October = the weekday and the date disagree
السبت 22 أكتوبر 2023 = the weekday and the date disagree
30 رجب 1443هـ الموافق 9 مارس 2022م = the Hijri and the Gregorian date disagree
20 أكتوبر 2023 و25 نوفمبر 2024 = two dates in one expression
عامي 2014 و2017 = two dates in one expression
December 2023 and 2024 = two dates in one expression
11 أو 18 مايو المقبل = either of two dates
ثلاثة أيام = a length of time, not a date
thirty-day = a length of time, not a date
بعد ثلاثة أيام = counted from another event or date
six days after = counted from another event or date
اليوم التالي = counted from another event or date
اليوم نفسه = counted from another event or date
خلال الأسابيع المقبلة = no number of weeks
منذ ساعات = no number of hours
قبل بضعة أيام = no number of units
half an hour ago = the anchor has no clock time to count hours from
مساء = a time of the day without its day
9:07 p.m. = a time of the day without its day
FY2024 = not a date: where that fiscal year begins is not said
عام 1445 = not a date: 1445 may be a Hijri year
03/04/2024 = not a date: day and month of a numeric date cannot be told apart
30 فبراير 2024 = not a date: no such day as 2024-02-30
31 أبريل = not a date: no such day in the years around the anchor
قبل الانتخابات = not a date: الانتخابات
منذ 2030 = the date that it goes on since lies after the anchor
قبل عام 2011 = open at its beginning: any time before a past date
بعد ديسمبر المقبل = open at its end: any time after a date to come
"""


def cases(table: str) -> list[tuple[str, str]]:
    rows = (line.rpartition(" = ") for line in table.strip().splitlines())
    return [(expression, expected) for expression, _, expected in rows]


@pytest.mark.parametrize(("expression", "value"), cases(ABSOLUTE))
def test_absolute_dates_need_no_anchor(expression: str, value: str) -> None:
    found = resolve_time(expression, NOWHERE)
    assert (found.value, found.basis, found.reason) == (value, "text", None)


@pytest.mark.parametrize(("expression", "value"), cases(ANCHORED))
def test_relative_dates_count_from_the_anchor(expression: str, value: str) -> None:
    found = resolve_time(expression, FRIDAY)
    assert (found.value, found.basis, found.reason) == (value, "dateline", None)


@pytest.mark.parametrize(("expression", "value"), cases(AHEAD))
def test_an_event_ahead_takes_the_coming_date(expression: str, value: str) -> None:
    assert resolve_time(expression, FRIDAY, ahead=True).value == value


@pytest.mark.parametrize(("expression", "reason"), cases(REFUSED))
def test_what_cannot_be_told_is_null_with_the_reason(expression: str, reason: str) -> None:
    found = resolve_time(expression, FRIDAY)
    assert (found.value, found.granularity, found.basis) == (None, "none", "none")
    assert found.reason == reason


@pytest.mark.parametrize("expression", ["أمس", "Friday", "20 أكتوبر", "May", "قبل يومين", "Q3"])
def test_without_an_anchor_nothing_is_guessed(expression: str) -> None:
    found = resolve_time(expression, NOWHERE)
    assert (found.value, found.reason) == (None, "no anchor date for a relative expression")


@pytest.mark.parametrize(
    ("expression", "granularity"),
    [
        ("20 أكتوبر 2023", "day"), ("الأسبوع الماضي", "week"), ("2024", "year"),
        ("مارس 2024", "month"), ("Q3 2024", "quarter"), ("H1 2024", "half"),
        ("the 1990s", "decade"), ("2024-2028", "interval"), ("7am yesterday", "instant"),
    ],
)  # fmt: skip
def test_the_granularity_is_that_of_the_words(expression: str, granularity: str) -> None:
    assert resolve_time(expression, FRIDAY).granularity == granularity


def test_the_language_settles_the_order_of_a_numeric_date() -> None:
    assert resolve_time("03/04/2024", NOWHERE, language="ar").value == "2024-04-03"
    assert resolve_time("٠٣/٠٤/٢٠٢٤", NOWHERE).value == "2024-04-03"
    assert resolve_time("يوم 03/04/2024", NOWHERE).value == "2024-04-03"


def test_a_publication_date_is_named_as_the_basis() -> None:
    assert resolve_time("أمس", Anchor(date(2024, 1, 1), "published")).basis == "published"
    assert resolve_time("أمس", Anchor(date(2024, 1, 1), "published")).value == "2023-12-31"


WORDS = st.one_of(
    st.sampled_from(sorted(lexicon())),
    st.integers(0, 99999).map(str),
    st.sampled_from(["31/12/9999", "1/1/1", "24:00", "9999", "1000", "0000", "٣٠", "-", "/", "("]),
)
ANCHORS = st.dates().map(lambda day: Anchor(day, "published")) | st.just(NOWHERE)


@given(words=st.lists(WORDS, max_size=7), anchor=ANCHORS, ahead=st.booleans())
def test_any_words_give_a_value_or_a_reason(words: list[str], anchor: Anchor, ahead: bool) -> None:
    found = resolve_time(" ".join(words), anchor, ahead=ahead)
    assert (found.value is None) == (found.reason is not None)


@given(text=st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = resolve_time(text, FRIDAY)
    assert (found.value is None) == (found.reason is not None)


@pytest.mark.parametrize("words", ["العام", "وفي العام", "الشهر", "خلال الأسبوع", "the year"])
def test_a_period_cut_short_is_no_date(words: str) -> None:
    """ "وفي العام 1948" whose number is missing must not become the anchor's year."""
    found = resolve_time(words, Anchor(date(2025, 3, 11), "published"))
    assert found.value is None
    assert found.reason == "not complete: it does not say which one"
