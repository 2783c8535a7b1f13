"""The stack's data resources in moto, made from what template.yaml says about them."""

import json
from dataclasses import dataclass
from typing import Any

import boto3

from .template import resolved, resources

STACK = "waqai-test"
SHARDS = 2


@dataclass(frozen=True)
class Stack:
    """Names of the resources that were made."""

    table: str
    bucket: str
    queue_url: str
    dead_letter_url: str
    event_bus: str
    cursor_secret_arn: str

    @property
    def environment(self) -> dict[str, str]:
        """The functions' variables."""
        return {
            "WAQAI_TABLE": self.table,
            "WAQAI_BUCKET": self.bucket,
            "WAQAI_QUEUE_URL": self.queue_url,
            "WAQAI_DEAD_LETTER_URL": self.dead_letter_url,
            "WAQAI_EVENT_BUS": self.event_bus,
            "WAQAI_CURSOR_SECRET_ARN": self.cursor_secret_arn,
            "WAQAI_SHARDS": str(SHARDS),
            "WAQAI_STORE_TEXT": "true",
            "WAQAI_STAGE": "test",
            "WAQAI_THREADS": "1",
        }


def make() -> Stack:
    """Make the resources with whatever endpoint boto3 is set to."""
    dead_letters = _queue("IngestDeadLetters", {})
    policy = {"deadLetterTargetArn": _arn(dead_letters), "maxReceiveCount": 3}
    queue = _queue("IngestQueue", {"RedrivePolicy": json.dumps(policy)})
    return Stack(
        _table(), _bucket(_arn(queue)), queue, dead_letters, _bus(), _secret("CursorSecret")
    )


def _table() -> str:
    properties = resolved(resources("AWS::DynamoDB::Table")["Table"])
    wanted = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")
    request = {name: properties[name] for name in wanted}
    request["StreamSpecification"] = {"StreamEnabled": True} | properties["StreamSpecification"]
    client = boto3.client("dynamodb")
    if f"{STACK}-table" in client.list_tables()["TableNames"]:
        client.delete_table(TableName=f"{STACK}-table")
    client.create_table(TableName=f"{STACK}-table", **request)
    client.update_time_to_live(
        TableName=f"{STACK}-table",
        TimeToLiveSpecification=properties["TimeToLiveSpecification"],
    )
    return f"{STACK}-table"


def _bucket(queue_arn: str) -> str:
    name = f"{STACK}-documents"
    properties = resolved(resources("AWS::S3::Bucket")["Documents"])
    client = boto3.client("s3")
    region = client.meta.region_name
    client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    client.put_bucket_versioning(
        Bucket=name, VersioningConfiguration=properties["VersioningConfiguration"]
    )
    (rule,) = properties["NotificationConfiguration"]["QueueConfigurations"]
    prefix = {"Key": {"FilterRules": rule["Filter"]["S3Key"]["Rules"]}}
    notification = {"QueueArn": queue_arn, "Events": [rule["Event"]], "Filter": prefix}
    client.put_bucket_notification_configuration(
        Bucket=name, NotificationConfiguration={"QueueConfigurations": [notification]}
    )
    return name


def _queue(logical_id: str, attributes: dict[str, str]) -> str:
    properties = resolved(resources("AWS::SQS::Queue")[logical_id])
    for name in ("VisibilityTimeout", "MessageRetentionPeriod"):
        attributes |= {name: str(properties[name])} if name in properties else {}
    client = boto3.client("sqs")
    return str(
        client.create_queue(QueueName=f"{STACK}-{logical_id}", Attributes=attributes)["QueueUrl"]
    )


def _arn(queue_url: str) -> str:
    client = boto3.client("sqs")
    answer = client.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])
    return str(answer["Attributes"]["QueueArn"])


def _bus() -> str:
    boto3.client("events").create_event_bus(Name=f"{STACK}-events")
    return f"{STACK}-events"


def _secret(logical_id: str) -> str:
    rule = resolved(resources("AWS::SecretsManager::Secret")[logical_id])["GenerateSecretString"]
    client: Any = boto3.client("secretsmanager")
    password = client.get_random_password(
        PasswordLength=rule["PasswordLength"], ExcludePunctuation=rule["ExcludePunctuation"]
    )["RandomPassword"]
    return str(client.create_secret(Name=f"{STACK}-cursor", SecretString=password)["ARN"])
