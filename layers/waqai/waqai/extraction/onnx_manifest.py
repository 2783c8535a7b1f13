"""The model artefact's manifest: labels in the order of the graphs' columns, and what to trust."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ModelError


@dataclass(frozen=True, slots=True)
class Labels:
    """The model's labels; roles are tagged in layers, each with its own outside tag."""

    types: tuple[str, ...]
    kinds: tuple[str, ...]
    modalities: tuple[str, ...]
    role_groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says of the files beside it."""

    name: str
    version: str
    sha256: str
    window_pieces: int
    """The most pieces of a window, the two special ones included."""
    labels: Labels
    thresholds: Mapping[str, float]
    """For trigger, entity, role and same_event: the probability from which a piece counts.

    For argument: the mean probability of its pieces from which a whole filler is reported. For
    match: the probability from which a piece begins a trigger of a described type.
    """
    temperatures: Mapping[str, float]
    """For trigger, entity, role, modality and same_event: what logits are divided by."""
    files: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of a model folder; raises ModelError where there is none."""
        try:
            text = (folder / "manifest.json").read_text(encoding="utf-8")
        except OSError as error:
            raise ModelError(f"no model in {folder}: {error.strerror}") from error
        fields: dict[str, Any] = json.loads(text)
        labels = fields["labels"]
        return cls(
            name=fields["name"],
            version=fields["version"],
            sha256=fields["sha256"],
            window_pieces=fields["window_pieces"],
            labels=Labels(
                types=tuple(labels["types"]),
                kinds=tuple(labels["kinds"]),
                modalities=tuple(labels["modalities"]),
                role_groups=tuple(tuple(group) for group in labels["role_groups"]),
            ),
            thresholds=fields["thresholds"],
            temperatures=fields["temperatures"],
            files=fields["files"],
        )

    def changed(self, folder: Path) -> Iterator[str]:
        """Yield the names of files that are missing or differ from their checksum."""
        for name, wanted in self.files.items():
            path = folder / name
            if not path.is_file() or checksum(path) != wanted:
                yield name


def verify(folder: Path) -> Manifest:
    """Check every file of a model folder; raises ModelError. Slow, not for a cold start."""
    manifest = Manifest.read(folder)
    if changed := sorted(manifest.changed(folder)):
        raise ModelError(f"files differ from the manifest: {', '.join(changed)}")
    if manifest.sha256 != combined(manifest.files, manifest.thresholds, manifest.temperatures):
        raise ModelError("the manifest's own checksum is not that of its files")
    return manifest


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def combined(*parts: Mapping[str, str] | Mapping[str, float]) -> str:
    """Return one checksum over the files' checksums, the thresholds and the temperatures.

    Records hold it: what was read with other thresholds is read anew.
    """
    lines = "".join(f"{value}  {name}\n" for part in parts for name, value in sorted(part.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
