"""Feed a table's stream to a function, as Lambda's event source mappings do."""

import base64
import json
import logging
import threading
from datetime import datetime
from typing import Any

from local.cloudformation import Json
from local.functions import LocalFunction
from local.patterns import matches
from local.template import Source
from local.workers import RETRY_SECONDS, WAIT_SECONDS, Worker

MOST_TRIES = 5
logger = logging.getLogger(__name__)


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
        wanted = [plain_record(record) for record in records if self._wanted(record)]
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


def _sequence(record: Json) -> str:
    return str(record["dynamodb"]["SequenceNumber"])


def _before(records: list[Json], failed: str) -> str:
    """Return the sequence number before the failed one; empty where it is the first."""
    return max((n for n in map(_sequence, records) if n < failed), default="")


def plain_record(value: Any, key: str = "") -> Any:
    """Return a record as Lambda's JSON has it, without boto3's dates and bytes."""
    if isinstance(value, dict):
        return {k: plain_record(v, k) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain_record(v) for v in value]
    if isinstance(value, datetime):
        return value.timestamp()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value
