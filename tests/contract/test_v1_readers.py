"""Programs that read version 1 go on reading what is written now.

`v1/` is frozen: change nothing in it. A change that breaks its readers is a version 2 beside it.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel
from waqai.publish.cloudevents import EventEnvelope
from waqai.record import Record

from tests.contract.readers import breaks

FROZEN = Path(__file__).parent / "v1"
MODELS: dict[str, type[BaseModel]] = {"record": Record, "cloudevent": EventEnvelope}


def frozen(name: str) -> Any:
    return json.loads((FROZEN / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", MODELS)
def test_nothing_breaks_a_reader_of_version_1(name: str) -> None:
    now = MODELS[name].model_json_schema(mode="serialization")
    assert breaks(frozen(f"{name}.schema.json"), now) == []


def test_a_record_of_version_1_is_read_and_written_alike() -> None:
    sample = frozen("record.json")
    written = Record.model_validate(sample).model_dump(mode="json")
    assert {name: written[name] for name in sample} == sample
    jsonschema.validate(written, frozen("record.schema.json"))


def _event(schema: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = schema["$defs"]["Event"]["properties"]
    return properties


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "removed": (lambda s: _event(s).pop("cameo"), "$.events[].cameo: is gone"),
    "renamed": (
        lambda s: _event(s).update(kind=_event(s).pop("type")),
        "$.events[].type: is gone",
    ),
    "retyped": (
        lambda s: _event(s).update(confidence={"type": "string"}),
        "$.events[].confidence: may now be string",
    ),
    "nullable": (
        lambda s: _event(s).update(date={"anyOf": [_event(s)["date"], {"type": "null"}]}),
        "$.events[].date: may now be null",
    ),
    "optional": (
        lambda s: s["$defs"]["Event"]["required"].remove("id"),
        "$.events[].id: may be absent",
    ),
    "new value": (
        lambda s: _event(s)["modality"]["enum"].append("hoped"),
        "$.events[].modality: takes new values ['hoped']",
    ),
    "any value": (
        lambda s: _event(s).update(modality={"type": "string"}),
        "$.events[].modality: takes new values of any kind",
    ),
    "new version": (
        lambda s: s["properties"]["schema_version"].update(const="2"),
        "$.schema_version: takes new values ['2']",
    ),
}


@pytest.mark.parametrize(("change", "said"), CHANGES.values(), ids=CHANGES)
def test_each_kind_of_break_is_seen(change: Callable[[dict[str, Any]], Any], said: str) -> None:
    changed = copy.deepcopy(frozen("record.schema.json"))
    change(changed)
    assert breaks(frozen("record.schema.json"), changed) == [said]


def test_more_fields_break_nobody() -> None:
    changed = copy.deepcopy(frozen("record.schema.json"))
    _event(changed)["salience"] = {"type": "number"}
    assert breaks(frozen("record.schema.json"), changed) == []
