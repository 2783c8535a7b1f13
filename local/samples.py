"""Send the sample articles: single ones to the API, collections to S3."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from local.cloudformation import Json
from local.console import Console, record_lines
from local.errors import LocalError

INGEST_SECONDS = 120.0


def send_samples(folder: Path, api: str, bucket: str, client: Any, console: Console) -> None:
    """Send every sample, wait for its record and print what was extracted."""
    for path in sorted(folder.glob("*.json")):
        status, record = call(f"{api}/v1/articles", "POST", path.read_bytes())
        if status not in {200, 201}:
            raise LocalError(f"{path.name} was refused: {status} {record}")
        console.say(*record_lines(record, f"{path.name} → POST /v1/articles → {status}"))
    for path in sorted(folder.glob("*.jsonl")):
        key = f"incoming/samples/{path.name}"
        client.put_object(Bucket=bucket, Key=key, Body=path.read_bytes())
        for number, record in enumerate(_ingested(path, api), start=1):
            heading = f"{path.name} line {number} → s3://{bucket}/{key} → GET /v1/articles/…"
            console.say(*record_lines(record, heading))


def _ingested(path: Path, api: str) -> Iterator[Json]:
    """Yield the record of each line once the queue's function has stored it."""
    deadline = time.monotonic() + INGEST_SECONDS
    for line in path.read_text(encoding="utf-8").splitlines():
        article = urllib.parse.quote(json.loads(line)["id"], safe="")
        status, record = call(f"{api}/v1/articles/{article}")
        while status != 200 and time.monotonic() < deadline:  # noqa: PLR2004
            time.sleep(0.2)
            status, record = call(f"{api}/v1/articles/{article}")
        if status != 200:  # noqa: PLR2004
            raise LocalError(f"{path.name}: article {article} was not ingested; see service.log")
        yield record


def call(url: str, method: str = "GET", body: bytes | None = None) -> tuple[int, Json]:
    """Return status and JSON of one request; an HTTP error is an answer, too."""
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(url, data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=300) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)
