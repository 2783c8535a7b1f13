"""Turn annotated articles into tensors of labels over word pieces."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor
from waqai.extraction.normalize import Normalized, normalize

from training.augment import augment, cut
from training.bank.format import Passage, joined, open_types
from training.corpus.format import Article, Mention
from training.labels import KINDS, MODALITIES, ROLE_GROUPS, TYPES

WINDOW_PIECES = 384
CUT_RATE = 0.3
PAD = 1
IGNORED = -100


@dataclass(frozen=True, slots=True)
class TriggerLabel:
    """A trigger's pieces (first and last), its labels, and its event.

    ``roles`` is None and ``event`` -1 where only the trigger was annotated.
    """

    first: int
    last: int
    type: int
    modality: int
    event: int
    roles: Tensor | None
    """(role groups, pieces), tags of each layer of roles."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window as the model reads it, with the submitted span of each piece."""

    pieces: list[int]
    spans: list[tuple[int, int]]
    trigger_tags: Tensor
    entity_tags: Tensor
    match_tags: Tensor
    """1 + the number of the type whose trigger begins here, open types after the trained ones."""
    open: bool
    """Whether triggers of open types are marked as well."""
    triggers: tuple[TriggerLabel, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded windows; the triggers of all of them in one list, with their window's row.

    ``roles`` holds those of the triggers whose roles are annotated, which come first.
    """

    pieces: Tensor
    mask: Tensor
    trigger_tags: Tensor
    entity_tags: Tensor
    match_tags: Tensor
    open: Tensor
    rows: Tensor
    firsts: Tensor
    lasts: Tensor
    types: Tensor
    modalities: Tensor
    events: Tensor
    roles: Tensor


def example(
    tokenizer: Tokenizer,
    article: Article,
    rng: random.Random | None = None,
    variation: str = "spelling",
) -> Example:
    """Label an article; with a random generator, a varied article or a part of it."""
    text = normalize(article.text)
    if rng is not None:
        if rng.random() < CUT_RATE:
            text = _part(text, *cut(article.text, rng))
        if variation != "none":
            text = augment(text, rng)
    pieces, spans = _encode(tokenizer, text)
    entities = [(m, KINDS.index(e.kind)) for e in article.entities for m in e.mentions]
    triggers = [(m, TYPES.index(e.type)) for e in article.events for m in e.triggers]
    return Example(
        pieces,
        spans,
        _tags(spans, triggers),
        _tags(spans, entities),
        _begins(spans, triggers),
        False,
        tuple(_triggers(spans, article)),
    )


def passage_example(
    tokenizer: Tokenizer, passages: Sequence[Passage], rng: random.Random, variation: str
) -> Example:
    """Label passages of the bank as one window: triggers and modality alone."""
    text, marked = joined(passages)
    normal = normalize(text)
    pieces, spans = _encode(tokenizer, normal if variation == "none" else augment(normal, rng))
    known = [mark for mark in marked if mark.type in TYPES]
    labels = [(mark.mention, TYPES.index(mark.type)) for mark in known]
    triggers = tuple(
        TriggerLabel(found[0], found[-1], kind, MODALITIES.index(mark.modality), -1, None)
        for mark, (mention, kind) in zip(known, labels, strict=True)
        if (found := _pieces_of(spans, mention))
    )
    unknown = torch.full((len(spans),), IGNORED, dtype=torch.long)
    names = [*TYPES, *open_types()]
    begins = _begins(spans, [(mark.mention, names.index(mark.type)) for mark in marked])
    every = all(passage.open for passage in passages)
    return Example(pieces, spans, _tags(spans, labels), unknown, begins, every, triggers)


def _encode(tokenizer: Tokenizer, text: Normalized) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the pieces of a text, cut to the window, with submitted spans (empty: special)."""
    encoding = tokenizer.encode(text.text)
    spans = [
        (text.starts[start], text.ends[end - 1]) if end > start else (0, 0)
        for start, end in encoding.offsets
    ]
    if len(spans) > WINDOW_PIECES:
        ids = [*encoding.ids[: WINDOW_PIECES - 1], encoding.ids[-1]]
        return ids, [*spans[: WINDOW_PIECES - 1], spans[-1]]
    return list(encoding.ids), spans


def _part(text: Normalized, start: int, end: int) -> Normalized:
    """Return the characters that come from the given submitted span."""
    kept = [i for i, at in enumerate(text.starts) if start <= at < end]
    return Normalized(
        "".join(text.text[i] for i in kept),
        tuple(text.starts[i] for i in kept),
        tuple(text.ends[i] for i in kept),
    )


def _pieces_of(spans: Sequence[tuple[int, int]], mention: Mention) -> list[int]:
    """Return the pieces that share a character with the mention."""
    return [
        i
        for i, (start, end) in enumerate(spans)
        if start < mention.end and mention.start < end and end > start
    ]


def _tags(spans: Sequence[tuple[int, int]], labels: Iterable[tuple[Mention, int]]) -> Tensor:
    """Return a tag a piece: 0 outside, 2k+1 begins label k, 2k+2 inside; longer mentions win."""
    tags = torch.zeros(len(spans), dtype=torch.long)
    for mention, label in sorted(labels, key=lambda pair: pair[0].end - pair[0].start):
        if found := _pieces_of(spans, mention):
            tags[found] = 2 * label + 2
            tags[found[0]] = 2 * label + 1
    return tags


def _begins(spans: Sequence[tuple[int, int]], labels: Iterable[tuple[Mention, int]]) -> Tensor:
    """Return 1 + the label at the first piece of each mention, 0 elsewhere."""
    tags = torch.zeros(len(spans), dtype=torch.long)
    for mention, label in labels:
        if found := _pieces_of(spans, mention):
            tags[found[0]] = label + 1
    return tags


def _triggers(spans: Sequence[tuple[int, int]], article: Article) -> Iterable[TriggerLabel]:
    """Yield the triggers that the window shows, each with the roles of its event."""
    for number, event in enumerate(article.events):
        roles = torch.stack(
            [
                _tags(spans, [(f, group.index(f.role)) for f in event.roles if f.role in group])
                for group in ROLE_GROUPS
            ]
        )
        modality = MODALITIES.index(event.modality)
        for mention in event.triggers:
            if found := _pieces_of(spans, mention):
                kind = TYPES.index(event.type)
                yield TriggerLabel(found[0], found[-1], kind, modality, number, roles)


def collate(examples: Sequence[Example]) -> Batch:
    """Pad windows into one batch; padding has mask 0 and tags that losses ignore."""
    length = max(len(e.pieces) for e in examples)
    pairs = [(row, t) for row, e in enumerate(examples) for t in e.triggers]
    pairs.sort(key=lambda pair: pair[1].roles is None)

    def padded(rows: Iterable[Tensor], value: int) -> Tensor:
        fitted = [torch.nn.functional.pad(r, (0, length - r.shape[-1]), value=value) for r in rows]
        return torch.stack(fitted) if fitted else torch.empty(0, dtype=torch.long)

    def column(values: Iterable[int]) -> Tensor:
        return torch.tensor(list(values), dtype=torch.long)

    return Batch(
        pieces=padded((torch.tensor(e.pieces) for e in examples), PAD),
        mask=padded((torch.ones(len(e.pieces), dtype=torch.long) for e in examples), 0),
        trigger_tags=padded((e.trigger_tags for e in examples), IGNORED),
        entity_tags=padded((e.entity_tags for e in examples), IGNORED),
        match_tags=padded((e.match_tags for e in examples), IGNORED),
        open=torch.tensor([e.open for e in examples]),
        rows=column(row for row, _ in pairs),
        firsts=column(t.first for _, t in pairs),
        lasts=column(t.last for _, t in pairs),
        types=column(t.type for _, t in pairs),
        modalities=column(t.modality for _, t in pairs),
        events=column(1000 * row + t.event if t.event >= 0 else -1 for row, t in pairs),
        roles=padded((t.roles for _, t in pairs if t.roles is not None), IGNORED),
    )
