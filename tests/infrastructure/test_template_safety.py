"""Who may do what, what is encrypted, kept and watched."""

from typing import Any

import pytest

from tests.template import holds, resolved, resources, source, translated

FUNCTIONS = resources("AWS::Lambda::Function")
QUEUES = resources("AWS::SQS::Queue")
MARKED = {"IngestDeadLetters", "PublishDeadLetters"}
WRITES = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "s3:PutObject"}


def statements(function: str) -> list[dict[str, Any]]:
    """Return what a function's role allows, the translator's own policies included."""
    role = resolved(resources("AWS::IAM::Role")[f"{function}Role"])
    policies = [each["PolicyDocument"]["Statement"] for each in role.get("Policies", [])]
    return [s for policy in policies for s in (policy if isinstance(policy, list) else [policy])]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_roles_name_actions_and_resources(name: str) -> None:
    allowed = statements(name)
    assert allowed
    for statement in allowed:
        assert statement["Effect"] == "Allow"
        for action in listed(statement["Action"]):
            assert "*" not in action
            assert action != "dynamodb:Scan"
        for resource in listed(statement["Resource"]):
            assert resource != "*"
            assert "*" not in resource or resource.split("/", 1)[1] in {
                "incoming/*",
                "parts/*",
                "index/*",
            }


def actions(name: str) -> set[str]:
    return {action for s in statements(name) for action in listed(s["Action"])}


def test_no_role_can_do_another_functions_work() -> None:
    assert "events:PutEvents" in actions("PublishFunction")
    for name in ("ExtractFunction", "RecordsFunction", "IngestFunction"):
        assert "events:PutEvents" not in actions(name)
    assert "s3:GetObject" in actions("IngestFunction")
    assert not {"s3:GetObject", "s3:ListBucket"} & actions("ExtractFunction")
    assert "secretsmanager:GetSecretValue" in actions("RecordsFunction")
    assert "secretsmanager:GetSecretValue" not in actions("ExtractFunction")
    assert not {"dynamodb:Query", "dynamodb:DeleteItem"} & actions("PublishFunction")


def test_roles_hold_only_logging_tracing_and_polling_beside() -> None:
    known = {
        "AWSLambdaBasicExecutionRole",
        "AWSXRayDaemonWriteAccess",
        "AWSXrayWriteOnlyAccess",
        "AWSLambdaSQSQueueExecutionRole",
        "AWSLambdaDynamoDBExecutionRole",
    }
    for name in FUNCTIONS:
        for arn in resources("AWS::IAM::Role")[f"{name}Role"]["ManagedPolicyArns"]:
            assert str(resolved(arn)).rpartition("/")[2] in known


@pytest.mark.parametrize("name", QUEUES)
def test_queues_are_encrypted_and_take_tls_alone(name: str) -> None:
    assert QUEUES[name]["SqsManagedSseEnabled"] is True
    policies = resolved(list(resources("AWS::SQS::QueuePolicy").values()))
    (policy,) = [each for each in policies if each["Queues"] == [name]]
    assert denies_plain_http(policy["PolicyDocument"])


def denies_plain_http(document: dict[str, Any]) -> bool:
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    return any(s["Effect"] == "Deny" and s["Condition"] == condition for s in document["Statement"])


def test_only_the_accounts_own_buckets_fill_the_queue() -> None:
    policy = resources("AWS::SQS::QueuePolicy")["IngestQueuePolicy"]["PolicyDocument"]
    (allowed,) = [s for s in policy["Statement"] if s["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "s3.amazonaws.com"}
    assert allowed["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}


def test_the_bucket_is_closed_versioned_and_encrypted() -> None:
    bucket = resources("AWS::S3::Bucket")["Documents"]
    assert all(bucket["PublicAccessBlockConfiguration"].values())
    assert len(bucket["PublicAccessBlockConfiguration"]) == 4
    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    (policy,) = resources("AWS::S3::BucketPolicy").values()
    assert denies_plain_http(policy["PolicyDocument"])


def test_the_table_is_encrypted_recoverable_and_protected_in_prod() -> None:
    table = resources("AWS::DynamoDB::Table")["Table"]
    assert table["SSESpecification"]["SSEEnabled"] is True
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    for stage in ("dev", "test", "prod"):
        protected = resolved(table, {"Stage": stage})["DeletionProtectionEnabled"]
        assert protected is (stage == "prod")


def test_data_outlives_the_stack() -> None:
    for name in ("Table", "Documents"):
        resource = translated()["Resources"][name]
        assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_write_to_their_own_log_group(name: str) -> None:
    group = resolved(FUNCTIONS[name]["LoggingConfig"])
    assert group["LogFormat"] == "JSON"
    logs = resources("AWS::Logs::LogGroup")[group["LogGroup"]]
    assert (
        resolved(logs)["LogGroupName"] == f"/aws/lambda/{resolved(FUNCTIONS[name])['FunctionName']}"
    )
    order = list(source()["Resources"])
    assert order.index(group["LogGroup"]) == order.index(name) + 1


def test_all_logs_end_some_day() -> None:
    for group in resources("AWS::Logs::LogGroup").values():
        assert group["RetentionInDays"] == {"Ref": "LogRetentionDays"}


def test_the_api_keeps_access_logs() -> None:
    (stage,) = resources("AWS::ApiGateway::Stage").values()
    assert resolved(stage["AccessLogSetting"]["DestinationArn"]) == "ApiLogGroup"
    assert stage["TracingEnabled"] is True
    assert all(each["DataTraceEnabled"] is False for each in stage["MethodSettings"])


def test_alarms_watch_what_is_there() -> None:
    known = set(translated()["Resources"])
    alarms = resources("AWS::CloudWatch::Alarm")
    for alarm in alarms.values():
        for dimension in alarm["Dimensions"]:
            if dimension["Name"] in {"QueueName", "FunctionName"}:
                assert resolved(dimension["Value"]) in known
    watched = {(a["MetricName"], resolved(a["Dimensions"][0]["Value"])) for a in alarms.values()}
    assert {("ApproximateNumberOfMessagesVisible", name) for name in MARKED} <= watched
    for metric in ("Errors", "Throttles"):
        assert {(metric, name) for name in FUNCTIONS} <= watched
    assert ("IteratorAge", "PublishFunction") in watched
    assert {"5XXError", "Latency"} <= {metric for metric, _ in watched}


def test_alarms_of_the_api_name_the_api() -> None:
    (api,) = resources("AWS::ApiGateway::RestApi").values()
    for alarm in resources("AWS::CloudWatch::Alarm").values():
        named = {d["Name"]: resolved(d["Value"]) for d in alarm["Dimensions"]}
        if alarm["Namespace"] == "AWS/ApiGateway":
            assert named["ApiName"] == resolved(api["Name"])
            assert named["Stage"] == source()["Parameters"]["Stage"]["Default"]


def test_no_topic_is_called_where_none_is_given() -> None:
    for alarm in resources("AWS::CloudWatch::Alarm").values():
        assert "AlarmActions" not in resolved(alarm)
        assert resolved(alarm, {"AlarmTopicArn": "arn:t"})["AlarmActions"] == ["arn:t"]


def test_events_can_be_replayed_unless_switched_off() -> None:
    archive = translated()["Resources"]["EventArchive"]
    assert resolved(archive["Properties"]["SourceArn"]) == "EventBus"
    assert holds(archive["Condition"], {"ArchiveDays": 30})
    assert not holds(archive["Condition"], {"ArchiveDays": 0})


def test_the_cursor_secret_is_made_by_aws() -> None:
    secret = resources("AWS::SecretsManager::Secret")["CursorSecret"]
    assert "SecretString" not in secret
    assert secret["GenerateSecretString"]["PasswordLength"] >= 32
