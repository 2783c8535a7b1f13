"""Start, watch and stop the process of the local cloud."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from local.errors import LocalError

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60.0
STOP_SECONDS = 20.0
PAUSE_SECONDS = 0.01
"""Between two looks at a process that starts; cold starts are measured with it."""


class CloudProcess:
    """The local cloud in a process of its own, which ends when this one does."""

    def __init__(self, state: Path, port: int) -> None:
        state.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(state)
        self.url = f"http://127.0.0.1:{port}"
        self._state = state
        refuse_taken(port, "the local cloud (S3, SQS, DynamoDB)", "CLOUD_PORT")
        self._log = (state / "cloud.log").open("ab")
        self._process = self._start(port)
        self._wait_until_ready()

    @property
    def pid(self) -> int:
        """Return the process id."""
        return self._process.pid

    def _start(self, port: int) -> subprocess.Popen[bytes]:
        where = ["--state", str(self._state), "--port", str(port)]
        return subprocess.Popen(
            [sys.executable, "-m", "local.cloud", *where],
            cwd=ROOT,
            env=os.environ | cloud_environment(self._state, port),
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
            # Ctrl-C is for this process, which still needs the cloud to finish its work.
            start_new_session=True,
            # The lock outlives a killed parent until the cloud is gone, too.
            pass_fds=[self._lock],
        )

    def _wait_until_ready(self) -> None:
        if not started(self._process, self._answers, READY_SECONDS):
            raise LocalError(f"the local cloud did not start; see {self._state / 'cloud.log'}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=5):
                return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def checkpoint(self, through: str = "") -> bool:
        """Begin a new generation; False where the stream has records after ``through``."""
        request = urllib.request.Request(
            f"{self.url}/_local/checkpoint?through={through}", method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=300) as response:
                return bool(json.load(response))
        except urllib.error.HTTPError as error:
            error.close()
            return False

    @property
    def journal_bytes(self) -> int:
        """Return how much the next start would replay."""
        return sum(path.stat().st_size for path in self._state.glob("journal-*.jsonl"))

    def stop(self) -> None:
        """End the process; what it acknowledged is on disk already."""
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._log.close()
        os.close(self._lock)


def cloud_environment(state: Path, port: int) -> dict[str, str]:
    """Return the variables that ministack reads when it is imported."""
    current = state / "CURRENT"
    number = current.read_text() if current.exists() else "0"
    return {
        "BIND_HOST": "127.0.0.1",
        "MINISTACK_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(state / f"snapshot-{number}"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(state / "objects"),
    }


def _locked(state: Path) -> int:
    """Take the folder for this process; return the handle that holds it."""
    handle = os.open(state / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(100):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except BlockingIOError:
            # A cloud whose parent was just killed needs a moment to end.
            time.sleep(0.1)
    raise LocalError(f"another service already runs on {state}; stop it first")


def refuse_taken(port: int, what: str, variable: str) -> None:
    """Refuse a port on which something answers."""
    if answers(port):
        raise LocalError(f"port {port}, meant for {what}, is taken; set {variable} to another")


def started(process: subprocess.Popen[bytes], is_ready: Callable[[], bool], seconds: float) -> bool:
    """Wait until the process is ready; tell whether it was, in time and before it ended."""
    deadline = time.monotonic() + seconds
    while not is_ready():
        if process.poll() is not None or time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True


def answers(port: int) -> bool:
    """Tell whether something takes connections on a port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
