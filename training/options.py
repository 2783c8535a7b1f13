"""What the command line of ``training.train`` sets."""

import argparse
import os
from dataclasses import dataclass

import torch

from training.base import WORK


@dataclass(frozen=True, slots=True)
class Options:
    """One run, as the command line describes it."""

    name: str
    epochs: int
    batch_pieces: int
    encoder_rate: float
    head_rate: float
    layer_decay: float
    averaging: float
    layers: int
    seed: int
    limit: int | None
    threads: int
    precision: str
    augment: str
    without: list[str]
    bank: bool
    fresh: bool

    @property
    def bfloat16(self) -> bool:
        """Tell whether to compute in bfloat16: where the processor has it, unless told."""
        if self.precision == "auto":
            return bool(torch.cpu._is_avx512_bf16_supported())
        return self.precision == "bfloat16"


def read_options(doc: str, arguments: list[str] | None = None) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("--name", default="release", help=f"work folder of the run in {WORK}")
    add("--epochs", type=int, default=16)
    add("--batch-pieces", type=int, default=1500)
    add("--encoder-rate", type=float, default=1.5e-4)
    add("--head-rate", type=float, default=8e-4)
    add("--layer-decay", type=float, default=0.95, help="rate of a layer over the one above")
    add("--averaging", type=float, default=0.995, help="share of the old in the mean weights")
    add("--layers", type=int, default=12, help="encoder layers kept, from the bottom")
    add("--seed", type=int, default=0)
    add("--limit", type=int, help="take only so many articles, to try things")
    add("--threads", type=int, default=os.cpu_count() or 1)
    add("--precision", choices=("auto", "float32", "bfloat16"), default="auto")
    add("--augment", choices=("none", "spelling", "all"), default="all")
    add("--without", nargs="*", default=[], metavar="TYPE", help="types left out (training.door)")
    add("--bank", action=argparse.BooleanOptionalAction, default=True, help="train on the bank too")
    add("--fresh", action="store_true", help="begin anew, whatever checkpoint there is")
    return Options(**vars(parser.parse_args(arguments)))
