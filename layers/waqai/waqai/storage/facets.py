"""What events are searched by beside their type: countries and entities."""

import hashlib
import re

from waqai.extraction.folding import fold
from waqai.record import Event, Record

SEPARATORS = re.compile(r"[\W_]+")


def country_facet(code: str) -> str:
    """Return the facet of a country, ISO 3166-1 alpha-3."""
    return f"country#{code.upper()}"


def entity_facet(name: str) -> str:
    """Return the facet of an entity: one for all spellings of its name.

    A hash, so that a name of any length fits an index key and none outlives its article's erasure.
    """
    digest = hashlib.sha256(name_key(name).encode()).hexdigest()
    return f"entity#{digest[:32]}"


def name_key(name: str) -> str:
    """Return a name without the choices of its writer: hamza seats, diacritics, case, hyphens."""
    return SEPARATORS.sub(" ", fold(name)).strip()


def facets(event: Event, record: Record) -> list[str]:
    """Return the facets of an event, sorted."""
    names = {entity.id: entity.name for entity in record.entities}
    present = {names[a.entity] for a in event.arguments if a.entity in names}
    found = {entity_facet(name) for name in present if name_key(name)}
    return sorted(found | {country_facet(code) for code in event.countries})
