"""The committed schemas are what the code says, and valid."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from waqai.api import schemas
from waqai.submission.article import EXAMPLE

FOLDER = Path(__file__).parents[2] / "schemas"
OPENAPI = json.loads((FOLDER / "openapi.json").read_text(encoding="utf-8"))
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in OPENAPI["paths"].items()
    for method, operation in operations.items()
}


def test_the_committed_files_are_up_to_date() -> None:
    assert schemas.stale(FOLDER) == []


def test_the_command_writes_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert schemas.main([str(tmp_path), "--check"]) == 1
    assert "openapi.json is out of date" in capsys.readouterr().err
    assert schemas.main([str(tmp_path)]) == 0
    assert schemas.main([str(tmp_path), "--check"]) == 0


@pytest.mark.parametrize("name", ["request", "record", "cloudevent"])
def test_the_schemas_are_valid(name: str) -> None:
    schema = json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_example_fits_the_request() -> None:
    schema = json.loads((FOLDER / "request.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(EXAMPLE, schema)


def test_every_route_is_described() -> None:
    assert set(OPERATIONS) == {
        "POST /v1/articles",
        "GET /v1/articles/{article_id}",
        "DELETE /v1/articles/{article_id}",
        "GET /v1/articles/{article_id}/events",
        "GET /v1/events",
        "GET /v1/events/{event_id}",
        "GET /v1/feed",
        "GET /v1/ontology",
        "POST /v1/batches",
        "GET /v1/batches/{batch_id}",
        "GET /openapi.json",
        "GET /docs",
    }
    assert OPENAPI["openapi"].startswith("3.1")


@pytest.mark.parametrize("name", OPERATIONS)
def test_errors_are_described_as_problems(name: str) -> None:
    refused = {
        code: told["content"] for code, told in OPERATIONS[name]["responses"].items() if code >= "4"
    }
    assert "429" in refused
    for content in refused.values():
        assert list(content) == ["application/problem+json"]


def test_a_key_is_asked_for_but_by_the_description() -> None:
    assert OPENAPI["security"] == [{"apiKey": []}]
    scheme = OPENAPI["components"]["securitySchemes"]["apiKey"]
    assert (scheme["in"], scheme["name"]) == ("header", "x-api-key")
    free = {name for name, operation in OPERATIONS.items() if operation.get("security") == []}
    assert free == {"GET /openapi.json", "GET /docs"}


def test_every_reference_leads_somewhere() -> None:
    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
            return own.union(*map(references, value.values()))
        return set().union(*map(references, value)) if isinstance(value, list) else set()

    known = {f"#/components/schemas/{name}" for name in OPENAPI["components"]["schemas"]}
    assert references(OPENAPI) <= known
