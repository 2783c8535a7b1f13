"""Create the stack's data resources in the local cloud and tell the functions where they are."""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import ClientError

from local.data_stack import data_stack, output_of
from local.errors import LocalError
from local.template import Template

STACK = "waqai-local"
REGION = "us-east-1"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
}
DONE = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
DEPLOY_SECONDS = 60.0


@dataclass(frozen=True)
class Deployment:
    """The deployed data resources."""

    outputs: dict[str, str]
    new: bool
    """Whether something was created or changed just now."""


def client(service: str, endpoint: str) -> Any:
    """Return a boto3 client of the local cloud."""
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )


def deploy(template: Template, endpoint: str) -> Deployment:
    """Bring the data resources to what the template says."""
    cloud = client("cloudformation", endpoint)
    body = json.dumps(data_stack(template), sort_keys=True)
    wanted = hashlib.sha256(body.encode()).hexdigest()
    found = _describe(cloud)
    if found and _tag(found) == wanted and found["StackStatus"] in DONE:
        return Deployment(_outputs(found), new=False)
    change = cloud.update_stack if found else cloud.create_stack
    change(StackName=STACK, TemplateBody=body, Tags=[{"Key": "template", "Value": wanted}])
    return Deployment(_outputs(_finished(cloud)), new=True)


def _describe(cloud: Any) -> dict[str, Any]:
    try:
        stack: dict[str, Any] = cloud.describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationError":
            raise
        return {}
    return stack


def _finished(cloud: Any) -> dict[str, Any]:
    deadline = time.monotonic() + DEPLOY_SECONDS
    while time.monotonic() < deadline:
        stack = _describe(cloud)
        if not stack["StackStatus"].endswith("IN_PROGRESS"):
            break
        time.sleep(0.05)
    if stack["StackStatus"] not in DONE:
        reason = stack.get("StackStatusReason", "no reason given")
        raise LocalError(f"the data resources were not created: {stack['StackStatus']}: {reason}")
    return stack


def _tag(stack: dict[str, Any]) -> str:
    return next((str(t["Value"]) for t in stack.get("Tags", []) if t["Key"] == "template"), "")


def _outputs(stack: dict[str, Any]) -> dict[str, str]:
    return {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}


def variables(
    template: Template, deployment: Deployment, endpoint: str, model: Path, schemas: Path
) -> dict[str, str]:
    """Return the environment that the functions have in Lambda, for functions that run here."""
    names = template.environment()
    return {
        **{name: deployment.outputs[output_of(name)] for name in names},
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": endpoint,
        "WAQAI_MODEL_DIR": str(model),
        "WAQAI_SCHEMAS_DIR": str(schemas),
        "POWERTOOLS_TRACE_DISABLED": "true",
    }
