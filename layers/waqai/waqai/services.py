"""The things that handlers work with, each made once, when first asked for, from the settings."""

import os
from functools import cache

from waqai.extraction.spans import EventModel
from waqai.ontology import Ontology
from waqai.settings import Settings
from waqai.storage import clients
from waqai.storage.batches import BatchStore
from waqai.storage.cursors import CursorSigner
from waqai.storage.objects import ObjectStore
from waqai.storage.queue import WorkQueue
from waqai.storage.records import RecordStore
from waqai.storage.search import EventSearch


@cache
def settings() -> Settings:
    """Return the environment as it was at the first call."""
    return Settings.from_env()


@cache
def model() -> EventModel:
    """Load the model; imported here because only `extract` and `ingest` carry onnxruntime."""
    from waqai.extraction.onnx_model import OnnxEventModel  # noqa: PLC0415

    return OnnxEventModel.load(settings().model_dir, settings().threads, ontology().types)


@cache
def ontology() -> Ontology:
    """Load the ontology's files."""
    return Ontology.load(settings().schemas_dir / "ontology")


@cache
def records() -> RecordStore:
    """Return the store of articles and events."""
    return RecordStore(clients.table(settings().table), settings().shards)


@cache
def search() -> EventSearch:
    """Return the searches and the feed."""
    signer = CursorSigner(clients.secret(settings().cursor_secret_arn))
    return EventSearch(clients.table(settings().table), settings().shards, signer)


@cache
def batches() -> BatchStore:
    """Return the progress of what came by way of S3."""
    return BatchStore(clients.table(settings().table))


@cache
def objects() -> ObjectStore:
    """Return the bucket."""
    return ObjectStore(settings().bucket)


@cache
def queue() -> WorkQueue:
    """Return the queue that ingest reads; parts of large objects go back to it."""
    return WorkQueue(settings().queue_url)


@cache
def dead_letters() -> WorkQueue:
    """Return the queue for objects that cannot be read."""
    return WorkQueue(settings().dead_letter_url)


FACTORIES = (settings, model, ontology, records, search, batches, objects, queue, dead_letters)


def warm_up() -> None:
    """Load the model while Lambda initialises, so that a SnapStart snapshot holds it.

    Lambda alone sets AWS_LAMBDA_INITIALIZATION_TYPE; elsewhere an import loads nothing.
    """
    if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE"):
        model()
        ontology()
        records()


def forget() -> None:
    """Drop everything made so far, for a changed environment."""
    for factory in FACTORIES:
        factory.cache_clear()
