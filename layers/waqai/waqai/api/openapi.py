"""The OpenAPI 3.1 document, made from the routes."""

import json
from typing import Any

from aws_lambda_powertools.event_handler.openapi.models import APIKey, APIKeyIn, License

from waqai import __version__
from waqai.api.app import build_app
from waqai.submission.article import EXAMPLE

_DESCRIPTION = """Typed, grounded event records from Arabic and English news.

Send an article to `POST /v1/articles`, or files of articles by way of `POST /v1/batches`. Every
span of a record satisfies `text[start:end] == span.text`, in code points of the text as sent.
Errors are problems (RFC 9457) that say what to mend."""

_API_KEY = APIKey.model_validate({"name": "x-api-key", "in": APIKeyIn.header})
_OPEN = ("/openapi.json", "/docs")
_POWERTOOLS_OWN = ("HTTPValidationError", "ValidationError", "ResponseValidationError")
"""Error bodies that Powertools documents by itself and this API never sends."""


def document() -> dict[str, Any]:
    """Return the document; `servers` is filled in when it is served."""
    made = json.loads(
        build_app("all").resolver.get_openapi_json_schema(
            title="Waqai",
            version=__version__,
            description=_DESCRIPTION,
            license_info=License(name="Apache-2.0", identifier="Apache-2.0"),
            security_schemes={"apiKey": _API_KEY},
            security=[{"apiKey": []}],
        )
    )
    for path, operations in made["paths"].items():
        for operation in operations.values():
            _mend(operation, is_open=path in _OPEN)
    for name in _POWERTOOLS_OWN:
        made["components"]["schemas"].pop(name, None)
    _add_plain_text(made["paths"]["/v1/articles"]["post"])
    return dict(sorted(made.items()))


def _mend(operation: dict[str, Any], *, is_open: bool) -> None:
    if "HTTPValidationError" in json.dumps(operation["responses"].get("422", {})):
        del operation["responses"]["422"]
    if is_open:
        operation["security"] = []


def _add_plain_text(operation: dict[str, Any]) -> None:
    said = "The article's words alone; every other field is a query parameter."
    operation["requestBody"]["content"]["text/plain"] = {
        "schema": {"type": "string", "description": said},
        "example": EXAMPLE["text"],
    }
