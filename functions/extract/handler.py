"""`POST /v1/articles`: one article in, its record out."""

from typing import Any

from waqai import services
from waqai.api.app import build_app
from waqai.telemetry import logger, metrics

app = build_app("extract")
services.warm_up()


@logger.inject_lambda_context(clear_state=True)
@metrics.log_metrics(capture_cold_start_metric=True)
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answer one call of API Gateway."""
    return app(event, context)
