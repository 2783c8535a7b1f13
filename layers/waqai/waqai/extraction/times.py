"""Resolve a time expression, Arabic or English, to ISO 8601.

Conventions of the press that the rules follow:

- A bare weekday is the latest one, the anchor's own day included; for an event that lies ahead it
  is the coming one. "الماضي" and "last" exclude the anchor's day, "المقبل" and "next" too.
- "Last week" and "next month" are calendar weeks (from Monday) and months; "the past week" and
  "خلال أسبوع" are counted in days from the anchor.
- A month or a day without a year is the latest one, or the coming one of an event ahead.
- "Early", "mid" and "late" keep the unit they stand with ("منتصف آذار" is March), and cut it only
  at the ends of a range ("منذ منتصف آذار").
- A part of the day tells the day ("فجر أمس" is yesterday); without a day it tells none. Clock times
  are those of the text, without zone.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from .times_calendar import Period, Unresolved
from .times_context import Context
from .times_numbers import compose
from .times_rules import failure, reduce_tokens
from .times_tokens import Token, tokenize

Basis = Literal["text", "dateline", "published", "none"]
Granularity = Literal[
    "instant", "day", "week", "month", "quarter", "half", "year", "decade", "interval", "none"
]

ARABIC = re.compile("[\u0600-\u06ff]")
BARE_PERIOD = re.compile(
    r"[وف]?(?:في|خلال|ب|ل)?\s*ال?(?:عام|سنة|شهر|[أا]سبوع)"
    r"|(?:in |during )?(?:the )?(?:year|month|week)",
    re.IGNORECASE,
)
"""A period without its number or neighbour: "وفي العام 1948" cut short names no year."""

LONGEST = 200
"""More characters than any date takes; what is longer is a sentence."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative expressions count from, and where it is known from."""

    date: date | None
    basis: Literal["dateline", "published", "none"]


@dataclass(frozen=True, slots=True)
class TimeValue:
    """The resolved value, or null and the reason; ``basis`` says what it was counted from."""

    value: str | None
    granularity: Granularity
    basis: Basis
    reason: str | None = None


@lru_cache(maxsize=4096)
def resolve_time(
    expression: str, anchor: Anchor, *, ahead: bool = False, language: str | None = None
) -> TimeValue:
    """Return the date or interval that the expression names.

    ``ahead`` says that the event is yet to come, so that a bare "Friday" is the coming one.
    ``language`` settles 3/4/2024, which only Arabic writes day first without exception.
    """
    day_first = language == "ar" or ARABIC.search(expression) is not None
    try:
        period = _period(expression, Context(anchor.date, ahead, day_first))
        return TimeValue(period.value, _granularity(period), _basis(period, anchor))
    except Unresolved as error:
        return TimeValue(None, "none", "none", str(error))
    except (OverflowError, ValueError):  # "بعد يومين" on the last day of the year 9999
        return TimeValue(None, "none", "none", "not a date: outside the calendar")


def _period(expression: str, context: Context) -> Period:
    """Return the one period that the expression reduces to."""
    if len(expression) > LONGEST:
        raise Unresolved("not a date: too long")
    if BARE_PERIOD.fullmatch(expression.strip()):
        raise Unresolved("not complete: it does not say which one")
    tokens = reduce_tokens(_joined(compose(tokenize(expression))), context)
    if len(tokens) == 1 and tokens[0].period:
        return tokens[0].period
    raise failure(tokens, expression)


def _joined(tokens: list[Token]) -> list[Token]:
    """Drop joints that join nothing, and tell "from" from "of", "to" from "until"."""
    kinds = "".join(token.kind for token in tokens)
    keep = [token for index, token in enumerate(tokens) if not _idle(kinds, index)]
    if "".join(token.kind for token in keep[:2]) == "TO":  # "اليوم الأول" is no today
        keep[0] = Token("U", keep[0].text, name="day")
    if keep and keep[0].kind == "z":
        keep[0] = Token("u", keep[0].text)
    return keep


def _idle(kinds: str, index: int) -> bool:
    """Tell whether the token at the index means nothing where it stands."""
    kind, after = kinds[index], kinds[index + 1 :]
    if kind == "a":
        return "z" not in after and not (index == 0 and after in ("NU", "V"))
    if kind == "i":
        return after[:2] not in ("NU",) and after[:1] not in ("V",)
    if kind == "?":  # the town in "بتوقيت بكين"
        return kinds[index - 1 : index] == "g"
    if kind == "K":
        return after[:1] not in tuple("CNOY")
    if kind == "z":
        return not after or kinds[index - 1 : index] == "E" or after[:1] == "U"
    return kind in "&o" and (index == 0 or not after)


def _granularity(period: Period) -> Granularity:
    """Return the record's word for the period's size."""
    return period.granularity  # type: ignore[return-value]


def _basis(period: Period, anchor: Anchor) -> Basis:
    """Return where the value comes from."""
    return anchor.basis if period.anchored else "text"
