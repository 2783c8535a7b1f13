"""A thread that does one piece of work after the other."""

import logging
import threading

from botocore.exceptions import BotoCoreError, ClientError

WAIT_SECONDS = 1
RETRY_SECONDS = 2
logger = logging.getLogger(__name__)


class Worker(threading.Thread):
    """A thread that calls ``step`` until it is stopped; a failed step is tried again."""

    def __init__(self, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.stopping = threading.Event()

    def run(self) -> None:
        """Work until stopped."""
        while not self.stopping.is_set():
            try:
                self.step()
            except (BotoCoreError, ClientError):
                logger.exception("%s could not reach the local cloud", self.name)
                self.stopping.wait(RETRY_SECONDS)

    def step(self) -> None:
        """Do one piece of work, or wait a second for it."""
        raise NotImplementedError

    def stop(self) -> None:
        """Finish the piece under way and end."""
        self.stopping.set()
        if self.is_alive():
            self.join()
