"""Dates in digits, years and decades."""

import re
from datetime import date

from .times_calendar import Period, Unresolved, between, day_of, single
from .times_context import Context, Matched
from .times_hijri import hijri_day, hijri_year, is_hijri_year

MONTHS = 12
CENTURY = 100
PIVOT = 70
"""Two digits from here on are years of the 1900s."""


def numeric(matched: Matched, context: Context) -> Period:
    """Resolve 2023-10-20, 20/10/2023, 1445/10/21, 2024-W21, 2024-Q3 or 2024/25."""
    text = matched.one("D").text.replace(" ", "")
    if coded := re.fullmatch(r"(\d{4})-([wqh])(\d{1,2})", text):
        return _coded(int(coded[1]), coded[2], int(coded[3]))
    numbers = [int(part) for part in re.split(r"[-/.]", text)]
    if len(numbers) == len(("year", "year")):
        return _year_pair(*numbers)
    year, month, day = numbers if re.match(r"\d{4}", text) else _day_month(numbers, context)
    if year < CENTURY:
        year += 2000 if year < PIVOT else 1900
    return hijri_day(year, month, day) if is_hijri_year(year) else single(day_of(year, month, day))


def decade(matched: Matched, context: Context) -> Period:
    """Resolve the 1990s."""
    return single(date(matched.one("x").number, 1, 1), "decade")


def fiscal(matched: Matched, context: Context) -> Period:
    """Resolve a year that is no calendar year: only by both calendar years that it touches."""
    (period,) = matched.periods()
    if period.granularity != "interval":
        raise Unresolved("not a date: where that fiscal year begins is not said")
    return period


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
    last += first // CENTURY * CENTURY if last < CENTURY else 0
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
