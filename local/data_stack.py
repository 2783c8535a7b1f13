"""The part of the stack that holds data, as a plain CloudFormation template."""

from local.cloudformation import Json
from local.template import Template

DATA_TYPES = {
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBus",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::Secret",
}


def data_stack(template: Template) -> Json:
    """Return a CloudFormation template of the data resources alone.

    Its outputs are the functions' variables, as ``Env<name without underscores>``, the ARNs of the
    event sources, and ``<bus>ListenerUrl``, a queue that receives every event of the bus.
    """
    resources = template.resources
    names = {name for name, each in resources.items() if each["Type"] in DATA_TYPES}
    kept = {name: _apart(resources[name], names) for name in names}
    listeners = _listeners(kept)
    outputs = {output_of(name): value for name, value in template.environment().items()}
    outputs |= {source.output: source.arn for source in template.sources()}
    outputs |= {f"{name}Url": {"Ref": name} for name in listeners if name.endswith("Listener")}
    return {
        "Parameters": template.section("Parameters"),
        "Conditions": template.section("Conditions"),
        "Resources": kept | listeners,
        "Outputs": {name: {"Value": value} for name, value in outputs.items()},
    }


def output_of(variable: str) -> str:
    """Return the data stack's output that holds a function's variable."""
    return "Env" + variable.replace("_", "")


def _apart(resource: Json, kept: set[str]) -> Json:
    """Return a resource without its dependencies on resources that are left out."""
    named = resource.get("DependsOn", [])
    waits = [named] if isinstance(named, str) else named
    return resource | {"DependsOn": [name for name in waits if name in kept]}


def _listeners(resources: Json) -> Json:
    """Return a queue that receives every event of every bus, for the console and the log."""
    added: Json = {}
    for name, resource in resources.items():
        if resource["Type"] == "AWS::Events::EventBus":
            queue = f"{name}Listener"
            added[queue] = {"Type": "AWS::SQS::Queue"}
            added[f"{name}Everything"] = {
                "Type": "AWS::Events::Rule",
                "Properties": {
                    "EventBusName": {"Ref": name},
                    "EventPattern": {"source": [{"prefix": ""}]},
                    "Targets": [{"Id": queue, "Arn": {"Fn::GetAtt": [queue, "Arn"]}}],
                },
            }
    return added
