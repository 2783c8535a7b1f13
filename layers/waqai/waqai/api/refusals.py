"""Where every error of a route ends: logged once, told as a problem."""

from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import (
    RequestUnsupportedContentType,
    RequestValidationError,
)

from waqai.api import addresses, problems
from waqai.api.problems import Kind, Place
from waqai.errors import WaqaiError
from waqai.reading import not_utf8
from waqai.submission import ArticleIn, Fault, faults, invalid
from waqai.telemetry import count, log_bug, logger


def install(app: APIGatewayRestResolver) -> None:
    """Give an app its answers to errors."""
    answers = _Refusals(app)
    app.exception_handler(NotFoundError)(answers.no_route)
    app.exception_handler(RequestValidationError)(answers.invalid)
    app.exception_handler(RequestUnsupportedContentType)(answers.media_type)
    app.exception_handler(UnicodeDecodeError)(answers.not_utf8)
    app.exception_handler(WaqaiError)(answers.known)
    app.exception_handler(Exception)(answers.bug)


class _Refusals:
    def __init__(self, app: APIGatewayRestResolver) -> None:
        self._app = app

    def known(self, error: WaqaiError) -> Response[str]:
        kind = problems.kind_of(error)
        if kind is problems.BUG:
            return self.bug(error)
        found = (Fault(error.pointer, error.detail),) if error.pointer else ()
        return self._refuse(kind, error.detail, found)

    def invalid(self, error: RequestValidationError) -> Response[str]:
        found = tuple(
            Fault(_without_source(fault.pointer), fault.detail)
            for fault in faults(error.errors(), ArticleIn.model_fields)
        )
        return self._refuse(problems.INVALID, invalid(found).detail, found)

    def not_utf8(self, error: UnicodeDecodeError) -> Response[str]:
        return self.known(not_utf8(error))

    def media_type(self, _: RequestUnsupportedContentType) -> Response[str]:
        return self._refuse(
            problems.MEDIA,
            "Send JSON with `Content-Type: application/json`, or an article's "
            "words with `text/plain; charset=utf-8`.",
        )

    def no_route(self, _: NotFoundError) -> Response[str]:
        event = self._app.current_event
        allowed = addresses.methods(event.path)
        if not allowed:
            detail = f"{event.path} is no address of this API; /docs lists them."
            return self._refuse(problems.NO_ROUTE, detail)
        allow = ", ".join(allowed)
        detail = f"{event.path} takes {allow}, not {event.http_method}."
        return self._refuse(problems.NOT_ALLOWED, detail, headers={"Allow": allow})

    def bug(self, error: Exception) -> Response[str]:
        place = self._place()
        log_bug(error, instance=place.instance)
        count("Failed")
        detail = "The call failed and was logged under its request id; it may be made again."
        return problems.problem(problems.BUG, detail, place)

    def _refuse(
        self,
        kind: Kind,
        detail: str,
        found: tuple[Fault, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> Response[str]:
        place = self._place()
        logger.info("refused", kind=kind.name, status=kind.status, instance=place.instance)
        count("Refused")
        return problems.problem(kind, detail, place, found, headers)

    def _place(self) -> Place:
        context: Any = self._app.lambda_context
        return Place(self._app.current_event.path, getattr(context, "aws_request_id", None))


def _without_source(pointer: str) -> str:
    """Drop the first step: `/body/text` is `/text` of the body, `/query/limit` is `limit`."""
    source, _, rest = pointer.lstrip("/").partition("/")
    return f"/{rest}" if source == "body" else rest
