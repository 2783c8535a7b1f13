"""What a change of a JSON Schema breaks for programs that read the old one."""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def breaks(old: Schema, new: Schema) -> list[str]:
    """Return the places where what is written now may not be what an old reader expects."""
    return list(_Comparison(old, new).of(old, new, "$"))


class _Comparison:
    def __init__(self, old: Schema, new: Schema) -> None:
        self._old = old.get("$defs", {})
        self._new = new.get("$defs", {})

    def of(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        before, after = _forms(old, self._old), _forms(new, self._new)
        for kind, form in after.items():
            if kind not in before:
                yield f"{place}: may now be {kind}"
            else:
                yield from self._form(before[kind], form, place)

    def _form(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        known, values = _values(old), _values(new)
        if known and not (values and values <= known):
            yield f"{place}: takes new values {sorted(values - known) or 'of any kind'}"
        yield from self._properties(old, new, place)
        for key in ("items", "additionalProperties"):
            if isinstance(old.get(key), dict):
                yield from self.of(old[key], new.get(key, {}), f"{place}[]")

    def _properties(self, old: Schema, new: Schema, place: str) -> Iterator[str]:
        for name, field in old.get("properties", {}).items():
            there = f"{place}.{name}"
            if name not in new.get("properties", {}):
                yield f"{there}: is gone"
                continue
            if name in old.get("required", ()) and name not in new.get("required", ()):
                yield f"{there}: may be absent"
            yield from self.of(field, new["properties"][name], there)


def _forms(schema: Schema, definitions: Schema) -> dict[str, Schema]:
    """Return the alternatives of a schema by their type, references followed."""
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return {k: v for one in schema["anyOf"] for k, v in _forms(one, definitions).items()}
    return {schema.get("type", "anything"): schema}


def _values(schema: Schema) -> set[str]:
    if "const" in schema:
        return {schema["const"]}
    return set(schema.get("enum", ()))
