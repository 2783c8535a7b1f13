"""Deploy the built stack into a local cloud that enforces policies: ``python -m local.stack``."""

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any

from local.deployment import CREDENTIALS, client
from local.errors import LocalError
from local.process import ROOT, answers, cloud_environment, refuse_taken, started

STACK = "waqai"
READY_SECONDS = 60.0
ARM = {"arm64", "aarch64"}


class DeployedStack:
    """The built stack in a local cloud, for as long as the ``with`` block; all in memory."""

    def __init__(self, port: int) -> None:
        refuse_taken(port, "the local cloud", "CLOUD_PORT")
        self._port = port
        self.url = f"http://127.0.0.1:{port}"
        self._folder = tempfile.TemporaryDirectory()
        self.log = ROOT / ".aws-sam/cloud.log"
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        settings = cloud_environment(Path(self._folder.name), self._port)
        settings |= {"AUTH": "true", "PERSIST_STATE": "0", "S3_PERSIST": "0"}
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [ROOT / ".venv-cloud/bin/python", "-m", "local.stack_cloud"],
                cwd=ROOT,
                env=os.environ | settings,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def __enter__(self) -> "DeployedStack":
        try:
            self._wait_until_ready()
            _sam(self.url, "deploy", *_deploy_options())
        except BaseException:
            self.__exit__(None, None, None)
            raise
        found = self.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        self.outputs = {each["OutputKey"]: each["OutputValue"] for each in found["Outputs"]}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()
        self._folder.cleanup()

    def _wait_until_ready(self) -> None:
        if not started(self._process, lambda: answers(self._port), READY_SECONDS):
            raise LocalError(f"the local cloud did not start; see {self.log}")

    def client(self, service: str) -> Any:
        """Return a boto3 client of the cloud, with an administrator's rights."""
        return client(service, self.url)

    @property
    def api(self) -> str:
        """Return the root of the API as this machine reaches it."""
        name = self.outputs["ApiUrl"].split("//")[1].partition(".")[0]
        stage = self.outputs["ApiUrl"].rpartition("/")[2]
        return f"{self.url}/_aws/execute-api/{name}/{stage}"

    @property
    def key(self) -> str:
        """Return the first API key."""
        keys = self.client("apigateway")
        return str(keys.get_api_key(apiKey=self.outputs["ApiKeyId"], includeValue=True)["value"])

    def call(
        self, path: str, method: str = "GET", body: Any = None, *, key: str | None = None
    ) -> tuple[int, Any]:
        """Return status and JSON of one request, by default with the first API key."""
        data = json.dumps(body).encode() if body is not None else None
        headers = {
            "Content-Type": "application/json",
            "x-api-key": self.key if key is None else key,
        }
        request = urllib.request.Request(
            f"{self.api}{path}", data=data, method=method, headers=headers
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as response:
                text = response.read()
                return response.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def delete(self) -> None:
        """Delete the stack."""
        _sam(self.url, "delete", "--stack-name", STACK, "--no-prompts", "--region", "us-east-1")


def _deploy_options() -> list[str]:
    processor = "arm64" if platform.machine() in ARM else "x86_64"
    return [
        *("--stack-name", STACK, "--resolve-s3", "--no-confirm-changeset"),
        *("--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"),
        "--no-fail-on-empty-changeset",
        # ministack has no archives of event buses; 0 days leaves the archive out.
        *("--parameter-overrides", f"Architecture={processor}", "ArchiveDays=0"),
    ]


def _sam(endpoint: str, *arguments: str) -> None:
    """Run the AWS SAM CLI against the local cloud; raise LocalError with its words."""
    done = subprocess.run(
        [ROOT / ".venv-sam/bin/sam", *arguments],
        cwd=ROOT,
        env=os.environ | CREDENTIALS | {"AWS_ENDPOINT_URL": endpoint, "SAM_CLI_TELEMETRY": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise LocalError(f"sam {arguments[0]} failed:\n{done.stdout}\n{done.stderr}")


def main() -> int:
    """Deploy, say where things are, and wait for Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m local.stack", description=__doc__)
    parser.add_argument("--port", type=int, default=4566)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    try:
        print("Deploying the built stack into a local cloud (half a minute) …", flush=True)
        with DeployedStack(parser.parse_args().port) as stack:
            print(*_where_to_look(stack), sep="\n", flush=True)
            signal.pause()
    except LocalError as error:
        print(f"Not deployed: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; the stack was in memory only")
    return 0


def _where_to_look(stack: DeployedStack) -> list[str]:
    names = ("DocumentsBucket", "TableName", "EventBusName", "IngestQueueUrl")
    return [
        f"try it          curl -H 'x-api-key: {stack.key}' {stack.api}/v1/ontology",
        f"AWS clients     AWS_ENDPOINT_URL={stack.url}, both keys `test`, region us-east-1",
        *(f"{name:<15} {stack.outputs[name]}" for name in names),
        "Ctrl-C ends it.",
    ]


if __name__ == "__main__":
    sys.exit(main())
