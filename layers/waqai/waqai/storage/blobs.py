"""Bytes of any length in items of DynamoDB's 400 KB."""

from collections.abc import Mapping

from waqai.errors import ThrottledError

from .codec import Item, content_hash, pack, unpack
from .expressions import begins, equals
from .keys import PART
from .table import Table

INLINE_BYTES = 32_000
"""Most that META carries itself: a write of META costs by its size."""
PART_BYTES = 350_000
"""Under 400 KB with the key and the names of the attributes."""

Blob = bytes | Mapping[str, str | int]
"""Compressed bytes, or the hash of them and the number of parts that hold them."""


def blob(pk: str, data: bytes, inline: int = INLINE_BYTES) -> tuple[Blob, list[Item]]:
    """Return what stands for the data in an item, and the parts where it is too long for that.

    Parts are named by what they hold, so those of an older text are never half overwritten.
    """
    packed = pack(data)
    if len(packed) <= inline:
        return packed, []
    name = content_hash(data)
    chunks = [packed[i : i + PART_BYTES] for i in range(0, len(packed), PART_BYTES)]
    parts = [
        {"pk": pk, "sk": f"{PART}{name}#{n:04}", "sha": content_hash(chunk), "data": chunk}
        for n, chunk in enumerate(chunks)
    ]
    return {"sha": name, "parts": len(parts)}, parts


def read_blob(table: Table, pk: str, stored: Blob) -> bytes:
    """Return the data that a blob stands for."""
    if isinstance(stored, bytes):
        return unpack(stored)
    start = begins("sk", f"{PART}{stored['sha']}#")
    chunks = [part["data"] for part in table.query(equals("pk", pk), start)]
    if len(chunks) != stored["parts"]:
        raise ThrottledError("The article is being written anew; come again in a moment.")
    return unpack(b"".join(chunks))
