"""Dates told by counting units: three days ago, the past week, the first three months."""

from dataclasses import replace

from .times_calendar import DAY, SPANS, Period, Unresolved, between, calendar_unit, shift, single
from .times_context import Context, Matched, anchored

HOURS_A_DAY = 24
ELSEWHERE = "counted from another event or date"
LENGTH = "a length of time, not a date"


def run(matched: Matched, context: Context) -> Period | None:
    """Resolve the last three days, the next two weeks; decline the first three."""
    ordinal, relative = matched.find("O"), matched.relative()
    if ordinal and ordinal.number > 0:
        return None
    return stretch(
        context, matched.one("UVc").unit, _count(matched), -1 if ordinal else relative or 0
    )


def last_of(matched: Matched, context: Context) -> Period | None:
    """Resolve the last week of July; decline "last year, in July"."""
    (period,), token = matched.periods(), matched.one("UV")
    if matched.relative() != -1 or token.unit not in SPANS or period.unit == "day":
        return None
    start = shift(period.last + DAY, token.unit, -_count(matched))
    return replace(between(start, period.last), anchored=period.anchored)


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
    return stretch(context, matched.one("UV").unit, _count(matched), -1)


def within(matched: Matched, context: Context) -> Period:
    """Resolve within two weeks: ahead for what is to come and in English, else back."""
    ahead = context.ahead or matched.one("I").text == "within"
    return stretch(context, matched.one("UV").unit, _count(matched), 1 if ahead else -1)


def length(matched: Matched, context: Context) -> Period:
    """Refuse a duration."""
    raise Unresolved(LENGTH)


def elsewhere(matched: Matched, context: Context) -> Period:
    """Refuse "six days after", which another event tells."""
    raise Unresolved(ELSEWHERE)


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
    return anchored(single(day, calendar_unit(name)))


def stretch(context: Context, name: str, count: int, direction: int) -> Period:
    """Return the stretch of so many units that ends or begins at the anchor's day."""
    if direction == 0 or name == "minute":
        raise Unresolved(LENGTH)
    if name == "hour":
        name, count = "day", -(-count // HOURS_A_DAY)
    first, last = sorted((context.today, shift(context.today, name, direction * count)))
    return anchored(between(first, last, "day" if name in SPANS else calendar_unit(name)))
