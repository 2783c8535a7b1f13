"""Batches: upload URLs for many articles, and how far they are."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Body, Path

from waqai import services
from waqai.api.addresses import stored_name
from waqai.api.answers import answer, only_parameters, refusals, tells
from waqai.api.models import BatchIn, BatchOut, BatchProgress, FailureOut, ObjectOut, Status, Upload
from waqai.errors import InvalidRequest
from waqai.storage.batches import Batch, ObjectProgress

EXPIRY = timedelta(hours=1)
LONGEST_ID = 1024
"""Bytes; a batch may be named by a folder of the bucket, whose keys have no more."""
BatchId = Annotated[str, Path(description="The `id` that POST /v1/batches gave.")]


def add_routes(router: Router) -> None:
    """Add the two routes of batches."""
    router.post(
        "/v1/batches",
        operation_id="createBatch",
        tags=["Batches"],
        summary="Upload URLs for files of articles",
        description="PUT each file to its URL. A .json file and each line of a .jsonl file hold "
        "an object with the fields of POST /v1/articles; a .txt file holds one article's words.",
        responses={201: tells(BatchOut, "Where to upload."), **refusals(400, 415)},
        middlewares=[only_parameters()],
    )(create_batch)
    router.get(
        "/v1/batches/<batch_id>",
        operation_id="getBatch",
        tags=["Batches"],
        summary="How far a batch is, and what could not be read",
        responses={200: tells(BatchProgress, "Its progress."), **refusals(404)},
        middlewares=[only_parameters()],
    )(get_batch)


def create_batch(batch: Annotated[BatchIn, Body()]) -> Response[str]:
    """Register the files and sign an upload URL for each."""
    if len(set(batch.files)) < len(batch.files):
        raise InvalidRequest("Two files have the same name; names must differ.", pointer="/files")
    name, now = uuid.uuid4().hex, datetime.now(UTC)
    keys = [f"incoming/{name}/{file}" for file in batch.files]
    services.batches().create(name, keys, now=now)
    uploads = tuple(map(_upload, batch.files, keys, [now + EXPIRY] * len(keys)))
    status = f"/v1/batches/{name}"
    return answer(BatchOut(id=name, status=status, uploads=uploads), 201, {"Location": status})


def _upload(name: str, key: str, expires_at: datetime) -> Upload:
    url = services.objects().presigned_upload(key, int(EXPIRY.total_seconds()))
    return Upload(name=name, key=key, url=url, expires_at=expires_at)


def get_batch(batch_id: BatchId) -> Response[str]:
    """Return each file's progress and failures."""
    name = stored_name(batch_id, LONGEST_ID)
    return answer(_progress(services.batches().progress(name)))


def _progress(batch: Batch) -> BatchProgress:
    return BatchProgress(
        id=batch.id,
        status=_status({one.status for one in batch.objects}),
        created_at=batch.created_at,
        objects=tuple(_object(one) for one in batch.objects),
    )


def _status(found: set[str]) -> Status:
    if found <= {"waiting"}:
        return "waiting"
    if found & {"waiting", "running"}:
        return "running"
    return "failed" if found == {"failed"} else "done"


def _object(one: ObjectProgress) -> ObjectOut:
    return ObjectOut(
        key=one.key,
        status=one.status,
        parts=one.parts,
        parts_done=one.parts_done,
        stored=one.stored,
        unchanged=one.unchanged,
        failed=one.failed,
        failures=tuple(
            FailureOut(object=fault.object, line=fault.line, detail=fault.detail)
            for fault in one.failures
        ),
    )
