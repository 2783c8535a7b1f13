"""Train the event model on the corpus: ``python -m training.train --minutes 60``.

The learning rate falls with the clock (``--minutes``) or with the epochs (``--epochs``), whichever
is further on; a run that is started again goes on from its last epoch.
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from tqdm import tqdm  # type: ignore[import-untyped]

from training.base import BASE, WORK
from training.corpus.format import Article
from training.corpus.split import articles
from training.data import Batch, collate, example
from training.losses import losses, weighted
from training.model import EventConfig, EventModel

TRAINED = WORK / "trained"
CHECKPOINT = WORK / "checkpoint.pt"
WARM_UP = 0.05


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line sets."""

    minutes: float
    epochs: int
    batch_pieces: int
    encoder_rate: float
    head_rate: float
    layer_decay: float
    seed: int
    limit: int | None
    threads: int
    bfloat16: bool
    fresh: bool


class Training:
    """One run: model, optimiser and how far it is."""

    def __init__(self, options: Options) -> None:
        """Load the base encoder, or the run's last checkpoint."""
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.options = options
        self.tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
        self.model = EventModel.from_pretrained(BASE, config=EventConfig.from_pretrained(BASE))
        self.model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.optimizer = torch.optim.AdamW(
            list(parameter_groups(self.model, options)), weight_decay=0.01, fused=True
        )
        self.epoch, self.steps, self.seconds = 0, 0, 0.0
        if CHECKPOINT.exists() and not options.fresh:
            self._restore()

    def run(self, train: list[Article], dev: list[Article]) -> None:
        """Train until the epochs or the minutes are used up, then save the model."""
        while self.epoch < self.options.epochs and self.progress() < 1:
            self._epoch(train)
            print(f"epoch {self.epoch} {self.seconds / 60:.1f} min dev", self.evaluate(dev))
            self._save()
        self.model.save_pretrained(TRAINED)

    def _epoch(self, train: list[Article]) -> None:
        """Go through the training articles once."""
        rng = random.Random(self.options.seed * 1000 + self.epoch)
        torch.manual_seed(self.options.seed * 1000 + self.epoch)
        self.model.train()
        start, before = time.monotonic(), self.seconds
        chosen = batches(self.tokenizer, train, self.options.batch_pieces, rng)
        bar = tqdm(chosen, desc=f"epoch {self.epoch + 1}", mininterval=20, maxinterval=60)
        for step, batch in enumerate(bar):
            of_epochs = (self.epoch + step / len(chosen)) / self.options.epochs
            self._set_rates(max(self.progress(), of_epochs))
            parts = self._step(batch)
            self.seconds = before + time.monotonic() - start
            bar.set_postfix(parts, refresh=False)
            if self.progress() >= 1:
                break
        self.epoch += 1

    def _step(self, batch: Batch) -> dict[str, str]:
        """Take one optimiser step and return the losses, for show."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bfloat16):
            parts = losses(self.model, batch)
        self.optimizer.zero_grad()
        weighted(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        return {name: f"{loss.item():.3f}" for name, loss in parts.items()}

    def _set_rates(self, progress: float) -> None:
        """Warm up, then fall in a straight line to nothing."""
        scale = min(progress / WARM_UP, (1 - progress) / (1 - WARM_UP))
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * max(scale, 1e-3)

    def progress(self) -> float:
        """Return the share of the minutes that is used up."""
        return self.seconds / 60 / self.options.minutes

    def evaluate(self, dev: list[Article]) -> dict[str, float]:
        """Return the mean losses on the development articles."""
        self.model.train(False)
        sums: dict[str, list[float]] = {}
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=self.options.bfloat16):
            for batch in batches(self.tokenizer, dev, self.options.batch_pieces, None):
                for name, loss in losses(self.model, batch).items():
                    sums.setdefault(name, []).append(loss.item())
        return {name: round(sum(values) / len(values), 4) for name, values in sums.items()}

    def _save(self) -> None:
        """Write the checkpoint beside the old one, then take its place."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "at": (self.epoch, self.steps, self.seconds),
        }
        part = CHECKPOINT.with_suffix(".part")
        torch.save(state, part)
        part.replace(CHECKPOINT)

    def _restore(self) -> None:
        """Go on from the checkpoint."""
        state = torch.load(CHECKPOINT, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.steps, self.seconds = state["at"]


def parameter_groups(model: EventModel, options: Options) -> Iterator[dict[str, object]]:
    """Yield optimiser groups: lower encoder layers learn slower, heads faster."""
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


def batches(
    tokenizer: Tokenizer, chosen: list[Article], most: int, rng: random.Random | None
) -> list[Batch]:
    """Return batches of like lengths, of at most so many pieces with padding."""
    noise = rng or random.Random(0)
    examples = [example(tokenizer, article, rng) for article in chosen]
    examples.sort(key=lambda e: len(e.pieces) + noise.random() * 30)
    groups: list[list[int]] = [[]]
    for index, item in enumerate(examples):
        longest = max([len(item.pieces), *(len(examples[i].pieces) for i in groups[-1])])
        if longest * (len(groups[-1]) + 1) > most and groups[-1]:
            groups.append([])
        groups[-1].append(index)
    noise.shuffle(groups)
    return [collate([examples[i] for i in group]) for group in groups]


def read_options() -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch-pieces", type=int, default=1000)
    parser.add_argument("--encoder-rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--layer-decay", type=float, default=0.95)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="take only so many articles, to try things")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="faster where the CPU has it")
    parser.add_argument("--fresh", action="store_true", help="ignore the last checkpoint")
    return Options(**vars(parser.parse_args()))


def main() -> None:
    """Train from the command line."""
    options = read_options()
    train, dev = list(articles("train")), list(articles("dev"))
    Training(options).run(train[: options.limit], dev[: options.limit])


if __name__ == "__main__":
    main()
