"""Read the 4-bit container in which the base encoder is published ("E5S1"), with numpy alone."""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

HEAD = struct.Struct("<I7ifi")
TOKENIZER_HEAD = struct.Struct("<5iQ")
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""32 weights: low nibbles first, then the high ones, minus 8, times the scale."""

LINEARS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
NORMS = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}


@dataclass(frozen=True)
class Shape:
    """The sizes in the container's head, as BERT names them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    epsilon: float


class Q4File:
    """The tensors of one container file, read as float32 when asked for."""

    def __init__(self, path: Path) -> None:
        """Map the file and read its directory; raises ValueError on another format."""
        self._data = memoryview(np.memmap(path, dtype=np.uint8, mode="r"))
        if bytes(self._data[:4]) != b"E5S1":
            raise ValueError(f"not an E5S1 container: {path}")
        head = HEAD.unpack_from(self._data, 4)
        hidden, layers, heads, feed_forward, vocabulary, positions = head[1:7]
        self.shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions, head[8])
        self._directory = self._read_directory(4 + HEAD.size)

    def _read_directory(self, at: int) -> dict[str, tuple[int, int]]:
        """Skip the tokenizer and return the offset and length in bytes of each tensor."""
        pieces, *_, blob = TOKENIZER_HEAD.unpack_from(self._data, at)
        at += TOKENIZER_HEAD.size + 4 * (pieces + 1) + 4 * pieces + blob
        (rules,) = struct.unpack_from("<I", self._data, at + 4)
        at += 8 + rules
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = bytes(self._data[at + 2 : at + 2 + length]).decode()
            _, _, offset, size = struct.unpack_from("<BIQQ", self._data, at + 2 + length)
            directory[name] = (offset, size)
            at += 2 + length + struct.calcsize("<BIQQ")
        return directory

    def floats(self, name: str) -> Array:
        """Return a tensor stored as float32, flat."""
        offset, size = self._directory[name]
        return np.frombuffer(self._data, "<f4", size // 4, offset).astype(np.float32)

    def matrix(self, name: str, columns: int) -> Array:
        """Return a tensor stored in 4 bits, as rows of the given length."""
        offset, size = self._directory[name]
        blocks = np.frombuffer(self._data, BLOCK, size // BLOCK.itemsize, offset)
        weights = np.empty((len(blocks), 32), np.float32)
        weights[:, :16] = (blocks["nibbles"] & 15).astype(np.float32) - 8
        weights[:, 16:] = (blocks["nibbles"] >> 4).astype(np.float32) - 8
        weights *= blocks["scale"].astype(np.float32)[:, None]
        return weights.reshape(-1, columns)

    def state(self) -> dict[str, Array]:
        """Return all weights under the names of ``transformers.BertModel``."""
        hidden = self.shape.hidden
        state = {
            "embeddings.word_embeddings.weight": self.matrix("emb.word", hidden),
            "embeddings.position_embeddings.weight": self.floats("emb.pos").reshape(-1, hidden),
            "embeddings.token_type_embeddings.weight": self.floats("emb.type").reshape(-1, hidden),
            "embeddings.LayerNorm.weight": self.floats("emb.ln.w"),
            "embeddings.LayerNorm.bias": self.floats("emb.ln.b"),
        }
        for layer in range(self.shape.layers):
            state |= self._layer(layer)
        return state

    def _layer(self, layer: int) -> dict[str, Array]:
        """Return the weights of one encoder layer."""
        state = {}
        for short, long in LINEARS.items():
            columns = self.shape.feed_forward if short == "fo" else self.shape.hidden
            name = f"encoder.layer.{layer}.{long}"
            state[f"{name}.weight"] = self.matrix(f"l{layer}.{short}.w", columns)
            state[f"{name}.bias"] = self.floats(f"l{layer}.{short}.b")
        for short, long in NORMS.items():
            name = f"encoder.layer.{layer}.{long}"
            state[f"{name}.weight"] = self.floats(f"l{layer}.{short}.w")
            state[f"{name}.bias"] = self.floats(f"l{layer}.{short}.b")
        return state
