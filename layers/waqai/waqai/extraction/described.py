"""Event types that the model was not trained on, found by what the ontology says of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..ontology import EventType

SHOWN = 6
"""The most example triggers that a description shows; in training it is as many."""


@dataclass(frozen=True, slots=True)
class DescribedType:
    """A type to look for, with its descriptions, one a language."""

    id: str
    texts: tuple[str, ...]
    like: int
    """The number of the trained type that takes the most similar roles; its roles are read."""
    roles: tuple[str, ...]
    """The roles that are reported: those the type names, and place and time; sorted."""


def untrained(types: Mapping[str, EventType], trained: Sequence[str]) -> tuple[DescribedType, ...]:
    """Return the ontology's types that are not among the trained ones, in its order."""
    return tuple(
        DescribedType(
            name, tuple(_texts(of)), _most_alike(of, types, trained), tuple(sorted(of.taken_roles))
        )
        for name, of in types.items()
        if name not in trained
    )


def description_text(definition: str, words: Iterable[str]) -> str:
    """Return the text that stands for a type: its definition, then words that name its events."""
    return f"{definition} {', '.join(words)}"


def _texts(of: EventType) -> Iterator[str]:
    """Yield a type's description in each language."""
    for definition, words in (
        (of.definition.ar, of.triggers.ar),
        (of.definition.en, of.triggers.en),
    ):
        yield description_text(definition, words[:SHOWN])


def _most_alike(of: EventType, types: Mapping[str, EventType], trained: Sequence[str]) -> int:
    """Return the number of the trained type that shares the largest part of its roles."""
    own = of.taken_roles

    def shared(number: int) -> float:
        name = trained[number]
        other = types[name].taken_roles if name in types else frozenset()
        return len(own & other) / len(own | other)

    return max(range(len(trained)), key=shared)
