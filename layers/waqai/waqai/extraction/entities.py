"""Cluster the mentions of an article into entities with a kind, a name and a country."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..record import Entity, TextSpan
from .aliases import same_entities
from .apposition import is_title
from .assemble import DraftEvent
from .countries import country_of
from .entity_country import country_of_entity
from .named import Name, named
from .names import agreement, is_country_name
from .spans import EntitySpan, RoleSpan, Span

WORDS_ONLY = frozenset(("content", "amount", "cause", "position", "time"))
"""Roles whose fillers are no entities."""

KIND_OF_ROLE = {"place": "place", "object": "thing", "person": "person"}
KIND_OTHERWISE = "group"
"""The kind of a filler that the model names no mention for: "آلاف المزارعين"."""

AGREEMENT = 0.6
"""Word F1 from which a filler and a mention that overlap are the same name."""

LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of an article, and which of them each filler names."""

    entities: tuple[Entity, ...]
    fillers: Mapping[Span, Entity]

    def of(self, span: Span) -> Entity | None:
        """Return the entity that a filler names."""
        return self.fillers.get(Span(span.start, span.end))


def cluster(text: str, mentions: Sequence[EntitySpan], drafts: Iterable[DraftEvent]) -> Cast:
    """Return the entities by first mention; a filler outside all mentions is one itself."""
    fillers = [role for draft in drafts for role in draft.arguments if role.role not in WORDS_ONLY]
    chosen = _mentions_of(text, mentions, fillers)
    spans = sorted({*mentions, *chosen.values()}, key=lambda m: (m.start, -m.end, m.kind))
    names = named(text, spans)
    groups = same_entities(text, names)
    kinds = [_kind([names[index] for index in group]) for group in groups]
    people = sorted(
        (
            names[i].span
            for group, kind in zip(groups, kinds, strict=True)
            if kind == "person"
            for i in group
        ),
        key=lambda span: span.start,
    )
    entities = [
        _entity(text, f"e{number}", [names[index] for index in group], people)
        for number, group in enumerate(groups, 1)
    ]
    owner = {
        names[index].span: entity
        for group, entity in zip(groups, entities, strict=True)
        for index in group
    }
    return Cast(tuple(entities), {filler: owner[span] for filler, span in chosen.items()})


def _mentions_of(
    text: str, mentions: Sequence[EntitySpan], fillers: Iterable[RoleSpan]
) -> dict[Span, EntitySpan]:
    """Return each filler's mention: the one that agrees with it best, or one made from it."""
    at = {c: mention for mention in mentions for c in range(mention.start, mention.end)}
    chosen: dict[Span, EntitySpan] = {}
    for filler in fillers:
        span = Span(filler.start, filler.end)
        near = dict.fromkeys(at[c] for c in range(span.start, span.end) if c in at)
        best = max(near, key=lambda mention: _agrees(text, filler, mention), default=None)
        if best is not None and _agrees(text, filler, best) >= AGREEMENT:
            chosen[span] = best
        else:
            chosen.setdefault(span, _made(text, filler))
    return chosen


def _agrees(text: str, filler: Span, mention: Span) -> float:
    same = (filler.start, filler.end) == (mention.start, mention.end)
    return 1.0 if same else agreement(filler.of(text), mention.of(text))


def _made(text: str, filler: RoleSpan) -> EntitySpan:
    kind = KIND_OF_ROLE.get(filler.role, KIND_OTHERWISE)
    if kind == KIND_OTHERWISE and country_of(filler.of(text), "country").code:
        kind = "country"
    return EntitySpan(filler.start, filler.end, filler.confidence, kind)


def _entity(text: str, id_: str, names: Sequence[Name], people: Sequence[Span]) -> Entity:
    kind = _kind(names)
    name = _canonical(names, kind)
    country = country_of_entity(text, names, name, kind, people)
    spans = {(n.span.start, n.span.end): n.span for n in names}
    return Entity.model_validate(
        {
            "id": id_,
            "kind": kind,
            "name": name,
            "country": country.code,
            "reason": country.reason if country.code is None else None,
            "mentions": tuple(
                TextSpan(text=span.of(text), start=span.start, end=span.end)
                for span in spans.values()
            ),
        }
    )


def _kind(names: Sequence[Name]) -> str:
    """Return the likeliest kind over all mentions; a country's name is a country."""
    votes: Counter[str] = Counter()
    for name in names:
        votes[name.span.kind] += name.span.confidence  # type: ignore[assignment]
    if any(is_country_name(name.free) for name in names):
        return "country"
    return max(sorted(votes), key=lambda kind: votes[kind])


def _canonical(names: Sequence[Name], kind: str) -> str:
    """Return the fullest form, for a person one without a title if there is one."""

    def rank(name: Name) -> tuple[bool, int]:
        words = name.free.split()
        untitled = kind != "person" or not is_title(words[0])
        return untitled and len(words) <= LONGEST_NAME, len(words)

    return max(names, key=rank).free
