"""One logger and one set of metrics; the service's name comes from POWERTOOLS_SERVICE_NAME.

Ids and counts are logged, never an article's words.
"""

import traceback

from aws_lambda_powertools import Logger, Metrics
from aws_lambda_powertools.metrics import MetricUnit

logger = Logger()
metrics = Metrics(namespace="Waqai")


def count(name: str, number: int = 1) -> None:
    """Add to a counter, written as CloudWatch's embedded metric format."""
    metrics.add_metric(name=name, unit=MetricUnit.Count, value=number)


def log_bug(error: BaseException, **ids: str | int | None) -> None:
    """Log where an unexpected error came from, without its message: that may quote an article."""
    frames = traceback.format_tb(error.__traceback__)
    logger.error("unexpected error", extra={"error": type(error).__name__, "frames": frames, **ids})
