"""The progress of batches, told by messages that may come twice and out of order."""

from datetime import timedelta

import boto3
import pytest
from waqai.errors import NotFound
from waqai.storage import clients
from waqai.storage.batches import BatchStore, Failure, PartReport, Upload

from tests.aws_stack import Stack
from tests.records import NOW

KEY = "incoming/b1/أخبار + 100%.jsonl"
UPLOAD = Upload("b1", KEY, "0055AED6")


@pytest.fixture
def batches(stack: Stack) -> BatchStore:
    return BatchStore(clients.table(stack.table))


def report(stored: int = 2, unchanged: int = 0, *lines: int) -> PartReport:
    failures = tuple(Failure(KEY, line, f"line {line} is no JSON") for line in lines)
    return PartReport(stored, unchanged, failures)


def test_a_batch_goes_from_waiting_over_running_to_done(batches: BatchStore) -> None:
    batches.create("b1", [KEY], now=NOW)
    (waiting,) = batches.progress("b1").objects
    assert (waiting.key, waiting.status, waiting.parts) == (KEY, "waiting", 0)
    assert batches.claim(UPLOAD, now=NOW)
    assert batches.progress("b1").objects[0].status == "running"
    batches.split(UPLOAD, 2, now=NOW)
    batches.part_finished(UPLOAD, 0, report(3, 1), now=NOW)
    assert not batches.progress("b1").done
    batches.part_finished(UPLOAD, 1, report(0, 0, 7), now=NOW)
    batch = batches.progress("b1")
    (done,) = batch.objects
    assert batch.done
    assert batch.created_at == NOW
    assert (done.status, done.parts, done.parts_done) == ("done", 2, 2)
    assert (done.stored, done.unchanged, done.failed) == (3, 1, 1)
    assert done.failures == (Failure(KEY, 7, "line 7 is no JSON"),)


def test_messages_that_come_twice_count_once(batches: BatchStore) -> None:
    for _ in range(2):
        batches.create("b1", [KEY], now=NOW)
        assert batches.claim(UPLOAD, now=NOW)
        batches.split(UPLOAD, 1, now=NOW)
        assert batches.finished(UPLOAD, 0) is (_ == 1)
        batches.part_finished(UPLOAD, 0, report(2 - _, 2 * _), now=NOW)
    (done,) = batches.progress("b1").objects
    assert (done.stored, done.unchanged, done.status) == (2, 0, "done")


def test_an_older_upload_of_a_key_gives_way_to_the_newer(batches: BatchStore) -> None:
    newer = Upload("b1", KEY, "0055AED6A")
    assert batches.claim(UPLOAD, now=NOW)
    batches.split(UPLOAD, 1, now=NOW)
    batches.part_finished(UPLOAD, 0, report(), now=NOW)
    assert batches.claim(newer, now=NOW)
    assert not batches.claim(UPLOAD, now=NOW)
    batches.split(UPLOAD, 9, now=NOW)
    batches.object_failed(UPLOAD, "too late to matter", now=NOW)
    (running,) = batches.progress("b1").objects
    assert (running.status, running.parts, running.parts_done) == ("running", 0, 0)


def test_an_object_that_cannot_be_read_says_why(batches: BatchStore) -> None:
    assert batches.claim(UPLOAD, now=NOW)
    batches.object_failed(UPLOAD, "not gzip" + "!" * 900, now=NOW)
    batch = batches.progress("b1")
    (failed,) = batch.objects
    assert batch.done
    assert (failed.status, failed.failed) == ("failed", 1)
    assert failed.failures[0].detail.startswith("not gzip!")
    assert len(failed.failures[0].detail) == 500


@pytest.mark.parametrize("sequencer", ["0055AED6", "0055AED7"])
def test_an_object_that_was_mended_can_still_be_done(batches: BatchStore, sequencer: str) -> None:
    assert batches.claim(UPLOAD, now=NOW)
    batches.object_failed(UPLOAD, "not gzip", now=NOW)
    mended = Upload("b1", KEY, sequencer)
    assert batches.claim(mended, now=NOW)
    batches.split(mended, 1, now=NOW)
    batches.part_finished(mended, 0, report(1), now=NOW)
    (done,) = batches.progress("b1").objects
    assert (done.status, done.stored, done.failed, done.failures) == ("done", 1, 0, ())


def test_objects_of_a_batch_are_told_apart(batches: BatchStore) -> None:
    keys = [f"incoming/b1/{n}.txt" for n in range(5)]
    batches.create("b1", keys, now=NOW)
    first = Upload("b1", keys[0], "01")
    assert batches.claim(first, now=NOW)
    batches.split(first, 1, now=NOW)
    batches.part_finished(first, 0, report(1), now=NOW)
    progress = batches.progress("b1").objects
    assert [each.key for each in progress] == keys
    assert [each.status for each in progress] == ["done", *["waiting"] * 4]


def test_a_batch_of_no_one_is_not_found(batches: BatchStore) -> None:
    with pytest.raises(NotFound, match="no batch 'b2'"):
        batches.progress("b2")


def test_all_items_of_a_batch_expire(batches: BatchStore, stack: Stack) -> None:
    batches.create("b1", [KEY], now=NOW)
    batches.claim(UPLOAD, now=NOW + timedelta(days=1))
    batches.part_finished(UPLOAD, 0, report(), now=NOW)
    items = boto3.client("dynamodb").scan(TableName=stack.table)["Items"]
    assert len(items) == 3
    assert min(int(item["expires_at"]["N"]) for item in items) > NOW.timestamp() + 86400 * 29
