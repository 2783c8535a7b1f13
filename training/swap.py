"""Give an article's people and places other names, with all its labels moved along.

The names come from the other training articles, so the model cannot learn by heart who does what.
"""

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from training.corpus.format import Article, Entity, Event, Filler, Mention, outermost

SWAPPED = ("person", "place")
ENTITY_RATE = 0.7
NAME = re.compile(r"[^\W\d_]{2,}(?:[ -][^\W\d_]{2,}){0,3}")
TITLE = re.compile(r"(?:ال|وال|لل|بال)")


@dataclass(frozen=True, slots=True)
class Change:
    """Put other words in place of ``start:end``."""

    start: int
    end: int
    words: str


class Names:
    """The names of the training articles, by language and kind."""

    def __init__(self, articles: Iterable[Article]) -> None:
        """Gather them, each once."""
        found: dict[tuple[str, str], dict[str, None]] = {}
        for article in articles:
            for entity in article.entities:
                if _is_name(entity):
                    found.setdefault((article.language, entity.kind), {})[entity.name] = None
        self._names = {key: sorted(names) for key, names in found.items()}

    def swap(self, article: Article, rng: random.Random) -> Article:
        """Return the article with some of its names changed."""
        changes: list[Change] = []
        for entity in filter(_is_name, article.entities):
            names = self._names.get((article.language, entity.kind))
            if names and rng.random() < ENTITY_RATE:
                changes += _changes(entity, rng.choice(names))
        return changed(article, changes)


def _is_name(entity: Entity) -> bool:
    """Tell names from descriptions ("أحد أقاربها").

    A person is also called by the last word alone somewhere; a place is one word, or all capitals
    in English.
    """
    words = entity.name.split()
    if entity.kind not in SWAPPED or not NAME.fullmatch(entity.name) or TITLE.match(entity.name):
        return False
    if entity.kind == "person":
        return len(words) > 1 and any(m.text == words[-1] for m in entity.mentions)
    return all(map(str.istitle, words)) if entity.name.isascii() else len(words) == 1


def _changes(entity: Entity, name: str) -> Iterable[Change]:
    """Yield the changes of mentions that are the whole name or its last word."""
    last = entity.name.split()[-1]
    for mention in entity.mentions:
        if mention.text == entity.name:
            yield Change(mention.start, mention.end, name)
        elif mention.text == last:
            yield Change(mention.start, mention.end, name.rsplit(maxsplit=1)[-1])


def changed(article: Article, wanted: Sequence[Change]) -> Article:
    """Return the article with words changed; a change that cuts a label or another one is left."""
    entities = [replace(e, mentions=tuple(outermost(e.mentions))) for e in article.entities]
    labels = [m for e in entities for m in e.mentions]
    labels += [m for e in article.events for m in (*e.triggers, *e.roles)]
    edges = {edge for mention in labels for edge in (mention.start, mention.end)}
    changes: list[Change] = []
    for change in sorted(wanted, key=lambda c: (c.start, -c.end)):
        cuts = any(change.start < edge < change.end for edge in edges)
        if not cuts and (not changes or changes[-1].end <= change.start):
            changes.append(change)
    text, moved = _rewritten(article.text, changes)

    def mention(old: Mention) -> Mention:
        start, end = moved(old.start), moved(old.end)
        return Mention(text[start:end], start, end)

    def filler(old: Filler) -> Filler:
        start, end = moved(old.start), moved(old.end)
        return Filler(text[start:end], start, end, old.role, old.value)

    def entity(old: Entity) -> Entity:
        mentions = tuple(map(mention, old.mentions))
        return replace(old, name=mentions[0].text if mentions else old.name, mentions=mentions)

    def event(old: Event) -> Event:
        return replace(
            old, triggers=tuple(map(mention, old.triggers)), roles=tuple(map(filler, old.roles))
        )

    return replace(
        article,
        text=text,
        entities=tuple(map(entity, entities)),
        events=tuple(map(event, article.events)),
    )


def _rewritten(text: str, changes: Sequence[Change]) -> tuple[str, Callable[[int], int]]:
    """Return the new text and where an offset outside of the changed words now lies."""
    parts, at = [], 0
    for change in changes:
        parts += [text[at : change.start], change.words]
        at = change.end
    ends = [change.end for change in changes]
    growth = [len(change.words) - (change.end - change.start) for change in changes]
    shifts = [0, *accumulate(growth)]
    return "".join([*parts, text[at:]]), lambda offset: offset + shifts[bisect_right(ends, offset)]
