"""Run ministack so that nothing it acknowledged is lost, not even by ``kill -9``.

ministack keeps its state in memory. Here every DynamoDB write and every change of an SQS queue is
journaled before the response leaves, and replayed over the last snapshot at the next start; S3
objects are files from the beginning. Replayed writes come out of the table's stream again, and
messages that were in flight become visible again: both are the at-least-once of the real services.

The hooks replace functions of ministack's modules, hence its exact pin.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from ministack import app as ministack
from ministack.core import persistence
from ministack.core.responses import (
    get_account_id,
    get_region,
    set_request_account_id,
    set_request_region,
)
from ministack.services import dynamodb, eventbridge, s3, sqs

from local.journal import Entry, StateFolder

CHECKPOINT = "/_local/checkpoint"
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
HTTP_OK = 200
HTTP_CONFLICT = 409

Message = dict[str, Any]
Handler = Callable[..., Awaitable[tuple[int, dict[str, str], Any]]]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
QueueState = dict[tuple[tuple[str, str, str], str], int]


class DurableCloud:
    """ministack's ASGI application with a journal."""

    def __init__(self, folder: StateFolder) -> None:
        self._folder = folder
        self._number = folder.number
        self._journal = folder.journal(self._number)
        self._queues: QueueState = {}
        self._write_items: Handler = dynamodb.handle_request
        dynamodb.handle_request = self._journaled_items
        for service in (sqs, s3, eventbridge):
            service.handle_request = self._journaled_queues(service.handle_request)
        s3._fire_s3_event_async = _notify_now

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one connection, request or the lifespan."""
        if scope["type"] == "lifespan":
            await ministack.app(scope, receive, self._replaying(send))
        elif scope.get("path") == CHECKPOINT:
            await self._answer_checkpoint(scope, send)
        else:
            await ministack.app(scope, receive, send)

    def _replaying(self, send: Send) -> Send:
        """Replay the journal once the snapshot is loaded, before the first request is taken."""

        async def replay_then_send(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                # ministack would save on shutdown into the snapshot that the journal follows.
                ministack.PERSIST_STATE = False
                await self._replay()
            await send(message)

        return replay_then_send

    async def _journaled_items(self, *request: Any) -> tuple[int, dict[str, str], Any]:
        """Handle a DynamoDB request; nothing else runs between the write and its entry."""
        response = await self._write_items(*request)
        target, body = request[2].get("x-amz-target", ""), request[3]
        if response[0] == HTTP_OK and target.rpartition(".")[2] in WRITES:
            self._record([_entry(target=target, body=body.decode())])
        return response

    def _journaled_queues(self, handle: Handler) -> Handler:
        """Return a service's handler that journals what it did to the queues."""

        async def handle_and_record(*request: Any) -> tuple[int, dict[str, str], Any]:
            response = await handle(*request)
            self._record([])
            return response

        return handle_and_record

    def _record(self, entries: list[Entry]) -> None:
        before, self._queues = self._queues, _queue_state()
        gone = [_entry(queue=list(q), gone=i) for q, i in before.keys() - self._queues.keys()]
        changed = {key for key, count in self._queues.items() if before.get(key) != count}
        self._journal.append(gone + _puts(changed) + entries)

    async def _replay(self) -> None:
        for entry in self._journal.entries():
            set_request_account_id(entry["account"])
            set_request_region(entry["region"])
            if "queue" in entry:
                _restore_message(entry)
            else:
                headers = {"x-amz-target": entry["target"]}
                await self._write_items("POST", "/", headers, entry["body"].encode(), {})
        for _, queue in sqs._queues.all_items():
            for message in queue["messages"]:
                message["visible_at"] = 0.0
        self._queues = _queue_state()

    async def _answer_checkpoint(self, scope: Message, send: Send) -> None:
        """Answer POST with a new generation, unless the stream has records after ``through``."""
        through = parse_qs(scope["query_string"].decode()).get("through", [""])[0]
        due = scope["method"] == "POST" and _latest_sequence() <= through
        if due:
            self._checkpoint()
        await send(
            {
                "type": "http.response.start",
                "status": HTTP_OK if due else HTTP_CONFLICT,
                "headers": [(b"content-type", b"application/json")],
            }
        )
        body = json.dumps({"generation": self._number, "journal_bytes": self._journal.size})
        await send({"type": "http.response.body", "body": body.encode()})

    def _checkpoint(self) -> None:
        """Write a new snapshot and begin an empty journal."""
        target = self._folder.snapshot(self._number + 1)
        target.mkdir(parents=True, exist_ok=True)
        persistence.STATE_DIR = str(target)
        persistence.save_all(ministack._build_persistence_save_dict())
        self._journal.close()
        self._number += 1
        self._journal = self._folder.journal(self._number)
        self._folder.switch(self._number)


def _entry(**content: Any) -> Entry:
    return {"account": get_account_id(), "region": get_region(), **content}


def _queue_state() -> QueueState:
    """Return every message of every queue with how often it was received."""
    return {
        (key, message["id"]): message.get("receive_count", 0)
        for key, queue in sqs._queues.all_items()
        for message in queue["messages"]
    }


def _puts(changed: set[tuple[tuple[str, str, str], str]]) -> list[Entry]:
    return [
        _entry(queue=list(key), put=json.dumps(message, default=persistence._json_default))
        for key, queue in sqs._queues.all_items()
        for message in queue["messages"]
        if (key, message["id"]) in changed
    ]


def _restore_message(entry: Entry) -> None:
    queue = sqs._queues.get_scoped(*entry["queue"])
    put = json.loads(entry.get("put", "null"), object_hook=persistence._json_object_hook)
    gone = put["id"] if put else entry["gone"]
    queue["messages"] = [m for m in queue["messages"] if m["id"] != gone]
    queue["messages"] += [put] if put else []


def _notify_now(bucket: str, key: str, event: str, *details: Any, **more: Any) -> None:
    """Queue an S3 notification before the upload is acknowledged, not in a thread after it."""
    if bucket in s3._bucket_notifications:
        sequencer = s3._next_event_sequencer(event)
        s3._fire_s3_event(bucket, key, event, *details, sequencer=sequencer, **more)


def _latest_sequence() -> str:
    """Return the newest sequence number in any table's stream; empty where there is none."""
    streams = (records for _, records in dynamodb._stream_records.all_items())
    return max((r["dynamodb"]["SequenceNumber"] for s in streams for r in s), default="")
