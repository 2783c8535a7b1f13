"""Read a time expression into tokens, one letter of kind each, so that rules can be patterns.

n N number in words, in digits   O ordinal   Y year   M month   H Hijri month   W weekday
T today, yesterday …   U unit   c "the week"   V two units   q quarter or half   R last, next
E early, mid, late   P part of the day   C clock   K "at"   Q season   L l holiday   p resolved
S since  B before, ago  F after  G "ago"  I within  i "in"  u until  a from  z to  b between
& and  o or  J "corresponding to"  Z Hijri mark  g time zone  f fiscal  v overnight
s "the same"  w "several"  ? anything else
"""

import re
from dataclasses import dataclass, replace

from .folding import fold, without_clitics
from .times_calendar import Period
from .times_words import Entry, lexicon, longest, pieces

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
YEAR_DIGITS = 4

CURRENT = frozenset({"day", "week", "weekend", "month", "year"})
"""Units that the article makes this one: "الشهر" is this month, "الساعة" no hour in particular."""


@dataclass(frozen=True, slots=True)
class Token:
    """One reading of a word or two, or a period that rules have made of several."""

    kind: str
    text: str = ""
    number: int = 0
    name: str = ""
    period: Period | None = None

    @property
    def unit(self) -> str:
        """Return the unit's name, be it one or many of it."""
        return self.name.removeprefix("plural ")


def tokenize(expression: str) -> list[Token]:
    """Return the tokens of the expression; words without meaning of their own are left out."""
    words, tokens, index, definite = pieces(fold(expression)), [], 0, False
    while index < len(words):
        found, length = _longest(words[index:], definite)
        definite = words[index] == "the" and length == 1
        tokens += found
        index += length
    return [token for token in tokens if token.kind]


def _longest(words: list[str], definite: bool) -> tuple[list[Token], int]:
    """Return the tokens of the longest entry that the words begin with, and its length."""
    for length in range(min(longest(), len(words)), 0, -1):
        rest = "".join(" " + word for word in words[1:length])
        for clitics, word in without_clitics(words[0]):
            if entry := lexicon().get(word + rest):
                article = definite or clitics.endswith(("ال", "لل"))
                return _tokens(entry, words[0] + rest, clitics, article), length
    return _number(words[0]), 1


def _tokens(entry: Entry, text: str, clitics: str, definite: bool) -> list[Token]:
    """Return an entry's token, with an "and" before it where the word begins with one."""
    kind = entry.kind
    if kind == "U" and entry.name in ("quarter", "half"):
        kind = "q"
    elif kind == "U" and (entry.name == "weekend" or (definite and entry.name in CURRENT)):
        kind = "c"
    token = Token(kind, text, entry.number, entry.name)
    return [Token("&", "و"), token] if clitics.startswith("و") else [token]


def _number(word: str) -> list[Token]:
    """Return the token of digits, or of a word that no entry knows."""
    if word.isdecimal():
        year = len(word) == YEAR_DIGITS and word[0] in "12"
        return [Token("Y" if year else "N", word, int(word))]
    if clock := CLOCK.fullmatch(word):
        return [Token("C", word, int(clock[1]) * 60 + int(clock[2]))]
    if part := re.fullmatch(r"([qh])([1-4])", word):
        name = "quarter" if part[1] == "q" else "half"
        return [Token("q", word, 0, name), Token("O", word, int(part[2]))]
    if decade := re.fullmatch(r"(\d{3}0)'?s", word):
        return [Token("x", word, int(decade[1]))]
    return [Token("D" if word[0].isdigit() and ":" not in word else "?", word)]


def with_number(token: Token, number: int, kind: str) -> Token:
    """Return the token as a number of that kind."""
    return replace(token, kind=kind, number=number)
