"""What a run is trained and watched on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from training.bank.format import Passage, read_bank
from training.corpus.format import Article
from training.corpus.split import articles

T = TypeVar("T")

SWAP_RATE = 0.4
"""Share of the articles whose names are changed in an epoch."""
MOST_JOINED = 4


@dataclass(frozen=True, slots=True)
class Material:
    """Training articles, passages of the bank and development articles."""

    articles: list[Article]
    passages: list[Passage]
    dev: list[Article]

    @classmethod
    def read(cls, limit: int | None = None, without: Sequence[str] = (), bank: bool = True) -> Self:
        """Read all, or about so many of each; events of some types may be left out."""
        passages = list(read_bank()) if bank else []
        return cls(
            [_without(article, without) for article in _some(list(articles("train")), limit)],
            [_unmarked(passage, without) for passage in _some(passages, limit)],
            [_without(article, without) for article in articles("dev")],
        )


def _some(items: Sequence[T], limit: int | None) -> Sequence[T]:
    """Return at most so many items, evenly taken."""
    return items[:: -(-len(items) // limit)] if limit and items else items


def _without(article: Article, types: Sequence[str]) -> Article:
    return replace(article, events=tuple(e for e in article.events if e.type not in types))


def _unmarked(passage: Passage, types: Sequence[str]) -> Passage:
    return replace(passage, triggers=tuple(m for m in passage.triggers if m.type not in types))


def grouped(passages: Sequence[Passage], rng: random.Random) -> list[list[Passage]]:
    """Return the passages in a random order, one to four of one language together."""
    shuffled = rng.sample(passages, len(passages))
    shuffled.sort(key=lambda passage: passage.language)
    groups: list[list[Passage]] = []
    room = 0
    for passage in shuffled:
        if room == 0 or groups[-1][0].language != passage.language:
            groups.append([])
            room = rng.randint(1, MOST_JOINED)
        groups[-1].append(passage)
        room -= 1
    return groups
