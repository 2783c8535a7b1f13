"""The whole local service: cloud, functions, workers, HTTP front."""

import asyncio
import logging
import os
import time
from dataclasses import dataclass
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config

from local.console import take_terminal
from local.deployment import Deployment, client, deploy, variables
from local.folder import FolderWorker
from local.functions import LocalFunction
from local.gateway import Gateway
from local.process import ROOT, CloudProcess, answers, refuse_taken
from local.published import EventLog
from local.queues import QueueWorker
from local.streams import StreamWorker
from local.template import Source, Template
from local.workers import Worker

JOURNAL_LIMIT = 16 * 1024 * 1024
"""Bytes of journal after which a new snapshot is due: about three seconds of replay."""
DRAIN_SECONDS = 30.0


@dataclass(frozen=True)
class Options:
    """Where the local service keeps its state, finds its parts and listens."""

    state: Path
    port: int
    cloud_port: int
    model: Path
    samples: Path | None
    once: bool


class LocalService:
    """Everything that runs, from ``start`` to ``stop``."""

    def __init__(self, options: Options) -> None:
        self.options = options
        refuse_taken(options.port, "the service", "PORT")
        options.state.mkdir(parents=True, exist_ok=True)
        self.console = take_terminal(options.state / "service.log")
        self._template = Template(ROOT / "template.yaml")
        self.cloud = CloudProcess(options.state / "cloud", options.cloud_port)
        self.deployment = self._deploy()
        self._functions = self._load_functions()
        self.streams: list[StreamWorker] = []
        self.events = self._event_log()
        self._workers: list[Worker] = [*self._sources(), self.events, self._folder()]

    @property
    def api(self) -> str:
        """Return the root of the API."""
        return f"http://127.0.0.1:{self.options.port}"

    @property
    def bucket(self) -> str:
        """Return the bucket of documents."""
        return self.deployment.outputs["EnvWAQAIBUCKET"]

    def _deploy(self) -> Deployment:
        deployment = deploy(self._template, self.cloud.url)
        if deployment.new:
            self.cloud.checkpoint()
        made = "made from" if deployment.new else "as in"
        self.console.say(
            f"local cloud  {self.cloud.url} (S3, SQS, DynamoDB, EventBridge)",
            f"resources    {made} template.yaml, kept in {self.options.state}",
        )
        return deployment

    def _load_functions(self) -> dict[str, LocalFunction]:
        folders = self.options.model, ROOT / "schemas"
        os.environ.update(variables(self._template, self.deployment, self.cloud.url, *folders))
        # With it the functions load the model now, as Lambda does before the first event.
        os.environ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand"
        started = time.monotonic()
        functions = {f.name: LocalFunction(f) for f in self._template.functions()}
        took = time.monotonic() - started
        self.console.say(f"functions    {', '.join(functions)} loaded in {took:.1f} s")
        return functions

    def _sources(self) -> list[Worker]:
        return [self._source(source) for source in self._template.sources()]

    def _source(self, source: Source) -> Worker:
        arn, function = self.deployment.outputs[source.output], self._functions[source.function]
        if source.kind == "SQS":
            return QueueWorker(source, arn, function, client("sqs", self.cloud.url))
        stream = StreamWorker(source, arn, function, client("dynamodbstreams", self.cloud.url))
        self.streams.append(stream)
        return stream

    def _event_log(self) -> EventLog:
        queue = self.deployment.outputs["EventBusListenerUrl"]
        path = self.options.state / "events.jsonl"
        return EventLog(path, queue, client("sqs", self.cloud.url), self.console)

    def _folder(self) -> FolderWorker:
        s3 = client("s3", self.cloud.url)
        return FolderWorker(self.options.state / "incoming", self.bucket, s3, self.console)

    async def serve(self, stopped: asyncio.Event) -> None:
        """Answer requests until stopped."""
        config = Config()
        config.bind = [f"127.0.0.1:{self.options.port}"]
        config.loglevel = "WARNING"
        config.graceful_timeout = 5.0
        for worker in self._workers:
            worker.start()
        gateway = Gateway(self._template.routes(), self._functions)
        await serve(gateway, config, shutdown_trigger=stopped.wait)  # type: ignore[arg-type]

    def wait_until_ready(self) -> None:
        """Wait until the front takes connections."""
        while not answers(self.options.port):
            time.sleep(0.02)

    def tidy(self) -> None:
        """Begin a new generation of the store when its journal has grown long."""
        if self.cloud.journal_bytes > JOURNAL_LIMIT:
            self._checkpoint()

    def _checkpoint(self) -> bool:
        return self.cloud.checkpoint(max(stream.through for stream in self.streams))

    def drain(self) -> bool:
        """Wait until every change of the table is published; False where that took too long."""
        deadline = time.monotonic() + DRAIN_SECONDS
        for stream in self.streams:
            stream.caught_up.clear()
            if not stream.caught_up.wait(max(0.0, deadline - time.monotonic())):
                return False
        return True

    def stop(self) -> None:
        """Finish what is under way, save and end."""
        for worker in self._workers:
            if not isinstance(worker, StreamWorker):
                worker.stop()
        drained = self.drain()
        for stream in self.streams:
            stream.stop()
        if not (drained and self._checkpoint()):
            logging.warning("not all was published; the journal is replayed at the next start")
        self.cloud.stop()
