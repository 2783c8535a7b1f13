"""The rules that code events in PLOVER 2.0 and CAMEO, as the TOML files state them."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .record import Modality

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Cameo = Annotated[str, Field(pattern="^(0[1-9]|1[0-9]|20)$")]
NONE = "none"
"""Written where a rule takes a code away."""


class Part(BaseModel):
    """A table of a schema file: unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PartyCount(Part):
    """At least so many different fillers, or countries of them, in these roles together."""

    roles: Annotated[tuple[str, ...], Field(min_length=1)]
    parties: Annotated[int, Field(ge=1)] = 1
    countries: Annotated[int, Field(ge=0)] = 0


class Condition(Part):
    """When a rule holds: all the keys that it names must be met."""

    plover: tuple[str, ...] = ()
    modality: tuple[Modality, ...] = ()
    triggers: tuple[Words, ...] = ()
    """Beginnings of words, after Arabic clitics: ``رفض`` meets ورفضت, يرفضون and الرفض."""
    words: tuple[Words, ...] = ()
    """Beginnings of words in an argument's name, of any role if ``words_in`` names none."""
    words_in: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    """Roles of which one at least is filled."""
    lacks: tuple[str, ...] = ()
    """Roles none of which is filled."""
    count: PartyCount | None = None


class Outcome(Part):
    """What a rule changes; a new PLOVER type drops the mode unless it is named too."""

    plover: Words | None = None
    mode: Words | None = None
    cameo: Cameo | Literal["none"] | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None


class Rule(Part):
    """A condition, what follows from it, and why."""

    when: Condition
    then: Outcome
    why: Words


class Coding(Part):
    """How a type reads in PLOVER 2.0 and CAMEO; of its rules the first that holds counts."""

    plover: Words | None = None
    mode: Words | None = None
    cameo: Cameo | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
