"""The training loss of one batch: five tasks, weighted."""

import torch
from torch import Tensor
from torch.nn import functional as F

from training.data import IGNORED, Batch
from training.described import Descriptions
from training.labels import ROLE_GROUPS, TYPES
from training.model import EventModel

WEIGHTS = {"trigger": 2.0, "entity": 1.0, "role": 4.0, "modality": 0.3, "same": 0.3, "match": 0.1}
SMOOTHING = 0.02


def losses(
    model: EventModel, batch: Batch, descriptions: Descriptions | None = None
) -> dict[str, Tensor]:
    """Return the loss of each task, unweighted; tasks without a trigger in the batch are absent."""
    states, trigger_logits, entity_logits = model.encode(batch.pieces, batch.mask)
    found = {
        "trigger": _tagging(trigger_logits, batch.trigger_tags, SMOOTHING),
        "entity": _tagging(entity_logits, batch.entity_tags),
    }
    if descriptions is not None:
        found["match"] = _matching(model, states, batch, descriptions)
    if len(batch.rows):
        found |= _of_triggers(model, states, batch)
    return found


def _of_triggers(model: EventModel, states: Tensor, batch: Batch) -> dict[str, Tensor]:
    """Return the losses of the heads that read the batch's gold triggers."""
    heads = model.heads.of_batch(states, batch)
    found = {"modality": F.cross_entropy(heads.modalities.float(), batch.modalities)}
    if len(batch.roles):
        layers = heads.roles.split([1 + 2 * len(group) for group in ROLE_GROUPS], -1)
        roles = [_tagging(logits, batch.roles[:, i]) for i, logits in enumerate(layers)]
        found["role"] = torch.stack(roles).sum()
    same = _same_event(heads.same_event.float(), batch)
    return found if same is None else found | {"same": same}


def _tagging(logits: Tensor, tags: Tensor, smoothing: float = 0.0) -> Tensor:
    """Return the mean cross-entropy of (..., n, labels) logits with (..., n) tags; 0 of none."""
    logits, tags = logits.float().flatten(0, -2), tags.flatten()
    known = tags != IGNORED
    total = F.cross_entropy(logits[known], tags[known], label_smoothing=smoothing, reduction="sum")
    return total / known.sum().clamp(min=1)


def _matching(model: EventModel, states: Tensor, batch: Batch, types: Descriptions) -> Tensor:
    """Return the loss of telling which pieces begin a trigger of which described type.

    Where only trained types are marked, the others are not asked for.
    """
    logits = model.match(states, types.vectors)
    numbers = torch.arange(1, len(types.vectors) + 1)
    wanted = (batch.match_tags[..., None] == numbers).float()
    marked = batch.open[:, None, None] | (numbers <= len(TYPES))
    asked = (batch.match_tags != IGNORED)[..., None] & marked & types.said
    every = F.binary_cross_entropy_with_logits(logits, wanted, reduction="none")
    return (every * asked).sum() / wanted.sum().clamp(min=1)


def _same_event(logits: Tensor, batch: Batch) -> Tensor | None:
    """Return the loss over pairs of triggers of one window and one type, if there are any."""
    window = batch.rows[:, None] == batch.rows[None]
    kind = batch.types[:, None] == batch.types[None]
    known = batch.events >= 0
    pairs = torch.triu(window & kind & known[:, None] & known[None], diagonal=1)
    if not pairs.any():
        return None
    same = (batch.events[:, None] == batch.events[None]).float()
    return F.binary_cross_entropy_with_logits(logits[pairs], same[pairs])


def weighted(found: dict[str, Tensor]) -> Tensor:
    """Return the sum that training minimises."""
    return torch.stack([WEIGHTS[name] * loss for name, loss in found.items()]).sum()
