"""Tell whether a rule of the ontology holds for an event."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from .ontology_rules import Condition, PartyCount
from .record import Party

UNWRITTEN = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Tatweel and diacritics, which the words of the rules leave out."""
FOLDED = str.maketrans("أإآٱىة", "اااايه")
CLITICS = "(?<!\\w)[وف]?(?:س?[اتين]|[بكل]?(?:ال)?|لل)"
"""What may stand before an Arabic stem: conjunction, future and person, or preposition, article."""


class Filler(Protocol):
    """An argument as the coding sees it; ``name`` is its entity's name, or its own words."""

    @property
    def role(self) -> str:
        """The role that it fills."""

    @property
    def entity(self) -> str | None:
        """The id of its entity in the record."""

    @property
    def name(self) -> str:
        """The entity's name, else the words themselves."""

    @property
    def country(self) -> str | None:
        """The country's ISO 3166-1 alpha-3 code."""


def holds(
    when: Condition,
    plover: str | None,
    modality: str,
    arguments: Sequence[Filler],
    triggers: Sequence[str],
) -> bool:
    """Tell whether all that the condition names is met."""
    roles = {argument.role for argument in arguments}
    return (
        (not when.plover or plover in when.plover)
        and (not when.modality or modality in when.modality)
        and (not when.has or not roles.isdisjoint(when.has))
        and roles.isdisjoint(when.lacks)
        and (not when.triggers or _mentioned(when.triggers, triggers))
        and (not when.words or _mentioned(when.words, _names(when.words_in, arguments)))
        and (when.count is None or _enough(when.count, arguments))
    )


def _enough(count: PartyCount, arguments: Sequence[Filler]) -> bool:
    parties = parties_in(count.roles, arguments)
    countries = {party.country for party in parties if party.country}
    return len(parties) >= count.parties and len(countries) >= count.countries


def _names(roles: tuple[str, ...], arguments: Sequence[Filler]) -> Iterator[str]:
    """Yield the names of the arguments in these roles, of all arguments where none is given."""
    return (argument.name for argument in arguments if not roles or argument.role in roles)


def _mentioned(stems: tuple[str, ...], texts: Iterable[str]) -> bool:
    pattern = _pattern(stems)
    return any(pattern.search(_fold(text)) for text in texts)


@lru_cache(maxsize=256)
def _pattern(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{CLITICS}(?:{'|'.join(re.escape(_fold(stem)) for stem in stems)})")


def _fold(text: str) -> str:
    """Write a word as the rules do: no diacritics, one form of alef, yeh and teh marbuta."""
    return UNWRITTEN.sub("", text).translate(FOLDED).casefold()


def parties_in(roles: Sequence[str], arguments: Sequence[Filler]) -> tuple[Party, ...]:
    """Return the fillers of the roles once each, in the order of the arguments."""
    parties = {
        argument.entity or argument.name: Party(
            entity=argument.entity, name=argument.name, country=argument.country
        )
        for argument in arguments
        if argument.role in roles
    }
    return tuple(parties.values())
