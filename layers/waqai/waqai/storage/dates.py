"""The first day of an ISO 8601 date, week, month, quarter, half, year, decade or interval."""

import re
from datetime import date

FORMS = re.compile(
    r"(?P<year>\d{4})(?:"
    r"-(?P<month>\d{2})(?:-(?P<day>\d{2}))?"
    r"|-W(?P<week>\d{2})(?:-(?P<weekday>\d))?"
    r"|-Q(?P<quarter>[1-4])"
    r"|-H(?P<half>[12])"
    r")?(?:T.*)?"
    r"|(?P<decade>\d{3})"
)


def first_day(value: str | None) -> date | None:
    """Return the day that a value begins with, or none where it names no beginning."""
    found = FORMS.fullmatch((value or "").split("/")[0])
    if found is None:
        return None
    parts = {name: int(digits) for name, digits in found.groupdict().items() if digits}
    try:
        return _day(parts)
    except ValueError:
        return None


def _day(parts: dict[str, int]) -> date:
    """Return the first day of the named parts of a date."""
    year = parts.get("year", parts.get("decade", 0) * 10)
    if "week" in parts:
        return date.fromisocalendar(year, parts["week"], parts.get("weekday", 1))
    month = parts.get("month", 3 * parts.get("quarter", 1) - 2 + 6 * (parts.get("half", 1) - 1))
    return date(year, month, parts.get("day", 1))
