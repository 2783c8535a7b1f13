"""Watch a folder: a document dropped there goes to S3 under incoming/, like any client's upload."""

import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from waqai.ingest.messages import batch_of

from local.console import Console
from local.workers import Worker

PAUSE_SECONDS = 0.5
STILL_SECONDS = 0.5
"""A file that changed less than this ago may still be being written."""


class FolderWorker(Worker):
    """Uploads each file and moves it to ``accepted`` once S3 has it."""

    def __init__(self, folder: Path, bucket: str, client: Any, console: Console) -> None:
        super().__init__("drop folder")
        self._folder, self._bucket, self._client = folder, bucket, client
        self._console = console
        self._accepted = folder.parent / "accepted"
        self._unreadable: set[Path] = set()
        folder.mkdir(parents=True, exist_ok=True)

    def step(self) -> None:
        """Upload what lies there and is complete."""
        for path in sorted(self._folder.rglob("*")):
            if not self.stopping.is_set() and _complete(path) and path not in self._unreadable:
                self._take(path)
        self.stopping.wait(PAUSE_SECONDS)

    def _take(self, path: Path) -> None:
        name = path.relative_to(self._folder)
        try:
            with path.open("rb") as document:
                key = f"incoming/{name.as_posix()}"
                self._client.put_object(Bucket=self._bucket, Key=key, Body=document)
            target = self._accepted / name
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
        except OSError as error:
            self._unreadable.add(path)
            self._console.say(f"drop folder: {name} was left there: {error}")
        else:
            self._console.say(
                f"drop folder: {name} → s3://{self._bucket}/{key}",
                f"             progress and faults: GET /v1/batches/{quote(batch_of(key))}",
            )


def _complete(path: Path) -> bool:
    """Tell whether a file is there, visible, and no longer being written."""
    if path.name.startswith(".") or not path.is_file():
        return False
    return time.time() - path.stat().st_mtime > STILL_SECONDS
