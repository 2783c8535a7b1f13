"""Annotated example sentences, whose words are found in the text when the files are read."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, model_validator

from .ontology_rules import Part, Words
from .record import Modality


class Mark(Part):
    """Words of an example, ``text[start:end]``, and what they are: a role or the trigger."""

    role: str
    text: str
    start: int
    end: int


class Example(Part):
    """An annotated sentence; ``word#2`` means the second time that the word stands in the text."""

    text: Words
    trigger: Words
    modality: Modality = "asserted"
    arguments: Mapping[str, tuple[Words, ...]] = {}
    code: Annotated[str, Field(pattern="^[A-Z-]+( [a-z]+)?/(-|[0-9]{2})$")]
    """The coding expected, for instance ``CONSULT visit/04`` or ``-/01``."""

    @model_validator(mode="after")
    def _found(self) -> Self:
        list(self.marks())
        return self

    def marks(self) -> Iterator[Mark]:
        """Yield the trigger and each filler with its offsets in the example's text."""
        yield self._mark("trigger", self.trigger)
        for role, fillers in self.arguments.items():
            yield from (self._mark(role, filler) for filler in fillers)

    def _mark(self, role: str, marked: str) -> Mark:
        words, _, nth = marked.partition("#")
        found = list(re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", self.text))
        wanted = int(nth or 1)
        if len(found) < wanted or (not nth and len(found) > 1):
            raise ValueError(
                f"{role} {marked!r} stands {len(found)} times in the example as whole words;"
                " write the words as in the text, and #2 after them for their second place"
            )
        match = found[wanted - 1]
        return Mark(role=role, text=words, start=match.start(), end=match.end())


class Examples(Part):
    """Annotated sentences by language."""

    ar: tuple[Example, ...] = ()
    en: tuple[Example, ...] = ()
