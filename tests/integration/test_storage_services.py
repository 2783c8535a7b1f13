"""Objects in S3, messages to SQS, secrets and cursors."""

import json
import urllib.parse
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from hypothesis import given
from hypothesis import strategies as st
from waqai.errors import Conflict, InvalidRequest, NotFound, ThrottledError
from waqai.storage import clients
from waqai.storage.cursors import CursorSigner
from waqai.storage.faults import aws_errors
from waqai.storage.objects import ObjectStore
from waqai.storage.queue import WorkQueue

from tests.aws_stack import Stack

KEY = "incoming/b1/أخبار + 100%/a b.txt"


def test_objects_are_read_in_pieces_with_what_was_said_of_them(stack: Stack) -> None:
    store = ObjectStore(stack.bucket)
    store.put(KEY, "نص".encode(), "text/plain")
    found = store.open(KEY)
    assert found.stream.read(1) + found.stream.read() == "نص".encode()
    assert (found.size, found.content_type) == (4, "text/plain")


def test_a_named_version_is_read_and_a_deleted_object_is_not_found(stack: Stack) -> None:
    store = ObjectStore(stack.bucket)
    store.put(KEY, b"first")
    version = store.open(KEY).version
    store.put(KEY, b"second")
    assert store.open(KEY).stream.read() == b"second"
    assert store.open(KEY, version).stream.read() == b"first"
    boto3.client("s3").delete_object(Bucket=stack.bucket, Key=KEY)
    with pytest.raises(NotFound, match="incoming/b1"):
        store.open(KEY)


def test_objects_are_listed_under_their_prefix(stack: Stack) -> None:
    store = ObjectStore(stack.bucket)
    for key in (KEY, "incoming/b2/x", "parts/x"):
        store.put(key, b"1")
    assert [each.key for each in store.list("incoming/")] == sorted([KEY, "incoming/b2/x"])


def test_an_upload_link_names_the_key_and_expires(stack: Stack) -> None:
    link = urllib.parse.urlsplit(ObjectStore(stack.bucket).presigned_upload(KEY, 900))
    assert urllib.parse.unquote(link.path).endswith(KEY)
    assert "X-Amz-Expires=900" in link.query


def received(url: str) -> list[str]:
    """Return all messages of a queue, save the one by which S3 tries a new notification."""
    bodies: list[str] = []
    while (
        messages := boto3.client("sqs")
        .receive_message(QueueUrl=url, MaxNumberOfMessages=10)
        .get("Messages")
    ):
        bodies += [message["Body"] for message in messages]
    return [body for body in bodies if "s3:TestEvent" not in body]


@pytest.mark.parametrize("size", [3, 100_000])
def test_messages_of_any_number_and_size_arrive(stack: Stack, size: int) -> None:
    bodies = [f"{n:03}".ljust(size, "x") for n in range(23)]
    WorkQueue(stack.queue_url).send(bodies)
    assert sorted(received(stack.queue_url)) == bodies


def test_a_refused_message_is_sent_again(stack: Stack) -> None:
    calls: list[int] = []

    def refuse_second(parsed: dict[str, Any], **_: Any) -> None:
        if not calls:
            parsed["Failed"] = [{"Id": "1", "Code": "InternalError", "SenderFault": False}]
        calls.append(len(parsed.get("Failed", ())))

    client = clients.client("sqs")
    client.meta.events.register("after-call.sqs.SendMessageBatch", refuse_second)
    WorkQueue(stack.queue_url).send(["a", "b"])
    assert calls == [1, 0]
    assert received(stack.queue_url) == ["a", "b", "b"]


def test_the_secret_is_read_once(stack: Stack) -> None:
    secret = clients.secret(stack.cursor_secret_arn)
    assert len(secret) == 64
    assert clients.secret(stack.cursor_secret_arn) is secret


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("ProvisionedThroughputExceededException", ThrottledError),
        ("SlowDown", ThrottledError),
        ("NoSuchKey", NotFound),
        ("ConditionalCheckFailedException", Conflict),
        ("AccessDeniedException", ClientError),
    ],
)
def test_what_aws_answers_is_said_in_our_errors(code: str, error: type[Exception]) -> None:
    with pytest.raises(error), aws_errors("the record"):
        raise ClientError({"Error": {"Code": code, "Message": ""}}, "GetItem")


@pytest.mark.parametrize(
    ("reason", "error"),
    [
        ("ConditionalCheckFailed", Conflict),
        ("TransactionConflict", Conflict),
        ("ThrottlingError", ThrottledError),
        ("ValidationError", ClientError),
    ],
)
def test_cancelled_transactions_say_why(reason: str, error: type[Exception]) -> None:
    response: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": ""},
        "CancellationReasons": [{"Code": "None"}, {"Code": reason}],
    }
    with pytest.raises(error), aws_errors("the record"):
        raise ClientError(response, "TransactWriteItems")


positions = st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4)


@given(positions, st.text(st.characters(exclude_categories=["Cs"])))
def test_cursors_open_to_what_was_signed(position: list[str], query: str) -> None:
    assert CursorSigner(b"s").open(query, CursorSigner(b"s").sign(query, position)) == position


@given(positions, st.data())
def test_a_cursor_changed_anywhere_is_refused(position: list[str], data: st.DataObject) -> None:
    cursor = CursorSigner(b"s").sign("q", position)
    at = data.draw(st.integers(0, len(cursor) - 2))
    letter = data.draw(st.sampled_from("ABab019-_.é ").filter(lambda each: each != cursor[at]))
    with pytest.raises(InvalidRequest):
        CursorSigner(b"s").open("q", cursor[:at] + letter + cursor[at + 1 :])


def test_another_secret_opens_nothing() -> None:
    with pytest.raises(InvalidRequest):
        CursorSigner(b"t").open("q", CursorSigner(b"s").sign("q", ["a"]))


def test_cursors_are_opaque_but_short() -> None:
    cursor = CursorSigner(b"s").sign("q", ["2024-05", "2024-05-01", "a1.0123456789abcdef"])
    assert len(cursor) < 100
    assert "2024" not in cursor
    assert json.dumps(cursor) == f'"{cursor}"'
