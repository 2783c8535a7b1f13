"""The addresses of the API, as the committed OpenAPI document lists them."""

import json
import re
from functools import cache
from typing import Any
from urllib.parse import unquote

from waqai import services
from waqai.errors import NotFound

_METHODS = ("get", "post", "put", "patch", "delete")


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI document that was generated from the routes."""
    path = services.settings().schemas_dir / "openapi.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def stored_name(raw: str, longest: int) -> str:
    """Return the id in an address; NotFound where it has more bytes than any stored one.

    DynamoDB refuses keys above 2,048 bytes, which would be an internal error.
    """
    name = unquote(raw)
    size = len(name.encode())
    if size > longest:
        raise NotFound(f"Nothing is stored under an id of {size:,} bytes.")
    return name


def methods(path: str) -> tuple[str, ...]:
    """Return the methods that an address takes; none where there is no such address."""
    for template, operations in document()["paths"].items():
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template) + "/*", path):
            return tuple(name.upper() for name in _METHODS if name in operations)
    return ()
