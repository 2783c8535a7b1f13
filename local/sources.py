"""Feed queues and table streams to the functions, as Lambda's event source mappings do."""

import base64
import json
import logging
import threading
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from local.functions import LocalFunction
from local.template import Json, Source

WAIT_SECONDS = 1
RETRY_SECONDS = 2
MOST_TRIES = 5
logger = logging.getLogger(__name__)


class Worker(threading.Thread):
    """A thread that calls ``step`` until it is stopped; a failed step is tried again."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until stopped."""
        while not self.stopping.is_set():
            try:
                self.step()
            except (BotoCoreError, ClientError):
                logger.exception("%s could not reach the local cloud", self.name)
                self.stopping.wait(RETRY_SECONDS)

    def step(self) -> None:
        """Do one piece of work, or wait a second for it."""
        raise NotImplementedError

    def stop(self) -> None:
        """Finish the piece under way and end."""
        self.stopping.set()
        if self.is_alive():
            self.join()


class QueueWorker(Worker):
    """Hands batches of messages to a function and deletes those that it did not report failed."""

    def __init__(self, source: Source, arn: str, function: LocalFunction, client: Any) -> None:
        super().__init__(source.output)
        self._source, self._arn, self._function, self._client = source, arn, function, client
        self._url = client.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]

    def step(self) -> None:
        """Receive, invoke, delete."""
        messages = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=min(10, self._source.batch_size),
            WaitTimeSeconds=WAIT_SECONDS,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])
        if messages:
            self._settle(messages, self._failed(messages))

    def _failed(self, messages: list[Json]) -> set[str]:
        """Return the ids of the messages that must come again."""
        try:
            event = {"Records": [_queue_record(message, self._arn) for message in messages]}
            result = self._function(event) or {}
        except Exception:  # the boundary: as in Lambda, an error fails the whole batch
            logger.exception("%s failed", self._source.function)
            return {message["MessageId"] for message in messages}
        return {failure["itemIdentifier"] for failure in result.get("batchItemFailures", [])}

    def _settle(self, messages: list[Json], failed: set[str]) -> None:
        for message in messages:
            handle = {"QueueUrl": self._url, "ReceiptHandle": message["ReceiptHandle"]}
            if message["MessageId"] in failed:
                # The template's half hour is meant for many functions, not for one person.
                self._client.change_message_visibility(**handle, VisibilityTimeout=RETRY_SECONDS)
            else:
                self._client.delete_message(**handle)


class StreamWorker(Worker):
    """Hands a table's changes, in order, to a function; what fails is tried again from there."""

    def __init__(self, source: Source, arn: str, function: LocalFunction, client: Any) -> None:
        super().__init__(source.output)
        self._source, self._arn, self._function, self._client = source, arn, function, client
        self._filters = [json.loads(pattern) for pattern in source.filters]
        self._iterator = ""
        self._tries = 0
        self.through = ""
        """The sequence number up to which everything was handed on."""
        self.caught_up = threading.Event()

    def step(self) -> None:
        """Read, filter, invoke."""
        page = self._client.get_records(
            ShardIterator=self._iterator or self._start(), Limit=self._source.batch_size
        )
        records = page["Records"]
        if not records:
            self._iterator = page.get("NextShardIterator", "")
            self.caught_up.set()
            self.stopping.wait(WAIT_SECONDS / 4)
            return
        self.caught_up.clear()
        self._hand_on(records, page.get("NextShardIterator", ""))

    def _start(self) -> str:
        described = self._client.describe_stream(StreamArn=self._arn)["StreamDescription"]
        at: Json = {"ShardIteratorType": "TRIM_HORIZON"}
        if self.through:
            kind = "AFTER_SEQUENCE_NUMBER"
            at = {"ShardIteratorType": kind, "SequenceNumber": self.through}
        shard = described["Shards"][0]["ShardId"]
        iterator = self._client.get_shard_iterator(StreamArn=self._arn, ShardId=shard, **at)
        return str(iterator["ShardIterator"])

    def _hand_on(self, records: list[Json], following: str) -> None:
        wanted = [_plain(record) for record in records if self._wanted(record)]
        failed = self._invoke(wanted) if wanted else None
        self._tries = self._tries + 1 if failed else 0
        if failed and self._tries < MOST_TRIES:
            self._iterator = ""
            self.through = _before(records, failed) or self.through
            self.stopping.wait(RETRY_SECONDS)
            return
        if failed:
            logger.error("given up after %d tries: %s", MOST_TRIES, wanted)
        self._iterator, self.through = following, _sequence(records[-1])

    def _wanted(self, record: Json) -> bool:
        return not self._filters or any(matches(each, record) for each in self._filters)

    def _invoke(self, records: list[Json]) -> str | None:
        """Return the sequence number of the first record that failed."""
        try:
            result = self._function({"Records": records}) or {}
        except Exception:  # the boundary: as in Lambda, an error fails the whole batch
            logger.exception("%s failed", self._source.function)
            return _sequence(records[0])
        return min((f["itemIdentifier"] for f in result.get("batchItemFailures", [])), default=None)


def matches(pattern: Any, value: Any) -> bool:
    """Tell whether a record matches an event pattern: literals, ``prefix`` and ``exists``."""
    if isinstance(pattern, dict):
        inner = value if isinstance(value, dict) else {}
        return all(matches(each, inner.get(key)) for key, each in pattern.items())
    return any(_matches_one(each, value) for each in pattern)


def _matches_one(pattern: Any, value: Any) -> bool:
    if not isinstance(pattern, dict):
        return bool(pattern == value)
    if "prefix" in pattern:
        return isinstance(value, str) and value.startswith(pattern["prefix"])
    if "exists" in pattern:
        return (value is not None) == pattern["exists"]
    raise ValueError(f"the local stack knows no event pattern {pattern}")


def _queue_record(message: Json, arn: str) -> Json:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": message.get("MessageAttributes", {}),
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": "us-east-1",
    }


def _sequence(record: Json) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def _before(records: list[Json], failed: str) -> str:
    """Return the sequence number before the failed one; empty where it is the first."""
    return max((n for n in map(_sequence, records) if n < failed), default="")


def _plain(value: Any, key: str = "") -> Any:
    """Return a record as Lambda's JSON has it, without boto3's dates and bytes."""
    if isinstance(value, dict):
        return {k: _plain(v, k) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(v) for v in value]
    if isinstance(value, datetime):
        return value.timestamp()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
