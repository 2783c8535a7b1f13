"""The queue of documents: S3 objects and their parts, read and stored."""

from typing import Any

from waqai.ingest.worker import work
from waqai.telemetry import logger, metrics


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics(capture_cold_start_metric=True)
def lambda_handler(event: dict[str, Any], context: Any) -> Any:
    """Handle a batch of SQS messages; the answer names those to send again."""
    return work(event, context)
