"""Each built function runs under AWS's own runtime emulator, with nothing but what was built in."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from local.deployment import Deployment, client, deploy
from local.emulator import EmulatedFunction, built_function, free_port
from local.process import CloudProcess
from local.queues import queue_record
from local.template import Template
from tests.events import api_event

from .running import ROOT, article

pytestmark = pytest.mark.stack
TEMPLATE = Template(ROOT / "template.yaml")


class Cloud:
    """The data resources, for the emulated functions."""

    def __init__(self, state: Path) -> None:
        self.process = CloudProcess(state, free_port())
        self.deployment: Deployment = deploy(TEMPLATE, self.process.url)

    def function(self, name: str) -> EmulatedFunction:
        return built_function(name, TEMPLATE, self.deployment, self.process.url)

    def client(self, service: str) -> Any:
        return client(service, self.process.url)

    def close(self) -> None:
        self.process.stop()


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    with closing(Cloud(tmp_path_factory.mktemp("cloud"))) as started:
        yield started


def items(cloud: Cloud, kind: str) -> list[Any]:
    """Return the table's items of a kind."""
    name = cloud.deployment.outputs["EnvWAQAITABLE"]
    scanned = cloud.client("dynamodb").scan(TableName=name)["Items"]
    return [item for item in scanned if item["sk"]["S"].startswith(kind)]


def received(cloud: Cloud, queue: str) -> list[Any]:
    """Return the messages of a queue."""
    answer = cloud.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
    return list(answer.get("Messages", []))


def test_extract_reads_and_stores_an_article(cloud: Cloud) -> None:
    event = api_event("POST", "/v1/articles", article("02-flood-tetouan.json"))
    with cloud.function("ExtractFunction") as extract:
        answer = extract.invoke(event)
        assert answer["statusCode"] == 201, answer
        again = extract.invoke(event)
        assert again["statusCode"] == 200
        assert 0 < extract.init_ms < 60_000
    record = json.loads(answer["body"])
    assert {event["type"] for event in record["events"]} >= {"death", "disaster"}
    assert len(items(cloud, "EVENT#")) == len(record["events"])


def test_records_answers_without_the_model(cloud: Cloud) -> None:
    with cloud.function("RecordsFunction") as records:
        for path in ("/v1/ontology", "/openapi.json", "/docs", "/v1/feed", "/v1/events"):
            query = {"type": "death"} if path == "/v1/events" else None
            answer = records.invoke(api_event("GET", path, query=query))
            assert answer["statusCode"] == 200, (path, answer)


def test_ingest_reads_an_uploaded_document(cloud: Cloud) -> None:
    bucket = cloud.deployment.outputs["EnvWAQAIBUCKET"]
    text = article("04-court-tunis.json")["text"]
    cloud.client("s3").put_object(Bucket=bucket, Key="incoming/rie/court.txt", Body=text.encode())
    messages = received(cloud, cloud.deployment.outputs["EnvWAQAIQUEUEURL"])
    before = len(items(cloud, "META"))
    with cloud.function("IngestFunction") as ingest:
        answer = ingest.invoke({"Records": [queue_record(m, "arn:aws:sqs:q") for m in messages]})
    assert answer == {"batchItemFailures": []}
    assert len(items(cloud, "META")) == before + 1


def test_publish_hands_events_to_the_bus(cloud: Cloud) -> None:
    with cloud.function("ExtractFunction") as extract:
        extract.invoke(api_event("POST", "/v1/articles", article("01-talks-muscat.json")))
    image = items(cloud, "EVENT#")[0]
    record = {
        "eventID": "1",
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "awsRegion": "us-east-1",
        "dynamodb": {
            "Keys": {"pk": image["pk"], "sk": image["sk"]},
            "NewImage": image,
            "SequenceNumber": "1",
            "StreamViewType": "NEW_AND_OLD_IMAGES",
        },
    }
    with cloud.function("PublishFunction") as publish:
        assert publish.invoke({"Records": [record]}) == {"batchItemFailures": []}
        assert publish.invoke({"Records": [record]}) == {"batchItemFailures": []}
    messages = received(cloud, cloud.deployment.outputs["EventBusListenerUrl"])
    assert [json.loads(m["Body"])["detail-type"] for m in messages] == ["org.waqai.event.created"]
