"""Feed a queue to a function, as Lambda's event source mappings do."""

import logging
from typing import Any

from local.cloudformation import Json
from local.functions import LocalFunction
from local.template import Source
from local.workers import RETRY_SECONDS, WAIT_SECONDS, Worker

logger = logging.getLogger(__name__)


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
            event = {"Records": [queue_record(message, self._arn) for message in messages]}
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


def queue_record(message: Json, arn: str) -> Json:
    """Return a received message as Lambda has it."""
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
