"""Objects read in bounded memory: lines of plain and gzipped files, whole small files."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

from waqai.errors import TextTooLarge, UnreadableText

LINE_BYTES = 8 * 2**20
"""Most bytes of one article: 2,000,000 characters, some of them escaped."""
UNPACKED_BYTES = 4 * 2**30
"""Most bytes that one gzipped object may unpack to; ingest reads them within its 15 minutes."""
RATIO = 200
"""News in NDJSON packs 3 to 10 times; deflate's own limit is about 1030."""
FREE_BYTES = 16 * 2**20
"""Unpacked bytes before the ratio counts: a small file of one repeated line harms nobody."""


class Source(Protocol):
    """Bytes that come as they are asked for."""

    def read(self, size: int, /) -> bytes:
        """Return up to that many bytes; none at the end."""


def whole(source: Source) -> bytes:
    """Return all bytes of a file that holds one article."""
    data = _buffered(source).read(LINE_BYTES + 1)
    if len(data) > LINE_BYTES:
        raise TextTooLarge(
            f"The file is larger than {LINE_BYTES // 2**20} MB; put several articles into a .jsonl "
            "file, one a line."
        )
    return data


def lines(source: Source, *, packed: bool) -> Iterator[bytes]:
    """Yield every line with its line break, blank ones too; one too long is cut at LINE_BYTES + 1.

    A damaged or truncated gzip stream raises UnreadableText after the last whole line.
    """
    stream = _unpacked(source) if packed else _buffered(source)
    number = 0
    try:
        while line := stream.readline(LINE_BYTES + 1):
            number += 1
            yield line
            if not line.endswith(b"\n"):
                _skip_line(stream)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        cut = isinstance(error, EOFError)
        raise UnreadableText(
            f"The gzip file is {'cut off' if cut else 'damaged'} after line {number}; lines up to "
            "there were read. Pack and upload it again."
        ) from error


def _skip_line(stream: io.BufferedReader) -> None:
    while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
        pass


def _buffered(source: Source) -> io.BufferedReader:
    return io.BufferedReader(_Raw(source.read), 2**16)


def _unpacked(source: Source) -> io.BufferedReader:
    packed = _Raw(source.read)
    inner = gzip.GzipFile(fileobj=io.BufferedReader(packed, 2**16))
    # read1, for read would lose the lines before the place where the stream breaks off.
    return io.BufferedReader(_Bounded(inner.read1, packed), 2**16)


class _Raw(io.RawIOBase):
    """A source of bytes as Python's readers want it; counts what it gave."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self.given += len(data)
        return len(data)


class _Bounded(_Raw):
    """Unpacked bytes, refused when they are too many for the packed ones."""

    def __init__(self, read: Callable[[int], bytes], packed: _Raw) -> None:
        super().__init__(read)
        self._packed = packed

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = super().readinto(buffer)
        bomb = self.given > FREE_BYTES and self.given > RATIO * self._packed.given
        if bomb or self.given > UNPACKED_BYTES:
            raise TextTooLarge(
                f"The gzip file unpacks to more than {RATIO} times its size or "
                f"{UNPACKED_BYTES >> 30} GB; it was read no further. Make smaller files of it."
            )
        return count
