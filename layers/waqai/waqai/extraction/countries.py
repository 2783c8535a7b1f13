"""Tell the country that a name or a phrase stands for, as ISO 3166-1 alpha-3; XKX for Kosovo.

A name is looked up whole, then without the noun before it ("مدينة باغيو"), then as a phrase. A
phrase names a country where all that it mentions agree; nested names count once ("جنوب السودان"),
and seas and regions hide the country inside their name ("South China Sea").
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from .folding import plain
from .places import bare, bare_keys, gazetteer, keys, look_up_key
from .places_names import (
    PERSON,
    REGION,
    UNKNOWN,
    CountryMatch,
    acronym,
    city,
    is_place,
    listed,
)

__all__ = ["CountryMatch", "country_of", "is_place", "mentions_country"]

WORD = re.compile(r"[\w'’.\-]+")
AS_COUNTRY = {"georgia": "GEO", "جورجيا": "GEO", "عمان": "OMN", "غينيا": "GIN", "مالي": "MLI"}
"""What an ambiguous name means where the entity is known to be a country."""

NOUN = CountryMatch(None, "a common noun, not a name")

LONGEST = 5
"""Words of the longest name that a phrase is searched for."""

HEADS = frozenset(
    look_up_key(word)
    for word in (
        "مدينة بلدة قرية محافظة ولاية مقاطعة إقليم منطقة مطار ميناء ضاحية حي جزيرة مديرية قضاء "
        "بلدية عاصمة معبر جبل نهر وادي سجن ملعب جامعة مستشفى دولة جمهورية مملكة سلطنة إمارة شمال "
        "جنوب شرق غرب وسط شمالي جنوبي شرقي غربي ريف city town village province state region "
        "district county port governorate island prefecture department republic kingdom of in "
        "northern southern eastern western central north south east west downtown greater near "
        "international airport"
    ).split()
)


TOWNS = frozenset("مدينه بلده قريه بلديه city town village port downtown".split())
"""Nouns that a town's name follows; a small town is no "ولاية"."""


@lru_cache(maxsize=8192)
def country_of(name: str, kind: str | None = None) -> CountryMatch:
    """Return the country of a name; ``kind`` is the entity's kind, where it is known."""
    if kind == "person":
        return PERSON
    if look_up_key(name) in HEADS:  # "ولاية" is no "و" before Lae of Papua New Guinea
        return NOUN
    if whole := _whole(name, kind):
        return whole
    if kind == "place" and (inner := _after_head(name)):
        return inner
    found = mentions_country(name)
    if kind in ("organization", "group") and found.code and REGION in _mentions(name):
        return CountryMatch(None, "names a region or a body of several countries beside one")
    return found


@lru_cache(maxsize=8192)
def mentions_country(phrase: str) -> CountryMatch:
    """Return the country that a phrase mentions: "الرئيس الصيني", "French troops"."""
    found = list(dict.fromkeys(_mentions(phrase)))
    codes = tuple(sorted({match.code for match in found if match.code}))
    if len(codes) == 1:
        return CountryMatch(codes[0])
    if codes:
        return CountryMatch(None, "names more than one country", codes)
    return found[0] if found else UNKNOWN


def _whole(name: str, kind: str | None) -> CountryMatch | None:
    """Look a name up as it stands; None where nothing is known by it."""
    if _is_common(name):
        return None
    if code := acronym(name):
        return CountryMatch(code)
    first, _, rest = look_up_key(name).partition(" ")
    rest = " " + rest if rest else ""
    if kind == "country" and (code := _country_by_kind(keys(first, rest))):
        return CountryMatch(code)
    if found := listed(first, rest):
        return found
    cities = keys(first, rest) if kind in (None, "place") else []
    return next((found for key in cities if (found := city(key))), None)


def _country_by_kind(names: list[str]) -> str | None:
    """Return what an ambiguous name means where it is known to be a country's."""
    return next((AS_COUNTRY[name] for name in names if name in AS_COUNTRY), None)


def _after_head(name: str) -> CountryMatch | None:
    """Look up what stands beside nouns like "city" and "ولاية"."""
    words = name.split()
    kept = [word for word in words if not HEADS.intersection(keys(look_up_key(word)))]
    if not kept or len(kept) == len(words):
        return None
    town = any(TOWNS.intersection(keys(look_up_key(word))) for word in words)
    found = _whole(" ".join(kept), "place" if town else "country")
    return found if found and found.code else None


def _mentions(phrase: str) -> Iterator[CountryMatch]:
    """Yield what the phrase mentions, longest names first, none inside another."""
    words = WORD.findall(plain(phrase))
    parts = [look_up_key(word) for word in words]
    index = 0
    while index < len(words):
        match, length = _longest(words[index], parts[index : index + LONGEST])
        if match:
            yield match
        index += length


def _longest(word: str, parts: list[str]) -> tuple[CountryMatch | None, int]:
    """Return the longest name that begins with the word, and how many words it has."""
    if _is_common(word):
        return None, 1
    if code := acronym(word.strip(".")):
        return CountryMatch(code), 1
    first, _, tail = parts[0].partition(" ")
    lengths = gazetteer().lengths
    most = max(lengths.get(key, 1) for key in {*keys(first), *bare_keys(first)})
    for length in range(min(most, len(parts)), 0, -1):
        rest = " ".join([*tail.split(), *map(bare, parts[1:length])])
        if match := _inside(first, " " + rest if rest else ""):
            return match, length
    return None, 1


def _inside(first: str, rest: str) -> CountryMatch | None:
    """Look up one name of a phrase: countries, peoples, and cities that are well known."""
    if found := listed(first, rest):
        return found
    known = gazetteer().known
    code = next((known[key] for key in keys(first, rest) if key in known), None)
    return CountryMatch(code) if code else None


def _is_common(name: str) -> bool:
    """Tell whether Latin letters begin small: "turkey" is a bird, "jordan" nothing."""
    first = next((letter for letter in name if letter.isalpha()), "")
    return "a" <= first <= "z" and not name.startswith("the ")
