"""What template.yaml connects, and with which limits."""

import json
from typing import Any

import pytest

from tests.template import resolved, resources, source, translated

FUNCTIONS = resources("AWS::Lambda::Function")
MAPPINGS = resources("AWS::Lambda::EventSourceMapping")
ROUTES = {
    ("post", "/v1/articles"): "ExtractFunction",
    ("get", "/v1/articles/{article_id}"): "RecordsFunction",
    ("delete", "/v1/articles/{article_id}"): "RecordsFunction",
    ("get", "/v1/articles/{article_id}/events"): "RecordsFunction",
    ("get", "/v1/events"): "RecordsFunction",
    ("get", "/v1/events/{event_id}"): "RecordsFunction",
    ("get", "/v1/feed"): "RecordsFunction",
    ("get", "/v1/ontology"): "RecordsFunction",
    ("post", "/v1/batches"): "RecordsFunction",
    ("get", "/v1/batches/{batch_id}"): "RecordsFunction",
    ("get", "/openapi.json"): "RecordsFunction",
    ("get", "/docs"): "RecordsFunction",
}
OPEN = {"/openapi.json", "/docs"}


def operations() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the API's operations by method and path."""
    (api,) = resources("AWS::ApiGateway::RestApi").values()
    return {(m, p): op for p, ops in api["Body"]["paths"].items() for m, op in ops.items()}


def test_every_route_reaches_its_function() -> None:
    found = operations()
    assert set(found) == set(ROUTES)
    for route, function in ROUTES.items():
        assert function in json.dumps(found[route]["x-amazon-apigateway-integration"]["uri"])


def test_extract_is_called_through_its_alias() -> None:
    uri = operations()["post", "/v1/articles"]["x-amazon-apigateway-integration"]["uri"]
    assert "ExtractFunctionAliaslive" in json.dumps(uri)


def test_all_but_the_descriptions_ask_for_a_key() -> None:
    for (_, path), operation in operations().items():
        asks = {"api_key": []} in operation.get("security", [])
        assert asks is (path not in OPEN), path


def test_keys_have_a_rate_and_a_quota() -> None:
    (plan,) = resources("AWS::ApiGateway::UsagePlan").values()
    assert set(plan["Throttle"]) == {"RateLimit", "BurstLimit"}
    assert plan["Quota"]["Period"] == "DAY"
    assert len(resources("AWS::ApiGateway::ApiKey")) == 1


def test_bodies_reach_the_functions_unchanged() -> None:
    (api,) = resources("AWS::ApiGateway::RestApi").values()
    assert api["Body"]["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_the_gateways_own_errors_are_problems() -> None:
    (api,) = resources("AWS::ApiGateway::RestApi").values()
    responses = api["Body"]["x-amazon-apigateway-gateway-responses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "INVALID_API_KEY", "THROTTLED"} <= set(responses)
    for response in responses.values():
        text = response["responseTemplates"]["application/json"]
        for name in ("$context.error.messageString", "$context.status"):
            text = text.replace(name, '"x"')
        assert set(json.loads(text)) == {"type", "title", "status", "detail"}
        assert "'application/problem+json'" in json.dumps(response["responseParameters"])


def test_documents_notify_the_queue_once_it_lets_them() -> None:
    bucket = translated()["Resources"]["Documents"]
    assert bucket["DependsOn"] == "IngestQueuePolicy"
    (rule,) = bucket["Properties"]["NotificationConfiguration"]["QueueConfigurations"]
    assert resolved(rule["Queue"]) == "IngestQueue"
    assert rule["Filter"]["S3Key"]["Rules"] == [{"Name": "prefix", "Value": "incoming/"}]


def test_ingest_reads_the_queue_and_reports_single_failures() -> None:
    mapping = resolved(MAPPINGS["IngestFunctionIncoming"])
    assert mapping["EventSourceArn"] == "IngestQueue"
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["ScalingConfig"]["MaximumConcurrency"] >= 2


def test_publish_hears_of_events_alone_and_gives_up_into_a_queue() -> None:
    mapping = resolved(MAPPINGS["PublishFunctionChanges"])
    (pattern,) = mapping["FilterCriteria"]["Filters"]
    assert json.loads(pattern["Pattern"])["dynamodb"]["Keys"]["sk"]["S"] == [{"prefix": "EVENT#"}]
    assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert mapping["BisectBatchOnFunctionError"] is True
    assert 0 < mapping["MaximumRetryAttempts"] <= 100
    assert mapping["DestinationConfig"]["OnFailure"]["Destination"] == "PublishDeadLetters"
    assert mapping["StartingPosition"] == "TRIM_HORIZON"


def test_every_working_queue_has_dead_letters() -> None:
    queues = resolved(resources("AWS::SQS::Queue"))
    dead = {
        q["RedrivePolicy"]["deadLetterTargetArn"] for q in queues.values() if "RedrivePolicy" in q
    }
    dead.add("PublishDeadLetters")
    assert dead == {name for name in queues if name.endswith("DeadLetters")}
    for name in dead:
        assert queues[name]["MessageRetentionPeriod"] == 14 * 86400


def test_messages_stay_hidden_for_six_timeouts() -> None:
    timeout = FUNCTIONS["IngestFunction"]["Timeout"]
    queue = resources("AWS::SQS::Queue")["IngestQueue"]
    assert queue["VisibilityTimeout"] >= 6 * timeout


@pytest.mark.parametrize("name", ["ExtractFunction", "RecordsFunction"])
def test_functions_end_before_the_gateway_does(name: str) -> None:
    assert FUNCTIONS[name]["Timeout"] <= 29


def test_snapstart_can_take_extract() -> None:
    extract = FUNCTIONS["ExtractFunction"]
    assert extract["SnapStart"] == {"ApplyOn": "PublishedVersions"}
    assert extract["Runtime"] == "python3.12"
    assert "Code" in extract and "ImageUri" not in extract["Code"]
    assert extract.get("EphemeralStorage", {"Size": 512})["Size"] <= 512
    assert "FileSystemConfigs" not in extract
    (alias,) = resources("AWS::Lambda::Alias").values()
    assert alias["Name"] == "live"
    assert "ProvisionedConcurrencyConfig" not in alias


@pytest.mark.parametrize("layer", ["ModelLayer", "WaqaiLayer", "SchemasLayer", "DependenciesLayer"])
def test_a_new_layer_publishes_a_new_version(layer: str) -> None:
    path = f"Resources/{layer}/Properties/ContentUri"
    changed = translated({path: "s3://built/another"})["Resources"]
    now = {name for name, each in changed.items() if each["Type"] == "AWS::Lambda::Version"}
    assert len(now) == 1
    assert now != set(resources("AWS::Lambda::Version"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_have_layers_memory_and_an_architecture(name: str) -> None:
    function = FUNCTIONS[name]
    layers = source()["Resources"][name]["Properties"]["Layers"]
    assert {"Ref": "DependenciesLayer"} in layers and {"Ref": "WaqaiLayer"} in layers
    assert len(layers) <= 5
    assert ({"Ref": "ModelLayer"} in layers) is (name in {"ExtractFunction", "IngestFunction"})
    assert function["Architectures"] == [{"Ref": "Architecture"}]
    assert function["TracingConfig"] == {"Mode": "Active"}
    assert resolved(function["MemorySize"]) >= 512


def test_variables_name_resources_that_are_there() -> None:
    known = set(translated()["Resources"]) | set(source()["Parameters"])
    for function in FUNCTIONS.values():
        for value in function["Environment"]["Variables"].values():
            assert not isinstance(value, dict) or value["Ref"] in known
