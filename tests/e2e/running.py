"""Start, ask, stop and kill a local service of its own ports and state."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from local.emulator import free_port
from local.process import answers

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120.0
T = TypeVar("T")


class Service:
    """The processes of ``python -m local``."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.port, self.cloud_port = free_port(), free_port()
        self._process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        ports = ["--port", str(self.port), "--cloud-port", str(self.cloud_port)]
        command = [sys.executable, "-m", "local", "--no-samples", "--state", str(self.state)]
        process = subprocess.Popen(
            [*command, *ports],
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT / "layers/waqai")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        until(lambda: answers(self.port) or process.poll() is not None)
        if process.poll() is not None:
            raise AssertionError(f"not started:\n{process.communicate()[0]}")
        return process

    def restart(self) -> None:
        """Start again over the same state."""
        self._process = self._start()

    def stop(self) -> str:
        """End as Ctrl-C does; return what was printed."""
        self._process.send_signal(signal.SIGINT)
        printed, _ = self._process.communicate(timeout=PATIENCE_SECONDS)
        assert self._process.returncode == 0, printed
        return printed

    def kill(self) -> None:
        """Kill the cloud and the service at once, with no chance to save anything."""
        for pid in [*_children(self._process.pid), self._process.pid]:
            os.kill(pid, signal.SIGKILL)
        self._process.communicate(timeout=PATIENCE_SECONDS)
        until(lambda: not answers(self.cloud_port))

    def call(self, path: str, method: str = "GET", body: Any = None) -> tuple[int, Any]:
        """Return status and JSON of one request."""
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=data,
            method=method,
            headers={"Content-Type": "application/json"} if data else {},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as response:
                text = response.read()
                return response.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def record(self, article: str) -> Any | None:
        """Return an article's record, None where there is none."""
        status, body = self.call(f"/v1/articles/{urllib.parse.quote(article, safe='')}")
        return body if status == 200 else None

    def drop(self, name: str, content: bytes) -> None:
        """Drop a document into the watched folder, and wait until it was taken."""
        path = self.state / "incoming" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden = path.with_name(f".{path.name}")
        hidden.write_bytes(content)
        hidden.rename(path)
        until(lambda: not path.exists())

    def batch(self, batch: str) -> Any:
        """Return a batch once all that it knows of is done."""
        return until(lambda: self._finished(batch))

    def _finished(self, batch: str) -> Any | None:
        status, body = self.call(f"/v1/batches/{batch}")
        objects = body["objects"] if status == 200 else []
        done = objects and all(each["status"] in {"done", "failed"} for each in objects)
        return body if done else None

    def published(self) -> list[dict[str, Any]]:
        """Return the CloudEvents that a consumer of the bus received."""
        log = self.state / "events.jsonl"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]

    def subjects(self, kind: str = "created") -> list[str]:
        """Return the ids of the events that were published as created, updated or retracted."""
        return sorted(e["subject"] for e in self.published() if e["type"].endswith(f".{kind}"))


@contextmanager
def running(state: Path) -> Iterator[Service]:
    """Run a service for a test."""
    service = Service(state)
    try:
        yield service
    finally:
        if service._process.poll() is None:
            service.stop()


def until(found: Callable[[], T | None]) -> T:
    """Return what is found, once it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        value = found()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError("did not happen in time")


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in listed.read_text().split()]


def article(name: str) -> dict[str, Any]:
    """Return a sample article's request."""
    content: dict[str, Any] = json.loads((ROOT / "samples" / name).read_text(encoding="utf-8"))
    return content
