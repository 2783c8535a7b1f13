"""What a rule may know besides the words, and the choice among a date's many years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .times_calendar import DAY, Period, Unresolved
from .times_tokens import Token

SOON = timedelta(days=31)
"""A date without a year that comes up within this time is the coming one, else the past one."""


@dataclass(frozen=True, slots=True)
class Context:
    """The anchor's day, whether the event lies ahead, and whether 3/4 is the 3rd of April."""

    anchor: date | None
    ahead: bool
    day_first: bool

    @property
    def today(self) -> date:
        """Return the anchor's day; raise Unresolved where there is none."""
        if self.anchor is None:
            raise Unresolved("no anchor date for a relative expression")
        return self.anchor

    def choose(
        self,
        candidates: Iterable[Period],
        relative: int | None = None,
        tolerance: timedelta = timedelta(),
    ) -> Period:
        """Return the candidate that "last", "this", "next" or none of these words means."""
        today, found = self.today, list(candidates)
        if relative is None:
            chosen = self._nearest(found, tolerance)
        elif relative == 0:
            chosen = min(found, key=lambda period: _distance(period, today), default=None)
        elif relative < 0:
            chosen = max((p for p in found if p.last < today), key=_first, default=None)
        else:
            chosen = min((p for p in found if p.first > today), key=_first, default=None)
        if chosen is None:
            raise Unresolved("not a date: no such day in the years around the anchor")
        return replace(chosen, anchored=True)

    def _nearest(self, found: list[Period], tolerance: timedelta) -> Period | None:
        """Return the coming candidate if the event lies ahead, else the latest one begun by now."""
        if self.ahead:
            return min((p for p in found if p.last >= self.today), key=_first, default=None)
        near = (p for p in found if p.first <= self.today + tolerance)
        return max(near, key=_first, default=None)


@dataclass(frozen=True, slots=True)
class Matched:
    """The tokens that a rule's pattern matched."""

    tokens: tuple[Token, ...]

    def find(self, kinds: str) -> Token | None:
        """Return the first token of one of the kinds."""
        return next(self.all(kinds), None)

    def one(self, kinds: str) -> Token:
        """Return the first token of one of the kinds, which the pattern makes sure of."""
        return next(self.all(kinds))

    def all(self, kinds: str) -> Iterator[Token]:
        """Yield the tokens of the kinds, in order."""
        return (token for token in self.tokens if token.kind in kinds)

    def periods(self) -> list[Period]:
        """Return the periods that earlier rules have resolved."""
        return [token.period for token in self.tokens if token.period]

    def relative(self) -> int | None:
        """Return -1 for "last", 0 for "this", 1 for "next", None without such a word."""
        token = self.find("R")
        return token.number if token else None


def years_around(context: Context, reach: int = 1) -> range:
    """Return the years around the anchor's, as far as a leap day may be off."""
    year = context.today.year
    return range(max(1, year - reach), min(9998, year + reach) + 1)


def anchored(period: Period) -> Period:
    """Return the period, marked as told from the anchor."""
    return replace(period, anchored=True)


def _first(period: Period) -> date:
    return period.first


def _distance(period: Period, today: date) -> timedelta:
    """Return how far the day is from the period; none inside."""
    return max(period.first - today, today - period.last, 0 * DAY)
