"""The event model as exported: onnxruntime and the trimmed tokenizer, nothing else.

onnxruntime, tokenizers and numpy are imported when a model is loaded, so that code that only reads
records can import the package without them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .described import DescribedType, untrained
from .normalize import normalize
from .onnx_found import Found
from .onnx_manifest import Manifest
from .spans import ModelInfo, Prediction, Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from ..ontology import EventType
    from .onnx_reader import Reader

SPECIAL = 2
"""The pieces <s> and </s> around each window."""


class OnnxEventModel:
    """An ``EventModel`` that reads windows one after the other."""

    def __init__(
        self,
        manifest: Manifest,
        tokenizer: Tokenizer,
        reader: Reader,
        described: Sequence[DescribedType] = (),
    ) -> None:
        """Take the loaded parts; use ``load`` to get them from a folder."""
        self._manifest = manifest
        self._tokenizer = tokenizer
        self._reader = reader
        self._described = described
        for of in described:
            reader.describe([self._encode(text) for text in of.texts], of.like)

    @classmethod
    def load(
        cls, folder: Path, threads: int = 1, types: Mapping[str, EventType] | None = None
    ) -> OnnxEventModel:
        """Load the artefact in a folder; checksums are left to ``onnx_manifest.verify``.

        Those of the ontology's ``types`` that it was not trained on are found by their description.
        """
        from tokenizers import Tokenizer  # noqa: PLC0415

        from .onnx_reader import Reader  # noqa: PLC0415

        manifest = Manifest.read(folder)
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        described = untrained(types or {}, manifest.labels.types)
        return cls(manifest, tokenizer, Reader(folder, manifest, threads), described)

    @property
    def info(self) -> ModelInfo:
        """Name, version and checksum for the record; descriptions of types count as weights."""
        whole = self._manifest.sha256
        if self._described:
            whole = hashlib.sha256(f"{whole}{self._described}".encode()).hexdigest()
        return ModelInfo(self._manifest.name, self._manifest.version, whole)

    @property
    def window_pieces(self) -> int:
        """The most word pieces a window may hold, the model's two special ones not counted."""
        return self._manifest.window_pieces - SPECIAL

    def count_pieces(self, texts: Sequence[str]) -> list[int]:
        """Return how many word pieces each text takes."""
        plain = [normalize(text).text for text in texts]
        return [len(e.ids) for e in self._tokenizer.encode_batch(plain, add_special_tokens=False)]

    def predict(self, windows: Sequence[Window]) -> list[Prediction]:
        """Return one prediction a window, in order."""
        return [self._predict(window) for window in windows]

    def _predict(self, window: Window) -> Prediction:
        """Read a window; one that is too long is read in parts, so that nothing is left out."""
        text = normalize(window.text)
        encoding = self._tokenizer.encode(text.text)
        inner = range(1, len(encoding.ids) - 1, self.window_pieces)
        found = Found(window, text, self._manifest, self._described)
        for first in inner:
            last = min(first + self.window_pieces, len(encoding.ids) - 1)
            ids = [encoding.ids[0], *encoding.ids[first:last], encoding.ids[-1]]
            found.add(self._reader.read(ids), encoding.offsets[first:last])
        return found.prediction()

    def _encode(self, text: str) -> list[int]:
        """Return the pieces of a text that fits into a window, special ones around it."""
        ids: list[int] = self._tokenizer.encode(normalize(text).text).ids
        return [*ids[: self.window_pieces + 1], ids[-1]]
