"""Saved, changed and erased events reach the bus once, as CloudEvents."""

import importlib
import json
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from waqai.publish.cloudevents import EventEnvelope
from waqai.publish.services import publisher
from waqai.record import TextSpan
from waqai.storage import clients
from waqai.storage.records import RecordStore

from tests.aws_stack import SHARDS, Stack
from tests.records import NOW, TEXT, event, record

LATER = NOW + timedelta(minutes=5)
CONTEXT = SimpleNamespace(
    function_name="publish",
    function_version="1",
    memory_limit_in_mb=128,
    invoked_function_arn="arn",
    aws_request_id="r",
)
Row = dict[str, Any]
STREAMS = "https://streams.dynamodb.eu-central-1.amazonaws.com"
"""The endpoint that moto knows; boto3 asks one of the account's own."""


class Road:
    """The table's stream, the handler and the bus."""

    def __init__(self, stack: Stack) -> None:
        publisher.cache_clear()
        self.store = RecordStore(clients.table(stack.table), SHARDS)
        self.sent: list[Row] = []
        self.calls: list[int] = []
        self.refuse: Callable[[Row], bool] = lambda _: False
        events = clients.client("events").meta.events
        events.register("provide-client-params.events.PutEvents", self._note)
        events.register("after-call.events.PutEvents", self._answer)

    def _note(self, params: Row, **_: Any) -> None:
        self.calls.append(len(params["Entries"]))
        self.entries = params["Entries"]

    def _answer(self, parsed: Row, **_: Any) -> None:
        for entry, result in zip(self.entries, parsed["Entries"], strict=True):
            if self.refuse(entry):
                result["ErrorCode"] = "ThrottlingException"
            else:
                self.sent.append(entry)

    def stream(self) -> list[Row]:
        """Return the stream's records of events, as the function's filter lets them through."""
        client = boto3.client("dynamodbstreams", endpoint_url=STREAMS)
        (stream,) = client.list_streams()["Streams"]
        shard = client.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]["Shards"]
        iterator = client.get_shard_iterator(
            StreamArn=stream["StreamArn"],
            ShardId=shard[0]["ShardId"],
            ShardIteratorType="TRIM_HORIZON",
        )["ShardIterator"]
        records: list[Row] = client.get_records(ShardIterator=iterator)["Records"]
        return [r for r in records if r["dynamodb"]["Keys"]["sk"]["S"].startswith("EVENT#")]

    def deliver(self, records: list[Row]) -> list[str]:
        """Hand records to the function and return the sequence numbers to be delivered again."""
        handler = importlib.import_module("functions.publish.handler").lambda_handler
        failures = handler({"Records": records}, CONTEXT)["batchItemFailures"]
        return [failure["itemIdentifier"] for failure in failures]

    def envelopes(self) -> list[EventEnvelope]:
        """Return what the bus took."""
        return [EventEnvelope.model_validate_json(entry["Detail"]) for entry in self.sent]


@pytest.fixture
def road(stack: Stack) -> Road:
    return Road(stack)


def test_a_saved_event_is_published_as_created(road: Road, stack: Stack) -> None:
    road.store.save(record(), TEXT, now=NOW)
    assert road.deliver(road.stream()) == []
    (entry,) = road.sent
    assert (entry["EventBusName"], entry["Source"]) == (stack.event_bus, "org.waqai")
    assert entry["DetailType"] == "org.waqai.event.created"
    detail = json.loads(entry["Detail"])
    assert detail["specversion"] == "1.0"
    assert detail["source"] == "urn:waqai:test"
    assert detail["subject"] == event().id
    assert detail["time"] == "2024-05-02T09:30:00Z"
    assert "dataref" not in detail
    assert detail["data"]["event"] == event().model_dump(mode="json")
    assert detail["data"]["article"]["title"] == record().article.title


def test_changes_are_told_apart(road: Road) -> None:
    kept, changed, lost, new = (event(name=name) for name in ("kept", "changed", "lost", "new"))
    road.store.save(record(events=[kept, changed, lost]), TEXT, now=NOW)
    second = [kept, changed.model_copy(update={"modality": "planned"}), new]
    road.store.save(record(events=second), TEXT, now=LATER)
    road.store.delete("a1", now=LATER)
    assert road.deliver(road.stream()) == []
    published = sorted((each.subject, each.type.rpartition(".")[2]) for each in road.envelopes())
    assert published == sorted(
        [(each.id, "created") for each in (kept, changed, lost, new)]
        + [(changed.id, "updated"), (lost.id, "retracted")]
        + [(each.id, "retracted") for each in (kept, changed, new)]
    )
    retracted = [each for each in road.envelopes() if each.type.endswith("retracted")]
    assert all(each.data.event for each in retracted)
    assert len({each.id for each in road.envelopes()}) == len(road.sent)


def test_saving_the_same_again_publishes_nothing(road: Road) -> None:
    road.store.save(record(), TEXT, now=NOW)
    road.store.save(record(), TEXT, now=LATER)
    assert len(road.stream()) == 1


def test_records_delivered_again_are_published_once(road: Road) -> None:
    road.store.save(record(), TEXT, now=NOW)
    records = road.stream()
    renumbered = json.loads(json.dumps(records, default=str))
    for number, each in enumerate(renumbered):
        each["eventID"] = f"new-{number}"
        each["dynamodb"]["SequenceNumber"] = f"9{number}"
    for batch in (records + records, records, renumbered):
        assert road.deliver(batch) == []
    assert len(road.sent) == 1


def test_many_events_go_in_tens(road: Road) -> None:
    road.store.save(record(events=[event(name=f"n{n}") for n in range(23)]), TEXT, now=NOW)
    assert road.deliver(road.stream()) == []
    assert road.calls == [10, 10, 3]
    assert len({each.subject for each in road.envelopes()}) == 23


def test_only_what_the_bus_refuses_is_delivered_again(road: Road) -> None:
    events = [event(name=f"n{n}") for n in range(12)]
    road.store.save(record(events=events), TEXT, now=NOW)
    records = road.stream()
    road.refuse = lambda entry: events[3].id in entry["Detail"]
    (again,) = road.deliver(records)
    assert len(road.sent) == 11
    road.refuse = lambda _: False
    failed = [each for each in records if each["dynamodb"]["SequenceNumber"] == again]
    assert road.deliver(failed) == []
    assert road.deliver(records) == []
    assert sorted(each.subject for each in road.envelopes()) == sorted(each.id for each in events)


def test_a_record_that_is_no_event_fails_alone(road: Road) -> None:
    road.store.save(record(events=[event(name="a"), event(name="b")]), TEXT, now=NOW)
    records = road.stream()
    del records[0]["dynamodb"]["NewImage"]["event"]["M"]["type"]
    assert road.deliver(records) == [records[0]["dynamodb"]["SequenceNumber"]]
    assert len(road.sent) == 1


@pytest.mark.parametrize("length", [270_000, 600_000])
def test_an_event_too_long_for_the_bus_is_referred_to(road: Road, length: int) -> None:
    evidence = tuple(
        TextSpan(text="x" * 1000, start=n, end=n + 1000) for n in range(length // 1000)
    )
    road.store.save(record(events=[event(evidence=evidence)]), TEXT, now=NOW)
    assert road.deliver(road.stream()) == []
    (envelope,) = road.envelopes()
    assert envelope.data.event is None
    assert envelope.dataref == f"/v1/events/{event().id}"
    assert envelope.data.article.id == "a1"


def test_markers_expire(road: Road, stack: Stack) -> None:
    road.store.save(record(), TEXT, now=NOW)
    road.deliver(road.stream())
    rows = boto3.client("dynamodb").scan(TableName=stack.table)["Items"]
    (marker,) = [row for row in rows if row["pk"]["S"].startswith("PUBLISHED#")]
    assert "expires_at" in marker
