"""`/v1/events` and `/v1/feed`: events found by what they are, and all in order of arrival."""

from datetime import UTC, date, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import Field

from waqai import services
from waqai.api.answers import answer, only_parameters, refusals, tells
from waqai.api.models import EventPage, FeedPage
from waqai.errors import InvalidRequest
from waqai.record import Modality
from waqai.storage.search import EventFilter
from waqai.submission.fields import Country, Day, Line

Type = Annotated[Line | None, Query(description="An event type of the ontology, as `meet`.")]
CountryCode = Annotated[Country | None, Query(description="ISO 3166-1 alpha-3, as `CHN`.")]
EntityName = Annotated[Line | None, Query(description="A name, as in `entities` of a record.")]
From = Annotated[Day | None, Query(alias="from", description="First day, `2023-10-01`.")]
To = Annotated[Day | None, Query(alias="to", description="Last day, included.")]
OfModality = Annotated[Modality | None, Query(description="How it is reported.")]
Limit = Annotated[int, Field(ge=1, le=100), Query(description="Most events a page.")]
Cursor = Annotated[Line | None, Query(description="`next_cursor` of the page before.")]

FILTERS = ("type", "country", "entity", "from", "to", "modality", "limit", "cursor")


def add_routes(router: Router) -> None:
    """Add the search and the feed."""
    router.get(
        "/v1/events",
        operation_id="searchEvents",
        tags=["Events"],
        summary="Find events",
        description="Events that fit every filter given, latest date first; undated ones come "
        "first of all, and only where neither `from` nor `to` is given.",
        responses={200: tells(EventPage, "Events found."), **refusals(400)},
        middlewares=[only_parameters(*FILTERS)],
    )(search_events)
    router.get(
        "/v1/feed",
        operation_id="readFeed",
        tags=["Events"],
        summary="Every event in the order of storing",
        description="Ask again with `next_cursor` for what came since; nothing is skipped.",
        responses={200: tells(FeedPage, "What came since the cursor."), **refusals(400)},
        middlewares=[only_parameters("limit", "cursor")],
    )(read_feed)


def search_events(  # noqa: PLR0913, PLR0917 - one a filter
    type: Type = None,
    country: CountryCode = None,
    entity: EntityName = None,
    date_from: From = None,
    date_to: To = None,
    modality: OfModality = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[str]:
    """Find a page of events."""
    _check_type(type)
    _check_days(date_from, date_to)
    wanted = EventFilter(
        type=type,
        country=country,
        entity=entity,
        date_from=date_from,
        date_to=date_to,
        modality=modality,
        limit=limit,
    )
    page = services.search().search(wanted, cursor)
    return answer(EventPage(events=page.rows, next_cursor=page.cursor))


def read_feed(limit: Limit = 50, cursor: Cursor = None) -> Response[str]:
    """Read a page of the feed."""
    page = services.search().feed(cursor, limit, now=datetime.now(UTC))
    return answer(FeedPage(events=page.rows, next_cursor=page.cursor))


def _check_type(type: str | None) -> None:
    known = services.ontology().types
    if type and type not in known:
        raise InvalidRequest(
            f"`{type[:60]}` is no event type; the types are {', '.join(sorted(known))}.",
            pointer="type",
        )


def _check_days(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise InvalidRequest(f"`from` ({first}) is after `to` ({last}); swap them.", pointer="from")
