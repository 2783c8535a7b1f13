"""Dates counted from the anchor: yesterday, last week, the third quarter, Tuesday."""

from datetime import date

from .times_calendar import DAY, MONTHS, Period, Unresolved, between, calendar_unit, shift, single
from .times_context import Context, Matched, anchored, years_around
from .times_counted import stretch

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First months of the seasons in the north, where both languages' press mostly writes."""


def day(matched: Matched, context: Context) -> Period:
    """Resolve today, yesterday, tomorrow; "الليلة الماضية" is yesterday's."""
    offset = matched.one("T").number + (matched.relative() or 0)
    return anchored(single(context.today + offset * DAY))


def overnight(matched: Matched, context: Context) -> Period:
    """Resolve the night before the anchor's day."""
    return anchored(between(context.today - DAY, context.today))


def weekday(matched: Matched, context: Context) -> Period:
    """Resolve a weekday; bare, the latest one up to today, or the coming one of an event ahead."""
    return _weekday(matched.one("W").number, context, matched.relative())


def weekdays(matched: Matched, context: Context) -> Period:
    """Resolve two weekdays in a row, "ليل الجمعة السبت"."""
    first, last = matched.all("W")
    relative = matched.relative()
    if relative == 1 or (relative is None and context.ahead):
        start = _weekday(first.number, context, relative).first
        return anchored(between(start, start + (last.number - first.number) % 7 * DAY))
    end = _weekday(last.number, context, relative).first
    return anchored(between(end - (last.number - first.number) % 7 * DAY, end))


def unit(matched: Matched, context: Context) -> Period:
    """Resolve last week, this month, next year; the bare week is this one."""
    token, relative = matched.one("Ucq"), matched.relative() or 0
    if token.name.startswith("plural") or token.unit in ("hour", "minute"):
        raise Unresolved(f"no number of {token.unit}s")
    if token.unit == "weekend":
        return _weekend(context, matched.relative())
    if matched.one("R" if matched.find("R") else "Ucq").name == "rolling":
        return stretch(context, token.unit, 1, relative)
    return anchored(single(shift(context.today, token.unit, relative), calendar_unit(token.unit)))


def day_of_month(matched: Matched, context: Context) -> Period | None:
    """Resolve the 20th of this, the last or the next month; decline other units."""
    token = matched.one("Uc")
    if token.name != "month" or (token.kind == "U" and not matched.find("R")):
        return None
    month = shift(context.today.replace(day=1), "month", matched.relative() or 0)
    try:
        return anchored(single(month.replace(day=matched.one("NO").number)))
    except ValueError:
        raise Unresolved("not a date: the month has no such day") from None


def part_of_year(matched: Matched, context: Context) -> Period:
    """Resolve a quarter or half, of the year beside it or the one that fits the anchor."""
    token, ordinal, periods = matched.one("q"), matched.one("O").number, matched.periods()
    size = MONTHS[token.unit]
    index = (12 // size if ordinal < 0 else ordinal) - 1
    if not 0 <= index < 12 // size:
        raise Unresolved(f"not a date: a year has no {token.unit} {ordinal}")
    if periods:
        return _in_year(periods[0], 1 + index * size, token.unit)
    months = (date(year, 1 + index * size, 1) for year in years_around(context))
    return context.choose(single(first, token.unit) for first in months)


def season(matched: Matched, context: Context) -> Period:
    """Resolve a season to its months."""
    first, periods = SEASONS[matched.one("Q").name], matched.periods()
    years = [periods[0].first.year] if periods else list(years_around(context))
    found = [
        between(date(y, first, 1), shift(date(y, first, 1), "month", 3) - DAY, "month")
        for y in years
    ]
    return found[0] if periods else context.choose(found, matched.relative())


def _weekday(number: int, context: Context, relative: int | None) -> Period:
    """Return the weekday that the relative word means."""
    days = (context.today + offset * DAY for offset in range(-7, 8))
    return context.choose((single(day) for day in days if day.weekday() == number), relative)


def _weekend(context: Context, relative: int | None) -> Period:
    """Return the weekend, Saturday and Sunday; "this weekend" on a Monday is the coming one."""
    if relative == 0:
        return anchored(single(context.today, "weekend"))
    days = (context.today + offset * DAY for offset in (-7, 0, 7))
    return context.choose((single(day, "weekend") for day in days), relative)


def _in_year(period: Period, month: int, name: str) -> Period:
    """Return the quarter or half that begins with the month, in that year."""
    if period.unit != "year":
        raise Unresolved(f"not a date: the {name} of a {period.unit}")
    found = single(date(period.first.year, month, 1), name)
    return anchored(found) if period.anchored else found
