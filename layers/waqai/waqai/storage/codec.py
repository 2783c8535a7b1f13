"""Between Python values and what DynamoDB keeps."""

import hashlib
import json
import zlib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

PLACES = 4
"""Decimal places that scores are kept with; DynamoDB takes no binary floats."""

Item = dict[str, Any]
Key = tuple[str, str]


@cache
def _types() -> tuple[Any, Any]:
    from boto3.dynamodb.types import TypeDeserializer, TypeSerializer  # noqa: PLC0415

    return TypeSerializer(), TypeDeserializer()


def to_wire(item: Mapping[str, Any]) -> Item:
    """Return an item in DynamoDB's typed form."""
    serializer, _ = _types()
    return {name: serializer.serialize(_stored(value)) for name, value in item.items()}


def from_wire(item: Mapping[str, Any]) -> Item:
    """Return an item of DynamoDB's typed form in plain values."""
    _, deserializer = _types()
    return {name: _plain(deserializer.deserialize(value)) for name, value in item.items()}


def _stored(value: Any) -> Any:
    """Return a value with its floats as decimals of four places."""
    if isinstance(value, float):
        return Decimal(str(round(value, PLACES)))
    if isinstance(value, Mapping):
        return {name: _stored(part) for name, part in value.items()}
    return [_stored(part) for part in value] if isinstance(value, (list, tuple)) else value


def _plain(value: Any) -> Any:
    """Return a value with its decimals as int or float and its binaries as bytes."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return bytes(value.value) if type(value).__name__ == "Binary" else value


def rounded(value: Any) -> Any:
    """Return a JSON value as it will be after a stay in the table."""
    if isinstance(value, float):
        return round(value, PLACES)
    if isinstance(value, Mapping):
        return {name: rounded(part) for name, part in value.items()}
    return [rounded(part) for part in value] if isinstance(value, (list, tuple)) else value


def canonical(value: Any) -> bytes:
    """Return the one JSON form of a value, rounded as it is stored."""
    return json.dumps(
        rounded(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def content_hash(data: bytes) -> str:
    """Return the first 128 bits of the SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()[:32]


def pack(data: bytes) -> bytes:
    """Compress bytes."""
    return zlib.compress(data, 6)


def unpack(data: bytes) -> bytes:
    """Undo `pack`."""
    return zlib.decompress(data)


def wire_size(value: Any) -> int:
    """Return about how many bytes DynamoDB counts for a value in typed form, never fewer."""
    if isinstance(value, Mapping):
        return 4 + sum(len(str(name).encode()) + wire_size(part) for name, part in value.items())
    if isinstance(value, (list, tuple)):
        return 4 + sum(1 + wire_size(part) for part in value)
    if isinstance(value, str):
        return len(value.encode())
    return len(value) if isinstance(value, (bytes, bytearray)) else 24
