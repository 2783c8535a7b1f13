"""The gazetteer: names of countries, peoples and cities by their folded key; pure look-up."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from .folding import fold, without_clitics

ARTICLE = re.compile(r"^(?:the|al)\s+")
JOINTS = re.compile(r"[\s\-–_/'’ʻ`]+|(?<=[a-z])'s\b")
DROPPED = re.compile(r"[.,،؛:«»\"()\[\]]|(?<=\w)'s\b")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What each key stands for; ``known`` are the cities to look for inside a phrase."""

    names: dict[str, str]
    peoples: dict[str, str]
    """Adjectives, in every gender, number and case, without article."""
    acronyms: dict[str, str]
    places: dict[str, str]
    known: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]
    firm: frozenset[str]
    """Ambiguous keys that a phrase is searched for, too: "Georgia", "الكونغو"."""
    disputed: frozenset[str]
    regions: frozenset[str]
    lengths: dict[str, int]
    """Words of the longest name by its first word."""


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    text = files("waqai.extraction").joinpath("data/countries.json").read_text("utf-8")
    table = json.loads(text)
    names, known = _spread(table["names"]), _spread(table["known"])
    return Gazetteer(
        names=names,
        peoples=_spread(table["peoples"]),
        acronyms=table["acronyms"],
        places=_spread(table["places"]),
        known=known,
        ambiguous={key: tuple(codes) for key, codes in table["ambiguous"].items()},
        firm=frozenset(table["firm"]),
        disputed=frozenset(table["disputed"]),
        regions=frozenset(table["regions"]),
        lengths=_lengths(names, known, *(table[k] for k in ("firm", "disputed", "regions"))),
    )


def look_up_key(name: str) -> str:
    """Return a name's key: folded, joints as one space, no article but at the very front.

    The first article stays, for "البلاد" is the country at hand and "بلاد" a town.
    """
    folded = DROPPED.sub("", fold(name.strip()))
    first, *rest = ARTICLE.sub("", " ".join(JOINTS.sub(" ", folded).split())).split(" ")
    return " ".join([first, *map(bare, rest)])


def keys(first: str, rest: str = "") -> list[str]:
    """Return the keys that a name may have with the clitics of its first word on and off."""
    return list(dict.fromkeys(word + rest for word in _readings(first)))


def bare_keys(first: str, rest: str = "") -> list[str]:
    """Return the keys without article, too: "للصينيين" is "صينيين", "ألمان" has none to lose."""
    words = _readings(first)
    return list(dict.fromkeys(word + rest for word in (*words, *map(bare, words))))


@lru_cache(maxsize=8192)
def _readings(word: str) -> tuple[str, ...]:
    """Return the word without each of its clitics; "لل" leaves the article.

    No "ف" is taken off: "فرقة" is a squad far more often than "and Raqqa".
    """
    taken = [(clitics, rest) for clitics, rest in without_clitics(word) if clitics[:1] != "ف"]
    return tuple("ال" + rest if clitics.endswith(("لل", "ال")) else rest for clitics, rest in taken)


def bare(word: str) -> str:
    """Return an Arabic word without its article; short words keep it."""
    return word[2:] if word.startswith("ال") and len(word) > len("الين") else word


def _spread(groups: dict[str, str]) -> dict[str, str]:
    """Return each name's code from the names of each code."""
    return {name: code for code, names in groups.items() for name in names.split("|")}


def _lengths(*names: Iterable[str]) -> dict[str, int]:
    """Return the most words of the names that begin with a word."""
    lengths: dict[str, int] = {}
    for name in chain(*names):
        first, *rest = name.split(" ")
        if rest:
            lengths[first] = max(lengths.get(first, 1), 1 + len(rest))
    return lengths
