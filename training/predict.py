"""Read whole articles with the exported model alone, as one window, without resolution."""

from collections.abc import Sequence
from typing import Any

from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.spans import Prediction, Window

from training.score import Predicted


def predict(model: OnnxEventModel, texts: Sequence[str]) -> list[Prediction]:
    """Return the predictions of texts that are short enough for one window each."""
    return model.predict([Window(0, len(text), text) for text in texts])


def merged(prediction: Prediction) -> list[Predicted]:
    """Join the triggers that name one event, with the union of their fillers."""
    events: list[Predicted] = []
    for group in _groups(prediction):
        triggers = [prediction.triggers[index] for index in group]
        arguments: list[dict[str, Any]] = []
        for role in sorted((r for t in triggers for r in t.roles), key=lambda r: -r.confidence):
            text = role.of(prediction.window.text)
            if not any(a["role"] == role.role and _alike(a["text"], text) for a in arguments):
                arguments.append(
                    {"role": role.role, "text": text, "start": role.start, "end": role.end}
                )
        surest = max(triggers, key=lambda t: t.modality_confidence)
        events.append(
            {
                "type": triggers[0].type,
                "modality": surest.modality,
                "triggers": [{"start": t.start, "end": t.end} for t in triggers],
                "arguments": arguments,
            }
        )
    return events


def _groups(prediction: Prediction) -> list[list[int]]:
    """Return the indices of triggers, those of one event and type together."""
    owner = list(range(len(prediction.triggers)))
    for pair in sorted(prediction.same_event, key=lambda p: -p.confidence):
        first, second = prediction.triggers[pair.first], prediction.triggers[pair.second]
        if first.type == second.type:
            joined = {owner[pair.first], owner[pair.second]}
            owner = [min(joined) if o in joined else o for o in owner]
    return [[i for i, o in enumerate(owner) if o == leader] for leader in sorted(set(owner))]


def _alike(first: str, second: str) -> bool:
    """Tell whether one text stands in the other."""
    return first in second or second in first
