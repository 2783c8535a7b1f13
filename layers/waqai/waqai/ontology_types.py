"""The tables of the ontology's TOML files, frozen and typed."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from .ontology_examples import Examples
from .ontology_rules import Coding, Part, Rule, Words


class Wording(Part):
    """The same said in English and in Arabic."""

    en: Words
    ar: Words


class TriggerWords(Part):
    """Example trigger words by language."""

    ar: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()


class TypeTable(Part):
    """What a family file says of one event type."""

    definition: Wording
    roles: Annotated[Mapping[str, Words], Field(min_length=1)]
    """Role to its meaning for this type; place and time go with every type."""
    coding: Coding = Coding()
    triggers: TriggerWords
    examples: Examples = Examples()
    notes: tuple[Words, ...] = ()


class FamilyFile(Part):
    """A file of one event family."""

    family: Wording
    types: Annotated[Mapping[str, TypeTable], Field(min_length=1)]


class PloverType(Part):
    """A PLOVER 2.0 event type: its quad class and the modes that this ontology uses."""

    quad: Literal[
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict"
    ]
    modes: tuple[str, ...] = ()


class PloverTable(Part):
    """PLOVER's types, and the rules that hold for every event type after its own."""

    types: Mapping[str, PloverType]
    rules: tuple[Rule, ...] = ()


class ModalityTable(Part):
    """What a modality means, and PLOVER's context for it."""

    definition: Wording
    plover_context: str | None = None


class CommonFile(Part):
    """``ontology.toml``: what all families share."""

    version: Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]
    languages: tuple[str, ...]
    roles: Annotated[Mapping[str, Wording], Field(min_length=1)]
    modalities: Mapping[str, ModalityTable]
    entity_kinds: Mapping[str, Wording]
    plover: PloverTable
    cameo: Mapping[str, str]
