"""Dates with a month or year of their own: Gregorian, Hijri, numeric, holidays."""

import re
from dataclasses import replace
from datetime import date

from .times_calendar import Period, Unresolved, between, day_of, single
from .times_context import SOON, Context, Matched, anchored, years_around
from .times_hijri import (
    SIGHTING,
    hijri_day,
    hijri_month,
    hijri_year,
    hijri_year_of,
    is_hijri_year,
)
from .times_tokens import Token

MONTHS = 12


def numeric(matched: Matched, context: Context) -> Period:
    """Resolve 2023-10-20, 20/10/2023, 1445/10/21, 2024-W21, 2024-Q3 or 2024/25."""
    text = matched.tokens[0].text.replace(" ", "")
    if coded := re.fullmatch(r"(\d{4})-([wqh])(\d{1,2})", text):
        return _coded(int(coded[1]), coded[2], int(coded[3]))
    numbers = [int(part) for part in re.split(r"[-/.]", text)]
    if len(numbers) == len(("year", "year")):
        return _year_pair(*numbers)
    year, month, day = numbers if re.match(r"\d{4}", text) else _day_month(numbers, context)
    year += 0 if year > 99 else 2000 if year < 70 else 1900  # noqa: PLR2004
    return hijri_day(year, month, day) if is_hijri_year(year) else single(day_of(year, month, day))


def day_month(matched: Matched, context: Context) -> Period | None:
    """Resolve a day and month, maybe with a year, a weekday, "last" or "this year".

    The first week of March is declined.
    """
    if any(token.unit in ("week", "weekend", "hour") for token in matched.all("Uc")):
        return None
    day, month = matched.one("NO").number, matched.one("M").number
    year = _year(matched, context)
    if year is not None:
        found = single(day_of(year, month, day))
        return _agreed(found if matched.find("Y") else anchored(found), matched.find("W"))
    return _day_near(month, day, matched, context)


def holiday(matched: Matched, context: Context) -> Period:
    """Resolve a holiday of fixed date."""
    month, day = divmod(matched.one("L").number, 100)
    year = _year(matched, context)
    return single(day_of(year, month, day)) if year else _day_near(month, day, matched, context)


def hijri_holiday(matched: Matched, context: Context) -> Period:
    """Resolve a holiday of the Hijri calendar."""
    month, day = divmod(matched.one("l").number, 100)
    return _hijri(matched, context, month, day)


def hijri_date(matched: Matched, context: Context) -> Period:
    """Resolve a Hijri day or month, with or without its year."""
    day = matched.find("NO")
    return _hijri(matched, context, matched.one("H").number, day.number if day else None)


def month(matched: Matched, context: Context) -> Period | None:
    """Resolve a month with its year, with "last" or "next", or bare; decline a week of it."""
    unit = matched.find("Uc")
    if unit and unit.unit != "month" and not (unit.unit == "year" and matched.find("R")):
        return None
    number, year = matched.one("M").number, _year(matched, context)
    if year is not None:
        found = single(day_of(year, number, 1), "month")
        return found if matched.find("Y") else anchored(found)
    months = (single(date(year, number, 1), "month") for year in years_around(context))
    return context.choose(months, matched.relative())


def months(matched: Matched, context: Context) -> Period:
    """Resolve "January to June", with the last one's year or the years that fit the anchor."""
    first, last = matched.all("M")
    outer = first if context.ahead and _year(matched, context) is None else last
    rest = tuple(token for token in matched.tokens if token.kind in "YR")
    known = month(Matched((outer, *rest)), context)
    assert known is not None  # a month without a unit is never declined
    turn = first.number > last.number
    year = known.first.year
    start = date(year - (turn and outer is last), first.number, 1)
    end = single(date(year + (turn and outer is first), last.number, 1), "month").last
    return replace(between(start, end, "month"), anchored=known.anchored)


def same_month(matched: Matched, context: Context) -> Token | None:
    """Make one month of its two names, "يناير (كانون الثاني)"."""
    first, second = matched.tokens
    return first if first.number == second.number else None


def year(matched: Matched, context: Context) -> Period | None:
    """Resolve a year; one that may be Hijri needs a mark; decline months of it."""
    unit = matched.find("UVc")
    if unit and unit.unit != "year":
        return None
    number = matched.one("Y").number
    if matched.find("Z"):
        return hijri_year(number)
    if is_hijri_year(number):
        raise Unresolved(f"not a date: {number} may be a Hijri year")
    return single(date(number, 1, 1), "year")


def decade(matched: Matched, context: Context) -> Period:
    """Resolve the 1990s."""
    return single(date(matched.one("x").number, 1, 1), "decade")


def fiscal(matched: Matched, context: Context) -> Period:
    """Resolve a year that is no calendar year: only by both calendar years that it touches."""
    (period,) = matched.periods()
    if period.granularity != "interval":
        raise Unresolved("not a date: where that fiscal year begins is not said")
    return period


def weekday_checked(matched: Matched, context: Context) -> Period:
    """Hold a day against the weekday named beside it, or take that weekday of the week."""
    (period,), wanted = matched.periods(), matched.one("W")
    if period.granularity == "week":
        day = period.first.toordinal() + wanted.number
        return replace(single(date.fromordinal(day)), anchored=period.anchored)
    return _agreed(period, wanted)


def _agreed(period: Period, weekday: Token | None) -> Period:
    """Return the day if it falls on the weekday.

    One told from the anchor may be a day off: what came out on Thursday evening is often published
    under Friday's date, and "today (Thursday)" is then right.
    """
    if weekday is None or period.first.weekday() == weekday.number:
        return period
    off = (weekday.number - period.first.weekday() + 3) % 7 - 3
    if period.granularity == "day" and abs(off) == 1 and (period.anchored or period.hijri):
        return replace(period, first=period.first + off * SIGHTING, last=period.last + off * SIGHTING)
    raise Unresolved("the weekday and the date disagree")


def _year(matched: Matched, context: Context) -> int | None:
    """Return the year written, or the one meant by "of last year"."""
    if written := matched.find("Y"):
        return written.number
    unit = matched.find("Uc")
    if matched.find("R") and unit and unit.unit == "year":
        return context.today.year + (matched.relative() or 0)
    return None


def _day_near(month: int, day: int, matched: Matched, context: Context) -> Period:
    """Return the day in the year that fits the anchor, and the weekday where one is named."""
    found = []
    for year in years_around(context, reach=4):
        try:
            found.append(single(date(year, month, day)))
        except ValueError:
            continue  # the 29th of February
    weekday = matched.find("W")
    if found and weekday:
        near = [p for p in found if abs((p.first - context.today).days) < 366 * 1.5]  # noqa: PLR2004
        fit = [p for p in near if p.first.weekday() == weekday.number]
        if not fit:
            raise Unresolved("the weekday and the date disagree")
        return context.choose(fit, 0)
    return context.choose(found, matched.relative(), tolerance=SOON)


def _hijri(matched: Matched, context: Context, month: int, day: int | None) -> Period:
    """Return a Hijri day or month, in its own year or the one that fits the anchor."""

    def of(year: int) -> Period:
        return hijri_month(year, month) if day is None else hijri_day(year, month, day)

    if written := matched.find("Y"):
        return of(written.number)
    year = hijri_year_of(context.today)
    return context.choose(map(of, (year - 1, year, year + 1)), matched.relative())


def _coded(year: int, unit: str, number: int) -> Period:
    """Return an ISO week, a quarter or a half."""
    if unit == "w":
        try:
            return single(date.fromisocalendar(year, number, 1), "week")
        except ValueError:
            raise Unresolved(f"not a date: no week {number} in {year}") from None
    length, name = (3, "quarter") if unit == "q" else (6, "half")
    return single(day_of(year, (number - 1) * length + 1, 1), name)


def _year_pair(first: int, last: int) -> Period:
    """Return 2024/2025 or 2024/25 as the two years."""
    last += first // 100 * 100 if last < 100 else 0  # noqa: PLR2004
    if is_hijri_year(first) or is_hijri_year(last):
        raise Unresolved(f"not a date: {first}/{last} may be Hijri years")
    return between(date(first, 1, 1), date(last, MONTHS, 31), "year")


def _day_month(numbers: list[int], context: Context) -> tuple[int, int, int]:
    """Return year, month and day of a date with its year at the end."""
    first, second, year = numbers
    if first > MONTHS or context.day_first or first == second:
        return year, second, first
    if second > MONTHS:
        return year, first, second
    raise Unresolved("not a date: day and month of a numeric date cannot be told apart")
