"""Dates with a month of their own: Gregorian, Hijri, holidays."""

from dataclasses import replace
from datetime import date, timedelta

from .times_calendar import Period, Unresolved, between, day_of, single
from .times_context import SOON, Context, Matched, anchored, years_around
from .times_hijri import SIGHTING, hijri_day, hijri_month, hijri_year_of
from .times_tokens import Token

NEAR = timedelta(days=550)
"""How far off a weekday may settle the year of a day and month."""


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
        return replace(single(period.first + off * SIGHTING), anchored=period.anchored)
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
        near = [p for p in found if abs(p.first - context.today) < NEAR]
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
    found = []
    for near in (year - 1, year, year + 1):
        try:
            found.append(of(near))
        except Unresolved:
            continue  # the 30th, in a year whose month has 29 days
    return context.choose(found, matched.relative())
