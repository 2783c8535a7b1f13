"""Resolve an event's fillers: dates of times, countries of places, entities of all the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..record import Argument, EventDate
from .countries import country_of, mentions_country
from .entities import Cast
from .spans import RoleSpan
from .times import Anchor, TimeValue, resolve_time

AHEAD = frozenset(("planned", "requested", "possible"))
"""Modalities of which a bare "Friday" is the coming one."""

SCORE_PLACES = 4
"""As many places as the store keeps, so that what is stored and what is answered are equal."""

NO_TIME = "the text gives no time for it"

FINENESS = (
    "instant",
    "day",
    "interval",
    "week",
    "month",
    "quarter",
    "half",
    "year",
    "decade",
    "none",
)


@dataclass(frozen=True, slots=True)
class Filler:
    """An argument of the record with what coding and search need of its entity."""

    argument: Argument
    name: str
    country: str | None

    @property
    def role(self) -> str:
        """The role that it fills."""
        return self.argument.role

    @property
    def entity(self) -> str | None:
        """The id of its entity."""
        return self.argument.entity


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article's fillers are resolved against."""

    text: str
    language: str
    cast: Cast
    anchor: Anchor


def fillers(reading: Reading, roles: Iterable[RoleSpan], modality: str) -> list[Filler]:
    """Return the resolved fillers; an entity fills a role once, in its fullest words."""
    kept: dict[tuple[str, str], Filler] = {}
    for role in roles:
        filler = _filler(reading, role, modality)
        key = (role.role, filler.argument.entity or f"{role.start}:{role.end}")
        if key not in kept or len(filler.argument.text) > len(kept[key].argument.text):
            kept[key] = filler
    return list(kept.values())


def _filler(reading: Reading, role: RoleSpan, modality: str) -> Filler:
    entity = reading.cast.of(role)
    words = role.of(reading.text)
    value, reason = _value(reading, role, modality)
    argument = Argument(
        text=words,
        start=role.start,
        end=role.end,
        role=role.role,
        confidence=round(role.confidence, SCORE_PLACES),
        entity=entity.id if entity else None,
        value=value,
        reason=reason,
    )
    if entity is None:
        return Filler(argument, words, value if role.role == "place" else None)
    return Filler(argument, entity.name, value if role.role == "place" else entity.country)


def _value(reading: Reading, role: RoleSpan, modality: str) -> tuple[str | None, str | None]:
    if role.role == "time":
        time = _time(reading, role.of(reading.text), modality)
        return time.value, time.reason
    if role.role == "place":
        return _country(reading, role)
    return None, None


def _time(reading: Reading, words: str, modality: str) -> TimeValue:
    return resolve_time(words, reading.anchor, ahead=modality in AHEAD, language=reading.language)


def _country(reading: Reading, role: RoleSpan) -> tuple[str | None, str | None]:
    """Return the country of a place, by its entity, else by its own words."""
    entity = reading.cast.of(role)
    if entity and entity.country:
        return entity.country, None
    match = country_of(role.of(reading.text), "place")
    code = match.code or mentions_country(role.of(reading.text)).code
    return code, None if code else match.reason


def event_date(reading: Reading, found: Sequence[Filler], modality: str) -> EventDate:
    """Return the finest date among the event's times; never the publication date by itself."""
    times = [_time(reading, f.argument.text, modality) for f in found if f.role == "time"]
    told = [time for time in times if time.value]
    best = min(told or times, key=lambda time: FINENESS.index(time.granularity), default=None)
    if best is None:
        return EventDate(value=None, granularity="none", basis="none", reason=NO_TIME)
    return EventDate(
        value=best.value, granularity=best.granularity, basis=best.basis, reason=best.reason
    )


def countries(found: Sequence[Filler]) -> tuple[str, ...]:
    """Return where the event happens, then the countries of those who take part, each once."""
    places = [filler.country for filler in found if filler.role == "place"]
    parties = [filler.country for filler in found if filler.role != "place"]
    return tuple(dict.fromkeys(code for code in (*places, *parties) if code))
