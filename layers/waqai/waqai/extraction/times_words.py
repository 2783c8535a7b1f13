"""The lexicon of time expressions: folded words to the kinds of token they make."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from .folding import fold

PIECE = re.compile(
    r"\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}(?!\d)"  # 11-7-2023, 2023/07/11
    r"|\d{4}-(?:w\d{2}|[qh]\d)|[qh][1-4]\b|fy\s?(?=\d)"
    r"|\d{4}\s?/\s?\d{2,4}|\d{4}'?s\b|\d{1,2}[:.]\d{2}(?!\d)|\d+"
    r"|[ap]\.?m\b\.?|[^\W\d_]+(?:'[^\W\d_]+)*|[-–—&]"
)
"""Numbers with their joints, words, and the dashes that make a range."""

LETTERS = {
    "month": "M", "hijri_month": "H", "weekday": "W", "day": "T", "dual_unit": "V",
    "relative": "R", "rolling": "R", "number": "n", "ordinal": "O", "part": "P", "edge": "E",
    "season": "Q", "decade": "x", "clock": "C", "holiday": "L", "hijri_holiday": "l",
    "plural_unit": "U",
    "unit": "U",
}  # fmt: skip
WORDS = {
    "o_clock": "K", "zone": "g", "corresponds": "J", "hijri": "Z", "to": "z", "from": "a",
    "between": "b", "and": "&", "or": "o", "until": "u", "since": "S", "before": "B",
    "after": "F", "within": "I", "ago": "G", "in": "i", "fiscal": "f", "overnight": "v",
    "other_date": "s", "vague": "w",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word means: the kind's letter, and its number or name."""

    kind: str
    number: int = 0
    name: str = ""


def pieces(text: str) -> list[str]:
    """Split folded text into numbers, words and dashes."""
    return PIECE.findall(text)


@cache
def lexicon() -> dict[str, Entry]:
    """Return the entries by their folded words, one space between words."""
    table = tomllib.loads(files("waqai.extraction").joinpath("data/times.toml").read_text("utf-8"))
    return {
        " ".join(pieces(fold(form))): _entry(section, key)
        for section, rows in table.items()
        for key, forms in rows.items()
        for form in forms
    }


@cache
def longest() -> int:
    """Return the most words that an entry has."""
    return max(key.count(" ") + 1 for key in lexicon())


def _entry(section: str, key: str) -> Entry:
    """Return the entry of one row of the table."""
    if section == "word":
        return Entry(WORDS[key])
    if section == "ignored":
        return Entry("")
    if section.endswith("holiday"):
        month, day = map(int, key.split("-"))
        return Entry(LETTERS[section], month * 100 + day)
    number = int(key) if re.fullmatch(r"-?\d+", key) else 0
    return Entry(LETTERS[section], number, _name(section, key))


def _name(section: str, key: str) -> str:
    """Return the unit, part, edge or season that the row names."""
    names: dict[str, Any] = {"plural_unit": "plural " + key, "rolling": "rolling"}
    return str(names.get(section, key))
