"""The routes of one function, or of all of them, under one resolver."""

from collections.abc import Mapping
from typing import Any, Literal

from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Router

from waqai.api import refusals
from waqai.api.plain_text import as_json
from waqai.reading import parse_json
from waqai.telemetry import count

Kind = Literal["extract", "records", "all"]


class Api:
    """A function's routes, called with API Gateway's event."""

    def __init__(self, kind: Kind) -> None:
        self.resolver = APIGatewayRestResolver(
            enable_validation=True, json_body_deserializer=parse_json
        )
        refusals.install(self.resolver)
        for router in _routers(kind):
            self.resolver.include_router(router)

    def __call__(self, event: Mapping[str, Any], context: Any) -> dict[str, Any]:
        """Answer one call."""
        count("Requests")
        return _placed(self.resolver.resolve(as_json(event), context), base_path(event))


def base_path(event: Mapping[str, Any]) -> str:
    """Return what stands before the route in the caller's address: `/dev` of a stage."""
    called: str = event.get("requestContext", {}).get("path") or event["path"]
    return called.removesuffix(event["path"])


def _placed(response: dict[str, Any], base: str) -> dict[str, Any]:
    """Let `Location` start where the caller's own address does."""
    headers = response.get("multiValueHeaders", {})
    if "Location" in headers:
        headers["Location"] = [base + value for value in headers["Location"]]
    return response


def build_app(kind: Kind) -> Api:
    """Return the routes of ``extract``, of ``records`` or of both; nothing is loaded yet."""
    return Api(kind)


def _routers(kind: Kind) -> list[Router]:
    # Imported where asked for: `extract` starts without the reading side and the other way round.
    routers: list[Router] = []
    if kind in {"extract", "all"}:
        from waqai.api import articles  # noqa: PLC0415

        routers.append(articles.extract_router())
    if kind in {"records", "all"}:
        from waqai.api import records  # noqa: PLC0415

        routers.append(records.records_router())
    return routers
