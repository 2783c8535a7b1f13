"""What the queue holds: S3's notifications, and parts of large objects that ingest itself sent."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from waqai.errors import InvalidRequest
from waqai.storage.batches import Upload
from waqai.storage.submissions import Submission

INCOMING = "incoming/"


@dataclass(frozen=True, slots=True)
class Dropped:
    """An object that was put under `incoming/`; ``key`` is as the uploader named it."""

    key: str
    at: datetime
    sequencer: str
    """Hexadecimal; a later write of the same key has a greater one."""
    notice: Mapping[str, Any] = field(compare=False, repr=False)
    """S3's own record, for the dead-letter queue."""

    @property
    def batch(self) -> str:
        """The batch that it counts for."""
        return batch_of(self.key)

    @property
    def upload(self) -> Upload:
        """This version of the object, as its batch counts it."""
        return Upload(self.batch, self.key, self.sequencer)

    def submission(self, line: int = 0) -> Submission:
        """Return what decides between two versions of one article."""
        return Submission(at=self.at, key=self.key, sequencer=self.sequencer, line=line)


def batch_of(key: str) -> str:
    """Return the batch of an object: its folder, or one of its own where it lies in none."""
    folder, slash, _ = key.removeprefix(INCOMING).partition("/")
    return folder if slash and folder else f"object-{digest(key)}"


@dataclass(frozen=True, slots=True)
class Part:
    """Some lines of a dropped object, in an object of their own."""

    source: Dropped
    number: int
    part_key: str
    first_line: int

    def message(self) -> dict[str, Any]:
        """Return the part as its message holds it."""
        return {
            "part": {"number": self.number, "key": self.part_key, "first_line": self.first_line},
            "Records": [dict(self.source.notice)],
        }


def read_message(body: str) -> list[Dropped | Part]:
    """Return the work that a message asks for; none for S3's test event and for deletions."""
    message = _json(body)
    if message.get("Event") == "s3:TestEvent":
        return []
    try:
        dropped = [_dropped(notice) for notice in message["Records"] if _is_creation(notice)]
        part = message.get("part")
        return [_part(part, dropped[0])] if part else list(dropped)
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise _unknown() from error


def digest(key: str) -> str:
    """Return a short name for a key of any characters."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]


def _json(body: str) -> dict[str, Any]:
    try:
        message = json.loads(body)
    except ValueError as error:
        raise _unknown() from error
    if not isinstance(message, dict):
        raise _unknown()
    return message


def _unknown() -> InvalidRequest:
    return InvalidRequest("The message is no S3 notification and no part of an object.")


def _is_creation(notice: Mapping[str, Any]) -> bool:
    return str(notice["eventName"]).startswith("ObjectCreated:")


def _dropped(notice: Mapping[str, Any]) -> Dropped:
    entry = notice["s3"]["object"]
    # S3 sends keys form-encoded: 'a+b c.txt' as 'a%2Bb+c.txt'. Decoded here and nowhere else:
    # twice would turn the '+' of the name into a blank.
    key = unquote_plus(entry["key"], errors="strict")
    at = datetime.fromisoformat(notice["eventTime"])
    return Dropped(key, at, entry.get("sequencer") or _by_time(at), notice)


def _by_time(at: datetime) -> str:
    """Return a sequencer for stores that are like S3 and send none."""
    return f"{int(at.timestamp() * 1000):018X}"


def _part(part: Mapping[str, Any], source: Dropped) -> Part:
    return Part(source, int(part["number"]), str(part["key"]), int(part["first_line"]))
