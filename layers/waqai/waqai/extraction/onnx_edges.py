"""Set the edges of what the model found to whole words of the submitted text."""

import re
import unicodedata

from .spans import Span

ABBREVIATION = re.compile(r"(?:\w\.){2,}")
BRACKETS = {")": "(", "]": "[", "»": "«", "”": "“"}
KEPT_SIGNS = "%٪‰°"
JOINERS = "\u200c\u200d\u00ad"


def whole_words(text: str, found: Span) -> Span | None:
    """Return the span grown to whole words, edge punctuation off; None when no word is left.

    Signs that belong to a number (%, currencies), the full stop of an abbreviation ("U.S.") and a
    closing bracket whose partner lies inside stay on; one that follows at once is taken in.
    """
    start, end = _grown(text, found)
    while start < end and not _starts_well(text, start):
        start += 1
    while end > start and not _ends_well(text, start, end):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        return None
    return Span(start, _with_bracket(text, start, _with_full_stop(text, start, end)))


def _grown(text: str, found: Span) -> tuple[int, int]:
    """Move both edges outwards to where the words at them begin and end."""
    start, end = found.start, found.end
    while 0 < start < len(text) and _is_letter(text[start]) and _is_letter(text[start - 1]):
        start -= 1
    while 0 < end < len(text) and _is_letter(text[end]) and _is_letter(text[end - 1]):
        end += 1
    return start, end


def _is_letter(character: str) -> bool:
    """Tell whether a character is part of a word: letters, digits, marks and joiners."""
    return (
        character.isalnum()
        or character in JOINERS
        or character in "ـ_"
        or unicodedata.category(character).startswith("M")
    )


def _starts_well(text: str, start: int) -> bool:
    """Tell whether a span may begin with this character."""
    first = text[start]
    return first.isalnum() or unicodedata.category(first) == "Sc"


def _ends_well(text: str, start: int, end: int) -> bool:
    """Tell whether a span may end with its last character."""
    last = text[end - 1]
    if last in BRACKETS:
        inside = text[start : end - 1]
        return inside.count(BRACKETS[last]) > inside.count(last)
    return (
        last in KEPT_SIGNS
        or unicodedata.category(last) == "Sc"
        or (_is_letter(last) and last not in JOINERS)
    )


def _with_full_stop(text: str, start: int, end: int) -> int:
    """Return the end with the full stop of an abbreviation, if the words end with one."""
    begin = max(text.rfind(" ", start, end) + 1, start)
    if text[end : end + 1] == "." and ABBREVIATION.fullmatch(text[begin : end + 1]):
        return end + 1
    return end


def _with_bracket(text: str, start: int, end: int) -> int:
    """Return the end with the bracket that closes the span's own: "اليوم (الجمعة" misses one."""
    opened = BRACKETS.get(text[end : end + 1])
    inside = text[start:end]
    if opened and inside.count(opened) > inside.count(text[end]):
        return end + 1
    return end
