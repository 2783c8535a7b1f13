"""Tell an entity's country: by its name, by an adjective in it, or by the title beside it."""

from collections.abc import Sequence

from .apposition import country_beside
from .countries import CountryMatch, country_of, mentions_country
from .named import LAND, Name
from .spans import Span


def country_of_entity(
    text: str, names: Sequence[Name], name: str, kind: str, people: Sequence[Span]
) -> CountryMatch:
    """Return a land's country by its name, a person's by a title, another's by an adjective."""
    if kind in LAND:
        return _land(names, name, kind)
    if kind == "person":
        return country_beside(text, [n.span for n in names], people)
    return country_of(name, kind)


def _land(names: Sequence[Name], name: str, kind: str) -> CountryMatch:
    """Return the country of the name, else of any other form of it."""
    match = country_of(name, kind)
    for other in names:
        if match.code is None:
            match = country_of(other.free, kind) if other.free != name else match
    if match.code is None:
        inside = mentions_country(name)
        return inside if inside.code else match
    return match
