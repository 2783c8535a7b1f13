"""A tiny model artefact for tests: planted words give known triggers, mentions and roles.

The graphs have the inputs and outputs of the real ones. Every word is one piece; a word that is not
planted is nothing. A planted filler belongs to each trigger within ``REACH`` pieces whose type
takes its role. A planted word matches a description that shows it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from waqai.extraction.onnx_manifest import checksum, combined

from tests.tiny_graphs import Table, write_encoder, write_heads

TYPES = ("meet", "visit", "state", "attack", "death", "sign")
KINDS = ("person", "organization", "country", "place", "group", "thing")
MODALITIES = ("asserted", "planned", "requested", "possible", "negated")
ROLE_GROUPS = (
    ("content", "amount", "position", "cause", "time"),
    ("participant", "speaker", "agent", "target", "person", "object", "place"),
)
ROLES_OF = {
    "meet": ("participant", "place", "time"),
    "visit": ("person", "place", "time"),
    "state": ("speaker", "content", "time"),
    "attack": ("agent", "target", "place", "time"),
    "death": ("person", "amount", "cause", "place", "time"),
    "sign": ("participant", "object", "place", "time"),
}
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
REACH = 12
WINDOW_PIECES = 64
SURE = 8.0


@dataclass(frozen=True)
class Plant:
    """What one word is; ``inside`` words go on with the mention and roles of the word before."""

    type: str | None = None
    modality: str = "asserted"
    kind: str | None = None
    roles: tuple[str, ...] = ()
    inside: bool = False


PERSON = Plant(kind="person", roles=("participant", "person", "speaker"))
PERSON_GOES_ON = Plant(kind="person", roles=PERSON.roles, inside=True)
PLACE = Plant(kind="place", roles=("place",))
COUNTRY = Plant(kind="country", roles=("target", "place"))
TIME = Plant(roles=("time",))
PLANTS = {
    **dict.fromkeys(("التقى", "اجتماع", "met", "meeting"), Plant("meet")),
    **dict.fromkeys(("يزور", "visit"), Plant("visit", "planned")),
    **dict.fromkeys(("قال", "وقال", "said"), Plant("state")),
    **dict.fromkeys(("قصف", "attacked"), Plant("attack")),
    **dict.fromkeys(("مقتل", "killed"), Plant("death")),
    **dict.fromkeys(("توقيع", "signed"), Plant("sign")),
    **dict.fromkeys(("شي", "ليو", "سلمان", "Xi", "Liu"), PERSON),
    **dict.fromkeys(("جين", "بينغ", "Jinping"), PERSON_GOES_ON),
    **dict.fromkeys(("بكين", "لندن", "Beijing", "London"), PLACE),
    **dict.fromkeys(("الصين", "لاوس", "China", "Laos"), COUNTRY),
    **dict.fromkeys(("اليوم", "أمس", "غدا", "today", "yesterday"), TIME),
    **dict.fromkeys(("ثلاثة", "three"), Plant(kind="group", roles=("person", "amount"))),
    **dict.fromkeys(
        ("جنود", "soldiers"), Plant(kind="group", roles=("person", "amount"), inside=True)
    ),
    **dict.fromkeys(("اتفاقية", "agreement"), Plant(kind="thing", roles=("object",))),
    **dict.fromkeys(("حاصر", "blockaded"), Plant(modality="possible")),
}


def build_tiny_model(folder: Path, seed: int = 0, plants: dict[str, Plant] = PLANTS) -> Path:
    """Write a whole artefact to the folder, the same for the same seed, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = [*SPECIAL, *plants]
    rng = np.random.default_rng(seed)
    _tokenizer(words).save(str(folder / "tokenizer.json"))
    states = [_modalities(words, plants), *(_roles(words, plants, g) for g in ROLE_GROUPS)]
    tables = {
        "trigger_logits": _tags(words, [(w, p.type, False) for w, p in plants.items()], TYPES),
        "entity_logits": _tags(words, [(w, p.kind, p.inside) for w, p in plants.items()], KINDS),
        "states": np.concatenate(states, 1),
        "match_keys": _match_keys(words),
    }
    noisy = {n: t + rng.normal(0, 0.05, t.shape).astype(np.float32) for n, t in tables.items()}
    write_encoder(folder / "encoder.onnx", noisy, _own_directions(words))
    write_heads(folder / "heads.onnx", len(MODALITIES), _role_columns(), REACH)
    _manifest(folder, seed)
    return folder


def _tokenizer(words: list[str]) -> Tokenizer:
    """Return a tokenizer of whole words, with the special pieces around."""
    tokenizer = Tokenizer(models.WordLevel({w: i for i, w in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    ends = [("<s>", 0), ("</s>", 2)]
    tokenizer.post_processor = processors.TemplateProcessing("<s> $A </s>", None, ends)
    return tokenizer


def _tags(
    words: list[str], labels: Sequence[tuple[str, str | None, bool]], names: tuple[str, ...]
) -> Table:
    """Return a row of tag logits a word: sure of the tag, or of none."""
    table = np.zeros((len(words), 1 + 2 * len(names)), np.float32)
    table[:, 0] = SURE / 2
    for word, label, inside in labels:
        if label is not None:
            table[words.index(word), 1 + 2 * names.index(label) + inside] = SURE
    return table


def _roles(words: list[str], plants: dict[str, Plant], group: tuple[str, ...]) -> Table:
    """Return the role tags of one layer."""
    labels = [(w, role, p.inside) for w, p in plants.items() for role in p.roles if role in group]
    return _tags(words, labels, group)


def _own_directions(words: list[str]) -> Table:
    """Return a row a word: a direction of its own for planted words, hardly one for the others."""
    table = np.eye(len(words), dtype=np.float32)
    table[: len(SPECIAL)] = 1e-3
    return table


def _match_keys(words: list[str]) -> Table:
    """Return a row a word: its direction, scaled, then the bias."""
    scaled = 4 * SURE * np.eye(len(words), dtype=np.float32)
    scaled[: len(SPECIAL)] = 0
    bias = np.full((len(words), 1), -SURE, np.float32)
    return np.concatenate([scaled, bias], 1)


def _modalities(words: list[str], plants: dict[str, Plant]) -> Table:
    """Return a row of modality logits a word."""
    table = np.zeros((len(words), len(MODALITIES)), np.float32)
    for word, plant in plants.items():
        table[words.index(word), MODALITIES.index(plant.modality)] = SURE
    return table


def _role_columns() -> Table:
    """Return a row a type: 1 for outside tags and tags of roles that it takes, 0 for others."""
    tags = [("", *(role for name in group for role in (name, name))) for group in ROLE_GROUPS]
    takes = [[role in ("", *ROLES_OF[kind]) for layer in tags for role in layer] for kind in TYPES]
    return np.array(takes, np.float32)


def _manifest(folder: Path, seed: int) -> None:
    """Write the manifest of the files in the folder."""
    names = ("encoder.onnx", "heads.onnx", "tokenizer.json")
    files = {name: checksum(folder / name) for name in names}
    tasks = ("trigger", "entity", "role", "same_event")
    thresholds = dict.fromkeys((*tasks, "match"), 0.5) | {"argument": 0.0}
    temperatures = dict.fromkeys((*tasks, "modality"), 1.0)
    fields = {
        "name": "waqai-tiny",
        "version": f"0.0.{seed}",
        "sha256": combined(files, thresholds, temperatures),
        "window_pieces": WINDOW_PIECES,
        "labels": {
            "types": TYPES,
            "kinds": KINDS,
            "modalities": MODALITIES,
            "role_groups": ROLE_GROUPS,
        },
        "thresholds": thresholds,
        "temperatures": temperatures,
        "files": files,
    }
    (folder / "manifest.json").write_text(json.dumps(fields, indent=1), encoding="utf-8")
