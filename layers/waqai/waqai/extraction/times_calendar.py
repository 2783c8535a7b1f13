"""Periods of the calendar, and the ISO 8601 text of each."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
SPANS = {"day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


class Unresolved(ValueError):
    """The expression names no date that could be told; the message says why."""


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, both ends included, and the calendar's own unit that it was named in."""

    first: date
    last: date
    unit: str
    """Unit of each end: day, week, month, quarter, half or year."""
    granularity: str
    anchored: bool = False
    """Whether the anchor was needed to tell it."""
    clock: str = ""
    edge: str = ""
    """``start``, ``mid`` or ``end`` where only that part was meant."""
    hijri: bool = False

    @property
    def value(self) -> str:
        """Return the period in ISO 8601."""
        if self.clock:
            return f"{self.first}T{self.clock}"
        first, last = _iso(self.first, self.unit), _iso(self.last, self.unit)
        return first if first == last else f"{first}/{last}"

    def contains(self, other: "Period") -> bool:
        """Tell whether all of the other period lies in this one."""
        return self.first <= other.first and other.last <= self.last

    def edged(self) -> date:
        """Return the day meant by "early", "mid" or "late" in it; its first day otherwise."""
        half = self.first + (self.last - self.first) // 2
        return {"mid": half, "end": self.last}.get(self.edge, self.first)


def _iso(day: date, unit: str) -> str:
    """Return the day's own calendar unit in ISO 8601."""
    year, week, _ = day.isocalendar()
    forms = {
        "week": f"{year}-W{week:02}",
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
    }
    return forms.get(unit, day.isoformat())


def day_of(year: int, month: int, number: int) -> date:
    """Return the date; raise Unresolved where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        raise Unresolved(f"not a date: no such day as {year}-{month:02}-{number:02}") from None


def single(day: date, unit: str = "day") -> Period:
    """Return the day, week, month, quarter, half, year or decade that the day lies in."""
    if unit == "day":
        return Period(day, day, unit, unit)
    if unit == "week":
        monday = day - day.weekday() * DAY
        return Period(monday, monday + 6 * DAY, unit, unit)
    if unit == "weekend":
        saturday = day + (5 - day.weekday()) * DAY
        return Period(saturday, saturday + DAY, "day", "interval")
    return _months(day, unit)


def _months(day: date, unit: str) -> Period:
    """Return the run of whole months that the day lies in."""
    length = MONTHS[unit]
    if unit == "century":
        raise Unresolved("not a date: a century")
    start = (day.year * 12 + day.month - 1) // length * length
    first = date(start // 12, start % 12 + 1, 1)
    last = shift(first, "month", length) - DAY
    return Period(first, last, "year" if unit == "decade" else unit, unit)


def between(first: date, last: date, unit: str = "day") -> Period:
    """Return the interval from one day to the other, named in the unit."""
    if first > last:
        raise Unresolved("the second date lies before the first")
    return Period(first, last, unit, "interval" if _iso(first, unit) != _iso(last, unit) else unit)


def span(first: Period, last: Period) -> Period:
    """Return the interval from one period to the other, in their common unit, else in days."""
    same = first.unit == last.unit and not (first.edge or last.edge)
    unit = first.unit if same else "day"
    start = first.edged() if first.edge else first.first
    end = last.edged() if last.edge else last.last
    return replace(between(start, end, unit), anchored=first.anchored or last.anchored)


def shift(day: date, unit: str, count: int) -> date:
    """Move a day by whole units; the 31st becomes the last day of a shorter month."""
    try:
        if unit in SPANS:
            return day + SPANS[unit] * count * DAY
        months = day.year * 12 + day.month - 1 + MONTHS[unit] * count
        year, month = months // 12, months % 12 + 1
        return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))
    except (OverflowError, ValueError, KeyError):
        raise Unresolved(f"not a date: {count} {unit}s away is outside the calendar") from None


def calendar_unit(name: str) -> str:
    """Return the calendar unit that a count in this unit is told to."""
    return {"fortnight": "week", "decade": "year", "century": "year"}.get(name, name)
