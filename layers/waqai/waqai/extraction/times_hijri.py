"""Hijri dates after the Umm al-Qura calendar; the library is imported only when one is met."""

from dataclasses import replace
from datetime import date, timedelta

from .times_calendar import Period, Unresolved, between, single

FIRST_YEAR, LAST_YEAR = 1343, 1500
"""What the Umm al-Qura tables of ``hijridate`` cover."""

SIGHTING = timedelta(days=1)
"""A country that sights the moon itself may be a day off the Umm al-Qura calendar."""


def is_hijri_year(year: int) -> bool:
    """Tell whether the number may be a year of the tables."""
    return FIRST_YEAR <= year <= LAST_YEAR


def hijri_day(year: int, month: int, day: int) -> Period:
    """Return the Gregorian day of a Hijri date."""
    return replace(single(_gregorian(year, month, day)), hijri=True)


def hijri_month(year: int, month: int) -> Period:
    """Return the days of a Hijri month."""
    following = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004
    last = _gregorian(*following, 1) - timedelta(days=1)
    return replace(between(_gregorian(year, month, 1), last), hijri=True)


def hijri_year(year: int) -> Period:
    """Return the days of a Hijri year."""
    last = _gregorian(year + 1, 1, 1) - timedelta(days=1)
    return replace(between(_gregorian(year, 1, 1), last), hijri=True)


def hijri_year_of(day: date) -> int:
    """Return the Hijri year that a Gregorian day lies in."""
    from hijridate import Gregorian  # noqa: PLC0415 - few articles need the tables

    try:
        return int(Gregorian.fromdate(day).to_hijri().year)
    except (OverflowError, ValueError):
        raise Unresolved("not a date: outside the Umm al-Qura tables") from None


def _gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian date; raise Unresolved outside the tables and for impossible days."""
    from hijridate import Hijri  # noqa: PLC0415 - few articles need the tables

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        raise Unresolved(f"not a date: no Hijri day {year}-{month:02}-{day:02}") from None
    return date(found.year, found.month, found.day)
