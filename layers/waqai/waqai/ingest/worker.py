"""One message of the queue, to its end: stored, told of as unreadable, or tried again."""

import json
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from waqai import services
from waqai.errors import InputError, NotFound
from waqai.ingest.messages import Dropped, Part, read_message
from waqai.ingest.reader import read_object, read_part
from waqai.telemetry import count, log_bug, logger


def work(event: dict[str, Any], context: Any) -> Any:
    """Handle each message by itself; SQS keeps those that the answer names and sends them again."""
    # Without the flag the processor raises when every message failed, and all would come again.
    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, handle, processor, context)


def handle(record: SQSRecord) -> None:
    """Do the work of one message; what is at fault in the input ends in the dead-letter queue."""
    count("Messages")
    try:
        for task in read_message(record.body):
            _do(task)
    except InputError as error:
        logger.warning("no work in message", message_id=record.message_id, detail=error.detail)
        _bury({"body": record.body}, error.detail)
    except Exception as error:
        log_bug(error, message_id=record.message_id)
        raise


def _do(task: Dropped | Part) -> None:
    source = task if isinstance(task, Dropped) else task.source
    if source.key.endswith("/"):
        return  # the S3 console makes an empty object for a folder
    now = datetime.now(UTC)
    if not services.batches().claim(source.upload, now=now):
        logger.info("superseded by a later upload", batch=source.batch, key=source.key)
        return
    try:
        read_part(task) if isinstance(task, Part) else read_object(task)
    except NotFound:
        _fail(source, "The object was deleted before it was read; upload it again.")
    except InputError as error:
        _fail(source, error.detail)
        _bury(_again(task), error.detail)


def _fail(source: Dropped, detail: str) -> None:
    logger.warning("object failed", batch=source.batch, key=source.key, detail=detail)
    count("Unreadable")
    now = datetime.now(UTC)
    services.batches().object_failed(source.upload, detail, now=now)


def _again(task: Dropped | Part) -> dict[str, Any]:
    return task.message() if isinstance(task, Part) else {"Records": [dict(task.notice)]}


def _bury(message: dict[str, Any], reason: str) -> None:
    """Keep the message, in the form that a redrive reads again, with why it is there."""
    services.dead_letters().send([json.dumps({**message, "reason": reason})])
