"""The process of the local cloud: ``python -m local.cloud``, started by ``local.process``."""

import argparse
import asyncio
import os
import signal
import threading
from pathlib import Path

from hypercorn.asyncio import serve
from hypercorn.config import Config

from local.durable import DurableCloud
from local.journal import StateFolder


def main() -> None:
    """Serve until SIGTERM or until the parent, whose end closes standard input, is gone."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    arguments = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve(DurableCloud(StateFolder(arguments.state)), arguments.port))


async def _serve(cloud: DurableCloud, port: int) -> None:
    config = Config()
    config.bind = [f"127.0.0.1:{port}"]
    config.keep_alive_timeout = 75
    config.loglevel = "WARNING"
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await serve(cloud, config, shutdown_trigger=stopped.wait)  # type: ignore[arg-type]


def _end_with_parent() -> None:
    # Not sys.stdin, whose lock a daemon thread would still hold when the interpreter ends.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
