"""Documents in S3."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from .clients import client
from .faults import aws_errors


class Stream(Protocol):
    """Bytes that are read as they are needed."""

    def read(self, amt: int | None = None) -> bytes:
        """Return the next ``amt`` bytes, fewer at the end, or all that is left."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object that can be read once."""

    stream: Stream
    size: int
    metadata: Mapping[str, str]
    content_type: str
    version: str | None
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class ListedObject:
    """An object as a listing names it."""

    key: str
    size: int
    modified_at: datetime


class ObjectStore:
    """One bucket."""

    def __init__(self, bucket: str) -> None:
        self._bucket = bucket

    def presigned_upload(self, key: str, expires_s: int) -> str:
        """Return a link by which an object can be PUT without credentials for so many seconds."""
        place = {"Bucket": self._bucket, "Key": key}
        link = client("s3").generate_presigned_url("put_object", Params=place, ExpiresIn=expires_s)
        return str(link)

    def put(self, key: str, data: bytes, content_type: str = "application/octet-stream") -> None:
        """Write an object."""
        with aws_errors(f"the object {key}"):
            client("s3").put_object(
                Bucket=self._bucket, Key=key, Body=data, ContentType=content_type
            )

    def open(self, key: str, version: str | None = None) -> StoredObject:
        """Open an object, its newest version unless one is named; NotFound when deleted."""
        place = {"Bucket": self._bucket, "Key": key} | ({"VersionId": version} if version else {})
        with aws_errors(f"the object {key}"):
            answer = client("s3").get_object(**place)
        return StoredObject(
            _Guarded(answer["Body"], key),
            answer["ContentLength"],
            answer["Metadata"],
            answer.get("ContentType", ""),
            answer.get("VersionId"),
            answer["LastModified"],
        )

    def list(self, prefix: str) -> Iterator[ListedObject]:
        """Yield the objects under a prefix, in the order of their keys."""
        pages = client("s3").get_paginator("list_objects_v2")
        with aws_errors(f"the objects under {prefix}"):
            for page in pages.paginate(Bucket=self._bucket, Prefix=prefix):
                for item in page.get("Contents", ()):
                    yield ListedObject(item["Key"], item["Size"], item["LastModified"])


@dataclass(frozen=True, slots=True)
class _Guarded:
    """A stream whose broken connections are Waqai's errors."""

    body: Any
    key: str

    def read(self, amt: int | None = None) -> bytes:
        with aws_errors(f"the object {self.key}"):
            return bytes(self.body.read(amt))
