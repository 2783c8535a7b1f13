"""Which months, or hours of the feed, hold rows for a search key, so that no empty one is asked.

Rows are added before the first event of a period is written and stay when it is erased: a period
too many costs one empty query, one too few would hide events.
"""

from collections.abc import Iterator

from .expressions import between, equals
from .layout import Period
from .table import Table

REMEMBERED = 20_000
"""Periods that a process remembers to have written, about 4 MB."""


class PeriodIndex:
    """The periods of every search key."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._written: set[Period] = set()

    def note(self, periods: set[Period]) -> None:
        """Write down the periods that this process has not written yet."""
        new = periods - self._written
        self._table.put_all(_row(key, period) for key, period in sorted(new))
        if len(self._written) > REMEMBERED:
            self._written.clear()
        self._written |= new

    def within(self, key: str, low: str, high: str, *, descending: bool) -> Iterator[str]:
        """Yield the periods of a search key from ``low`` to ``high``, both included."""
        terms = equals("pk", _pk(key)), between("sk", low, high)
        rows = self._table.query(*terms, descending=descending)
        return (str(row["sk"]) for row in rows)


def _pk(key: str) -> str:
    return f"PERIODS#{key}"


def _row(key: str, period: str) -> dict[str, str]:
    return {"pk": _pk(key), "sk": period}
