"""What AWS answers, in Waqai's own errors."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from waqai.errors import Conflict, NotFound, ThrottledError, WaqaiError

BUSY = frozenset(
    {
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestTimeout",
        "ServiceUnavailable",
        "SlowDown",
        "Throttling",
        "ThrottlingError",
        "ThrottlingException",
        "ThrottlingReason",
        "ProvisionedThroughputExceeded",
        "KMS.ThrottlingException",
    }
)
MISSING = frozenset({"NoSuchKey", "NoSuchVersion", "404", "NotFound"})
OVERTAKEN = frozenset(
    {
        "ConditionalCheckFailed",
        "ConditionalCheckFailedException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


@contextmanager
def aws_errors(thing: str) -> Iterator[None]:
    """Turn AWS's errors about a thing into Waqai's; those that only a developer can mend stay."""
    from botocore.exceptions import (  # noqa: PLC0415
        ClientError,
        ConnectionError,
        HTTPClientError,
    )

    try:
        yield
    except ClientError as error:
        if (known := _known(error.response, thing)) is None:
            raise
        raise known from error
    except (ConnectionError, HTTPClientError) as error:
        raise ThrottledError(f"The service that keeps {thing} cannot be reached.") from error


def _known(response: Mapping[str, Any], thing: str) -> WaqaiError | None:
    """Return the error that a response means, none where it means a fault of ours."""
    codes = {response["Error"]["Code"]}
    codes |= {str(reason.get("Code")) for reason in response.get("CancellationReasons", ())}
    if codes & OVERTAKEN:
        return Conflict(f"Another request is writing {thing}; send this one again.")
    if codes & BUSY:
        return ThrottledError(f"The service that keeps {thing} is busy; come again in a moment.")
    if codes & MISSING:
        return NotFound(f"There is no such thing as {thing}.")
    return None
