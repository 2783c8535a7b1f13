"""template.yaml as CloudFormation gets it: transformed by SAM's own translator."""

import copy
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from samtranslator.translator.managed_policy_translator import ManagedPolicyLoader
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = Path(__file__).parents[1] / "template.yaml"
POLICIES = "AWSLambdaBasicExecutionRole AWSXRayDaemonWriteAccess AWSLambdaSQSQueueExecutionRole"
PSEUDO = {
    "AWS::StackName": "waqai",
    "AWS::Region": "eu-central-1",
    "AWS::AccountId": "123456789012",
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
}
NO_VALUE = {"Ref": "AWS::NoValue"}

Resource = dict[str, Any]


class _Policies(ManagedPolicyLoader):  # type: ignore[misc]
    """Names of AWS's policies, which the translator would ask IAM for."""

    def __init__(self) -> None:
        names = [*POLICIES.split(), "AWSLambdaDynamoDBExecutionRole"]
        self._policy_map = {name: f"arn:aws:iam::aws:policy/service-role/{name}" for name in names}

    def load(self) -> dict[str, str]:
        return self._policy_map


def source() -> Resource:
    """Return template.yaml as it is written."""
    return copy.deepcopy(_parsed())


@cache
def _parsed() -> Resource:
    return dict(yaml_parse(TEMPLATE.read_text(encoding="utf-8")))


@cache
def _translated(edits: str) -> str:
    os.environ.setdefault("AWS_DEFAULT_REGION", PSEUDO["AWS::Region"])
    template = source()
    for resource in template["Resources"].values():
        for name in ("CodeUri", "ContentUri"):
            if name in resource.get("Properties", {}):
                resource["Properties"][name] = f"s3://built/{resource['Properties'][name]}"
    for path, value in json.loads(edits).items():
        *parents, last = path.split("/")
        place = template
        for parent in parents:
            place = place[parent]
        place[last] = value
    return json.dumps(transform(template, defaults(), _Policies()))


def translated(edits: Mapping[str, Any] | None = None) -> Resource:
    """Return the transformed template, with values at paths such as `Globals/Function` changed."""
    return dict(json.loads(_translated(json.dumps(edits or {}))))


def defaults() -> dict[str, Any]:
    """Return the parameters' default values."""
    return {name: value["Default"] for name, value in _parsed()["Parameters"].items()}


def resources(kind: str) -> dict[str, Resource]:
    """Return the properties of all resources of a type, by logical id."""
    found = translated()["Resources"].items()
    return {name: each.get("Properties", {}) for name, each in found if each["Type"] == kind}


def resolved(value: Any, parameters: Mapping[str, Any] | None = None) -> Any:
    """Return a value with parameters, conditions and substitutions filled in.

    What refers to another resource becomes that resource's logical id.
    """
    known = {**PSEUDO, **defaults(), **(parameters or {})}
    if isinstance(value, list):
        return [each for each in (resolved(v, known) for v in value) if each != NO_VALUE]
    if not isinstance(value, dict) or value == NO_VALUE:
        return value
    if len(value) == 1 and (name := next(iter(value))) in {
        "Ref",
        "Fn::If",
        "Fn::GetAtt",
        "Fn::Sub",
    }:
        return _called(name, value[name], known)
    pairs = {name: resolved(each, known) for name, each in value.items()}
    return {name: each for name, each in pairs.items() if each != NO_VALUE}


def _called(function: str, argument: Any, known: Mapping[str, Any]) -> Any:
    """Return what one of CloudFormation's functions gives."""
    match function:
        case "Ref":
            return known.get(argument, argument)
        case "Fn::If":
            condition, yes, no = argument
            return resolved(yes if holds(condition, known) else no, known)
        case "Fn::GetAtt":
            return argument[0]
    return _substituted(argument, known)


def holds(condition: str | Resource, known: Mapping[str, Any]) -> bool:
    """Tell whether a condition of the template holds."""
    if isinstance(condition, str):
        return holds(_parsed()["Conditions"][condition], known)
    match list(condition.items()):
        case [("Fn::Not", [inner])]:
            return not holds(inner, known)
        case [("Fn::Equals", [left, right])]:
            return str(resolved(left, known)) == str(resolved(right, known))
    raise ValueError(condition)


def _substituted(text: str, known: Mapping[str, Any]) -> str:
    """Return a text with its `${…}` filled in; an attribute becomes its resource's logical id."""
    for name, value in known.items():
        text = text.replace("${" + name + "}", str(value))
    return text.replace("${", "").replace(".Arn}", "").replace("}", "")
