"""The ways into a deployment, as a client and as AWS use them."""

import json
from dataclasses import dataclass
from typing import Any

import boto3

from functions.extract.handler import lambda_handler as extract
from functions.ingest.handler import lambda_handler as ingest
from functions.records.handler import lambda_handler as records
from tests.aws_stack import Stack
from tests.events import Answer, Context, call, s3_notification, sqs_event

ARABIC = "بكين 20 أكتوبر 2023 - التقى شي جين بينغ نظيره ليو في بكين اليوم . وقال شي إن الصين ترحب ."
ENGLISH = "Xi Jinping met Liu in Beijing today . Xi said China welcomes the agreement ."


@dataclass(frozen=True)
class Roads:
    """Calls of the API, and objects dropped into the bucket."""

    stack: Stack

    def post(self, body: Any, **more: Any) -> Answer:
        return call(extract, "POST", "/v1/articles", body, **more)

    def get(self, path: str, **more: Any) -> Answer:
        return call(records, "GET", path, **more)

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        return call(records, method, path, body, **more)

    def put(self, key: str, data: bytes, **metadata: str) -> None:
        """Put an object; moto's own notification is thrown away, its sequencer never changes."""
        boto3.client("s3").put_object(
            Bucket=self.stack.bucket, Key=key, Body=data, Metadata=metadata
        )
        self.taken(self.stack.queue_url)

    def drop(self, key: str, data: bytes, sequencer: str = "01", **metadata: str) -> None:
        """Put an object and read it and its parts to the end."""
        self.put(key, data, **metadata)
        self.notify(s3_notification(key, sequencer=sequencer))

    def notify(self, *messages: Any) -> None:
        """Deliver messages, and the parts that come of them, until the queue is empty."""
        waiting = list(messages)
        while waiting:
            assert self.deliver(*waiting) == []
            waiting = self.taken(self.stack.queue_url)

    def deliver(self, *messages: Any) -> list[str]:
        """Deliver messages once; the ids of those to send again are returned."""
        answer = ingest(sqs_event(messages), Context())
        return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]

    def dead_letters(self) -> list[Any]:
        return [json.loads(body) for body in self.taken(self.stack.dead_letter_url)]

    def taken(self, url: str) -> list[str]:
        """Take all messages out of a queue."""
        sqs, bodies = boto3.client("sqs"), list[str]()
        while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
                bodies.append(message["Body"])
        return bodies

    def items(self) -> dict[tuple[str, str], Any]:
        """Return every item of the articles as it is stored."""
        pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=self.stack.table)
        found = [item for page in pages for item in page["Items"]]
        return {
            (item["pk"]["S"], item["sk"]["S"]): item
            for item in found
            if item["pk"]["S"].startswith("ARTICLE#")
        }

    def articles(self) -> set[str]:
        """Return the ids of the stored articles."""
        return {pk.removeprefix("ARTICLE#") for pk, sk in self.items() if sk == "META"}
