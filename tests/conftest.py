"""No test but those of tests/e2e opens a socket; AWS is moto's, made from template.yaml.

With WAQAI_TEST_DYNAMODB=http://127.0.0.1:8000, tests/integration/test_storage_*.py run against
AWS's own DynamoDB Local listening there instead of moto's table.
"""

import copy
import os
from collections import defaultdict
from collections.abc import Iterator

import pytest
from moto import mock_aws
from moto.dynamodb.models.table import Table
from pytest_socket import disable_socket, enable_socket
from waqai.storage import clients

from .aws_stack import Stack, make

REGION = "eu-central-1"
LOCAL_TABLE = "WAQAI_TEST_DYNAMODB"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Ban sockets, save for the tests that run a whole stack."""
    if "e2e" not in item.path.parts and LOCAL_TABLE not in os.environ:
        disable_socket(allow_unix_socket=True)


def pytest_runtest_teardown() -> None:
    """Lift the ban for what follows."""
    enable_socket()


def snapshot(table: Table, _memo: object) -> Table:
    """Copy a table for a transaction that puts and deletes whole items.

    moto copies every attribute of every item before each action: minutes for hundreds of items.
    """
    copied = copy.copy(table)
    copied.items = defaultdict(dict, {pk: dict(rows) for pk, rows in table.items.items()})
    if table.stream_shard:
        copied.stream_shard = copy.copy(table.stream_shard)
        copied.stream_shard.table = copied
        copied.stream_shard.items = list(table.stream_shard.items)
    return copied


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give boto3 false credentials and moto for an endpoint."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    for name in ("AWS_ENDPOINT_URL", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    if endpoint := os.environ.get(LOCAL_TABLE):
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
    monkeypatch.setattr(Table, "__deepcopy__", snapshot, raising=False)
    with mock_aws():
        clients.forget()
        yield
        clients.forget()


@pytest.fixture
def stack(aws: None, monkeypatch: pytest.MonkeyPatch) -> Stack:
    """Make the table, bucket, queues, bus and secret, and set the functions' variables."""
    made = make()
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    return made
