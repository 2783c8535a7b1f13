"""Articles and events, read and erased; the ontology; the API's own description."""

from datetime import UTC, datetime
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Path

from waqai import services
from waqai.api import batches, describe, search
from waqai.api.addresses import stored_name
from waqai.api.answers import JSON, answer, only_parameters, refusals, tells
from waqai.api.models import ArticleEvents, OntologyOut
from waqai.record import Event, Record

LONGEST_ID = 256
"""Bytes; a stored article's id has 128 at most, an event's a dot and a hash more."""

ArticleId = Annotated[str, Path(description="The id in `article.id` of the record.")]
EventId = Annotated[str, Path(description="`<article id>.<hash>`, the `id` of the event.")]


def records_router() -> Router:
    """Return the routes of the function that reads what is stored."""
    router = Router()  # type: ignore[no-untyped-call]
    _add_articles(router)
    _add_ontology(router)
    search.add_routes(router)
    batches.add_routes(router)
    describe.add_routes(router)
    return router


def _add_articles(router: Router) -> None:
    plain: dict[str, Any] = {"tags": ["Articles"], "middlewares": [only_parameters()]}
    router.get(
        "/v1/articles/<article_id>",
        operation_id="getArticle",
        summary="The record of an article",
        responses={200: tells(Record, "The record."), **refusals(404)},
        **plain,
    )(get_article)
    router.get(
        "/v1/articles/<article_id>/events",
        operation_id="getArticleEvents",
        summary="The events of an article",
        responses={200: tells(ArticleEvents, "Its events."), **refusals(404)},
        **plain,
    )(get_article_events)
    router.delete(
        "/v1/articles/<article_id>",
        operation_id="deleteArticle",
        summary="Erase an article, its text and its events",
        description="Its events are retracted on the bus.",
        responses={204: {"description": "Erased.", "content": {}}, **refusals(404, 409)},
        **plain,
    )(delete_article)
    router.get(
        "/v1/events/<event_id>",
        operation_id="getEvent",
        summary="One event",
        tags=["Events"],
        responses={200: tells(Event, "The event."), **refusals(404)},
        middlewares=[only_parameters()],
    )(get_event)


def get_article(article_id: ArticleId) -> Response[str]:
    """Return the stored record."""
    name = stored_name(article_id, LONGEST_ID)
    return answer(services.records().record(name))


def get_article_events(article_id: ArticleId) -> Response[str]:
    """Return the stored events."""
    name = stored_name(article_id, LONGEST_ID)
    return answer(ArticleEvents(article_id=name, events=services.records().events(name)))


def delete_article(article_id: ArticleId) -> Response[str]:
    """Erase an article; a second call finds nothing."""
    name = stored_name(article_id, LONGEST_ID)
    services.records().delete(name, now=datetime.now(UTC))
    return Response(status_code=204, body="")


def get_event(event_id: EventId) -> Response[str]:
    """Return one event."""
    name = stored_name(event_id, LONGEST_ID)
    return answer(services.records().event(name))


def _add_ontology(router: Router) -> None:
    router.get(
        "/v1/ontology",
        operation_id="getOntology",
        tags=["Ontology"],
        summary="Event types, roles and modalities with their definitions",
        responses={200: tells(OntologyOut, "The ontology in force."), **refusals()},
        middlewares=[only_parameters()],
    )(get_ontology)


def get_ontology() -> Response[str]:
    """Return the ontology as the files state it."""
    known = services.ontology()
    return Response(
        status_code=200,
        content_type=JSON,
        body=known.model_dump_json(exclude={"plover": {"rules"}}),
        headers={"Cache-Control": "max-age=300", "ETag": f'"{known.sha256[:32]}"'},
    )
