"""Quote the sentences that an event's triggers stand in."""

from bisect import bisect_right
from collections.abc import Sequence

from .spans import Span

LONGEST = 1200
"""Characters of a quoted sentence; copy without full stops would repeat itself in each event."""


def evidence(text: str, sentences: Sequence[Span], triggers: Sequence[Span]) -> list[Span]:
    """Return the sentences of the triggers in order, each once, cut round the trigger if long."""
    starts = [sentence.start for sentence in sentences]
    found = {
        _cut(text, sentences[index], trigger)
        for trigger in triggers
        for index in range(*_touched(starts, trigger))
    }
    return sorted(found, key=lambda span: (span.start, span.end))


def _touched(starts: Sequence[int], trigger: Span) -> tuple[int, int]:
    """Return the range of sentences that the trigger stands in."""
    return max(0, bisect_right(starts, trigger.start) - 1), bisect_right(starts, trigger.end - 1)


def _cut(text: str, sentence: Span, trigger: Span) -> Span:
    if sentence.end - sentence.start <= LONGEST:
        return sentence
    middle = (max(trigger.start, sentence.start) + min(trigger.end, sentence.end)) // 2
    start = max(sentence.start, middle - LONGEST // 2)
    end = min(sentence.end, middle + LONGEST // 2)
    return Span(
        _after_space(text, start, sentence, trigger), _before_space(text, end, sentence, trigger)
    )


def _after_space(text: str, start: int, sentence: Span, trigger: Span) -> int:
    """Move a cut to the next word, but not into the trigger."""
    if start == sentence.start:
        return start
    space = text.find(" ", start, max(start, trigger.start))
    return start if space < 0 else space + 1


def _before_space(text: str, end: int, sentence: Span, trigger: Span) -> int:
    if end == sentence.end:
        return end
    space = text.rfind(" ", min(trigger.end, end), end)
    return end if space < 0 else space
