"""Table stream in, CloudEvents out."""

from datetime import UTC, datetime
from typing import Any

from waqai.publish.services import publisher
from waqai.telemetry import logger, metrics


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics(capture_cold_start_metric=True)
def lambda_handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Publish a batch; answer with the records that must be delivered again."""
    return publisher().publish(event["Records"], datetime.now(UTC))
