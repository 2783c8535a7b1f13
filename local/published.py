"""Consume the event bus: keep each CloudEvent once in a file and show it."""

import json
from pathlib import Path
from typing import Any

from local.cloudformation import Json
from local.console import Console
from local.journal import Journal
from local.workers import WAIT_SECONDS, Worker


class EventLog(Worker):
    """Keeps every published CloudEvent in a file; a redelivered one is known by its id."""

    def __init__(self, path: Path, queue: str, client: Any, console: Console) -> None:
        super().__init__("event log")
        self._queue, self._client, self._console = queue, client, console
        self._journal = Journal(path)
        self._seen = {event["id"] for event in self._journal.entries()}
        self.quiet = True
        """Whether events are kept without being shown."""

    def step(self) -> None:
        """Receive, keep, delete."""
        messages = self._client.receive_message(
            QueueUrl=self._queue, MaxNumberOfMessages=10, WaitTimeSeconds=WAIT_SECONDS
        ).get("Messages", [])
        self._keep([json.loads(message["Body"])["detail"] for message in messages])
        for message in messages:
            handle = message["ReceiptHandle"]
            self._client.delete_message(QueueUrl=self._queue, ReceiptHandle=handle)

    def _keep(self, events: list[Json]) -> None:
        """Write the new events and wait for the disk: their messages are deleted next."""
        new = {event["id"]: event for event in events if event["id"] not in self._seen}
        self._journal.append(list(new.values()))
        self._seen |= new.keys()
        if new and not self.quiet:
            self._console.say(*map(_line, new.values()))

    def stop(self) -> None:
        """Stop and close the file."""
        super().stop()
        self._journal.close()


def _line(event: Json) -> str:
    kind = event["type"].rpartition(".")[2]
    data: Json = event.get("data") or {}
    said: Json = data.get("event", data)
    date = (said.get("date") or {}).get("value") or "undated"
    return f"published: {kind} {said.get('type', '')} {date} {event.get('subject', event['id'])}"
