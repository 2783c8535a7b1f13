"""What a run is trained and watched on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from training.bank.format import Passage, read_bank
from training.corpus.format import Article
from training.corpus.split import articles

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
    def read(cls, limit: int | None) -> Self:
        """Read all, or the first so many of each."""
        train, bank, dev = list(articles("train")), list(read_bank()), list(articles("dev"))
        return cls(train[:limit], bank[:limit], dev[:limit])


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
