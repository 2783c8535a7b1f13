"""What pydantic found wrong, said for the sender: a JSON pointer and how to mend it."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from waqai.errors import InvalidRequest

_SAID = {
    "missing": "is required.",
    "model_type": 'must be a JSON object, for example {"text": "…"}.',
    "model_attributes_type": 'must be a JSON object, for example {"text": "…"}.',
    "dict_type": "must be a JSON object.",
    "list_type": "must be a JSON array.",
    "tuple_type": "must be a JSON array.",
    "bool_parsing": "must be true or false.",
    "int_parsing": "must be a whole number.",
}
_OWN = {"text", "unfit", "blank", "long", "id", "url", "time", "date", "file", "country"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where (JSON pointer, or the parameter's name) and how."""

    pointer: str
    detail: str


def faults(errors: Iterable[Mapping[str, Any]], fields: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Turn pydantic's errors into faults; ``fields`` are the known ones, for unknown names."""
    known = tuple(fields)
    return tuple(_fault(error, known) for error in errors)


def invalid(found: tuple[Fault, ...]) -> InvalidRequest:
    """Return one error whose detail names every faulty field."""
    said = " ".join(f"`{fault.pointer.lstrip('/') or 'body'}` {fault.detail}" for fault in found)
    return InvalidRequest(said, pointer=found[0].pointer)


def _fault(error: Mapping[str, Any], known: tuple[str, ...]) -> Fault:
    steps = [str(step) for step in error["loc"]]
    if error["type"] == "extra_forbidden":
        return Fault(_pointer(steps), _unknown(steps[-1], known))
    return Fault(_pointer(steps), _said(error))


def _said(error: Mapping[str, Any]) -> str:
    if said := _SAID.get(error["type"]):
        return said
    said = str(error["msg"])
    if error["type"] in _OWN:
        return said
    return "is refused: " + said[:1].lower() + said[1:] + "."


def _unknown(name: str, known: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    meant = f" (did you mean `{near[0]}`?)" if near else ""
    return f"is no field{meant}; the fields are {', '.join(known)}."


def _pointer(steps: list[str]) -> str:
    return "".join("/" + step.replace("~", "~0").replace("/", "~1")[:100] for step in steps)
