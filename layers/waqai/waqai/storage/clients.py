"""The AWS clients, each made at its first call; importing this module loads no AWS library."""

from functools import cache
from typing import Any

from .faults import aws_errors
from .table import Table


@cache
def client(service: str) -> Any:
    """Return the client of an AWS service; throttled calls are tried again by botocore itself."""
    import boto3  # noqa: PLC0415
    from botocore.config import Config  # noqa: PLC0415

    settings = Config(
        connect_timeout=3,
        read_timeout=20,
        retries={"mode": "standard", "total_max_attempts": 5},
        signature_version="s3v4" if service == "s3" else None,
    )
    return boto3.client(service, config=settings)


@cache
def table(name: str) -> Table:
    """Return the table of that name."""
    return Table(name, client("dynamodb"))


@cache
def secret(arn: str) -> bytes:
    """Read a secret of Secrets Manager once."""
    with aws_errors("the secret that signs cursors"):
        answer = client("secretsmanager").get_secret_value(SecretId=arn)
    return str(answer["SecretString"]).encode()


def forget() -> None:
    """Drop all clients, for changed credentials or endpoints."""
    for factory in (client, table, secret):
        factory.cache_clear()
