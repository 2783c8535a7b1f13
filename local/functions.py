"""Call the functions' own handlers from the source tree, as Lambda would."""

import importlib.util
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from local.cloudformation import Json
from local.template import Function


@dataclass(frozen=True)
class Context:
    """What Lambda hands to a handler beside the event."""

    function_name: str
    timeout: int
    memory_limit_in_mb: int = 3008
    function_version: str = "$LATEST"
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: float = field(default_factory=time.monotonic)

    @property
    def invoked_function_arn(self) -> str:
        """Return an ARN with the function's name."""
        return f"arn:aws:lambda:us-east-1:000000000000:function:{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        """Return how long the invocation may still take."""
        return max(0, int((self.timeout - (time.monotonic() - self.started)) * 1000))


class LocalFunction:
    """One function; like an execution environment of Lambda it takes one event at a time."""

    def __init__(self, function: Function) -> None:
        module, name = function.handler.rsplit(".", 1)
        path = function.folder / f"{module}.py"
        spec = importlib.util.spec_from_file_location(f"{function.name}_{module}", path)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(path)
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
        self._handler = getattr(loaded, name)
        self._function = function
        self._busy = threading.Lock()

    def __call__(self, event: Json) -> Any:
        """Invoke the handler."""
        with self._busy:
            return self._handler(event, Context(self._function.name, self._function.timeout))
