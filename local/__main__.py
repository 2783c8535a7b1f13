"""Run Waqai on this machine: ``python -m local``."""

import argparse
import asyncio
import logging
import os
import signal
import sys
import threading
from pathlib import Path

from local.deployment import client
from local.errors import LocalError
from local.process import ROOT
from local.samples import send_samples
from local.service import LocalService, Options

TIDY_SECONDS = 30.0


def main() -> int:
    """Start, send the samples, serve until Ctrl-C; return the exit status."""
    options = _options()
    logging.basicConfig(filename=_log(options), level=logging.WARNING)
    try:
        service = LocalService(options)
    except LocalError as error:
        print(f"Not started: {error}", file=sys.stderr)
        return 1
    return asyncio.run(_run(service))


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m local", description=__doc__)
    parser.add_argument("--state", type=Path, default=Path(".local"))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "3000")))
    parser.add_argument("--cloud-port", type=int, default=int(os.environ.get("CLOUD_PORT", "4566")))
    parser.add_argument("--model", type=Path, default=ROOT / "layers/model")
    parser.add_argument("--samples", type=Path, default=ROOT / "samples")
    parser.add_argument("--no-samples", action="store_true", help="send no sample articles")
    parser.add_argument("--once", action="store_true", help="end when the samples are stored")
    given = parser.parse_args()
    samples = None if given.no_samples else given.samples
    state = given.state.resolve()
    return Options(state, given.port, given.cloud_port, given.model.resolve(), samples, given.once)


def _log(options: Options) -> Path:
    options.state.mkdir(parents=True, exist_ok=True)
    return options.state / "service.log"


async def _run(service: LocalService) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    status = [0]

    def act() -> None:
        status[0] = 1
        try:
            status[0] = _act(service)
        finally:
            if service.options.once or status[0]:
                loop.call_soon_threadsafe(stopped.set)

    threading.Thread(target=act, daemon=True).start()
    tidying = asyncio.create_task(_tidy(service))
    await service.serve(stopped)
    tidying.cancel()
    service.console.say("", "stopping: finishing what is under way …")
    await asyncio.to_thread(service.stop)
    return status[0]


async def _tidy(service: LocalService) -> None:
    while True:
        await asyncio.sleep(TIDY_SECONDS)
        await asyncio.to_thread(service.tidy)


def _act(service: LocalService) -> int:
    """Send the samples and say where to look."""
    samples = service.options.samples
    service.wait_until_ready()
    try:
        if samples:
            s3 = client("s3", service.cloud.url)
            send_samples(samples, service.api, service.bucket, s3, service.console)
    except LocalError as error:
        service.console.say(f"Stopped: {error}")
        return 1
    service.drain()
    service.events.quiet = False
    service.console.say(*_where_to_look(service))
    return 0


def _where_to_look(service: LocalService) -> list[str]:
    state = service.options.state
    return [
        "",
        f"API          {service.api}/docs",
        f"search       curl '{service.api}/v1/events?type=meet'",
        f"one article  curl {service.api}/v1/articles -H 'Content-Type: application/json' \\",
        """               -d '{"text": "…"}'""",
        f"drop files   {state / 'incoming'} (.txt .json .jsonl .jsonl.gz)",
        f"published    {state / 'events.jsonl'} (CloudEvents)",
        f"logs         {state / 'service.log'}",
        f"AWS clients  AWS_ENDPOINT_URL={service.cloud.url}, bucket {service.bucket}",
        "Ctrl-C stops; what was stored stays.",
    ]


if __name__ == "__main__":
    sys.exit(main())
