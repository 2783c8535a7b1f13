"""Keep what was acknowledged on disk: a snapshot, and a journal of what came after it.

A generation is one snapshot and its journal. The file ``CURRENT`` names the generation that counts;
it is replaced in one step, so a kill at any moment leaves one whole generation behind.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Entry = dict[str, Any]


class Journal:
    """An append-only file of JSON lines, on disk when ``append`` returns."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("a+b")
        self._cut_torn_line()

    @property
    def size(self) -> int:
        """Return how many bytes were written."""
        return self._file.tell()

    def append(self, entries: Sequence[Entry]) -> None:
        """Write entries and wait until the disk has them."""
        if not entries:
            return
        lines = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        self._file.write("".join(lines).encode())
        self._file.flush()
        os.fsync(self._file.fileno())

    def entries(self) -> Iterator[Entry]:
        """Yield all entries, oldest first."""
        self._file.seek(0)
        yield from map(json.loads, self._file)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _cut_torn_line(self) -> None:
        """Drop a last line that a kill cut short: its write was never acknowledged."""
        self._file.seek(0)
        kept = self._file.read().rfind(b"\n") + 1
        self._file.truncate(kept)
        self._file.seek(kept)


class StateFolder:
    """The generations of one local cloud."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._current = root / "CURRENT"

    @property
    def number(self) -> int:
        """Return the generation that counts; 0 has an empty snapshot."""
        return int(self._current.read_text()) if self._current.exists() else 0

    def snapshot(self, number: int) -> Path:
        """Return the folder of a generation's snapshot."""
        return self._root / f"snapshot-{number}"

    def journal(self, number: int) -> Journal:
        """Open a generation's journal."""
        return Journal(self._root / f"journal-{number}.jsonl")

    def switch(self, number: int) -> None:
        """Make a generation, whose snapshot is complete, the one that counts."""
        _sync(self.snapshot(number))
        written = self._current.with_suffix(".new")
        written.write_text(str(number))
        _sync(written)
        written.replace(self._current)
        _sync(self._root)
        self._remove(number - 1)

    def _remove(self, number: int) -> None:
        shutil.rmtree(self.snapshot(number), ignore_errors=True)
        (self._root / f"journal-{number}.jsonl").unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Flush a file, or a folder with the files in it, to the disk."""
    for each in [*path.iterdir(), path] if path.is_dir() else [path]:
        if each == path or each.is_file():
            handle = os.open(each, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)
