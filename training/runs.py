"""Compare runs of labelled pieces."""

from collections.abc import Iterator, Sequence

from waqai.extraction.decode import Run


def agreeing(gold: Sequence[Run], said: Sequence[Run], typed: bool = True) -> Iterator[Run]:
    """Yield gold runs that a run of the same label shares at least half of its pieces with."""
    for one in gold:
        for other in said:
            common = min(one.last, other.last) - max(one.first, other.first) + 1
            longest = max(one.last - one.first, other.last - other.first) + 1
            if (one.label == other.label or not typed) and 2 * common >= longest:
                yield one
                break
