"""Articles over HTTP: read, stored once, found again, erased."""

import hashlib
from typing import Any

import pytest

from tests.integration.roads import ARABIC, ENGLISH, Roads

ARTICLE = {
    "text": ARABIC,
    "title": "لقاء في بكين",
    "published_at": "2023-10-20T09:30:00Z",
    "source": "example-news",
    "url": "https://news.example/1",
}


def test_an_article_is_read_stored_and_found(roads: Roads) -> None:
    made = roads.post(ARTICLE)
    assert made.status == 201
    record = made.json
    assert record["article"]["sha256"] == hashlib.sha256(ARABIC.encode()).hexdigest()
    assert {event["type"] for event in record["events"]} >= {"meet", "state"}
    place = made.headers["Location"]
    assert place == f"/v1/articles/{record['article']['id']}"
    assert roads.get(place).json == record
    events = roads.get(place + "/events").json
    assert events == {"article_id": record["article"]["id"], "events": record["events"]}
    first = record["events"][0]
    assert roads.get(f"/v1/events/{first['id']}").json == first


def test_every_span_stands_in_the_text(roads: Roads) -> None:
    text = "\u200f" + ARABIC.replace("اليوم", "\u2067اليوم\u2069")
    record = roads.post({"text": text}).json
    spans = [span for event in record["events"] for span in event["triggers"] + event["arguments"]]
    spans += [mention for entity in record["entities"] for mention in entity["mentions"]]
    assert spans
    assert all(text[span["start"] : span["end"]] == span["text"] for span in spans)


def test_posting_twice_stores_once(roads: Roads) -> None:
    first = roads.post(ARTICLE)
    items = roads.items()
    second = roads.post(ARTICLE)
    assert (first.status, second.status) == (201, 200)
    assert second.json == first.json
    assert _content(roads.items()) == _content(items)
    assert len(roads.articles()) == 1


def test_a_corrected_date_updates_the_article(roads: Roads) -> None:
    first = roads.post({**ARTICLE, "text": ENGLISH}).json
    second = roads.post({**ARTICLE, "text": ENGLISH, "published_at": "2023-11-02"})
    assert second.status == 200
    assert second.json["article"]["id"] == first["article"]["id"]
    assert second.json["article"]["published_at"].startswith("2023-11-02")
    assert roads.get(second.headers["Location"]).json == second.json


def test_without_store_nothing_is_kept(roads: Roads) -> None:
    answer = roads.post(ARTICLE, query={"store": "false"})
    assert answer.status == 200
    assert answer.json["events"]
    assert roads.articles() == set()


def test_an_own_id_names_article_and_events(roads: Roads) -> None:
    record = roads.post({**ARTICLE, "id": "wire:2023.10~1"}).json
    assert record["article"]["id"] == "wire:2023.10~1"
    assert all(event["id"].startswith("wire:2023.10~1.") for event in record["events"])
    assert roads.get("/v1/articles/wire%3A2023.10~1").json == record


def test_a_bare_text_is_an_article(roads: Roads) -> None:
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    query = {"published_at": "2023-10-20T09:30:00Z", "title": ARTICLE["title"]}
    bare = roads.post(ARABIC, headers=plain, query=query)
    assert bare.status == 201
    again = roads.post({"text": ARABIC, **query})
    assert again.status == 200
    assert again.json == bare.json


def test_later_goes_down_the_road_of_objects(roads: Roads) -> None:
    accepted = roads.post(ARTICLE, query={"async": "true"})
    assert accepted.status == 202
    status = accepted.headers["Location"]
    assert roads.get(status).json["status"] == "waiting"
    roads.notify(*roads.taken(roads.stack.queue_url))
    batch = roads.get(status).json
    assert (batch["status"], batch["objects"][0]["stored"]) == ("done", 1)
    stored = roads.get(f"/v1/articles/{accepted.json['article_id']}").json
    direct = roads.post(ARTICLE)
    assert direct.status == 200
    assert direct.json == stored


def test_erasing_takes_everything(roads: Roads) -> None:
    place = roads.post(ARTICLE).headers["Location"]
    assert roads.call("DELETE", place).status == 204
    assert roads.get(place).status == 404
    assert roads.call("DELETE", place).status == 404
    assert roads.post(ARTICLE).status == 201


def test_events_are_found_by_what_they_are(roads: Roads) -> None:
    record = roads.post(ARTICLE).json
    kinds = {event["type"] for event in record["events"]}
    for kind in kinds:
        found = roads.get("/v1/events", query={"type": kind, "from": "2023-10-01"}).json
        assert {row["event"]["type"] for row in found["events"]} <= {kind}
    everything = roads.get("/v1/events", query={"type": "meet"}).json
    assert [row["article"]["title"] for row in everything["events"]] == [ARTICLE["title"]]
    assert everything["next_cursor"] is None


def test_pages_follow_their_cursor(roads: Roads) -> None:
    for number in range(3):
        roads.post({**ARTICLE, "id": f"a{number}"})
    query = {"type": "meet", "limit": "1"}
    found, cursor = list[str](), dict[str, str]()
    for _ in range(3):
        page = roads.get("/v1/events", query={**query, **cursor}).json
        found += [row["event"]["id"] for row in page["events"]]
        cursor = {"cursor": page["next_cursor"]}
    assert len(set(found)) == 3
    other = roads.get("/v1/events", query={"type": "state", **cursor})
    assert page["next_cursor"] is None or other.status == 400


def test_the_feed_keeps_a_cursor(roads: Roads) -> None:
    roads.post(ARTICLE)
    page = roads.get("/v1/feed").json
    assert set(page) == {"events", "next_cursor"}


def test_the_ontology_defines_types_and_roles(roads: Roads) -> None:
    ontology = roads.get("/v1/ontology").json
    assert {"meet", "sign", "appeal"} <= set(ontology["types"])
    assert ontology["types"]["meet"]["definition"]["ar"]
    assert "participant" in ontology["roles"]


def _content(items: dict[Any, Any]) -> dict[Any, Any]:
    """Return items without the marks of when they were last submitted."""
    return {
        key: {name: value for name, value in item.items() if name != "submission"}
        for key, item in items.items()
    }


@pytest.mark.parametrize("stage", ["", "/dev"])
def test_addresses_start_where_the_caller_called(roads: Roads, stage: str) -> None:
    made = roads.post(ARTICLE, stage=stage)
    assert made.headers["Location"].startswith(f"{stage}/v1/articles/")
    described = roads.get("/openapi.json", stage=stage)
    assert described.json["servers"] == [{"url": stage or "/"}]
    page = roads.get("/docs", stage=stage)
    assert page.headers["Content-Type"].startswith("text/html")
    assert "SwaggerUIBundle" in page.body
    assert 'src="http' not in page.body
