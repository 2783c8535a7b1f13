"""What event types are said to be, as the encoder reads it."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor
from waqai.extraction.described import description_text
from waqai.extraction.normalize import normalize
from waqai.ontology import EventType

from training.bank.format import Wording, open_types
from training.data import PAD
from training.labels import TYPES
from training.material import Material
from training.model import EventModel

LANGUAGES = ("ar", "en")
WORDS = (3, 6)
"""How many example triggers a description shows while training."""


class Descriptions:
    """The descriptions of all types, trained ones first, with their mean states."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        types: Mapping[str, EventType],
        seen: Material,
        without: Sequence[str] = (),
    ) -> None:
        """Gather definitions, and for each type the words that its triggers are.

        Of the types in ``without`` nothing is said: the model must not learn that they are absent.
        """
        self.names = [*TYPES, *open_types()]
        self.said = torch.tensor([name not in without for name in self.names])
        self.tokenizer = tokenizer
        self.wordings = [
            Wording(of.definition.ar, of.definition.en, of.triggers.ar, of.triggers.en)
            for of in (types[name] for name in TYPES)
        ] + list(open_types().values())
        self.words = _words(seen)
        self.vectors = torch.empty(0)

    def refresh(self, model: EventModel, rng: random.Random) -> None:
        """Embed one wording of each type, in either language, with the model as it is now."""
        texts = [
            self._text(name, wording, rng)
            for name, wording in zip(self.names, self.wordings, strict=True)
        ]
        self.vectors = embed(model, self.tokenizer, texts)

    def _text(self, name: str, wording: Wording, rng: random.Random) -> str:
        """Return one description, with some of the words that are known to name the type."""
        language = rng.choice(LANGUAGES)
        definition, given = (
            (wording.ar, wording.triggers_ar)
            if language == "ar"
            else (wording.en, wording.triggers_en)
        )
        words = [*given, *self.words.get((name, language), ())]
        return description_text(definition, rng.sample(words, min(len(words), rng.randint(*WORDS))))


def _words(seen: Material) -> dict[tuple[str, str], list[str]]:
    """Return the main triggers of the training material by type and language."""
    found: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for article in seen.articles:
        for event in article.events:
            found[event.type, article.language][event.triggers[0].text] = None
    for passage in seen.passages:
        for marked in passage.triggers:
            found[marked.type, passage.language][marked.mention.text] = None
    return {key: list(words) for key, words in found.items()}


def embed(model: EventModel, tokenizer: Tokenizer, texts: Sequence[str]) -> Tensor:
    """Return (texts, hidden) mean states of the pieces of each text, without gradients."""
    encodings = [tokenizer.encode(normalize(text).text).ids for text in texts]
    longest = max(map(len, encodings))
    pieces = torch.tensor([ids + [PAD] * (longest - len(ids)) for ids in encodings])
    mask = (torch.arange(longest)[None] < torch.tensor(list(map(len, encodings)))[:, None]).long()
    training = model.training
    model.train(False)
    with torch.no_grad():
        states = model.encode(pieces, mask)[0].float()
    model.train(training)
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
