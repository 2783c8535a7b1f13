"""One logger and one set of metrics; the service's name comes from POWERTOOLS_SERVICE_NAME.

Ids and counts are logged, never an article's words.
"""

import traceback

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

from waqai.errors import WaqaiError

FRAMES = 6
"""The innermost calls; those before are Powertools' own."""

logger = Logger()
metrics = Metrics(namespace="Waqai")


def count(name: str, number: int = 1) -> None:
    """Add to a counter, written as CloudWatch's embedded metric format."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)


def log_bug(error: BaseException, **ids: str | int | None) -> None:
    """Log where an unexpected error came from; a message that is not ours may quote an article."""
    said = {
        "error": type(error).__name__,
        "detail": error.detail if isinstance(error, WaqaiError) else None,
        "frames": traceback.format_tb(error.__traceback__)[-FRAMES:],
    }
    logger.error("unexpected error", extra={**said, **ids})
