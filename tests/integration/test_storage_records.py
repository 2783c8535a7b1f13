"""Saving, reading and erasing articles on a table made from template.yaml."""

import random
from datetime import timedelta
from typing import Any

import boto3
import pytest
from waqai.errors import InvalidRequest, NotFound
from waqai.extraction.article import Article
from waqai.record import Event, TextSpan
from waqai.storage import clients
from waqai.storage.records import RecordStore, Submission

from tests.aws_stack import SHARDS, Stack
from tests.records import NOW, TEXT, XI, date, event, record

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def store(stack: Stack) -> RecordStore:
    return RecordStore(clients.table(stack.table), SHARDS)


def items(stack: Stack, article_id: str = "a1") -> dict[str, Any]:
    """Return an article's items by sort key, as the table has them."""
    answer = boto3.client("dynamodb").query(
        TableName=stack.table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": f"ARTICLE#{article_id}"}},
    )
    return {item["sk"]["S"]: item for item in answer["Items"]}


def letters_at_random(length: int, letters: int) -> str:
    """Return a text of three bytes a letter; the more letters, the less it can be compressed."""
    draw = random.Random(7)
    return "".join(map(chr, draw.choices(range(0x4E00, 0x4E00 + letters), k=length)))


def test_what_was_saved_is_read_back_whole(store: RecordStore) -> None:
    saved = store.save(record(), TEXT, now=NOW)
    stored = store.article("a1")
    assert (saved.outcome, saved.generation) == ("created", 1)
    assert stored.record == record()
    assert stored.created_at == stored.updated_at == NOW
    assert store.text("a1") == TEXT
    assert store.events("a1") == record().events
    assert store.event(record().events[0].id) == record().events[0]


def test_the_order_of_events_is_kept(store: RecordStore) -> None:
    events = [event(name=name) for name in ("zz", "b", "a", "m")]
    store.save(record(events=events), None, now=NOW)
    assert store.events("a1") == tuple(events)
    assert store.text("a1") is None


def test_scores_are_kept_to_four_places(store: RecordStore, stack: Stack) -> None:
    store.save(record(events=[event(confidence=0.123456789)]), None, now=NOW)
    assert store.events("a1")[0].confidence == 0.1235
    (row,) = [item for sk, item in items(stack).items() if sk.startswith("EVENT#")]
    assert row["event"]["M"]["confidence"] == {"N": "0.1235"}


def test_saving_the_same_again_writes_nothing(store: RecordStore, stack: Stack) -> None:
    store.save(record(), TEXT, now=NOW)
    before = items(stack)
    again = store.save(record().model_copy(update={"timing_ms": {"model": 99.0}}), TEXT, now=LATER)
    assert (again.outcome, again.generation) == ("unchanged", 1)
    assert items(stack) == before


def test_an_event_that_stays_the_same_keeps_its_item(store: RecordStore, stack: Stack) -> None:
    kept, lost, new = event(name="kept"), event(name="lost"), event(name="new")
    store.save(record(events=[kept, lost]), TEXT, now=NOW)
    before = items(stack)
    saved = store.save(record(events=[kept, new]), TEXT, now=LATER)
    after = items(stack)
    assert (saved.outcome, saved.generation) == ("updated", 2)
    same = {sk for sk in before if after.get(sk) == before[sk]}
    assert {sk for sk in same if sk.startswith("EVENT#")} == {f"EVENT#{kept.id.split('.')[1]}"}
    assert not any(lost.id.split(".")[1] in sk for sk in after)
    assert store.events("a1") == (kept, new)
    assert store.article("a1").created_at == NOW
    assert store.article("a1").updated_at == LATER


def test_a_new_title_reaches_the_events(store: RecordStore) -> None:
    store.save(record(), TEXT, now=NOW)
    assert store.save(record(title="آخر"), TEXT, now=LATER).outcome == "updated"
    row = store.event_row(record().events[0].id)
    assert (row.article.title, row.ingested_at) == ("آخر", LATER)


@pytest.mark.parametrize("letters", [1, 40, 20_000])
def test_a_text_of_five_megabytes_comes_back_and_its_parts_go_when_replaced(
    store: RecordStore, stack: Stack, letters: int
) -> None:
    text = letters_at_random(1_700_000, letters)
    assert len(text.encode()) > 5_000_000
    store.save(record(text=text), text, now=NOW)
    assert store.text("a1") == text
    assert store.save(record(), TEXT, now=LATER).outcome == "updated"
    assert store.text("a1") == TEXT
    assert not [sk for sk in items(stack) if sk.startswith(("PART#", "WRITER"))]


def test_no_item_is_larger_than_dynamodb_takes(store: RecordStore, stack: Stack) -> None:
    text = letters_at_random(600_000, 20_000)
    evidence = TextSpan(text=text, start=0, end=len(text))
    long = event(evidence=(evidence,))
    mentions = tuple(TextSpan(text=text[i : i + 9], start=i, end=i + 9) for i in range(20_000))
    entities = [XI.model_copy(update={"mentions": mentions})]
    store.save(record(text=text, events=[long], entities=entities), text, now=NOW)
    answer = boto3.client("dynamodb").query(
        TableName=stack.table,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": "ARTICLE#a1"}},
    )
    assert max(len(str(item)) for item in answer["Items"] if "data" not in item) < 400_000
    assert max(len(i["data"]["B"]) for i in answer["Items"] if "data" in i) < 400_000
    assert store.events("a1") == (long,)
    assert store.record("a1").entities == tuple(entities)
    assert store.event(long.id) == long


def test_hundreds_of_events_are_written_over_several_transactions(store: RecordStore) -> None:
    events = [event(name=f"n{n}") for n in range(120)]
    store.save(record(events=events), TEXT, now=NOW)
    assert store.events("a1") == tuple(events)
    store.save(record(events=events[:3]), TEXT, now=LATER)
    assert store.events("a1") == tuple(events[:3])


def test_a_header_that_cannot_be_stored_is_refused(store: RecordStore) -> None:
    with pytest.raises(InvalidRequest, match="title, source and url"):
        store.save(record(title="ع" * 100_000), TEXT, now=NOW)


def test_an_erased_article_is_gone_with_all_its_items(store: RecordStore, stack: Stack) -> None:
    store.save(record(), TEXT, now=NOW)
    store.delete("a1", now=LATER)
    assert set(items(stack)) == {"META"}
    assert TEXT not in str(items(stack))
    for read in (store.article, store.text, store.events, store.record):
        with pytest.raises(NotFound, match="no article 'a1'"):
            read("a1")
    with pytest.raises(NotFound):
        store.event(record().events[0].id)
    with pytest.raises(NotFound):
        store.delete("a1", now=LATER)


def test_what_was_submitted_before_the_erasure_does_not_come_back(store: RecordStore) -> None:
    came = Submission(NOW, "incoming/a.txt", "0A", 1)
    store.save(record(), TEXT, now=NOW, submission=came)
    store.delete("a1", now=LATER)
    late = store.save(record(), TEXT, now=LATER + timedelta(hours=1), submission=came)
    assert late.outcome == "stale"
    anew = store.save(record(), TEXT, now=LATER + timedelta(hours=2))
    assert (anew.outcome, anew.generation) == ("created", 3)


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        (("k", "0055AED6", 1), ("k", "0055AED5F", 1), "stale"),
        (("k", "0055aed6", 1), ("k", "0055AED61", 1), "updated"),
        (("k", "0055AED6", 7), ("k", "0055AED6", 3), "stale"),
        (("k", "0055AED6", 3), ("k", "0055AED6", 7), "updated"),
        (("k", "FF", 1), ("other", "01", 1), "updated"),
        (("k", "01", 1), (None, None, 0), "updated"),
    ],
)
def test_an_older_submission_never_replaces_a_newer_one(
    store: RecordStore,
    first: tuple[str | None, str | None, int],
    second: tuple[str | None, str | None, int],
    outcome: str,
) -> None:
    store.save(record(), TEXT, now=NOW, submission=Submission(NOW, *first))
    other = record(events=[event(name="other")])
    assert (
        store.save(other, TEXT, now=LATER, submission=Submission(NOW, *second)).outcome == outcome
    )


def test_the_same_content_sent_again_moves_the_order_on(store: RecordStore) -> None:
    one, two, three = (Submission(NOW, "k", f"0{n}", 1) for n in (1, 2, 3))
    store.save(record(), TEXT, now=NOW, submission=one)
    assert store.save(record(), TEXT, now=NOW, submission=three).outcome == "unchanged"
    other = record(events=[event(name="other")])
    assert store.save(other, TEXT, now=NOW, submission=two).outcome == "stale"


def article(**changes: Any) -> Article:
    info = record().article
    fields: dict[str, Any] = {
        "text": TEXT,
        "id": "a1",
        "language": "ar",
        "title": info.title,
        "url": info.url,
    }
    fields |= {"published_at": info.published_at, "source": info.source}
    return Article(**(fields | changes))


def known(store: RecordStore, wanted: Article, model: str = "f" * 64) -> bool:
    return store.known(wanted, model, "1", "1.0.0")


def test_only_what_would_be_extracted_the_same_is_known(store: RecordStore) -> None:
    assert not known(store, article())
    store.save(record(), TEXT, now=NOW)
    assert known(store, article())
    assert not known(store, article(text=TEXT + " "))
    assert not known(store, article(published_at=NOW))
    assert not known(store, article(), model="0" * 64)
    assert not store.known(article(), "f" * 64, "2", "1.0.0")
    assert not store.known(article(), "f" * 64, "1", "1.1.0")


def test_an_erased_article_is_known_only_to_late_deliveries(store: RecordStore) -> None:
    came = Submission(NOW, "k", "01", 1)
    store.save(record(), TEXT, now=NOW, submission=came)
    store.delete("a1", now=LATER)
    assert store.known(article(), "f" * 64, "1", "1.0.0", came)
    assert not known(store, article())


@pytest.mark.parametrize("event_id", ["", "a1", ".x", "a1.", "nothing.here"])
def test_event_ids_that_name_nothing_are_not_found(store: RecordStore, event_id: str) -> None:
    with pytest.raises(NotFound, match="no event"):
        store.event(event_id)


def test_undated_and_odd_dates_are_stored(store: RecordStore) -> None:
    dates = [date(None, "none"), date("2024/2028", "interval"), date("2024-W21", "week")]
    events: list[Event] = [event(name=str(n), date=d) for n, d in enumerate(dates)]
    store.save(record(events=events), TEXT, now=NOW)
    assert store.events("a1") == tuple(events)
