"""Errors as RFC 9457 `application/problem+json`: one table from error to status, one handler."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, Field

from waqai import errors
from waqai.submission.faults import Fault

MEDIA_TYPE = "application/problem+json"


class FieldProblem(BaseModel):
    """One thing to mend."""

    pointer: Annotated[str, Field(description="JSON pointer, or the parameter's name.")]
    detail: str


class Problem(BaseModel):
    """What went wrong and how to mend it (RFC 9457)."""

    type: Annotated[str, Field(examples=["urn:waqai:problem:invalid-request"])]
    title: str
    status: int
    detail: str
    instance: Annotated[str, Field(description="The address that was called.")]
    request_id: Annotated[str | None, Field(description="Name it when you ask for help.")] = None
    errors: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A status with the name and title of its problem."""

    status: int
    name: str
    title: str
    headers: Mapping[str, str] = field(default_factory=dict)


INVALID = Kind(400, "invalid-request", "The request is not of the documented form")
NOT_FOUND = Kind(404, "not-found", "Nothing is stored under this id")
NO_ROUTE = Kind(404, "no-such-address", "There is nothing at this address")
NOT_ALLOWED = Kind(405, "method-not-allowed", "This address does not take this method")
CONFLICT = Kind(409, "conflict", "Another write got there first")
TOO_LARGE = Kind(413, "text-too-large", "The text is too long for this road")
MEDIA = Kind(415, "unsupported-media-type", "This kind of body is not read")
UNREADABLE = Kind(422, "unreadable-text", "The text cannot be read as an article")
LANGUAGE = Kind(422, "unsupported-language", "The text is in a language that is not read")
BUG = Kind(500, "internal-error", "Something went wrong on our side")
BUSY = Kind(503, "busy", "The store is busy", {"Retry-After": "1"})

KINDS: Mapping[type[Exception], Kind] = {
    errors.InvalidRequest: INVALID,
    errors.TextTooLarge: TOO_LARGE,
    errors.UnsupportedLanguage: LANGUAGE,
    errors.UnreadableText: UNREADABLE,
    errors.NotFound: NOT_FOUND,
    errors.Conflict: CONFLICT,
    errors.ThrottledError: BUSY,
}
"""Everything else is a bug or a broken deployment: 500, with nothing of its inside."""


def kind_of(error: BaseException) -> Kind:
    """Return the kind of problem that an error is told as."""
    return next((KINDS[base] for base in type(error).__mro__ if base in KINDS), BUG)


@dataclass(frozen=True, slots=True)
class Place:
    """Which call the problem is about."""

    instance: str
    request_id: str | None


def problem(
    kind: Kind,
    detail: str,
    place: Place,
    faults: tuple[Fault, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response[str]:
    """Return the answer that tells of a problem."""
    body = Problem(
        type=f"urn:waqai:problem:{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=place.instance,
        request_id=place.request_id,
        errors=tuple(FieldProblem(pointer=one.pointer, detail=one.detail) for one in faults),
    )
    return Response(
        status_code=kind.status,
        content_type=MEDIA_TYPE,
        body=body.model_dump_json(exclude_none=True),
        headers={**kind.headers, **(headers or {})},
    )
