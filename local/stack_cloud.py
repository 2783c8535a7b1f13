"""The local cloud of the built stack: ministack, with four of its gaps filled in.

- The template's policies deny what does not come over TLS. Here all is plain HTTP on the loopback
  interface, so ``aws:SecureTransport`` is answered with true; all other conditions stay.
- ``sqs:SendMessage`` allows SendMessageBatch, too, and so do its like.
- Layers lie in ``/opt`` in Lambda, where nothing can be laid here: variables that name a folder
  there are given the built layer's folder instead.
- A queue's ``MaximumConcurrency`` that is a template parameter arrives as text.

It runs in ``.venv-cloud``, with the Python of the functions.
"""

from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import iam_evaluator, lambda_runtime
from ministack.services import lambda_svc

BUILD = Path(__file__).resolve().parent.parent / ".aws-sam/build"
OPT = "/opt/"
BATCHES = {
    f"sqs:{action}Batch": f"sqs:{action}"
    for action in ("SendMessage", "DeleteMessage", "ChangeMessageVisibility")
}
new_context = iam_evaluator.EvalContext.__init__
spawn = lambda_runtime.Worker._spawn
concurrency = lambda_svc._sqs_esm_concurrency


def _as_aws_asks(context: Any, *values: Any, **named: Any) -> None:
    new_context(context, *values, **named)
    context.secure_transport = True
    context.action = BATCHES.get(context.action, context.action)


def _spawn_with_layers(worker: Any) -> None:
    variables = worker.config.get("Environment", {}).get("Variables", {})
    laid = {name: _laid(value) for name, value in variables.items()}
    worker.config = worker.config | {"Environment": {"Variables": laid}}
    spawn(worker)


def _laid(value: str) -> str:
    """Return the built folder of a folder in /opt, and any other value as it is."""
    if not value.startswith(OPT):
        return value
    return next((str(each) for each in BUILD.glob(f"*/{value.removeprefix(OPT)}")), value)


def _concurrency(mapping: dict[str, Any], *rest: Any) -> Any:
    scaling = {name: int(value) for name, value in (mapping.get("ScalingConfig") or {}).items()}
    return concurrency(mapping | {"ScalingConfig": scaling}, *rest)


if __name__ == "__main__":
    iam_evaluator.EvalContext.__init__ = _as_aws_asks
    lambda_runtime.Worker._spawn = _spawn_with_layers
    lambda_svc._sqs_esm_concurrency = _concurrency
    app.main()
