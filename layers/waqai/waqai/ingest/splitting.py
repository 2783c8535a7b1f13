"""An object of many articles, cut into parts small enough for one run of ingest."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from waqai import services
from waqai.errors import InputError
from waqai.ingest.messages import Dropped, Part, digest

PART_LINES = 25
PART_BYTES = 256 * 2**10
"""About 130,000 Arabic characters; a longer single line is a part of its own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive lines, verbatim; ``first_line`` counts from 1."""

    first_line: int
    lines: tuple[bytes, ...]


def pieces(lines: Iterable[bytes]) -> Iterator[Piece]:
    """Group lines; if their source breaks off, what came before is yielded first."""
    first, group, size = 1, list[bytes](), 0
    broken: InputError | None = None
    try:
        for number, line in enumerate(lines, 1):
            if group and (len(group) == PART_LINES or size + len(line) > PART_BYTES):
                yield Piece(first, tuple(group))
                first, group, size = number, [], 0
            group.append(line)
            size += len(line)
    except InputError as error:
        broken = error
    if group:
        yield Piece(first, tuple(group))
    if broken:
        raise broken


def send_part(source: Dropped, number: int, piece: Piece) -> None:
    """Put a piece into the bucket and its message into the queue."""
    version = digest(source.key + source.sequencer)
    part = Part(source, number, f"parts/{source.batch}/{version}/{number}.jsonl", piece.first_line)
    body = b"".join(_ended(line) for line in piece.lines)
    services.objects().put(part.part_key, body, "application/x-ndjson")
    services.queue().send([json.dumps(part.message())])


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n"
