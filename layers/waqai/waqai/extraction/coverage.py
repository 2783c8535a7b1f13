"""Say how much of the article the model has read."""

from collections.abc import Iterable, Sequence

from ..record import Coverage
from .spans import Span


def coverage(text: str, read: Sequence[Span], rejected: int) -> Coverage:
    """Return the coverage; white space between windows counts as read."""
    unread = sum(len(text[gap.start : gap.end].strip()) for gap in _gaps(read, len(text)))
    return Coverage(
        characters=len(text) - unread,
        windows=len(read),
        truncated=unread > 0,
        rejected_spans=rejected,
    )


def _gaps(read: Iterable[Span], length: int) -> list[Span]:
    gaps, end = [], 0
    for span in sorted(read, key=lambda span: span.start):
        if span.start > end:
            gaps.append(Span(end, span.start))
        end = max(end, span.end)
    return [*gaps, Span(end, length)] if end < length else gaps
