"""`POST /v1/articles`: read an article now, or hand it to the S3 road and answer at once."""

import uuid
from datetime import UTC, datetime
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from waqai import intake, services
from waqai.api.answers import answer, only_parameters, refusals, tells
from waqai.api.models import Accepted
from waqai.errors import InvalidRequest
from waqai.extraction.article import Article
from waqai.reading import DIRECT, LATER
from waqai.record import Record
from waqai.submission import ArticleIn, to_article

Store = Annotated[bool, Query(description="`false`: answer with the record and keep nothing.")]
Later = Annotated[
    bool,
    Query(alias="async", description="`true`: answer 202 at once and read the article later."),
]


def extract_router() -> Router:
    """Return the one route of the function that holds the model."""
    router = Router()  # type: ignore[no-untyped-call]
    router.post(
        "/v1/articles",
        operation_id="submitArticle",
        tags=["Articles"],
        summary="Extract the events of an article",
        description="The same article sent twice gives the same ids and is stored once. A bare "
        "text may be sent as `text/plain`, its other fields as query parameters.",
        responses={
            200: tells(Record, "Read; stored before (unchanged or updated), or not to be stored."),
            201: tells(Record, "Read and stored for the first time."),
            202: tells(Accepted, "To be read; `Location` tells how far it is."),
            **refusals(400, 409, 413, 415, 422),
        },
        middlewares=[only_parameters("store", "async")],
    )(submit)
    return router


def submit(
    article: Annotated[ArticleIn, Body()], store: Store = True, later: Later = False
) -> Response[str]:
    """Check an article and send it down its road."""
    if later and not store:
        raise InvalidRequest(
            "`async=true` answers before the record is there, so `store=false` would lose it; "
            "send one of the two.",
            pointer="store",
        )
    if later:
        return _hand_over(article, to_article(article, LATER))
    checked = to_article(article, DIRECT)
    return _store(checked) if store else answer(intake.read(checked))


def _store(article: Article) -> Response[str]:
    kept = intake.keep(article)
    record = kept.record or services.records().record(article.id)
    location = {"Location": f"/v1/articles/{article.id}"}
    return answer(record, 201 if kept.outcome == "created" else 200, location)


def _hand_over(submitted: ArticleIn, article: Article) -> Response[str]:
    batch = uuid.uuid4().hex
    key = f"incoming/{batch}/{article.id}.json"
    services.batches().create(batch, [key], now=datetime.now(UTC))
    body = submitted.model_copy(update={"id": article.id}).model_dump_json(exclude_none=True)
    services.objects().put(key, body.encode(), "application/json")
    status = f"/v1/batches/{batch}"
    return answer(
        Accepted(article_id=article.id, batch_id=batch, status=status), 202, {"Location": status}
    )
