"""The HTTP front: requests become API Gateway (REST, proxy) events for the functions."""

import asyncio
import base64
import json
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote

from local.cloudformation import Json
from local.functions import LocalFunction
from local.template import Route

LARGEST_BODY = 10 * 1024 * 1024
"""What API Gateway takes, in bytes."""
INVOCATION_LIMIT = 6 * 1024 * 1024
"""What Lambda takes and returns, in bytes."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
logger = logging.getLogger(__name__)


class Gateway:
    """An ASGI application that serves the template's routes with the functions."""

    def __init__(self, routes: list[Route], functions: Mapping[str, LocalFunction]) -> None:
        self._routes = routes
        self._functions = functions

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            await _send(send, await self._respond(scope, await _body(receive)))

    async def _respond(self, scope: Message, body: bytes) -> Json:
        if len(body) > LARGEST_BODY:
            return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "A request takes at most 10 MB.")
        path = scope["raw_path"].decode("ascii").partition("?")[0]
        matching = [route for route in self._routes if route.pattern.match(path)]
        for route in matching:
            if route.method == scope["method"]:
                return await self._invoke(route, scope, path, body)
        allowed = ", ".join(sorted(route.method for route in matching))
        return _method_not_allowed(allowed) if matching else _not_found(path)

    async def _invoke(self, route: Route, scope: Message, path: str, body: bytes) -> Json:
        function = self._functions[route.function]
        try:
            result = await asyncio.to_thread(function, _event(route, scope, path, body))
        except Exception:  # the boundary: whatever a handler raises is a 502 of API Gateway
            logger.exception("%s failed", route.function)
            return _problem(HTTPStatus.BAD_GATEWAY, "The function failed; see service.log.")
        return dict(result)


async def _body(receive: Receive) -> bytes:
    parts = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


def _event(route: Route, scope: Message, path: str, body: bytes) -> Json:
    """Return the proxy event of REST APIs, version 1.0."""
    headers = [(k.decode("latin-1"), v.decode("latin-1")) for k, v in scope["headers"]]
    query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    match = route.pattern.match(path)
    parameters = {k: unquote(v) for k, v in match.groupdict().items()} if match else {}
    return {
        "resource": route.path,
        "path": unquote(path),
        "httpMethod": route.method,
        "headers": {_canonical(k): v for k, v in headers},
        "multiValueHeaders": _grouped([(_canonical(k), v) for k, v in headers]),
        "queryStringParameters": dict(query) or None,
        "multiValueQueryStringParameters": _grouped(query) or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": _request_context(route, path),
        # The template's BinaryMediaTypes are */*, so that bytes that are no UTF-8 arrive as sent.
        "body": base64.b64encode(body).decode("ascii") if body else None,
        "isBase64Encoded": bool(body),
    }


def _canonical(header: str) -> str:
    return "-".join(part.capitalize() for part in header.split("-"))


def _grouped(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for key, value in pairs:
        grouped.setdefault(key, []).append(value)
    return grouped


def _request_context(route: Route, path: str) -> Json:
    return {
        "accountId": "000000000000",
        "apiId": "local",
        "httpMethod": route.method,
        "identity": {"sourceIp": "127.0.0.1", "userAgent": "local"},
        "path": path,
        "protocol": "HTTP/1.1",
        "requestId": str(uuid.uuid4()),
        "requestTimeEpoch": int(time.time() * 1000),
        "resourceId": "local",
        "resourcePath": route.path,
        "stage": "$default",
    }


async def _send(send: Send, response: Json) -> None:
    headers = [(k, v) for k, vs in (response.get("multiValueHeaders") or {}).items() for v in vs]
    headers += list((response.get("headers") or {}).items())
    body = (response.get("body") or "").encode()
    if response.get("isBase64Encoded"):
        body = base64.b64decode(body)
    if len(body) > INVOCATION_LIMIT:
        too_large = _problem(HTTPStatus.BAD_GATEWAY, "The response is over Lambda's 6 MB.")
        headers, body = list(too_large["headers"].items()), too_large["body"].encode()
        response = too_large
    raw = [(k.lower().encode("latin-1"), str(v).encode("latin-1")) for k, v in headers]
    raw.append((b"content-length", str(len(body)).encode()))
    start = {"type": "http.response.start", "status": response["statusCode"], "headers": raw}
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _problem(status: HTTPStatus, detail: str, **headers: str) -> Json:
    body = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail}
    return {
        "statusCode": int(status),
        "headers": {"Content-Type": "application/problem+json", **headers},
        "body": json.dumps(body),
    }


def _not_found(path: str) -> Json:
    return _problem(HTTPStatus.NOT_FOUND, f"No route {path}; /docs shows what there is.")


def _method_not_allowed(allowed: str) -> Json:
    return _problem(HTTPStatus.METHOD_NOT_ALLOWED, f"This path takes {allowed}.", Allow=allowed)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
