"""Objects dropped into the bucket: read by any name and form, each article once."""

import gzip
import json
from typing import Any

import pytest

from tests.events import s3_notification
from tests.integration.roads import ARABIC, ENGLISH, Roads

PUBLISHED = "2023-10-20T09:30:00Z"


def lines(*documents: Any) -> bytes:
    return "\n".join(json.dumps(one, ensure_ascii=False) for one in documents).encode() + b"\n"


def numbered(count: int) -> list[dict[str, str]]:
    return [{"id": f"n{n}", "text": f"{ENGLISH} {n}"} for n in range(count)]


def test_every_form_is_read(roads: Roads) -> None:
    arabic, english = {"id": "ar", "text": ARABIC}, {"id": "en", "text": ENGLISH}
    roads.drop("incoming/forms/a.txt", b"\xef\xbb\xbf" + ARABIC.encode(), id="bare")
    roads.drop("incoming/forms/b.JSON", json.dumps({**arabic, "id": "single"}).encode())
    roads.drop("incoming/forms/c.jsonl", lines(arabic) + b"\n" + lines(english).rstrip())
    roads.drop("incoming/forms/d.ndjson", lines({**english, "id": "nd"}).replace(b"\n", b"\r\n"))
    packed = gzip.compress(lines({"id": "g1", **_text(1)})) + gzip.compress(lines(_text(2)))
    roads.drop("incoming/forms/e.jsonl.gz", packed)
    batch = roads.get("/v1/batches/forms").json
    assert {one["key"][-7:]: one["failures"] for one in batch["objects"]} == {
        name: [] for name in ("s/a.txt", "/b.JSON", "c.jsonl", ".ndjson", "sonl.gz")
    }
    assert batch["status"] == "done"
    assert {"bare", "single", "ar", "en", "nd", "g1"} < roads.articles()
    assert len(roads.articles()) == 7
    assert roads.dead_letters() == []


def _text(number: int) -> dict[str, str]:
    return {"text": f"{ENGLISH} {number}"}


@pytest.mark.parametrize(
    "name",
    ["a+b.txt", "100% sure.txt", "two words.txt", "أخبار اليوم+1.txt", "a%2Bb.txt", "é&=.txt"],
)
def test_a_key_of_any_characters_is_found(roads: Roads, name: str) -> None:
    roads.drop(f"incoming/keys/{name}", ARABIC.encode())
    (found,) = roads.get("/v1/batches/keys").json["objects"]
    assert (found["key"], found["status"]) == (f"incoming/keys/{name}", "done")
    assert len(roads.articles()) == 1


def test_metadata_of_a_bare_text_is_taken(roads: Roads) -> None:
    given = {
        "published-at": PUBLISHED,
        "source": "example-news",
        "url": "https://news.example/1",
        "title": "=?UTF-8?B?2YTZgtin2KE=?=",
        "id": "own-1",
        "language": "ar",
        "mtime": "1697760000",
    }
    roads.drop("incoming/meta/a.txt", ARABIC.encode(), **given)
    article = roads.get("/v1/articles/own-1").json["article"]
    assert article["title"] == "لقاء"
    assert article["published_at"] == PUBLISHED
    assert (article["source"], article["url"]) == ("example-news", "https://news.example/1")


def test_one_article_by_every_road_is_one(roads: Roads) -> None:
    document = {"text": ARABIC, "published_at": PUBLISHED}
    first = roads.post(document).json
    items = roads.items()
    meta = {"published-at": PUBLISHED}
    for attempt in ("01", "02"):
        roads.drop("incoming/same/a.txt", ARABIC.encode(), attempt, **meta)
        roads.drop("incoming/same/a.json", json.dumps(document).encode(), attempt)
        roads.drop("incoming/same/a.jsonl", lines(document, document), attempt)
    assert roads.post(document).json == first
    assert roads.articles() == {first["article"]["id"]}
    assert events(roads.items()) == events(items)


def events(items: dict[Any, Any]) -> dict[Any, Any]:
    """Return all but META, which notes when the article came last."""
    return {key: item for key, item in items.items() if key[1] != "META"}


def test_every_message_delivered_twice_changes_nothing(roads: Roads) -> None:
    roads.put("incoming/twice/a.jsonl", lines(*numbered(30)))
    notice = s3_notification("incoming/twice/a.jsonl")
    assert roads.deliver(notice, notice) == []
    parts = roads.taken(roads.stack.queue_url)
    assert len(parts) == 4
    assert roads.deliver(*parts) == []
    items, progress = roads.items(), roads.get("/v1/batches/twice").json
    assert roads.deliver(*parts, notice) == []
    roads.notify(*roads.taken(roads.stack.queue_url))
    assert roads.items() == items
    assert roads.get("/v1/batches/twice").json == progress
    assert progress["objects"][0]["stored"] == 30
    assert progress["status"] == "done"


def test_what_was_erased_does_not_come_back_by_an_old_message(roads: Roads) -> None:
    roads.drop("incoming/erased/a.txt", ARABIC.encode(), id="e1")
    assert roads.call("DELETE", "/v1/articles/e1").status == 204
    roads.notify(s3_notification("incoming/erased/a.txt"))
    assert roads.get("/v1/articles/e1").status == 404
    assert roads.get("/v1/events", query={"type": "meet"}).json["events"] == []


def test_the_later_upload_wins_in_any_order(roads: Roads) -> None:
    key = "incoming/order/a.json"
    roads.drop(key, json.dumps({"id": "o1", "text": ARABIC}).encode(), "0A")
    roads.drop(key, json.dumps({"id": "o1", "text": ENGLISH}).encode(), "0C")
    roads.notify(s3_notification(key, sequencer="0B"), s3_notification(key, sequencer="0A"))
    assert roads.get("/v1/articles/o1").json["article"]["language"] == "en"
    (found,) = roads.get("/v1/batches/order").json["objects"]
    assert (found["status"], found["failures"]) == ("done", [])


def test_uploads_are_announced_signed_and_followed(roads: Roads) -> None:
    made = roads.call("POST", "/v1/batches", {"files": ["خبر اليوم.txt", "b.jsonl"]})
    assert made.status == 201
    first, second = made.json["uploads"]
    assert "X-Amz-Signature" in first["url"]
    assert first["expires_at"] > "2023"
    place = made.headers["Location"]
    assert [one["status"] for one in roads.get(place).json["objects"]] == ["waiting"] * 2
    roads.drop(first["key"], ARABIC.encode())
    assert roads.get(place).json["status"] == "running"
    roads.drop(second["key"], lines(*numbered(2)))
    done = roads.get(place).json
    assert (done["status"], {one["stored"] for one in done["objects"]}) == ("done", {1, 2})


def test_an_object_outside_folders_has_a_batch_of_its_own(roads: Roads) -> None:
    roads.drop("incoming/loose.txt", ARABIC.encode())
    assert len(roads.articles()) == 1
