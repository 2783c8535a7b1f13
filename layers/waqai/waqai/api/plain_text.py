"""An article's words sent bare, as `text/plain`: turned into the JSON body that the route takes."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from waqai.submission import ArticleIn

FIELDS = tuple(name for name in ArticleIn.model_fields if name != "text")
"""Fields that a bare text is sent with as query parameters."""


def as_json(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the event with a `text/plain` body as JSON; any other event unchanged."""
    if event["httpMethod"] != "POST" or not _content_type(event).startswith("text/plain"):
        return dict(event)
    try:
        text = _raw(event).decode()
    except UnicodeDecodeError:
        return {**event, **_as_json_type(event)}  # the resolver finds the byte and names it
    query = _single(event)
    given = {name: query.pop(name) for name in FIELDS if name in query}
    return {
        **event,
        **_as_json_type(event),
        "body": json.dumps({"text": text.removeprefix("\ufeff"), **given}),
        "isBase64Encoded": False,
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()},
    }


def _raw(event: Mapping[str, Any]) -> bytes:
    body = event.get("body") or ""
    return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8")


def _content_type(event: Mapping[str, Any]) -> str:
    headers = event.get("headers") or {}
    return next((v for k, v in headers.items() if k.lower() == "content-type"), "").strip().lower()


def _as_json_type(event: Mapping[str, Any]) -> dict[str, Any]:
    kept = {k: v for k, v in event["headers"].items() if k.lower() != "content-type"}
    typed = {**kept, "content-type": "application/json"}
    return {"headers": typed, "multiValueHeaders": {name: [typed[name]] for name in typed}}


def _single(event: Mapping[str, Any]) -> dict[str, str]:
    return dict(event.get("queryStringParameters") or {})
