"""Run a built function under AWS's own runtime emulator, as Lambda would from the same artefacts.

The emulator comes with the AWS SAM CLI, the runtime client (awslambdaric) is alone in its
environment, so that a dependency that was not built in is missed here as it would be in Lambda.
"""

import json
import os
import platform
import re
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from local.deployment import Deployment, variables
from local.errors import LocalError
from local.process import ROOT, answers, started
from local.template import Template

BUILD = ROOT / ".aws-sam/build"
READY_SECONDS = 30.0
CALL_SECONDS = 300.0
INIT_REPORT = re.compile(r"INIT REPORT\(durationMs: ([\d.]+)\)")


class EmulatedFunction:
    """One built function, from its start to the end of the ``with`` block."""

    def __init__(self, name: str, layers: Sequence[str], variables: Mapping[str, str]) -> None:
        self._port = free_port()
        self._log = (ROOT / ".aws-sam" / f"{name}.emulator.log").open("w+b")
        self._process = subprocess.Popen(
            [*_command(self._port), "handler.lambda_handler"],
            cwd=BUILD / name,
            env=_environment(name, layers) | dict(variables),
            stdout=self._log,
            stderr=self._log,
        )

    def __enter__(self) -> "EmulatedFunction":
        if not started(self._process, lambda: answers(self._port), READY_SECONDS):
            raise LocalError(f"the emulator did not start:\n{self.log}")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._log.close()

    def invoke(self, event: Mapping[str, Any]) -> Any:
        """Return the function's answer to one event; the first call initialises it."""
        url = f"http://127.0.0.1:{self._port}/2015-03-31/functions/function/invocations"
        request = urllib.request.Request(url, data=json.dumps(event).encode())
        with urllib.request.urlopen(request, timeout=CALL_SECONDS) as response:
            answer = json.load(response)
        if isinstance(answer, dict) and "errorMessage" in answer:
            raise LocalError(f"{answer['errorMessage']}\n{self.log}")
        return answer

    @property
    def log(self) -> str:
        """Return what function and emulator printed."""
        return Path(self._log.name).read_text(encoding="utf-8", errors="replace")

    @property
    def init_ms(self) -> float:
        """Return how long the initialisation took, in milliseconds."""
        found = INIT_REPORT.search(self.log)
        if found is None:
            raise LocalError(f"the emulator reported no initialisation:\n{self.log}")
        return float(found[1])


def built_function(
    name: str, template: Template, deployment: Deployment, endpoint: str
) -> EmulatedFunction:
    """Return a function of the template as `make build` left it, over the data resources there."""
    function = next(each for each in template.functions() if each.name == name)
    model, schemas = BUILD / "ModelLayer/model", BUILD / "SchemasLayer/schemas"
    environment = variables(template, deployment, endpoint, model, schemas)
    return EmulatedFunction(name, function.layers, environment)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(port: int) -> list[str]:
    processor = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
    emulator = next(ROOT.glob(f".venv-sam/lib/python*/site-packages/**/aws-lambda-rie-{processor}"))
    addresses = ["--runtime-interface-emulator-address", f"127.0.0.1:{port}"]
    addresses += ["--runtime-api-address", f"127.0.0.1:{free_port()}"]
    python = ROOT / ".venv-runtime/bin/python"
    return [str(emulator), *addresses, str(python), "-m", "awslambdaric"]


def _environment(name: str, layers: Sequence[str]) -> dict[str, str]:
    """Return an environment with nothing of this machine's in it."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": os.environ.get("TMPDIR", "/tmp"),
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": ":".join(str(BUILD / layer / "python") for layer in layers),
        "LAMBDA_TASK_ROOT": str(BUILD / name),
        "AWS_LAMBDA_FUNCTION_NAME": name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "3008",
        "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
    }
