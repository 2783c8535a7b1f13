"""What stands around a date: clock times, parts of the day, "early", "since", "from … to"."""

from dataclasses import replace

from .times_calendar import DAY, Period, Unresolved, between, shift, single, span
from .times_context import Context, Matched, anchored
from .times_hijri import SIGHTING
from .times_tokens import Token

NOON = 12 * 60
NIGHTFALL = 6 * 60
NO_DAY = "a time of the day without its day"


def clock(matched: Matched, context: Context) -> Token:
    """Read a clock time; without minutes or a part of the day it may be either half's."""
    given, part = matched.find("C"), matched.find("P")
    minutes = given.number if given else _minutes(matched.one("NOY"))
    exact = given is not None or minutes % 60 or minutes > NOON or matched.find("g")
    if part:
        minutes = _on_24_hours(minutes, part.name)
    text = f"{minutes // 60:02}:{minutes % 60:02}" if exact or part else ""
    return Token("k", text)


def at_clock(matched: Matched, context: Context) -> Period:
    """Put the clock time on its day; an hour of either half of the clock tells the day alone."""
    (period,), time = matched.periods(), matched.one("k").text
    if period.granularity != "day":
        raise Unresolved(NO_DAY)
    return replace(period, clock=time, granularity="instant" if time else "day")


def part_of_day(matched: Matched, context: Context) -> Period:
    """Resolve a part of the day to its day."""
    if periods := matched.periods():
        return periods[0]
    return anchored(single(context.today + (matched.relative() or 0) * DAY))


def no_day(matched: Matched, context: Context) -> Period:
    """Refuse "in the evening": half of them are the day before the article's."""
    raise Unresolved(NO_DAY)


def edge(matched: Matched, context: Context) -> Period:
    """Keep "early" or "the end of" with the period: it counts where a range begins or ends."""
    return replace(matched.periods()[0], edge=matched.one("E").name)


def same_day(matched: Matched, context: Context) -> Period:
    """Merge two names of one date: the finer, the Gregorian one; others are two dates."""
    first, second = matched.periods()
    if first.hijri != second.hijri and first.granularity == second.granularity == "day":
        if abs(first.first - second.first) > SIGHTING:
            raise Unresolved("the Hijri and the Gregorian date disagree")
        return second if first.hijri else first
    if first.contains(second):
        return second
    if second.contains(first):
        return first
    raise Unresolved("two dates in one expression")


def either(matched: Matched, context: Context) -> Period:
    """Refuse "the 11th or the 18th"."""
    raise Unresolved("either of two dates")


def interval(matched: Matched, context: Context) -> Period:
    """Resolve "from … to"; two dates joined by "and" only where they touch or "between" leads."""
    first, second = matched.periods()
    apart = second.first - first.last > DAY or first.unit != second.unit
    if matched.find("&") and not matched.find("ab") and apart:
        raise Unresolved("two dates in one expression")
    return span(first, second)


def day_range(matched: Matched, context: Context) -> list[Token]:
    """Give both days of "20 to 25 October" their month and year."""
    days, month = list(matched.all("NO")), matched.one("M")
    rest = [token for token in matched.tokens if token.kind in "YRUc" and token.text]
    tail = rest if matched.find("YR") else []
    joint = [token for token in matched.tokens if token.kind in "z&"][:1]
    opening = [Token("b")] if matched.find("ab") else []
    return [*opening, days[0], month, *tail, *joint, days[1], month, *tail]


def two_days(matched: Matched, context: Context) -> list[Token]:
    """Give the first day of "28 September to 3 October 2023" the year, too."""
    days, months, year = list(matched.all("NO")), list(matched.all("M")), matched.one("Y")
    joint = matched.one("z&")
    return [Token("b"), days[0], months[0], year, joint, days[1], months[1], year]


def up_to(matched: Matched, context: Context) -> Period:
    """Resolve "the week through Nov. 9"."""
    (period,), unit = matched.periods(), matched.one("Uc").unit
    start = shift(period.last + DAY, unit, -1)
    return replace(between(start, period.last), anchored=period.anchored)


def since(matched: Matched, context: Context) -> Period:
    """Resolve "since …" up to the anchor."""
    (period,) = matched.periods()
    today = anchored(single(context.today, "day" if period.edge else period.unit))
    if period.first > today.last:
        raise Unresolved("the date that it goes on since lies after the anchor")
    return span(period, today)


def before(matched: Matched, context: Context) -> Period:
    """Resolve "before" and "until" from the anchor on; "before the end of" is that period."""
    (period,) = matched.periods()
    if period.edge == "end":
        return period
    if period.last < context.today:
        raise Unresolved("open at its beginning: any time before a past date")
    today = anchored(single(context.today, period.unit))
    return span(today, period) if today.first <= period.first else anchored(period)


def after(matched: Matched, context: Context) -> Period:
    """Resolve "after" a past date up to the anchor."""
    (period,) = matched.periods()
    if period.first > context.today:
        raise Unresolved("open at its end: any time after a date to come")
    return span(period, anchored(single(context.today, period.unit)))


def inside(matched: Matched, context: Context) -> Period:
    """Resolve "during" a period."""
    return matched.periods()[0]


def _minutes(token: Token) -> int:
    """Return the minutes past midnight of 9, 21 or 1410."""
    hours, minutes = divmod(token.number, 100) if len(token.text) == len("1410") else (None, 0)
    hours = token.number if hours is None or token.number < len("0123456789") else hours
    if not (0 <= hours < 25 and minutes < 60):  # noqa: PLR2004
        raise Unresolved(f"not a date: no such hour as {token.text}")
    return hours % 24 * 60 + minutes


def _on_24_hours(minutes: int, part: str) -> int:
    """Return the minutes past midnight of a time on the twelve-hour clock."""
    if minutes >= NOON + 60:
        return minutes
    hour = minutes % NOON
    late = part == "pm" or (part == "night" and hour >= NIGHTFALL)
    return hour + NOON if late else hour
