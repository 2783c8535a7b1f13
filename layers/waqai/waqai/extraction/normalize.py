"""Rewrite text the way the model knows it, with a map back to the submitted code points.

Hamza forms of alef, alef maqsura and teh marbuta stay: the pretrained pieces know them, and folding
would send "أن" and "آن" to pieces that were learned on other words. Text written without them is
met in training instead (``training.augment`` drops them at random).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from .spans import Span

IGNORED = re.compile(
    "[\u00ad\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]"
)
"""Tatweel, bidi marks, zero-width characters, soft hyphens, and Arabic diacritics."""

LIGATURE_MARKS = re.compile("[\ufe70-\ufe7f\ufc5e-\ufc63]")
"""Presentation forms of a lone diacritic, which NFKC would open into a space and the mark."""

SPELLINGS = {
    "ک": "ك",
    "ی": "ي",
    "ھ": "ه",
    "ۀ": "ه",
    "٫": ".",
    "٬": ",",
    "٪": "%",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "`": "'",
    "‐": "-",
    "‑": "-",
}
"""Persian letter forms, Arabic number signs and typographic marks, one character for one."""

CLUSTER = re.compile(
    "[^\\s\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]"
    "[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+|\\s+|.",
    re.DOTALL,
)
"""A letter with its marks, a run of white space, or any one character."""


@dataclass(frozen=True, slots=True)
class Normalized:
    """Normalised text; its character i came from ``submitted[starts[i]:ends[i]]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Return the submitted span of ``text[start:end]``, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no characters at {start}:{end}")
        return Span(self.starts[start], self.ends[end - 1])


def normalize(text: str) -> Normalized:
    """Normalise text for the model, keeping where each character came from."""
    pieces = list(_clusters(text))
    return Normalized(
        "".join(out for out, _, _ in pieces),
        tuple(start for out, start, _ in pieces for _ in out),
        tuple(end for out, _, end in pieces for _ in out),
    )


def _clusters(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each cluster becomes, maybe nothing, with its submitted start and end."""
    for match in CLUSTER.finditer(text):
        yield _rewrite(match.group()), match.start(), match.end()


def _rewrite(cluster: str) -> str:
    """Return the normalised characters of one cluster."""
    if len(cluster) == 1 and cluster.isascii():
        return " " if cluster.isspace() else cluster
    if cluster.isspace():
        return " "
    composed = unicodedata.normalize("NFKC", LIGATURE_MARKS.sub("", cluster))
    return "".join(map(_letter, IGNORED.sub("", composed)))


def _letter(character: str) -> str:
    """Return one character with its digit value or usual spelling."""
    digit = unicodedata.decimal(character, None)
    return SPELLINGS.get(character, character) if digit is None else str(digit)
