"""Annotated example sentences, whose words are found in the text when the files are read."""

import unicodedata
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
        words, nth = _numbered(marked)
        found = list(_places(words, self.text))
        wanted = int(nth or 1)
        if len(found) < wanted or (not nth and len(found) > 1):
            raise ValueError(
                f"{role} {marked!r} stands {len(found)} times in the example as whole words;"
                " write the words as in the text, and #2 after them for their second place"
            )
        start = found[wanted - 1]
        return Mark(role=role, text=words, start=start, end=start + len(words))


def _numbered(marked: str) -> tuple[str, str]:
    """Split ``word#2``; a # that no number follows belongs to the words."""
    words, _, nth = marked.rpartition("#")
    return (words, nth) if words and nth.isdecimal() and int(nth) else (marked, "")


def _places(words: str, text: str) -> Iterator[int]:
    """Yield where the words stand as whole words; a pattern for each would double the load time."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_letter(text[start - 1 : start]) or _letter(text[end : end + 1])):
            yield start
        start = text.find(words, start + 1)


def _letter(character: str) -> bool:
    """Tell whether a word goes on there; a diacritic is part of its word: وقّع does not hold وق."""
    return character.isalnum() or (character != "" and unicodedata.combining(character) > 0)


class Examples(Part):
    """Annotated sentences by language."""

    ar: tuple[Example, ...] = ()
    en: tuple[Example, ...] = ()
