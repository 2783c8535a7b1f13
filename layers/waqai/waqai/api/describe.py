"""`/openapi.json` and `/docs`: the committed document, served with the address it is called at."""

import json
from pathlib import Path
from typing import Any, cast

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi import swagger_ui
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from waqai.api import addresses
from waqai.api.answers import JSON, refusals

HTML = "text/html; charset=utf-8"
_HEADERS = {"Cache-Control": "max-age=300"}
_UI = Path(swagger_ui.__file__).parent
"""Powertools carries Swagger UI, so that the page needs no other host."""


def add_routes(router: Router) -> None:
    """Add the document and the page that shows it."""

    def get_openapi() -> Response[str]:
        """Return the OpenAPI 3.1 document."""
        return Response(
            200, JSON, json.dumps(_document(router), ensure_ascii=False), dict(_HEADERS)
        )

    def get_docs() -> Response[str]:
        """Return a page that shows the document and tries the routes."""
        return Response(200, HTML, _page(_document(router)), dict(_HEADERS))

    _get(router, "/openapi.json", JSON, "getOpenApi", "This document")(get_openapi)
    _get(router, "/docs", HTML, "getDocs", "A page that shows this document")(get_docs)


def _get(router: Router, rule: str, media_type: str, name: str, summary: str) -> Any:
    told: dict[int, Any] = {200: {"description": summary + ".", "content": {media_type: {}}}}
    return router.get(
        rule, operation_id=name, summary=summary, tags=["About"], responses={**told, **refusals()}
    )


def _document(router: Router) -> dict[str, Any]:
    return {**addresses.document(), "servers": [{"url": _base(router)}]}


def _base(router: Router) -> str:
    event = cast(APIGatewayProxyEvent, router.current_event)
    return event.request_context.path.removesuffix(event.path) or "/"


def _page(document: dict[str, Any]) -> str:
    spec = json.dumps(document, ensure_ascii=False).replace("</", "<\\/")
    script = (_UI / "swagger-ui-bundle.min.js").read_text(encoding="utf-8")
    style = (_UI / "swagger-ui.min.css").read_text(encoding="utf-8")
    page = swagger_ui.generate_swagger_html(spec, script, style, "", None)
    return page.replace("<title>Swagger UI</title>", "<title>Waqai API</title>")
