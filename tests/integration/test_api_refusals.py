"""What callers get wrong, and the problem that tells them how to mend it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from waqai import services
from waqai.api import addresses

from functions.extract.handler import lambda_handler as extract
from functions.records.handler import lambda_handler as records
from tests.events import Answer, call
from tests.integration.roads import ARABIC

SCHEMAS = Path(__file__).parents[2] / "schemas"
FRENCH = "Le président a rencontré son homologue à Paris pour discuter de la paix en Europe."


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the schemas folder alone: what is refused reaches neither store nor model."""
    monkeypatch.setenv("WAQAI_SCHEMAS_DIR", str(SCHEMAS))
    for forget in (services.forget, addresses.document.cache_clear):
        forget()
    yield
    for forget in (services.forget, addresses.document.cache_clear):
        forget()


def post(body: Any, **more: Any) -> Answer:
    return call(extract, "POST", "/v1/articles", body, **more)


def checked(answer: Answer) -> dict[str, Any]:
    """Return a problem after checking its form."""
    problem: dict[str, Any] = answer.json
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert problem["status"] == answer.status
    assert problem["type"].startswith("urn:waqai:problem:")
    assert {"title", "detail", "instance"} <= set(problem)
    return problem


BODIES = {
    "no body": (None, 400, "`body` is required"),
    "empty body": (b"", 400, "`body` is required"),
    "no json": (b'{"text": "a"', 400, "line 1, column 13"),
    "json over two lines": (b'{"text": "a",\n"title" "b"}', 400, "line 2, column 9"),
    "not utf-8": (b'{"text": "caf\xe9"}', 400, "Byte 0xE9 at offset 13 is not UTF-8"),
    "windows-1256": (json.dumps({"text": ARABIC}, ensure_ascii=False).encode("cp1256"), 400, "0x"),
    "a list": (b"[]", 400, "must be a JSON object"),
    "a string": (b'"text"', 400, "must be a JSON object"),
    "twice": (b'{"text": "a", "text": "b"}', 400, "given twice"),
    "no text": ({"title": "x"}, 400, "`text` is required"),
    "text of another type": ({"text": ["x"]}, 400, "`text` must be a string"),
    "unknown field": ({"text": ARABIC, "lang": "ar"}, 400, "`lang` is no field"),
    "no date": ({"text": ARABIC, "published_at": "20/10/2023"}, 400, "2023-10-20T09:30:00Z"),
    "id with a slash": ({"text": ARABIC, "id": "a/b"}, 400, "`id` must be"),
    "surrogate in the title": (b'{"text": "a", "title": "\\ud83d"}', 400, "`title` holds U+D83D"),
    "empty": ({"text": ""}, 422, "holds no words"),
    "blank": ({"text": " \n\u200f"}, 422, "holds no words"),
    "control character": ({"text": "a\x00b"}, 422, "Character 1 is the control character U+0000"),
    "lone surrogate": (b'{"text": "abc \\ud83d"}', 422, "Character 4 is a lone surrogate"),
    "html": ({"text": f"<p>{ARABIC}</p>"}, 422, "The text is HTML"),
    "french": ({"text": FRENCH}, 422, "French"),
    "chinese": ({"text": "习近平在北京会见老挝国家主席。"}, 422, "Arabic (ar) and English (en)"),
    "stated language": ({"text": ARABIC, "language": "fr"}, 422, "Arabic (ar) and English (en)"),
    "too long": ({"text": "قال " * 25_001}, 413, "POST /v1/batches"),
}


@pytest.mark.parametrize(("body", "status", "said"), BODIES.values(), ids=BODIES)
def test_a_body_at_fault_is_told_how_to_mend(body: Any, status: int, said: str) -> None:
    answer = post(body)
    problem = checked(answer)
    assert answer.status == status
    assert said in problem["detail"]
    assert ARABIC[:20] not in answer.body


def test_every_faulty_field_is_listed_with_its_pointer() -> None:
    problem = checked(post({"text": 1, "url": "x", "published_at": "yesterday", "autor": "x"}))
    found = {error["pointer"]: error["detail"] for error in problem["errors"]}
    assert set(found) == {"/text", "/url", "/published_at", "/autor"}
    assert all(found.values())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"stored": "false"}, "`stored` is no parameter of this address; it knows store, async"),
        ({"store": "perhaps"}, "`store` must be true or false"),
        ({"store": "false", "async": "true"}, "send one of the two"),
    ],
)
def test_options_at_fault_are_named(query: dict[str, str], said: str) -> None:
    answer = post({"text": ARABIC}, query=query)
    assert answer.status == 400
    assert said in checked(answer)["detail"]


def test_a_long_text_may_come_later_but_not_without_end() -> None:
    answer = post({"text": "قال " * 250_001}, query={"async": "true"})
    assert answer.status == 413
    assert "by way of S3" in checked(answer)["detail"]


def test_other_kinds_of_body_are_refused() -> None:
    answer = post(b"<a/>", headers={"Content-Type": "application/xml"})
    assert answer.status == 415
    assert "text/plain" in checked(answer)["detail"]


@pytest.mark.parametrize(
    ("body", "query", "status", "said"),
    [
        (b"caf\xe9", {}, 400, "Byte 0xE9 at offset 3"),
        (b"\x00\x01", {}, 422, "control character"),
        (ARABIC, {"published_at": "x"}, 400, "`published_at` must be"),
        (ARABIC, {"lang": "ar"}, 400, "`lang` is no parameter"),
    ],
)
def test_bare_texts_are_checked_alike(
    body: Any, query: dict[str, str], status: int, said: str
) -> None:
    answer = post(body, query=query, headers={"Content-Type": "text/plain"})
    assert answer.status == status
    assert said in checked(answer)["detail"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"contry": "CHN"}, "`contry` is no parameter of this address"),
        ({"type": "meeting"}, "`meeting` is no event type; the types are"),
        ({"country": "China"}, "ISO 3166-1 alpha-3 code like CHN"),
        ({"from": "last week"}, "`from` must be a date like 2023-10-20"),
        ({"from": "2025-1-1"}, "`from` must be a date like 2023-10-20"),
        ({"to": "٢٠٢٣-١٠-٢٠"}, "`to` must be a date like 2023-10-20"),
        ({"to": "2023-02-30"}, "`to` must be a date like 2023-10-20"),
        ({"from": "2023-11-01", "to": "2023-10-01"}, "swap them"),
        ({"modality": "certain"}, "'asserted'"),
        ({"limit": "0"}, "`limit` is refused: input should be greater than or equal to 1"),
        ({"limit": "many"}, "`limit` must be a whole number"),
        ({"cursor": ""}, "`cursor` is empty"),
    ],
)
def test_filters_at_fault_are_named(query: dict[str, str], said: str) -> None:
    answer = call(records, "GET", "/v1/events", query=query)
    assert answer.status == 400
    assert said in checked(answer)["detail"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "`files` is required"),
        ({"files": []}, "at least 1 item"),
        ({"files": ["a.pdf"]}, "must end in .txt"),
        ({"files": ["../a.txt"]}, "without folders"),
        ({"files": ["a.txt", "a.txt"]}, "names must differ"),
        ({"files": "a.txt"}, "`files` must be a JSON array"),
        ({"names": ["a.txt"]}, "`names` is no field"),
    ],
)
def test_batches_at_fault_are_told(body: Any, said: str) -> None:
    answer = call(records, "POST", "/v1/batches", body)
    assert answer.status == 400
    assert said in checked(answer)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/v1/nothing", 404, None),
        ("GET", "/", 404, None),
        ("GET", "/v1/articles/" + "a" * 2100, 404, None),
        ("GET", "/v1/articles/" + "a" * 2100 + "/events", 404, None),
        ("GET", "/v1/events/" + "a" * 2100 + ".b", 404, None),
        ("DELETE", "/v1/articles/" + "a" * 2100, 404, None),
        ("GET", "/v1/batches/" + "a" * 2100, 404, None),
        ("POST", "/v1/events", 405, "GET"),
        ("PUT", "/v1/articles/a1", 405, "GET, DELETE"),
        ("DELETE", "/v1/batches", 405, "POST"),
    ],
)
def test_other_addresses_and_methods_are_problems(
    method: str, path: str, status: int, allow: str | None
) -> None:
    answer = call(records, method, path)
    assert answer.status == status
    assert checked(answer)["instance"] == path
    assert answer.headers.get("Allow") == allow


def test_a_broken_deployment_tells_its_owner_and_nobody_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = post({"text": ARABIC})
    assert answer.status == 500
    assert checked(answer)["request_id"]
    assert "WAQAI" not in answer.body
    (logged,) = [record for record in caplog.records if record.levelname == "ERROR"]
    said = str(vars(logged))
    assert "WAQAI_TABLE is not set" in said
    assert ARABIC[:20] not in said
