"""A writer that dies, or is overtaken, at any of its writes leaves what the next one completes."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from waqai.errors import NotFound
from waqai.record import Record
from waqai.storage import claims, clients
from waqai.storage.cursors import CursorSigner
from waqai.storage.filters import EventFilter
from waqai.storage.records import RecordStore, Submission
from waqai.storage.search import EventSearch

from tests.aws_stack import SHARDS, Stack
from tests.records import NOW, TEXT, event, record

WRITES = ("PutItem", "TransactWriteItems", "BatchWriteItem", "UpdateItem", "DeleteItem")
LATER = NOW + timedelta(minutes=5)
EVENTS = [event(name=f"n{n}") for n in range(5)]
FIRST = record(events=EVENTS[:3])
SECOND = record(events=[EVENTS[0], EVENTS[1].model_copy(update={"modality": "planned"}), EVENTS[4]])


class Died(Exception):
    """The process ends here."""


class Fate:
    """Counts the writes of the client and acts before, or right after, one of them."""

    def __init__(self, act: Callable[[], None], moment: str, number: int) -> None:
        self.act = act
        self.number = number
        self.seen = 0
        for operation in WRITES:
            clients.client("dynamodb").meta.events.register_first(
                f"{moment}.dynamodb.{operation}", self
            )

    def __call__(self, **_: Any) -> None:
        self.seen += 1
        if self.seen == self.number:
            self.act()


def die() -> None:
    raise Died


@pytest.fixture
def store(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> RecordStore:
    """Return a store whose transactions are short, so that a save takes several."""
    monkeypatch.setattr(claims, "ACTIONS", 4)
    return new_process(stack)


def new_process(stack: Stack) -> RecordStore:
    """Return a store that shares nothing with those before it."""
    clients.forget()
    return RecordStore(clients.table(stack.table), SHARDS)


def contents(stack: Stack) -> dict[str, Any]:
    """Return the article's items without the times and counts of writing."""
    answer = boto3.client("dynamodb").query(
        TableName=stack.table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "ARTICLE#a1"}},
    )
    return {item["sk"]["S"]: item["sha"]["S"] for item in answer["Items"] if "sha" in item} | {
        item["sk"]["S"]: "no content" for item in answer["Items"] if "sha" not in item
    }


def attempts(stack: Stack, moment: str, write: Callable[[RecordStore], None]) -> Iterator[None]:
    """Let a write die at its first write to the table, then at its second … until it lives."""
    for number in range(1, 100):
        dying = new_process(stack)
        fate = Fate(die, moment, number)
        try:
            write(dying)
        except Died:
            yield
            continue
        assert fate.seen == number - 1 > 3
        return


@pytest.mark.parametrize("moment", ["before-call", "after-call"])
def test_the_same_save_completes_one_that_died(
    store: RecordStore, stack: Stack, moment: str
) -> None:
    store.save(SECOND, TEXT, now=NOW)
    clean = contents(stack)
    new_process(stack).save(FIRST, TEXT, now=NOW + timedelta(seconds=1))

    def again(dying: RecordStore) -> None:
        dying.save(SECOND, TEXT, now=LATER)

    for _ in attempts(stack, moment, again):
        healthy = new_process(stack)
        healthy.save(SECOND, TEXT, now=LATER)
        assert contents(stack) == clean
        assert healthy.record("a1") == SECOND
        assert healthy.save(SECOND, TEXT, now=LATER).outcome == "unchanged"
        new_process(stack).save(FIRST, TEXT, now=LATER)
        assert new_process(stack).record("a1") == FIRST


def test_a_first_save_that_died_shows_nothing_until_it_is_completed(
    store: RecordStore, stack: Stack
) -> None:
    def save(dying: RecordStore) -> None:
        dying.save(FIRST, TEXT, now=NOW)

    for number, _ in enumerate(attempts(stack, "before-call", save)):
        if "META" not in contents(stack):
            with pytest.raises(NotFound):
                new_process(stack).event(EVENTS[0].id)
        assert new_process(stack).save(FIRST, TEXT, now=NOW).outcome in {"created", "unchanged"}
        assert new_process(stack).record("a1") == FIRST
        new_process(stack).delete("a1", now=NOW - timedelta(seconds=50 - number))


def test_deleting_completes_a_deletion_that_died(store: RecordStore, stack: Stack) -> None:
    def erase(dying: RecordStore) -> None:
        dying.delete("a1", now=NOW)

    store.save(FIRST, TEXT, now=NOW - timedelta(hours=1))
    for _ in attempts(stack, "after-call", erase):
        try:
            new_process(stack).delete("a1", now=NOW)
        except NotFound:
            assert set(contents(stack)) == {"META"}
        assert set(contents(stack)) == {"META"}
        assert new_process(stack).save(FIRST, TEXT, now=LATER).outcome == "created"


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("other", [SECOND, FIRST], ids=["other content", "same content"])
def test_of_two_writers_at_once_one_record_remains_whole(
    store: RecordStore, stack: Stack, number: int, other: Record
) -> None:
    store.save(record(), TEXT, now=NOW)
    late = RecordStore(clients.table(stack.table), SHARDS)

    def overtake() -> None:
        late.save(other, TEXT, now=LATER, submission=Submission(LATER))

    slow = new_process(stack)
    late = RecordStore(clients.table(stack.table), SHARDS)
    fate = Fate(overtake, "before-call", number)
    outcome = slow.save(FIRST, TEXT, now=NOW, submission=Submission(NOW)).outcome
    assert fate.seen > number
    assert new_process(stack).record("a1") == other
    assert "WRITER" not in contents(stack) or outcome == "stale"
    new_process(stack).save(other, TEXT, now=LATER, submission=Submission(LATER))
    assert "WRITER" not in contents(stack)
    wanted = {f"EVENT#{each.id.rpartition('.')[2]}" for each in other.events}
    assert {sk for sk in contents(stack) if sk.startswith("EVENT#")} == wanted


def test_rows_of_a_write_that_died_lead_searches_to_nothing_false(
    store: RecordStore, stack: Stack
) -> None:
    fate = Fate(die, "before-call", 5)
    with pytest.raises(Died):
        store.save(FIRST, TEXT, now=NOW)
    assert fate.seen == 5
    new_process(stack)
    search = EventSearch(clients.table(stack.table), SHARDS, CursorSigner(b"s"))
    found = search.search(EventFilter(country="CHN")).rows
    assert {row.event.id for row in found} <= {each.id for each in FIRST.events}
