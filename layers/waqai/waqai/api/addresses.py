"""The addresses of the API, as the committed OpenAPI document lists them."""

import json
import re
from functools import cache
from typing import Any

from waqai import services

_METHODS = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document that was generated from the routes."""
    path = services.settings().schemas_dir / "openapi.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def methods(path: str) -> tuple[str, ...]:
    """Return the methods that an address takes; none where there is no such address."""
    for template, operations in document()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template) + "/*", path):
            return tuple(name.upper() for name in _METHODS if name in operations)
    return ()
