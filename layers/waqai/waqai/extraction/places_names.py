"""Look one name up in the gazetteer."""

from dataclasses import dataclass

from .places import bare_keys, gazetteer, keys, look_up_key


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """The country, or null with the reason and the countries it may be."""

    code: str | None
    reason: str | None = None
    candidates: tuple[str, ...] = ()


UNKNOWN = CountryMatch(None, "no country, people or city known by that name")
PERSON = CountryMatch(None, "a person's name tells no country")
REGION = CountryMatch(None, "a sea or a region of several countries")
DISPUTED = CountryMatch(None, "disputed between countries")


def is_place(name: str) -> bool:
    """Tell whether a whole name is a country's or a city's, be it ambiguous; no adjective is."""
    first, _, rest = look_up_key(name).partition(" ")
    table, rest = gazetteer(), " " + rest if rest else ""
    groups = (table.names, table.places, table.ambiguous, table.disputed)
    return any(first + rest in group for group in groups)


def acronym(name: str) -> str | None:
    """Return the country of "US", "U.K." or "UAE's"."""
    return gazetteer().acronyms.get(name.strip().removesuffix("'s").replace(".", ""))


def listed(first: str, rest: str) -> CountryMatch | None:
    """Look a name up among countries, peoples, regions and what is known to be unclear."""
    table = gazetteer()
    for key in keys(first, rest):
        if found := _clear(key) or _unclear(key):
            return found
    for key in bare_keys(first, rest):
        if key in table.firm and key not in table.names:
            return _ambiguous(key)
        if code := table.peoples.get(key):
            return CountryMatch(code)
    return None


def _clear(key: str) -> CountryMatch | None:
    """Look a key up among the countries' names, their regions and bodies."""
    table = gazetteer()
    code = None if key in table.regions or key in table.disputed else table.names.get(key)
    return CountryMatch(code) if code else None


def _unclear(key: str) -> CountryMatch | None:
    """Look a key up among what is no one country's."""
    table = gazetteer()
    if key in table.regions:
        return REGION
    if key in table.disputed:
        return DISPUTED
    return _ambiguous(key) if key in table.firm else None


def city(key: str) -> CountryMatch | None:
    """Look a key up among the cities."""
    if code := gazetteer().places.get(key):
        return CountryMatch(code)
    return _ambiguous(key) if key in gazetteer().ambiguous else None


def _ambiguous(key: str) -> CountryMatch:
    """Return the candidates of an ambiguous key."""
    codes = gazetteer().ambiguous[key]
    return CountryMatch(None, f"ambiguous between {', '.join(codes)}", codes)
