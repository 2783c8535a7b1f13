"""Find the dateline: where and when the first line says that the article was filed.

    بكين 20 أكتوبر 2023 (شينخوا) --      القاهرة في 13 مايو /أ ش أ/      الكويت - 22 - 2 (كونا)
    LONDON, March 3 (Reuters) -          LIMA, Peru (AP) —               ANAKAPALLI:

The line is read up to each mark that may end a dateline; what stands before it must be a place,
known or with a date or an agency beside it, and nothing else but that date and agency.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from .countries import country_of, is_place
from .spans import Span
from .times import Anchor, resolve_time
from .times_tokens import tokenize

LONGEST = 120
"""Characters of the first line in which a dateline must end."""

LINE = re.compile(r"\S[^\n\r]*")
END = re.compile(r"\)|--|[-–—:/]|\.(?=\s)|$")
AGENCY = re.compile(r"\([^()\d]{2,30}\)|/\s*[^/\d]{2,20}\s*/")
MARKS = " \t\u00a0،,-–—:/.|\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
PLACE_END = re.compile(r"\d|\sفي\s|[،,:–—(/]|\s-|(?<=[\u0621-\u064a])-|\b[A-Z][a-z]{2,8}\.?\s+\d")
SHORT_DATE = re.compile(r"^(\d{1,2})\s*-\s*(\d{1,2})$")
MOST_WORDS = 4
MOST_UNKNOWN_WORDS = 2
"""More words that the gazetteer does not know are a sentence: "أعلن الرئيس المصري في القاهرة"."""
LINES = 3
"""Lines in which a dateline is looked for: a headline or "عاجل" may stand above it."""
LABELS = frozenset(
    "BREAKING URGENT UPDATE ALERT EXCLUSIVE ANALYSIS OPINION EDITORIAL EXPLAINER FACTBOX WATCH "
    "VIDEO PHOTOS CORRECTION COLUMN REVIEW INTERVIEW OBITUARY TIMELINE PROFILE PREVIEW HEADLINES "
    "WRAPUP ADVISORY NOTICE SPORTS BUSINESS WORLD WEATHER".split()
)
"""Words in capitals before a colon that are no towns."""
ACRONYM = 4
"""A lone word in capitals this short is an agency ("NNA -"), not a town."""


@dataclass(frozen=True, slots=True)
class DatelineFound:
    """The place and day of the dateline, each null where it has none, and the words it takes."""

    place: str | None
    date: date | None
    span: Span | None


@dataclass(frozen=True, slots=True)
class _Head:
    """What one reading of the line's beginning says."""

    place: str
    date: date | None
    end: int
    sure: bool
    """Whether a date or an agency stands beside the place."""


NONE = DatelineFound(None, None, None)


def find_dateline(text: str, language: str, published: date | None) -> DatelineFound:
    """Return the dateline; a date without a year takes the one nearest to ``published``."""
    anchor = Anchor(published, "published" if published else "none")
    for number, line in enumerate(islice(LINE.finditer(text), LINES)):
        heads = [
            head
            for head in _heads(line.group(), language, anchor)
            if (head.sure or number == 0) and _is_filed_before(head.date, published)
        ]
        if heads:
            best = max(heads, key=lambda head: (head.date is not None, head.end))
            span = Span(line.start(), line.start() + best.end)
            return DatelineFound(best.place, best.date, span)
    return NONE


def _is_filed_before(day: date | None, published: date | None) -> bool:
    """Tell whether the day may be the filing's: no more than a day, a time zone, after."""
    return day is None or published is None or day <= published + timedelta(days=1)


def _heads(line: str, language: str, anchor: Anchor) -> Iterator[_Head]:
    """Yield every beginning of the line that reads as a dateline."""
    start = len(agency.group()) if (agency := re.match(r"\([^()]{2,20}\)\s*[-–—]\s*", line)) else 0
    for mark in END.finditer(line, start):
        if mark.end() - start > LONGEST:
            return
        if head := _read(line[start : mark.end()], mark.group(), language, anchor):
            yield _Head(head.place, head.date, mark.end(), head.sure)


def _read(words: str, mark: str, language: str, anchor: Anchor) -> _Head | None:
    """Read the words before a mark as place, date and agency; None where they are not."""
    bare, agencies = AGENCY.subn(" ", words)
    bare = bare.strip(MARKS)
    cut = PLACE_END.search(bare)
    place = (bare[: cut.start()] if cut else bare).strip(MARKS)
    rest = bare[len(place) :].strip(MARKS) if cut else ""
    if not 0 < len(place.split()) <= MOST_WORDS or "(" in place or place not in words:
        return None
    day = _day(rest, language, anchor)
    sure = bool(agencies) or day is not None
    if (rest and day is None and not _is_aside(rest, language)) or not _is_place(place, sure, mark):
        return None
    return _Head(place, day, 0, sure)


def _day(words: str, language: str, anchor: Anchor) -> date | None:
    """Return the day that the words name, an agency's name behind them left out."""
    words = re.sub(r"^في\s+", "", words)
    if short := SHORT_DATE.match(words):
        return _in_year(int(short[1]), int(short[2]), anchor)
    for attempt in (words, words.rpartition(" ")[0].strip(MARKS), _after_aside(words, language)):
        found = resolve_time(attempt, anchor, language=language) if attempt else None
        if found and found.value and found.granularity == "day" and re.search(r"\d", attempt):
            return date.fromisoformat(found.value)
    return None


def _after_aside(words: str, language: str) -> str:
    """Return the date behind the province or country in "شيامن، مقاطعة فوجيان 28 مايو"."""
    aside, digit, rest = re.split(r"(\d|$)", words, maxsplit=1)
    return digit + rest if _is_aside(aside.strip(MARKS), language) else ""


def _in_year(day: int, month: int, anchor: Anchor) -> date | None:
    """Return the "22 - 2" of the published year."""
    if anchor.date is None:
        return None
    try:
        return date(anchor.date.year, month, day)
    except ValueError:
        return None


def _is_aside(words: str, language: str) -> bool:
    """Tell whether the words are the country or the agency after a place: "LIMA, Peru"."""
    short = len(words.split()) <= 2 and not re.search(r"\d", words)  # noqa: PLR2004
    return short and (country_of(words).code is not None or (language == "en" and words.isupper()))


def _is_place(place: str, sure: bool, mark: str) -> bool:
    """Tell whether the words name a place; beside a date or an agency any name may."""
    if all(token.kind != "?" for token in tokenize(place)):
        return False  # "On", "يوم", "صباح السبت"
    if place.isascii() and not place[:1].isupper():
        return False
    if sure and len(place.split()) <= MOST_UNKNOWN_WORDS:
        return True
    return _is_known(place) or (mark != "" and _is_capitals(place, mark))


def _is_capitals(place: str, mark: str) -> bool:
    """Tell whether a town unknown to the gazetteer stands in capitals: "ANAKAPALLI:"."""
    label = place in LABELS or (mark == ":" and " " in place)
    return place.isupper() and len(place) > ACRONYM and not label


def _is_known(place: str) -> bool:
    """Tell whether the gazetteer knows the whole name as a place's."""
    name = place.strip().title() if place.isupper() else place.strip()
    return is_place(name)
