"""Messages to SQS."""

from collections.abc import Sequence

from waqai.errors import ThrottledError

from .clients import client
from .faults import aws_errors
from .table import ATTEMPTS, groups, pause

GROUP = 10
GROUP_BYTES = 250_000
"""SQS takes ten messages and 256 KB, counted together, in one call."""


class WorkQueue:
    """One queue."""

    def __init__(self, url: str) -> None:
        self._url = url

    def send(self, bodies: Sequence[str]) -> None:
        """Send messages; ThrottledError where some stay refused, though others may be sent."""
        for group in _packed(bodies):
            self._send_group(group)

    def _send_group(self, bodies: Sequence[str]) -> None:
        """Send what fits in one call, again for those that were refused."""
        pending = {str(n): body for n, body in enumerate(bodies)}
        for attempt in range(ATTEMPTS):
            pause(attempt)
            entries = [{"Id": n, "MessageBody": body} for n, body in pending.items()]
            with aws_errors("the queue"):
                answer = client("sqs").send_message_batch(QueueUrl=self._url, Entries=entries)
            pending = {failed["Id"]: pending[failed["Id"]] for failed in answer.get("Failed", ())}
            if not pending:
                return
        raise ThrottledError(f"The queue refused {len(pending)} messages; come again in a moment.")


def _packed(bodies: Sequence[str]) -> list[list[str]]:
    """Return messages in groups that fit one call."""
    packed: list[list[str]] = []
    for group in groups(bodies, GROUP):
        small = sum(len(body.encode()) for body in group) <= GROUP_BYTES
        packed += [group] if small else [[body] for body in group]
    return packed
