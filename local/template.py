"""What template.yaml says of functions, routes and event sources."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from local.cloudformation import Json, read_template

SOURCE_ARN = {"SQS": "Queue", "DynamoDB": "Stream"}
"""The property of an event that names what it comes from."""


@dataclass(frozen=True)
class Function:
    """A function of the stack and where its source lies."""

    name: str
    folder: Path
    handler: str
    timeout: int
    """Seconds."""
    layers: tuple[str, ...]
    """Logical ids."""


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
        self._sam = read_template(path)

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
        return [self._function(name, p) for name, p in self._functions.items()]

    def _function(self, name: str, properties: Json) -> Function:
        layers = tuple(layer["Ref"] for layer in properties.get("Layers", []))
        folder = self._root / properties["CodeUri"]
        return Function(name, folder, properties["Handler"], properties["Timeout"], layers)

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

    @property
    def resources(self) -> Json:
        """Return the resources as they are written."""
        return dict(self._sam["Resources"])

    def section(self, name: str) -> Json:
        """Return a section such as ``Parameters``."""
        return dict(self._sam.get(name, {}))

    def environment(self) -> dict[str, Any]:
        """Return each variable of the functions with its expression; one process, one value."""
        merged = dict(self._sam.get("Globals", {}).get("Function", {})["Environment"]["Variables"])
        for properties in self._functions.values():
            merged |= properties["Environment"]["Variables"]
        return merged


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
