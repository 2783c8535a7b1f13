"""The optimiser and the course of its rates."""

from collections.abc import Iterator

import torch

from training.model import EventModel
from training.options import Options

WARM_UP = 0.05


def make_optimizer(model: EventModel, options: Options) -> torch.optim.AdamW:
    """Return AdamW over the trained parameters, fused for speed."""
    return torch.optim.AdamW(list(_groups(model, options)), weight_decay=0.01, fused=True)


def set_rates(optimizer: torch.optim.Optimizer, progress: float) -> None:
    """Warm up, then fall in a straight line to nothing; progress is 0 to 1."""
    scale = min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * max(scale, 1e-3)


def _groups(model: EventModel, options: Options) -> Iterator[dict[str, object]]:
    """Yield a group a parameter: lower encoder layers learn slower, heads faster."""
    layers = model.config.num_hidden_layers
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        rate = options.head_rate
        if name.startswith("encoder.embeddings."):
            rate = options.encoder_rate * options.layer_decay**layers
        elif name.startswith("encoder."):
            depth = int(name.split(".")[3])
            rate = options.encoder_rate * options.layer_decay ** (layers - 1 - depth)
        yield {"params": [parameter], "lr": 0.0, "peak": rate}
