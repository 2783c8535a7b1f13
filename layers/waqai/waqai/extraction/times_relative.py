"""Dates counted from the anchor: yesterday, last week, three months ago, Tuesday."""

from dataclasses import replace
from datetime import date

from .times_calendar import DAY, MONTHS, SPANS, Period, Unresolved, between, shift, single
from .times_context import Context, Matched, anchored, years_around

HOURS_A_DAY = 24
ELSEWHERE = "counted from another event or date"
LENGTH = "a length of time, not a date"
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
        return _run(context, token.unit, 1, relative)
    return anchored(single(shift(context.today, token.unit, relative), _calendar(token.unit)))


def run(matched: Matched, context: Context) -> Period | None:
    """Resolve the last three days, the next two weeks; decline the first three."""
    ordinal, relative = matched.find("O"), matched.relative()
    if ordinal and ordinal.number > 0:
        return None
    return _run(context, matched.one("UVc").unit, _count(matched), -1 if ordinal else relative or 0)


def last_of(matched: Matched, context: Context) -> Period | None:
    """Resolve the last week of July; decline "last year, in July"."""
    (period,), token = matched.periods(), matched.one("UV")
    if matched.relative() != -1 or token.unit not in SPANS or period.unit == "day":
        return None
    start = shift(period.last + DAY, token.unit, -_count(matched))
    return replace(between(start, period.last), anchored=period.anchored)


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


def ago(matched: Matched, context: Context) -> Period:
    """Resolve two days ago, to the unit that was counted."""
    return _counted(matched, context, -1)


def from_now(matched: Matched, context: Context) -> Period:
    """Resolve "after two days" of an event ahead; in a report it is after something else."""
    if not context.ahead:
        raise Unresolved(ELSEWHERE)
    return _counted(matched, context, 1)


def for_long(matched: Matched, context: Context) -> Period:
    """Resolve "منذ ثلاثة أشهر": from then to now, whether it went on or happened then."""
    return _run(context, matched.one("UV").unit, _count(matched), -1)


def within(matched: Matched, context: Context) -> Period:
    """Resolve within two weeks: ahead for what is to come and in English, else back."""
    ahead = context.ahead or matched.one("I").text == "within"
    return _run(context, matched.one("UV").unit, _count(matched), 1 if ahead else -1)


def length(matched: Matched, context: Context) -> Period:
    """Refuse a duration."""
    raise Unresolved(LENGTH)


def elsewhere(matched: Matched, context: Context) -> Period:
    """Refuse "six days after", which another event tells."""
    raise Unresolved(ELSEWHERE)


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


def first_of(matched: Matched, context: Context) -> Period:
    """Resolve the first three months of a year, the second week of a month."""
    (period,), token = matched.periods(), matched.one("UVc")
    ordinal = matched.one("O").number
    count = _count(matched)
    start = shift(period.first, token.unit, ordinal - 1)
    end = shift(period.first, token.unit, ordinal - 1 + count) - DAY
    if ordinal < 0:
        start, end = shift(period.last + DAY, token.unit, -count), period.last
    if not (period.first <= start and end <= period.last):
        raise Unresolved(f"not a date: no such {token.unit} in {period.value}")
    found = between(start, end, "day" if token.unit in SPANS else token.unit)
    return anchored(found) if period.anchored else found


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


def _count(matched: Matched) -> int:
    """Return the number beside the unit, two for a dual, else one."""
    number = matched.find("N")
    if number:
        return number.number
    if matched.find("V"):
        return 2
    if matched.one("Uc").name.startswith("plural"):
        raise Unresolved(f"no number of {matched.one('Uc').unit}s")
    return 1


def _counted(matched: Matched, context: Context, direction: int) -> Period:
    """Return the unit that lies so many units away."""
    name, count = matched.one("UV").unit, _count(matched)
    if name in ("hour", "minute"):
        if name == "minute" or count % HOURS_A_DAY:
            raise Unresolved("the anchor has no clock time to count hours from")
        name, count = "day", count // HOURS_A_DAY
    day = shift(context.today, name, direction * count)
    return anchored(single(day, _calendar(name)))


def _calendar(name: str) -> str:
    """Return the calendar unit that a count in this unit is told to."""
    return {"fortnight": "week", "decade": "year", "century": "year"}.get(name, name)


def _run(context: Context, name: str, count: int, direction: int) -> Period:
    """Return the stretch of so many units that ends or begins at the anchor's day."""
    if direction == 0 or name == "minute":
        raise Unresolved(LENGTH)
    if name == "hour":
        name, count = "day", -(-count // HOURS_A_DAY)
    ends = sorted((context.today, shift(context.today, name, direction * count)))
    return anchored(between(*ends, "day" if name in SPANS else _calendar(name)))


def _in_year(period: Period, month: int, name: str) -> Period:
    """Return the quarter or half that begins with the month, in that year."""
    if period.unit != "year":
        raise Unresolved(f"not a date: the {name} of a {period.unit}")
    found = single(date(period.first.year, month, 1), name)
    return anchored(found) if period.anchored else found
