"""Cut an article into sentences, and into windows that the model can read whole."""

import re
from collections.abc import Callable, Iterator, Sequence

from .sentence_ends import ends_sentence, joins_next_line
from .spans import EventModel, Span, Window

LINES = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

TERMINATORS = re.compile(
    "[.!?؟؛…。！？۔]+(?:[\"'»”’)\\]}›\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])*"
)
"""Sentence punctuation with the quotes, brackets and bidi marks that close behind it."""

CLAUSES = re.compile(r"[^،,;:؛–—\n]+[،,;:؛–—\n]*|[،,;:؛–—\n]+")
WORDS = re.compile(r"\S+")

OVERLAP = 4
"""A window repeats its forerunner's last sentence if that takes up to a quarter of its pieces."""

Count = Callable[[Sequence[Span]], list[int]]


def sentences(text: str) -> list[Span]:
    """Return the sentences in order; together they cover every character that is not a space."""
    return [span for line in _lines(text) for span in _in_line(text, line)]


def windows(text: str, model: EventModel) -> list[Window]:
    """Return runs of whole sentences, each short enough for the model; nothing is left unread.

    A sentence longer than a window is cut at clauses, else at words, else between characters.
    """
    units, sizes = _units(text, sentences(text), model)
    runs = list(_pack(sizes, model.window_pieces))
    spans = [Span(units[first].start, units[last].end) for first, last in runs]
    return [Window(span.start, span.end, span.of(text)) for span in spans]


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines, each with those that only carry its last sentence on."""
    start = end = None
    for match in LINES.finditer(text):
        if start is not None and end is not None:
            if joins_next_line(text, end, match.start()):
                end = match.end()
                continue
            yield Span(start, end)
        start, end = match.span()
    if start is not None and end is not None:
        yield Span(start, end)


def _in_line(text: str, line: Span) -> Iterator[Span]:
    start = line.start
    for match in TERMINATORS.finditer(text, line.start, line.end):
        if ends_sentence(text, line, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, line.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the range without white space at its borders, if anything is left."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    kept = words.strip()
    if kept:
        yield Span(start + left, start + left + len(kept))


def _units(text: str, spans: list[Span], model: EventModel) -> tuple[list[Span], list[int]]:
    """Return spans that each fit a window, cutting those that do not, and their pieces."""

    def count(parts: Sequence[Span]) -> list[int]:
        return model.count_pieces([part.of(text) for part in parts])

    units: list[Span] = []
    sizes: list[int] = []
    for span, size in zip(spans, count(spans), strict=True):
        fits = size <= model.window_pieces
        parts = [span] if fits else _cut(text, span, model.window_pieces, count)
        units += parts
        sizes += [size] if fits else count(parts)
    return units, sizes


def _cut(text: str, span: Span, limit: int, count: Count) -> list[Span]:
    """Return the parts of a span that is too long, as few as the borders allow."""
    for border in (CLAUSES, WORDS):
        found = border.finditer(text, span.start, span.end)
        parts = [part for match in found for part in _trimmed(text, *match.span())]
        if len(parts) > 1:
            return _joined(text, parts, limit, count)
    return _halves(text, span, limit, count)


def _joined(text: str, parts: list[Span], limit: int, count: Count) -> list[Span]:
    """Join neighbouring parts as long as they fit together, cutting those that alone do not."""
    small: list[Span] = []
    for part, size in zip(parts, count(parts), strict=True):
        small += [part] if size <= limit else _cut(text, part, limit, count)
    runs = _pack(count(small), limit, overlap=0)
    return [Span(small[first].start, small[last].end) for first, last in runs]


def _halves(text: str, span: Span, limit: int, count: Count) -> list[Span]:
    """Halve a run without white space until each part fits or is one character."""
    if span.end - span.start == 1 or count([span])[0] <= limit:
        return [span]
    middle = (span.start + span.end) // 2
    left, right = Span(span.start, middle), Span(middle, span.end)
    return _halves(text, left, limit, count) + _halves(text, right, limit, count)


def _pack(sizes: Sequence[int], limit: int, overlap: int = OVERLAP) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of runs that fit the limit, each with a short forerunner for context."""
    first, total = 0, 0
    for index, size in enumerate(sizes):
        if index > first and total + size > limit:
            yield first, index - 1
            before = sizes[index - 1]
            again = overlap and before <= limit // overlap and before + size <= limit
            first, total = (index - 1, before) if again else (index, 0)
        total += size
    if sizes:
        yield first, len(sizes) - 1
