"""Read template.yaml and take from it what one machine needs: data, functions, routes, sources."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

DATA_TYPES = {
    "AWS::DynamoDB::Table",
    "AWS::Events::EventBus",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SQS::QueuePolicy",
    "AWS::SecretsManager::Secret",
}
SOURCE_ARN = {"SQS": "Queue", "DynamoDB": "Stream"}
"""The property of an event that names what it comes from."""


class _Loader(yaml.SafeLoader):
    """A YAML loader that knows CloudFormation's short forms."""


def _intrinsic(loader: yaml.SafeLoader, name: str, node: yaml.Node) -> Json:
    """Turn ``!Name value`` into its long form."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in {"Ref", "Condition"} else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _intrinsic)


@dataclass(frozen=True)
class Function:
    """A function of the stack and where its source lies."""

    name: str
    folder: Path
    handler: str
    timeout: int
    """Seconds."""


@dataclass(frozen=True)
class Route:
    """A method and path of the API, and the function behind it."""

    method: str
    path: str
    function: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return what a request's path must match; ``{name}`` takes one segment."""
        return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.path)) + "$")


@dataclass(frozen=True)
class Source:
    """What feeds a function: a queue or a table's stream."""

    kind: str
    """``SQS`` or ``DynamoDB``."""
    function: str
    output: str
    """The output of the data stack that holds its ARN."""
    arn: Json
    batch_size: int
    filters: tuple[str, ...]
    """Patterns of the event source mapping, as JSON."""


class Template:
    """One SAM template."""

    def __init__(self, path: Path) -> None:
        self._root = path.resolve().parent
        # A subclass of SafeLoader that builds plain values only.
        self._sam: Json = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506

    @cached_property
    def _functions(self) -> dict[str, Json]:
        """Return the properties of each function, those of Globals among them."""
        common: Json = self._sam.get("Globals", {}).get("Function", {})
        return {
            name: common | resource["Properties"]
            for name, resource in self._sam["Resources"].items()
            if resource["Type"] == "AWS::Serverless::Function"
        }

    def functions(self) -> list[Function]:
        """Return the functions."""
        return [
            Function(name, self._root / p["CodeUri"], p["Handler"], p["Timeout"])
            for name, p in self._functions.items()
        ]

    def routes(self) -> list[Route]:
        """Return the API's routes, those without variables first."""
        found = [
            Route(event["Properties"]["Method"].upper(), event["Properties"]["Path"], name)
            for name, _, event in self._events()
            if event["Type"] == "Api"
        ]
        return sorted(found, key=lambda route: route.path.count("{"))

    def sources(self) -> list[Source]:
        """Return what feeds the functions besides the API."""
        return [
            _source(function, f"{function}{name}", event["Type"], event["Properties"])
            for function, name, event in self._events()
            if event["Type"] in SOURCE_ARN
        ]

    def _events(self) -> list[tuple[str, str, Json]]:
        return [
            (function, name, event)
            for function, properties in self._functions.items()
            for name, event in properties.get("Events", {}).items()
        ]

    def environment(self) -> dict[str, Any]:
        """Return each variable of the functions with its expression; one process, one value."""
        merged = dict(self._sam.get("Globals", {}).get("Function", {})["Environment"]["Variables"])
        for properties in self._functions.values():
            merged |= properties["Environment"]["Variables"]
        return merged

    def data_stack(self) -> Json:
        """Return a CloudFormation template of the data resources alone.

        Its outputs are the functions' variables, as ``Env<name without underscores>``, and the
        ARNs of the event sources.
        """
        resources: Json = self._sam["Resources"]
        names = {name for name, r in resources.items() if r["Type"] in DATA_TYPES}
        kept = {name: _apart(resources[name], names) for name in names}
        listeners = _listeners(kept)
        outputs = {output_of(name): value for name, value in self.environment().items()}
        outputs |= {source.output: source.arn for source in self.sources()}
        outputs |= {f"{name}Url": {"Ref": name} for name in listeners if name.endswith("Listener")}
        return {
            "Parameters": self._sam.get("Parameters", {}),
            "Conditions": self._sam.get("Conditions", {}),
            "Resources": kept | listeners,
            "Outputs": {name: {"Value": value} for name, value in outputs.items()},
        }


def output_of(variable: str) -> str:
    """Return the data stack's output that holds a function's variable."""
    return "Env" + variable.replace("_", "")


def _source(function: str, output: str, kind: str, properties: Json) -> Source:
    filters = properties.get("FilterCriteria", {}).get("Filters", [])
    return Source(
        kind,
        function,
        output,
        properties[SOURCE_ARN[kind]],
        properties.get("BatchSize", 10),
        tuple(each["Pattern"] for each in filters),
    )


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
