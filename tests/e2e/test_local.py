"""The local service as `make run` starts it: every road into it, twice, and over a restart."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.deployment import client
from local.journal import Journal

from .running import ROOT, Service, article, running, until

WIRE = (ROOT / "samples/05-wire.jsonl").read_bytes()
WIRE_IDS = [json.loads(line)["id"] for line in WIRE.splitlines()]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with running(tmp_path_factory.mktemp("local") / "state") as started:
        yield started


def event_ids(record: dict[str, list[dict[str, str]]]) -> list[str]:
    return sorted(event["id"] for event in record["events"])


def notification(service: Service) -> tuple[str, str]:
    """Return queue URL and body of the last S3 notification, as the cloud's journal has it."""
    journal = Journal(next((service.state / "cloud").glob("journal-*.jsonl")))
    found = [
        (entry["queue"][2], json.loads(entry["put"])["body"])
        for entry in journal.entries()
        if "ObjectCreated" in entry.get("put", "")
    ]
    journal.close()
    return found[-1]


def test_an_article_posted_twice_is_stored_and_published_once(service: Service) -> None:
    first_status, first = service.call("/v1/articles", "POST", article("01-talks-muscat.json"))
    second_status, second = service.call("/v1/articles", "POST", article("01-talks-muscat.json"))
    assert (first_status, second_status) == (201, 200)
    assert event_ids(first) == event_ids(second) != []
    until(lambda: set(event_ids(first)) <= set(service.subjects()))
    stored = service.record("sample-talks-muscat")
    assert stored is not None
    assert event_ids(stored) == event_ids(first)
    text = article("01-talks-muscat.json")["text"]
    for event in stored["events"]:
        for span in [*event["triggers"], *event["arguments"], *event["evidence"]]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_a_dropped_file_is_read_once_however_often_it_comes(service: Service) -> None:
    service.drop("wire/05-wire.jsonl", WIRE)
    until(lambda: all(service.record(each) for each in WIRE_IDS))
    service.batch("wire")
    records = [service.record(each) for each in WIRE_IDS]
    ids = sorted(event for record in records if record for event in event_ids(record))
    until(lambda: set(ids) <= set(service.subjects()))
    before = service.subjects()

    service.drop("wire/05-wire.jsonl", WIRE)
    queue, body = notification(service)
    client("sqs", f"http://127.0.0.1:{service.cloud_port}").send_message(
        QueueUrl=queue, MessageBody=body
    )
    for each in WIRE_IDS:
        status, _ = service.call(
            "/v1/articles",
            "POST",
            next(json.loads(line) for line in WIRE.splitlines() if each.encode() in line),
        )
        assert status == 200
    service.batch("wire")
    assert service.subjects() == before
    assert service.subjects("updated") == []
    assert [service.record(each) for each in WIRE_IDS] == records


def test_a_restart_keeps_records_and_publishes_nothing_anew(service: Service) -> None:
    before = service.record("sample-talks-muscat"), service.published()
    service.stop()
    assert [p.stat().st_size for p in (service.state / "cloud").glob("journal-*")] == [0]
    service.restart()
    assert (service.record("sample-talks-muscat"), service.published()) == before
    found = service.call("/v1/events?type=meet")[1]
    assert "sample-talks-muscat" in json.dumps(found)


def test_a_deleted_article_is_retracted_and_gone(service: Service) -> None:
    _, record = service.call("/v1/articles", "POST", article("04-court-tunis.json"))
    status, _ = service.call("/v1/articles/sample-court-tunis", "DELETE")
    assert status == 204
    until(lambda: service.subjects("retracted") == event_ids(record))
    assert service.record("sample-court-tunis") is None


def test_a_second_service_on_the_same_state_is_refused(service: Service, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="already runs on"):
        Service(service.state)


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/v2/none", "GET", 404), ("/v1/articles", "GET", 405), ("/v1/articles", "PATCH", 405)],
)
def test_what_the_api_lacks_is_said_as_a_problem(
    service: Service, path: str, method: str, status: int
) -> None:
    answered, problem = service.call(path, method)
    assert (answered, problem["status"]) == (status, status)
