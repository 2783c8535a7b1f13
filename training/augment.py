"""Vary an article's normalised text at random without moving its labels.

Each change keeps, for every character, the submitted code points that it stands for, so labels in
submitted offsets stay true of the changed text.
"""

import random
import re
from collections.abc import Callable

from waqai.extraction.normalize import Normalized

UNHAMZA = str.maketrans("أإآ", "ااا")
FINALS = str.maketrans("ىة", "يه")
QUOTES = "\"«»'"
SIGNS = "،,؛;:.!?؟" + QUOTES
COMMAS_RATE = 0.05
SIGNS_RATE = 0.06

Change = Callable[[str], str]


def augment(text: Normalized, rng: random.Random) -> Normalized:
    """Return the text with each kind of change made at its own rate."""
    for rate, change in RATES:
        if rng.random() < rate:
            text = _each(text, change)
    if rng.random() < COMMAS_RATE:
        text = _each(text, lambda c: "" if c in ".،," and rng.random() < 0.3 else c)
    if rng.random() < SIGNS_RATE:
        text = _unpunctuated(text)
    return text


def _unpunctuated(text: Normalized) -> Normalized:
    """Return the text without any sign that is not inside of a number."""
    around = zip(" " + text.text[:-1], text.text[1:] + " ", strict=True)
    inside = iter([before.isdigit() and after.isdigit() for before, after in around])
    return _each(text, lambda c: c if next(inside) or c not in SIGNS else "")


def _each(text: Normalized, change: Change) -> Normalized:
    """Rewrite each character to one or none."""
    kept = [
        (new, start, end)
        for old, start, end in zip(text.text, text.starts, text.ends, strict=True)
        if (new := change(old))
    ]
    return Normalized(
        "".join(new for new, _, _ in kept),
        tuple(start for _, start, _ in kept),
        tuple(end for _, _, end in kept),
    )


def _without_quotes(character: str) -> str:
    return "" if character in QUOTES else character


def _plain_quotes(character: str) -> str:
    return '"' if character in "«»" else character


def _lower(character: str) -> str:
    return character.lower() if character.isascii() else character


RATES: tuple[tuple[float, Change], ...] = (
    (0.15, lambda c: c.translate(UNHAMZA)),
    (0.10, lambda c: c.translate(FINALS)),
    (0.08, _without_quotes),
    (0.10, _plain_quotes),
    (0.03, _lower),
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of sentences and paragraphs, good enough to cut windows for training."""
    ends = [match.end() for match in re.finditer(r"[.!؟?؛]\s+|\n+", text)] + [len(text)]
    spans = zip([0, *ends], ends, strict=False)
    return [(start, end) for start, end in spans if text[start:end].strip()]


def cut(text: str, rng: random.Random) -> tuple[int, int]:
    """Return a random run of whole sentences."""
    found = sentences(text)
    first = rng.randrange(len(found))
    last = rng.randrange(first, len(found))
    return found[first][0], found[last][1]
