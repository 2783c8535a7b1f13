"""Small makers of what Lambda is called with."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_plus
from uuid import uuid4

Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


@dataclass(frozen=True)
class Context:
    """What handlers ask of Lambda's context."""

    function_name: str = "waqai-test"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:123456789012:function:waqai-test"
    aws_request_id: str = "8d1c5a4e-0000-4000-8000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        return 29_000


@dataclass(frozen=True)
class Answer:
    """An API answer as a client sees it."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def api_event(
    method: str,
    path: str,
    body: Any = None,
    *,
    query: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    stage: str = "",
) -> dict[str, Any]:
    """Return API Gateway's event; bytes and strings are sent as they are, all else as JSON."""
    sent = {"Content-Type": "application/json", **(headers or {})}
    return {
        "httpMethod": method,
        "path": path,
        "resource": path,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} if query else None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {"path": stage + path, "stage": stage.strip("/"), "requestId": "r-1"},
        "body": None if body is None else base64.b64encode(_bytes(body)).decode(),
        "isBase64Encoded": body is not None,
    }


def call(handler: Handler, method: str, path: str, body: Any = None, **more: Any) -> Answer:
    """Call a handler as API Gateway does."""
    given = handler(api_event(method, path, body, **more), Context())
    headers = {name: values[0] for name, values in given["multiValueHeaders"].items()}
    return Answer(given["statusCode"], headers, given["body"])


def s3_notification(
    key: str,
    *,
    sequencer: str = "01",
    at: str = "2023-10-20T10:00:00.000Z",
    event: str = "ObjectCreated:Put",
) -> dict[str, Any]:
    """Return S3's notification; the key is encoded as S3 does it."""
    entry = {"key": quote_plus(key, safe="/"), "size": 1, "sequencer": sequencer}
    record = {
        "eventVersion": "2.1",
        "eventSource": "aws:s3",
        "eventTime": at,
        "eventName": event,
        "s3": {"bucket": {"name": "waqai-test-documents"}, "object": entry},
    }
    return {"Records": [record]}


def sqs_event(bodies: Sequence[Any]) -> dict[str, Any]:
    """Return a batch of messages; strings are sent as they are, all else as JSON."""
    return {"Records": [_message(body) for body in bodies]}


def _message(body: Any) -> dict[str, Any]:
    return {
        "messageId": str(uuid4()),
        "receiptHandle": "handle",
        "body": body if isinstance(body, str) else json.dumps(body),
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
        "eventSourceARN": "arn:aws:sqs:eu-central-1:123456789012:waqai-test-IngestQueue",
        "awsRegion": "eu-central-1",
    }


def _bytes(body: Any) -> bytes:
    if isinstance(body, bytes):
        return body
    return (body if isinstance(body, str) else json.dumps(body)).encode()
