"""The whole built stack, deployed with its real policies: every road in, every road out."""

import json
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.emulator import free_port
from local.stack import DeployedStack

from .running import ROOT, article, until

pytestmark = pytest.mark.stack
WIRE = (ROOT / "samples/05-wire.jsonl").read_bytes()
WIRE_IDS = [json.loads(line)["id"] for line in WIRE.splitlines()]


@pytest.fixture(scope="module")
def stack() -> Iterator[DeployedStack]:
    with DeployedStack(free_port()) as deployed:
        yield deployed


@pytest.fixture(scope="module")
def published(stack: DeployedStack) -> Callable[[str], list[str]]:
    """Return a consumer of the bus: the subjects received so far, by kind of event."""
    queues, rules = stack.client("sqs"), stack.client("events")
    url = queues.create_queue(QueueName="consumer")["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    bus = stack.outputs["EventBusName"]
    allow = {
        "Effect": "Allow",
        "Principal": {"Service": "events.amazonaws.com"},
        "Action": "sqs:SendMessage",
        "Resource": arn["QueueArn"],
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [allow]})
    queues.set_queue_attributes(QueueUrl=url, Attributes={"Policy": policy})
    pattern = json.dumps({"source": ["org.waqai"]})
    rules.put_rule(Name="consumer", EventBusName=bus, EventPattern=pattern)
    target = {"Id": "consumer", "Arn": arn["QueueArn"]}
    rules.put_targets(Rule="consumer", EventBusName=bus, Targets=[target])
    received: list[dict[str, Any]] = []

    def subjects(kind: str) -> list[str]:
        answer = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        for message in answer.get("Messages", []):
            received.append(json.loads(message["Body"])["detail"])
            queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return sorted(e["subject"] for e in received if e["type"].endswith(f".{kind}"))

    return subjects


def event_ids(record: Any) -> set[str]:
    return {event["id"] for event in record["events"]}


def test_a_request_without_a_key_is_refused(stack: DeployedStack) -> None:
    assert stack.call("/v1/ontology", key="")[0] == 403
    assert stack.call("/v1/ontology")[0] == 200
    assert stack.call("/openapi.json", key="")[0] == 200


def test_an_article_is_stored_found_published_and_retracted(
    stack: DeployedStack, published: Callable[[str], list[str]]
) -> None:
    status, record = stack.call("/v1/articles", "POST", article("01-talks-muscat.json"))
    assert status == 201, record
    assert stack.call("/v1/articles", "POST", article("01-talks-muscat.json"))[0] == 200
    status, stored = stack.call("/v1/articles/sample-talks-muscat")
    assert (status, event_ids(stored)) == (200, event_ids(record))
    for query in ("type=meet", "country=OMN", "type=meet&from=2025-03-01&to=2025-03-31"):
        status, page = stack.call(f"/v1/events?{query}")
        assert (status, "sample-talks-muscat" in json.dumps(page)) == (200, True), (query, page)
    until(lambda: set(published("created")) >= event_ids(record))

    assert stack.call("/v1/articles/sample-talks-muscat", "DELETE")[0] == 204
    assert stack.call("/v1/articles/sample-talks-muscat")[0] == 404
    until(lambda: set(published("retracted")) == event_ids(record))


def test_a_document_in_the_bucket_is_read_once(
    stack: DeployedStack, published: Callable[[str], list[str]]
) -> None:
    documents = {"Bucket": stack.outputs["DocumentsBucket"], "Body": WIRE}
    key = "incoming/وكالة/a b+c%20.jsonl"
    stack.client("s3").put_object(Key=key, **documents)
    records = [until(lambda each=each: _stored(stack, each)) for each in WIRE_IDS]  # type: ignore[misc]
    ids = set[str]().union(*map(event_ids, records))
    until(lambda: set(published("created")) >= ids)
    before = published("created")
    stack.client("s3").put_object(Key=key, **documents)
    time.sleep(5)
    assert published("created") == before
    assert published("updated") == []


def test_an_upload_link_takes_a_document_to_its_record(stack: DeployedStack) -> None:
    status, batch = stack.call("/v1/batches", "POST", {"files": ["flood.json"]})
    assert status == 201, batch
    body = (ROOT / "samples/02-flood-tetouan.json").read_bytes()
    (upload,) = batch["uploads"]
    request = urllib.request.Request(upload["url"], data=body, method="PUT")
    with urllib.request.urlopen(request, timeout=60) as response:
        assert response.status == 200
    done = until(lambda: _done(stack, batch["status"]))
    assert [each["stored"] for each in done["objects"]] == [1]
    assert _stored(stack, "sample-flood-tetouan")


def _done(stack: DeployedStack, path: str) -> Any | None:
    status, batch = stack.call(path)
    return batch if status == 200 and batch["status"] == "done" else None


def _stored(stack: DeployedStack, name: str) -> Any | None:
    status, body = stack.call(f"/v1/articles/{name}")
    return body if status == 200 else None


def test_the_stack_deletes_cleanly(stack: DeployedStack) -> None:
    stack.delete()
