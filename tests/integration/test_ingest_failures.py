"""What cannot be read: told by object and line, kept for a redrive, and nobody else's trouble."""

import gzip
import json
import os
from typing import Any

import boto3
import pytest
from waqai import services
from waqai.errors import GroundingError
from waqai.ingest.messages import Dropped, read_message
from waqai.ingest.reader import line_failure

from tests.events import s3_notification
from tests.integration.roads import ARABIC, ENGLISH, Roads

GOOD = json.dumps({"id": "good", "text": ENGLISH}).encode()


def poison() -> dict[str, tuple[bytes, str]]:
    """Return files that cannot be read as a whole, with what is said of them."""
    packed = gzip.compress(GOOD + b"\n" + os.urandom(3000).hex().encode())
    return {
        "latin.txt": (b"caf\xe9", "Byte 0xE9 at offset 3 is not UTF-8"),
        "utf16.txt": (ARABIC.encode("utf-16"), "UTF-16"),
        "empty.txt": (b"", "holds no words"),
        "empty.jsonl": (b"", "The file is empty"),
        "page.txt": (f"<html><p>{ARABIC}</p></html>".encode(), "The text is HTML"),
        "nul.txt": (b"a\x00b", "Character 1 is the control character U+0000"),
        "list.json": (b"[" + GOOD + b"]", "put many into .jsonl"),
        "cut.json": (GOOD[:-3], "Not valid JSON at line 1, column"),
        "surrogate.json": (b'{"text": "a \\ud83d"}', "Character 2 is a lone surrogate"),
        "field.json": (b'{"txt": "a"}', "`txt` is no field (did you mean `text`?)"),
        "french.txt": ("Le président a rencontré son homologue à Paris.".encode(), "French"),
        "report.pdf": (b"%PDF", "The key ends in none of .txt"),
        "large.txt": (b"a" * (8 * 2**20 + 1), "larger than 8 MB"),
        "long.txt": (b"word " * 400_001, "split it into several articles"),
        "plain.jsonl.gz": (GOOD, "is damaged after line 0"),
        "cut.jsonl.gz": (packed[:-40], "cut off after line 1"),
        "bomb.jsonl.gz": (gzip.compress(b" " * (48 * 2**20)), "more than 200 times its size"),
    }


def test_every_poison_object_is_told_and_kept(roads: Roads) -> None:
    files = poison()
    for name, (data, _) in files.items():
        roads.drop(f"incoming/poison/{name}", data)
    roads.drop("incoming/poison/good.json", GOOD)
    batch = roads.get("/v1/batches/poison").json
    found = {one["key"].removeprefix("incoming/poison/"): one for one in batch["objects"]}
    assert found.pop("good.json")["status"] == "done"
    assert set(found) == set(files)
    for name, (_, said) in files.items():
        assert found[name]["status"] == "failed", name
        assert said in found[name]["failures"][-1]["detail"], name
    letters = roads.dead_letters()
    assert len(letters) == len(files)
    assert all(letter["reason"] and letter["Records"] for letter in letters)
    assert roads.articles() == {"good"}


def test_lines_at_fault_are_numbered_and_the_rest_goes_on(roads: Roads) -> None:
    bad = {
        2: (b'{"text": "cut', "Not valid JSON at column 10"),
        3: (b'{"text": "caf\xe9"}', "Byte 0xE9 at offset 13"),
        5: (b'{"text": ""}', "holds no words"),
        6: (b'{"text": "a", "lang": "en"}', "`lang` is no field"),
        7: (b'{"text": "a", "published_at": "20/10/2023"}', "must be an ISO 8601"),
        8: (b'["text"]', "must be a JSON object"),
        40: (b'{"id": "last", "text": "Xi met', "Not valid JSON"),
    }
    body = {n: json.dumps({"id": f"l{n}", "text": f"{ENGLISH} {n}"}).encode() for n in range(1, 40)}
    body |= {number: line for number, (line, _) in bad.items()} | {4: b""}
    roads.drop("incoming/lines/a.jsonl", b"\n".join(body[n] for n in sorted(body)))
    (found,) = roads.get("/v1/batches/lines").json["objects"]
    told = {failure["line"]: failure["detail"] for failure in found["failures"]}
    assert set(told) == set(bad)
    assert all(said in told[number] for number, (_, said) in bad.items())
    assert (found["status"], found["stored"], found["failed"]) == ("done", 32, 7)
    assert roads.articles() == {f"l{n}" for n in body if n not in bad and n != 4}


def test_a_deleted_object_is_told_and_not_tried_again(roads: Roads) -> None:
    roads.notify(s3_notification("incoming/gone/a.txt"))
    (found,) = roads.get("/v1/batches/gone").json["objects"]
    assert found["status"] == "failed"
    assert "deleted before it was read" in found["failures"][0]["detail"]


@pytest.mark.parametrize(
    "message",
    [
        {"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "b"},
        s3_notification("incoming/b/a.txt", event="ObjectRemoved:Delete"),
        s3_notification("incoming/b/"),
    ],
)
def test_messages_without_work_are_done_with(roads: Roads, message: Any) -> None:
    assert roads.deliver(message) == []
    assert roads.dead_letters() == []
    assert roads.get("/v1/batches/b").status == 404


@pytest.mark.parametrize(
    "body", ["no json", "[]", "{}", '{"Records": [{"eventName": "ObjectCreated:Put"}]}']
)
def test_messages_of_others_go_to_the_dead_letters(roads: Roads, body: str) -> None:
    assert roads.deliver(body, s3_notification("incoming/gone/b.txt")) == []
    (letter,) = roads.dead_letters()
    assert letter["body"] == body
    assert "no S3 notification" in letter["reason"]


def test_only_the_message_that_failed_comes_again(
    roads: Roads, monkeypatch: pytest.MonkeyPatch
) -> None:
    roads.put("incoming/partial/a.txt", ARABIC.encode())
    roads.put("incoming/partial/b.txt", ENGLISH.encode())
    notices = [s3_notification(f"incoming/partial/{name}.txt") for name in "ab"]
    monkeypatch.delenv("WAQAI_STORE_TEXT")
    services.forget()
    assert len(roads.deliver(*notices)) == 2
    monkeypatch.setenv("WAQAI_STORE_TEXT", "true")
    services.forget()
    assert roads.deliver(*notices) == []
    assert len(roads.articles()) == 2


def test_a_mended_object_ends_well(roads: Roads) -> None:
    roads.drop("incoming/mended/a.json", GOOD[:-2], "01")
    assert roads.get("/v1/batches/mended").json["status"] == "failed"
    roads.drop("incoming/mended/a.json", GOOD, "02")
    (found,) = roads.get("/v1/batches/mended").json["objects"]
    assert (found["status"], found["failures"]) == ("done", [])


def test_a_dead_letter_is_read_again_when_it_is_redriven(roads: Roads) -> None:
    roads.drop("incoming/redriven/a.txt", b"\xe9")
    (letter,) = roads.dead_letters()
    boto3.client("s3").put_object(
        Bucket=roads.stack.bucket, Key="incoming/redriven/a.txt", Body=ARABIC.encode()
    )
    roads.taken(roads.stack.queue_url)
    roads.notify(letter)
    (found,) = roads.get("/v1/batches/redriven").json["objects"]
    assert (found["status"], found["failures"]) == ("done", [])
    assert len(roads.articles()) == 1


def test_a_line_too_long_for_any_article_is_told(roads: Roads) -> None:
    long = b'{"text": "' + b"a" * (8 * 2**20) + b'"}'
    roads.drop("incoming/long/a.jsonl", b"\n".join([GOOD, long, GOOD.replace(b"good", b"more")]))
    (found,) = roads.get("/v1/batches/long").json["objects"]
    assert [failure["line"] for failure in found["failures"]] == [2]
    assert "longer than 8 MB" in found["failures"][0]["detail"]
    assert roads.articles() == {"good", "more"}


def test_metadata_that_is_no_encoded_word_is_taken_as_it_is(roads: Roads) -> None:
    roads.drop("incoming/odd/a.txt", ARABIC.encode(), id="odd", title="=?nonsense?B?2YTZ?=")
    assert roads.get("/v1/articles/odd").json["article"]["title"] == "=?nonsense?B?2YTZ?="


def test_a_fault_of_ours_costs_one_line_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    notice = json.dumps(s3_notification("incoming/ours/a.jsonl"))
    (source,) = read_message(notice)
    assert isinstance(source, Dropped)
    failure = line_failure(source, 7, GroundingError("the words at 3:5 are not the record's"))
    assert (failure.object, failure.line) == ("incoming/ours/a.jsonl", 7)
    assert "fault of ours" in failure.detail
    (logged,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert vars(logged)["line"] == 7
