"""Train the event model on the corpus: ``python -m training.train --epochs 16``.

A run that is started again goes on from its last epoch; the same options, corpus, processor and
number of threads give the same weights. What is saved is the running mean of the weights.
"""

import json
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from tqdm import tqdm  # type: ignore[import-untyped]
from waqai.ontology import Ontology

from training.base import BASE, WORK
from training.batches import batches
from training.data import Batch, Example, example, passage_example
from training.described import Descriptions
from training.losses import losses, weighted
from training.material import SWAP_RATE, Material, grouped
from training.measures import measure
from training.model import EventModel
from training.optimizer import make_optimizer, set_rates
from training.options import Options, read_options
from training.plot import plot
from training.surround import surround
from training.swap import Names

SCHEMAS = Path(__file__).parents[1] / "schemas" / "ontology"
REFRESHED = 40
"""Steps after which the descriptions of the types are embedded anew."""


class Training:
    """One run: model, optimiser, mean weights and how far it is."""

    def __init__(self, options: Options, material: Material) -> None:
        """Load the base encoder, or the run's last checkpoint."""
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.options = options
        self.material = material
        self.tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
        self.names = Names(material.articles)
        types = Ontology.load(SCHEMAS).types
        self.descriptions = Descriptions(self.tokenizer, types, material, options.without)
        self.folder = WORK / options.name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.model = EventModel.from_base(BASE, options.layers)
        self.model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.optimizer = make_optimizer(self.model, options)
        self.means = {n: p.detach().clone() for n, p in self._learned().items()}
        self.epoch = self.steps = 0
        if self.checkpoint.exists() and not options.fresh:
            self._restore()

    @property
    def checkpoint(self) -> Path:
        """Where the state of the run is kept."""
        return self.folder / "checkpoint.pt"

    @property
    def history(self) -> Path:
        """Where the measures are kept, a line an epoch."""
        return self.folder / "history.jsonl"

    def run(self) -> None:
        """Train until the epochs are used up, then save the model with its mean weights."""
        dev = [example(self.tokenizer, article) for article in self.material.dev]
        held_out = batches(dev, self.options.batch_pieces, None)
        while self.epoch < self.options.epochs:
            self._epoch()
            self._swap()
            self._note(measure(self.model, held_out))
            self._swap()
            self._save()
        self._swap()
        self.model.save_pretrained(self.folder / "model")

    def _epoch(self) -> None:
        """Go through the training material once."""
        number = self.options.seed * 1000 + self.epoch
        rng = random.Random(number)
        torch.manual_seed(number)
        self.model.train()
        chosen = batches(self._examples(rng), self.options.batch_pieces, rng)
        bar = tqdm(chosen, desc=f"epoch {self.epoch + 1}", mininterval=20, maxinterval=60)
        for step, batch in enumerate(bar):
            progress = (self.epoch + step / len(chosen)) / self.options.epochs
            set_rates(self.optimizer, progress)
            if step % REFRESHED == 0:
                self.descriptions.refresh(self.model, rng)
            bar.set_postfix(self._step(batch), refresh=False)
        self.epoch += 1

    def _examples(self, rng: random.Random) -> list[Example]:
        """Return this epoch's windows: articles, varied, and passages of the bank in groups."""
        variation, articles = self.options.augment, self.material.articles
        if variation == "all":
            articles = [
                self.names.swap(article, rng) if rng.random() < SWAP_RATE else article
                for article in articles
            ]
            articles = [surround(article, rng) for article in articles]
        found = [example(self.tokenizer, article, rng, variation) for article in articles]
        groups = grouped(self.material.passages, rng)
        return found + [passage_example(self.tokenizer, g, rng, variation) for g in groups]

    def _step(self, batch: Batch) -> dict[str, str]:
        """Take one optimiser step and return the losses, for show."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bfloat16):
            parts = losses(self.model, batch, self.descriptions)
        self.optimizer.zero_grad()
        weighted(parts).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        self._average()
        return {name: f"{loss.item():.3f}" for name, loss in parts.items()}

    def _learned(self) -> dict[str, Tensor]:
        """Return the parameters that are trained."""
        return {n: p for n, p in self.model.named_parameters() if p.requires_grad}

    def _average(self) -> None:
        """Move the mean weights towards the present ones, faster in the beginning."""
        share = 1 - min(self.options.averaging, self.steps / (self.steps + 10))
        present = [p.detach() for p in self._learned().values()]
        torch._foreach_lerp_(list(self.means.values()), present, share)

    def _swap(self) -> None:
        """Exchange the model's weights with their means."""
        with torch.no_grad():
            for name, parameter in self._learned().items():
                present = parameter.detach().clone()
                parameter.copy_(self.means[name])
                self.means[name].copy_(present)

    def _note(self, measured: dict[str, float]) -> None:
        """Write down and show what was measured, and draw it."""
        print(f"epoch {self.epoch} dev {measured}", flush=True)
        with self.history.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"epoch": self.epoch, "steps": self.steps} | measured) + "\n")
        plot(self.history, self.folder / "curves.png")

    def _save(self) -> None:
        """Write the checkpoint beside the old one, then take its place."""
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "means": self.means,
            "at": (self.epoch, self.steps),
        }
        part = self.checkpoint.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.checkpoint)

    def _restore(self) -> None:
        """Go on from the checkpoint."""
        state = torch.load(self.checkpoint, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.means = state["means"]
        self.epoch, self.steps = state["at"]


def main() -> None:
    """Train from the command line."""
    options = read_options(__doc__ or "")
    material = Material.read(options.limit, options.without, options.bank)
    Training(options, material).run()


if __name__ == "__main__":
    main()
