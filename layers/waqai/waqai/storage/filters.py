"""What events are searched by."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from waqai.errors import InvalidRequest

from .codec import Item, canonical
from .facets import country_facet, entity_facet, name_key
from .keys import EVERY_EVENT, UNDATED


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Events that fit everything given; dates are days, both included."""

    type: str | None = None
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    entity: str | None = None
    """A name in any spelling."""
    date_from: date | None = None
    date_to: date | None = None
    modality: str | None = None
    limit: int = 50

    def __post_init__(self) -> None:
        """Refuse what can fit nothing."""
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise InvalidRequest("date_from is later than date_to.", pointer="date_from")
        if self.entity is not None and not name_key(self.entity):
            raise InvalidRequest("entity holds no letter or digit.", pointer="entity")
        if self.limit < 1:
            raise InvalidRequest("limit is less than 1.", pointer="limit")

    @property
    def query(self) -> str:
        """What the filter's cursors are bound to: everything but the length of a page."""
        values: dict[str, Any] = {"search": [self.index, self.key]}
        for name in ("type", "country", "modality", "date_from", "date_to"):
            values[name] = str(getattr(self, name))
        return canonical(values).decode()

    @property
    def index(self) -> str:
        """The index that is read: that of the rarest thing asked for."""
        return "by_type" if self.type and not (self.entity or self.country) else "by_facet"

    @property
    def key(self) -> str:
        """The value of the index's first attribute."""
        if self.entity:
            return entity_facet(self.entity)
        if self.country:
            return country_facet(self.country)
        return self.type or EVERY_EVENT

    @property
    def low(self) -> str:
        """The lowest index date; undated events come only where no dates are given."""
        if self.date_from:
            return self.date_from.isoformat()
        return "0" if self.date_to else UNDATED

    @property
    def high(self) -> str:
        """The highest index date."""
        return self.date_to.isoformat() if self.date_to else "9999-12-31"

    def fits(self, row: Item) -> bool:
        """Tell whether an index row fits what its key does not say."""
        return (
            self.modality in {None, row["modality"]}
            and (self.index == "by_type" or self.type in {None, row["event_type"]})
            and (not (self.entity and self.country) or self.country.upper() in row["countries"])
        )
