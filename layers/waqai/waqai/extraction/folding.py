"""Fold spellings for look-ups: one key for every way the press writes a word."""

import re
import unicodedata
from functools import lru_cache

from .normalize import normalize

LETTERS = str.maketrans("أإآٱىةؤئڤپ", "اااايهويفب")
"""Hamza seats, alef maqsura and teh marbuta, which hurried copy leaves out ("الاربعاء")."""

MARKS = re.compile("[\u0300-\u036f]")

USUAL = re.compile(r"[ !-~،؛؟\u0621-\u063a\u0641-\u064a]*")
"""Text that normalising leaves as it is."""


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return text in lower case, free of diacritics, hamza seats and other spelling choices."""
    letters = plain(text).translate(LETTERS).casefold()
    return letters if letters.isascii() else MARKS.sub("", unicodedata.normalize("NFKD", letters))


def plain(text: str) -> str:
    """Return text without diacritics and presentation forms; most text has none and stays."""
    return text if USUAL.fullmatch(text) else normalize(text).text


@lru_cache(maxsize=8192)
def without_clitics(word: str) -> list[tuple[str, str]]:
    """Return (clitics, rest) for every way to read clitics at the front of a folded word.

    Fewest clitics first: "وزان" is a town before it is "و" and "زان".
    """
    readings = [("", word)]
    for conjunction in _heads(word, "وف"):
        readings += _prepositions(conjunction, word[len(conjunction) :])
    return sorted(dict.fromkeys(readings), key=lambda reading: len(reading[0]))


def _prepositions(before: str, word: str) -> list[tuple[str, str]]:
    """Return the readings of a word whose conjunction is already taken off."""
    readings = [(before, word)]
    if word.startswith("لل"):
        readings += [(before + "لل", word[2:])]
    for head in _heads(word, "بلك"):
        rest = word[len(head) :]
        readings += [(before + head, rest)]
        if rest.startswith("ال"):
            readings += [(before + head + "ال", rest[2:])]
    return [(clitics, rest) for clitics, rest in readings if rest]


def _heads(word: str, letters: str) -> list[str]:
    """Return the clitics of one letter that the word may begin with, and none."""
    return ["", word[0]] if word[:1] and word[0] in letters and len(word) > 1 else [""]
