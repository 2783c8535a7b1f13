"""What the routes share: JSON answers, their description, and the refusal of unknown parameters."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from pydantic import BaseModel

from waqai.api.problems import MEDIA_TYPE, Problem
from waqai.errors import InvalidRequest

JSON = "application/json"
_TITLES = {
    400: "Not of the documented form; `errors` names each field.",
    404: "Nothing is stored under this id.",
    409: "Another write for the same article got there first.",
    413: "The text is too long for this road.",
    415: "The body is neither JSON nor plain text.",
    422: "The text cannot be read as an article, or its language is not read.",
    429: "The key's rate or quota is used up.",
}


def answer(
    model: BaseModel, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response[str]:
    """Return a model as JSON."""
    return Response(
        status_code=status,
        content_type=JSON,
        body=model.model_dump_json(),
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def tells(model: type[BaseModel], said: str) -> Any:
    """Describe a good answer for OpenAPI."""
    return {"description": said, "content": {JSON: {"model": model}}}


def refusals(*statuses: int) -> Any:
    """Describe the problems that a route tells of; every route has 429."""
    content = {MEDIA_TYPE: {"model": Problem}}
    return {
        status: {"description": _TITLES[status], "content": content}
        for status in sorted({*statuses, 429})
    }


def only_parameters(*names: str) -> Callable[..., Any]:
    """Refuse query parameters that the route does not know: a misspelt one filters nothing."""

    def check(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
        for name in app.current_event.query_string_parameters or {}:
            if name not in names:
                known = f"it knows {', '.join(names)}" if names else "it knows none"
                raise InvalidRequest(
                    f"`{name[:60]}` is no parameter of this address; {known}.", pointer=name[:60]
                )
        return next_middleware(app)

    return check
