"""The event model: one encoder pass, then triggers, mentions, and what belongs to each trigger."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertConfig, BertModel, BertPreTrainedModel

from training.data import Batch
from training.labels import KINDS, MODALITIES, ROLE_GROUPS, TYPES

ROLE_TAGS = sum(1 + 2 * len(group) for group in ROLE_GROUPS)
BUCKETS = 10
MATCH_SIZE = 128


class EventConfig(BertConfig):  # type: ignore[no-untyped-call]
    """BERT's configuration with the sizes of the heads."""

    model_type = "waqai_events"
    head_size: int = 192
    head_dropout: float = 0.15


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads say of k triggers in windows of n pieces."""

    roles: Tensor
    """(k, n, ROLE_TAGS)."""
    modalities: Tensor
    """(k, modalities)."""
    same_event: Tensor
    """(k, k), symmetric logits."""


class ConditionedLayer(nn.Module):
    """One pre-norm transformer layer over the pieces as one trigger sees them."""

    def __init__(self, size: int, heads: int = 6) -> None:
        """Make the layer for states of the given size."""
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(size)
        self.joint = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.feed_norm = nn.LayerNorm(size)
        self.feed = nn.Sequential(nn.Linear(size, 2 * size), nn.GELU(), nn.Linear(2 * size, size))

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Map (k, n, size) to the same; bias (k, 1, 1, n) is very low where there is padding."""
        triggers, pieces, size = states.shape
        joint = self.joint(self.attention_norm(states))
        q, k, v = (
            part.view(triggers, pieces, self.heads, -1).transpose(1, 2)
            for part in joint.chunk(3, -1)
        )
        scores = q @ k.transpose(-1, -2) * (size // self.heads) ** -0.5 + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(triggers, pieces, size)
        states = states + self.out(mixed)
        fed: Tensor = self.feed(self.feed_norm(states))
        return states + fed


class TriggerHeads(nn.Module):
    """Roles, modality and identity of given triggers, from the encoder's states."""

    def __init__(self, config: EventConfig) -> None:
        """Make the heads for the encoder's hidden size."""
        super().__init__()
        size, hidden = config.head_size, config.hidden_size
        self.trigger = nn.Linear(hidden, 2 * size)
        self.piece = nn.Linear(hidden, 2 * size)
        self.type_vectors = nn.Embedding(len(TYPES), size)
        self.distance_vectors = nn.Embedding(2 * BUCKETS + 2, size)
        self.layer = ConditionedLayer(size)
        self.norm = nn.LayerNorm(size)
        self.drop = nn.Dropout(config.head_dropout)
        self.role = nn.Linear(size, ROLE_TAGS)
        self.modality = nn.Sequential(
            nn.Linear(hidden, size), nn.GELU(), nn.Linear(size, len(MODALITIES))
        )
        self.identity = nn.Linear(hidden, size)
        self.same = nn.Sequential(nn.Linear(2 * size, 64), nn.GELU(), nn.Linear(64, 1))

    def of_batch(self, states: Tensor, batch: Batch) -> Heads:
        """Read the triggers of (b, n, hidden) states; roles of those whose roles are known."""
        known = len(batch.roles)
        triggers = (states[batch.rows, batch.firsts] + states[batch.rows, batch.lasts]) / 2
        rows, begins, ends = batch.rows[:known], batch.firsts[:known], batch.lasts[:known]
        seen = self._condition(states[rows], triggers[:known], begins, ends, batch.types[:known])
        bias = (1 - batch.mask[rows][:, None, None]).to(seen.dtype) * -1e4
        seen = self.layer(self.drop(seen), bias)
        return Heads(
            self.role(self.drop(self.norm(seen))),
            self.modality(triggers),
            self._same(triggers),
        )

    def of_window(self, states: Tensor, begins: Tensor, ends: Tensor, types: Tensor) -> Heads:
        """Read k triggers of one unpadded window, whose (n, hidden) states they share."""
        triggers = (states[begins] + states[ends]) / 2
        seen = self._condition(states[None], triggers, begins, ends, types)
        seen = self.layer(seen, torch.zeros(1, 1, 1, 1))
        return Heads(self.role(self.norm(seen)), self.modality(triggers), self._same(triggers))

    def _condition(
        self, states: Tensor, triggers: Tensor, begins: Tensor, ends: Tensor, types: Tensor
    ) -> Tensor:
        """Return (k, n, size): each piece with the trigger, its type and how far it stands."""
        added, gate = self.trigger(triggers)[:, None].chunk(2, -1)
        piece, gated = self.piece(states).chunk(2, -1)
        far: Tensor = self.distance_vectors(distances(states.shape[1], begins, ends))
        kinds: Tensor = self.type_vectors(types)
        seen: Tensor = added + piece + gate * gated + kinds[:, None] + far
        return seen

    def _same(self, triggers: Tensor) -> Tensor:
        """Return (k, k) logits that two triggers name one event."""
        names = self.identity(triggers)
        product = names[:, None] * names[None]
        apart = (names[:, None] - names[None]).abs()
        same: Tensor = self.same(torch.cat([product, apart], -1))[..., 0]
        return same


def distances(pieces: int, begins: Tensor, ends: Tensor) -> Tensor:
    """Return (k, n) buckets of the distance to a trigger, logarithmic, its own pieces apart."""
    places = torch.arange(pieces, device=begins.device)[None]
    after = (places - ends[:, None]).clamp(min=0)
    before = (begins[:, None] - places).clamp(min=0)
    far = torch.log2((after + before + 1).float()).ceil().long().clamp(max=BUCKETS)
    return torch.where(before > 0, BUCKETS + 1 + far, far)


class MatchHead(nn.Module):
    """Compare pieces with descriptions of event types, also of types never trained on."""

    def __init__(self, hidden: int) -> None:
        """Make both projections."""
        super().__init__()
        self.piece = nn.Linear(hidden, MATCH_SIZE)
        self.described = nn.Linear(hidden, MATCH_SIZE)
        self.scale = nn.Parameter(torch.empty(()))
        self.bias = nn.Parameter(torch.empty(()))
        self.reset()

    def reset(self) -> None:
        """Begin with few matches; ``from_pretrained`` leaves bare parameters unset."""
        nn.init.constant_(self.scale, 10.0)
        nn.init.constant_(self.bias, -8.0)

    def keys(self, states: Tensor) -> Tensor:
        """Return (…, n, MATCH_SIZE) unit vectors of pieces."""
        return functional.normalize(self.piece(states), dim=-1)

    def queries(self, descriptions: Tensor) -> Tensor:
        """Return (t, MATCH_SIZE) unit vectors of (t, hidden) mean states of descriptions."""
        return functional.normalize(self.described(descriptions), dim=-1)

    def forward(self, states: Tensor, descriptions: Tensor) -> Tensor:
        """Return (…, n, t) logits that a piece begins a trigger of a type."""
        alike = self.keys(states) @ self.queries(descriptions).T
        logits: Tensor = self.scale * alike.float() + self.bias
        return logits


class EventModel(BertPreTrainedModel):  # type: ignore[no-untyped-call]
    """The whole model as ``transformers`` saves and loads it."""

    config_class = EventConfig
    base_model_prefix = "encoder"

    def __init__(self, config: EventConfig) -> None:
        """Make the encoder and its heads."""
        super().__init__(config)
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.drop = nn.Dropout(config.head_dropout)
        self.trigger_tags = nn.Linear(config.hidden_size, 1 + 2 * len(TYPES))
        self.entity_tags = nn.Linear(config.hidden_size, 1 + 2 * len(KINDS))
        self.heads = TriggerHeads(config)
        self.match = MatchHead(config.hidden_size)
        self.post_init()  # type: ignore[no-untyped-call]

    @classmethod
    def from_base(cls, folder: Path, layers: int = 12) -> "EventModel":
        """Return a model with the pretrained encoder's lowest layers and fresh heads."""
        config = EventConfig.from_pretrained(folder, num_hidden_layers=layers)
        model: EventModel = cls.from_pretrained(folder, config=config)
        model.match.reset()
        return model

    def encode(self, pieces: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Return the states, trigger logits and entity logits of (b, n) pieces."""
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        states = self.drop(states)
        return states, self.trigger_tags(states), self.entity_tags(states)
