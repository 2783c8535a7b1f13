"""Searches and the feed over shards, months and pages."""

from collections.abc import Iterator
from datetime import date as day
from datetime import timedelta
from typing import Any

import pytest
from waqai.errors import InvalidRequest
from waqai.record import Entity, Event, TextSpan
from waqai.storage import clients
from waqai.storage.cursors import CursorSigner
from waqai.storage.filters import EventFilter
from waqai.storage.records import RecordStore
from waqai.storage.search import EventSearch, Page

from tests.aws_stack import SHARDS, Stack
from tests.records import NOW, TEXT, XI, date, event, record

SETTLED = NOW + timedelta(minutes=2)


@pytest.fixture
def search(stack: Stack) -> EventSearch:
    return EventSearch(clients.table(stack.table), SHARDS, CursorSigner(b"secret"))


@pytest.fixture
def store(stack: Stack) -> RecordStore:
    return RecordStore(clients.table(stack.table), SHARDS)


def save(store: RecordStore, *events: Event, article_id: str = "a1") -> None:
    store.save(record(article_id, events=events), TEXT, now=NOW)


def pages(search: EventSearch, wanted: EventFilter) -> Iterator[Page]:
    """Yield all pages of a search."""
    cursor = None
    while True:
        page = search.search(wanted, cursor)
        yield page
        if (cursor := page.cursor) is None:
            return


def ids(search: EventSearch, **wanted: Any) -> list[str]:
    """Return the ids of all events of a search."""
    found = pages(search, EventFilter(**wanted))
    return [row.event.id for page in found for row in page.rows]


@pytest.mark.parametrize("limit", [1, 3, 7, 50])
def test_pages_of_any_length_hold_all_events_once_latest_first(
    store: RecordStore, search: EventSearch, limit: int
) -> None:
    days = ["2024-05-01", "2024-05-01", "2024-05-02", "2024-04-30", "2023-12-31", None, None]
    events = [event(name=f"n{n}", date=date(value)) for n, value in enumerate(days * 3)]
    save(store, *events)
    searches: list[dict[str, Any]] = [{"type": "meeting"}, {"country": "CHN"}, {}]
    for wanted in (*searches, {"entity": "شي جين بينغ"}):
        found = list(pages(search, EventFilter(limit=limit, **wanted)))
        assert all(len(page.rows) == limit for page in found[:-1])
        rows = [row for page in found for row in page.rows]
        assert sorted(row.event.id for row in rows) == sorted(each.id for each in events)
        order = [(row.event.date.value or "", row.event.id) for row in rows]
        assert order == sorted(order, reverse=True)


def test_a_row_says_which_article_the_event_was_read_in(
    store: RecordStore, search: EventSearch
) -> None:
    save(store, event())
    (row,) = search.search(EventFilter(type="meeting")).rows
    assert (row.event, row.article.id, row.ingested_at) == (event(), "a1", NOW)
    assert row.article.title == record().article.title


def test_filters_are_joined_by_and(store: RecordStore, search: EventSearch) -> None:
    meeting, planned = event(name="m"), event(name="p", modality="planned")
    visit = event(name="v", type="visit", countries=("EGY",))
    save(store, meeting, planned, visit)
    assert ids(search, type="meeting", modality="planned") == [planned.id]
    assert ids(search, country="EGY") == ids(search, type="visit") == [visit.id]
    assert ids(search, country="CHN", type="visit") == []
    assert ids(search, entity="شي جين بينغ", country="EGY") == [visit.id]
    assert ids(search, entity="شي جين بينغ", type="visit", modality="planned") == []
    assert sorted(ids(search)) == sorted([meeting.id, planned.id, visit.id])


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("أحمد أبو الغيط", "احمد ابو الغيط"),
        ("مصطفى مدبولي", "مصطفي مدبولى"),
        ("جامعة الدول العربية", "جامعه الدول العربيه"),
        ("مُحَمَّد", "محـــمد"),
        ("Ursula von der Leyen", "ursula VON DER LEYEN"),
        ("Recep Erdoğan", "recep erdogan"),
        ("Abd al-Fattah", "abd al fattah"),
    ],
)
def test_entities_are_found_under_any_spelling(
    store: RecordStore, search: EventSearch, stored: str, asked: str
) -> None:
    mention = TextSpan(text="x", start=0, end=1)
    one = Entity(id="e1", kind="person", name=stored, country=None, mentions=(mention,))
    store.save(record(entities=[one]), TEXT, now=NOW)
    assert ids(search, entity=asked) == [event().id]
    assert ids(search, entity="someone else") == []


@pytest.mark.parametrize(
    ("value", "bounds", "found"),
    [
        ("2024-05-01", (day(2024, 5, 1), day(2024, 5, 1)), True),
        ("2024-05-01", (day(2024, 5, 2), None), False),
        ("2024-05-01", (None, day(2024, 4, 30)), False),
        ("2024-W21", (day(2024, 5, 20), day(2024, 5, 20)), True),
        ("2024-Q3", (day(2024, 7, 1), day(2024, 7, 1)), True),
        ("2024-H2", (day(2024, 7, 1), day(2024, 7, 1)), True),
        ("2024-05", (day(2024, 4, 1), day(2024, 6, 1)), True),
        ("2024/2028", (day(2024, 1, 1), day(2024, 1, 1)), True),
        ("2025-10-20/2025-10-25", (day(2025, 10, 20), None), True),
        ("2024-05-01T18:00", (None, day(2024, 5, 1)), True),
        ("202", (day(2020, 1, 1), day(2020, 1, 1)), True),
        ("2024-02-31", (day(1, 1, 1), day(9999, 12, 31)), False),
        (None, (day(1, 1, 1), None), False),
        (None, (None, day(9999, 12, 31)), False),
        (None, (None, None), True),
    ],
)
def test_dates_are_searched_by_their_first_day(
    store: RecordStore,
    search: EventSearch,
    value: str | None,
    bounds: tuple[day | None, day | None],
    found: bool,
) -> None:
    low, high = bounds
    save(store, event(date=date(value)))
    assert bool(ids(search, country="CHN", date_from=low, date_to=high)) is found


def test_an_event_whose_date_changed_is_found_under_the_new_one_alone(
    store: RecordStore, search: EventSearch
) -> None:
    save(store, event())
    store.save(record(events=[event(date=date("2024-06-09"))]), TEXT, now=SETTLED)
    assert ids(search, type="meeting", date_to=day(2024, 5, 31)) == []
    assert ids(search, country="LAO", date_from=day(2024, 6, 9)) == [event().id]


def test_erased_articles_are_found_no_more(store: RecordStore, search: EventSearch) -> None:
    save(store, event())
    store.delete("a1", now=SETTLED)
    assert ids(search, type="meeting") == ids(search, country="CHN") == ids(search) == []


def test_a_cursor_serves_its_own_query_alone(store: RecordStore, search: EventSearch) -> None:
    save(store, *(event(name=f"n{n}") for n in range(4)))
    cursor = search.search(EventFilter(type="meeting", limit=1)).cursor
    assert cursor
    assert search.search(EventFilter(type="meeting", limit=3), cursor).rows
    for wanted in (EventFilter(type="visit"), EventFilter(type="meeting", modality="planned")):
        with pytest.raises(InvalidRequest, match="does not belong"):
            search.search(wanted, cursor)
    for changed in (cursor[:-1], cursor + "A", "A" + cursor[1:], "é", "%%%", ""):
        with pytest.raises(InvalidRequest):
            search.search(EventFilter(type="meeting"), changed)
    with pytest.raises(InvalidRequest):
        search.feed(cursor, 1, now=NOW)


@pytest.mark.parametrize(
    "wanted",
    [
        {"date_from": day(2024, 2, 1), "date_to": day(2024, 1, 1)},
        {"entity": " ،- "},
        {"limit": 0},
    ],
)
def test_filters_that_fit_nothing_are_refused(wanted: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        EventFilter(**wanted)


def test_the_feed_gives_every_event_once_in_order_of_arrival(
    store: RecordStore, search: EventSearch
) -> None:
    stored = []
    for n in range(9):
        now = NOW + timedelta(minutes=20 * n)
        each = event(f"a{n}")
        store.save(record(f"a{n}", events=[each]), None, now=now)
        stored.append(each.id)
    end = NOW + timedelta(hours=4)
    seen: list[str] = []
    cursor = None
    while page := search.feed(cursor, 2, now=end):
        if not page.rows:
            break
        seen += [row.event.id for row in page.rows]
        cursor = page.cursor
    assert seen == stored
    store.save(record("new", events=[event("new")]), None, now=end)
    assert search.feed(cursor, 2, now=end).rows == ()
    (row,) = search.feed(cursor, 2, now=end + timedelta(minutes=1)).rows
    assert row.event.id == event("new").id


def test_rows_that_have_not_settled_are_not_in_the_feed(
    store: RecordStore, search: EventSearch
) -> None:
    save(store, event())
    assert search.feed(None, 10, now=NOW + timedelta(seconds=29)) == Page((), None)
    assert len(search.feed(None, 10, now=NOW + timedelta(seconds=30)).rows) == 1


def test_a_changed_event_comes_again_in_the_feed(store: RecordStore, search: EventSearch) -> None:
    save(store, event(), event(name="same"))
    cursor = search.feed(None, 10, now=SETTLED).cursor
    changed = [event(modality="planned"), event(name="same")]
    store.save(record(events=changed), TEXT, now=SETTLED)
    (row,) = search.feed(cursor, 10, now=SETTLED + timedelta(minutes=1)).rows
    assert row.event.modality == "planned"


def test_raising_the_number_of_shards_hides_nothing(store: RecordStore, stack: Stack) -> None:
    save(store, *(event(name=f"n{n}") for n in range(6)))
    more = RecordStore(clients.table(stack.table), SHARDS + 3)
    more.save(record("a2", events=[event("a2", name=f"n{n}") for n in range(6)]), None, now=NOW)
    wide = EventSearch(clients.table(stack.table), SHARDS + 3, CursorSigner(b"s"))
    assert len(ids(wide, country="CHN", limit=5)) == 12
    again = more.save(record(events=[event(name=f"n{n}") for n in range(6)]), TEXT, now=SETTLED)
    assert again.outcome == "unchanged"


def test_entities_without_a_name_to_search_by_make_no_row(
    store: RecordStore, search: EventSearch
) -> None:
    store.save(record(entities=[XI.model_copy(update={"name": "«»"})]), TEXT, now=NOW)
    assert ids(search, country="CHN") == [event().id]
