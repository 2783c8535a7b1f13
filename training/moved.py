"""Rewrite an article's text with its labels moved along."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from training.corpus.format import Article, Entity, Event, Filler, Mention


def moved(article: Article, parts: Sequence[str]) -> Article:
    """Return the article with a part for what goes in front and one for each character."""
    starts = list(accumulate(map(len, parts)))
    text = "".join(parts)

    def span(old: Mention) -> tuple[str, int, int]:
        start, end = starts[old.start], starts[old.end]
        return text[start:end], start, end

    def entity(old: Entity) -> Entity:
        return replace(old, mentions=tuple(Mention(*span(m)) for m in old.mentions))

    def event(old: Event) -> Event:
        return replace(
            old,
            triggers=tuple(Mention(*span(t)) for t in old.triggers),
            roles=tuple(Filler(*span(f), f.role, f.value) for f in old.roles),
        )

    return replace(
        article,
        text=text,
        entities=tuple(map(entity, article.entities)),
        events=tuple(map(event, article.events)),
    )
