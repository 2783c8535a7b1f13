"""Tell a full stop that ends a sentence from one in an abbreviation, an initial or a number."""

import re

from .spans import Span

TITLES = frozenset(
    "mr mrs ms mx dr prof gen lt col sgt maj capt cmdr cpl adm brig gov sen rep rev hon pres fr"
    " st mt ft vs cf fig figs vol ed al e.g i.e ph d.c spc pvt supt insp messrs mgr".split()
)
"""Abbreviations that the sentence always goes on after: "Gen. Smith", "e.g. wheat"."""

SUFFIXES = frozenset(
    "inc ltd co corp plc bros jr sr etc u.s u.k u.n u.a.e e.u a.m p.m ph.d m.d b.c a.d dept est"
    " approx jan feb mar apr jun jul aug sep sept oct nov dec no nos ave blvd rd".split()
)
"""Abbreviations that may also close a sentence: "in the U.S. The vote", "the U.S. Senate"."""

STARTERS = frozenset(
    "the a an he she it they we i you this that these those his her its their our in on at but"
    " and or if when while after before since as for from with there here what who why how"
    " meanwhile however also earlier later not both more most some many several two three".split()
)
"""Words that open a new sentence after an abbreviation or an initial."""

ARABIC_LETTERS = "\u0621-\u064a\u0671-\u06d3"
WORD_BEFORE = re.compile(r"[^\W_](?:[^\W_]|[.'’ـ\u064b-\u0652])*$")
INITIALS = re.compile(rf"(?:[{ARABIC_LETTERS}A-Za-z]\.)*(?:[{ARABIC_LETTERS}A-Z]|[a-z]|هـ)")
ERA = re.compile(r"\d\s?(?:م|هـ|ه|ق\.م)$")
ERA_GOES_ON = re.compile(r"\s*(?:الموافق|الموافقة|\(|-|–|/)")
NEXT_WORD = re.compile(r"\s*[\"'«“‘(\[\u200e\u200f]*([^\W_]*)")
BULLET = re.compile(r"\s*\(?\d{1,3}$")
REACH = 24
"""Characters looked at before a stop; no abbreviation is longer."""


def ends_sentence(text: str, line: Span, stop: re.Match[str]) -> bool:
    """Tell whether punctuation inside a line closes a sentence."""
    if stop.end() >= line.end:
        return True
    mark, after = stop.group(), text[stop.end()]
    if mark[0] != ".":
        return not _goes_on(text, stop.end())
    if not after.isspace():
        return len(mark) == 1 and _is_glued(text, stop)
    if mark.startswith("..") and not mark.startswith("..."):
        return False  # "في مصر.. عيار 21": two dots are the press's dash
    return not _goes_on(text, stop.end()) and not _abbreviates(text, line, stop)


def joins_next_line(text: str, end: int, start: int) -> bool:
    """Tell whether the line from ``start`` only carries on the sentence of the one to ``end``.

    Copy wrapped at 70 columns breaks lines inside sentences; in Latin script the next line's lower
    case shows it.
    """
    gap = text[end:start].replace("\r\n", "\n")
    return len(gap) == 1 and text[start].islower() and text[end - 1] not in ".!?:;"


def _goes_on(text: str, position: int) -> bool:
    """Tell whether the next word is in lower case, as in '"Why?" he asked'."""
    word = _next_word(text, position)
    return word[:1].islower() and not word.startswith("i")  # "iPhone" may begin a sentence


def _is_glued(text: str, stop: re.Match[str]) -> bool:
    """Tell whether two Arabic words only lack the space between them: "انتهت.وقال"."""
    around = text[max(0, stop.start() - 2) : stop.end() + 2]
    return re.fullmatch(rf"[{ARABIC_LETTERS}]{{2}}\.[{ARABIC_LETTERS}]{{2}}", around) is not None


def _abbreviates(text: str, line: Span, stop: re.Match[str]) -> bool:
    """Tell whether the one full stop belongs to the word before it."""
    before = text[max(line.start, stop.start() - REACH) : stop.start()]
    if ERA.search(before):
        return ERA_GOES_ON.match(text, stop.end()) is not None
    if stop.start() - line.start <= REACH and BULLET.fullmatch(before):
        return True
    found = WORD_BEFORE.search(before)
    return found is not None and _is_abbreviation(found.group(), _next_word(text, stop.end()))


def _is_abbreviation(word: str, following: str) -> bool:
    lower = word.lower()
    if lower in TITLES:
        return True
    if lower in ("no", "nos"):
        return following[:1].isdigit()
    if lower in SUFFIXES or INITIALS.fullmatch(word):
        return following.lower() not in STARTERS and following != ""
    return False


def _next_word(text: str, position: int) -> str:
    found = NEXT_WORD.match(text, position)
    return found.group(1) if found else ""
