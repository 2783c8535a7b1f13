"""How far a batch and its objects have come."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .codec import Item, Key

ObjectStatus = Literal["waiting", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and what to mend."""

    object: str
    line: int | None
    detail: str


@dataclass(frozen=True, slots=True)
class Upload:
    """One version of an object of a batch."""

    batch_id: str
    key: str
    sequencer: str
    """S3's order of the uploads to one key."""

    @property
    def place(self) -> Key:
        """The key of the object's item; hashed, for an S3 key may be as long as a sort key."""
        digest = hashlib.sha256(self.key.encode()).hexdigest()[:32]
        return batch_pk(self.batch_id), f"OBJECT#{digest}"

    def part(self, number: int) -> Key:
        """Return the key of a part's item."""
        pk, sk = self.place
        return pk, f"{sk}#{self.sequencer}#{number:08}"


@dataclass(frozen=True, slots=True)
class PartReport:
    """What became of a part's documents."""

    stored: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectProgress:
    """How far one object has come."""

    key: str
    status: ObjectStatus
    parts: int
    parts_done: int
    stored: int
    unchanged: int
    failed: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """How far a batch has come."""

    id: str
    created_at: datetime
    objects: tuple[ObjectProgress, ...]

    @property
    def done(self) -> bool:
        """Whether nothing of the batch is still to come."""
        return all(progress.status in {"done", "failed"} for progress in self.objects)


def batch_pk(batch_id: str) -> str:
    """Return the partition of a batch."""
    return f"BATCH#{batch_id}"


def object_progress(item: Item, parts: Sequence[Item]) -> ObjectProgress:
    """Return an object's progress from its item and those of its parts."""
    mine = [part for part in parts if part["sequencer"] == item["sequencer"]]
    whole = item["parts"] and len(mine) == item["parts"]
    return ObjectProgress(
        key=item["key"],
        status="done" if item["status"] == "running" and whole else item["status"],
        parts=item["parts"],
        parts_done=len(mine),
        stored=sum(part["stored"] for part in mine),
        unchanged=sum(part["unchanged"] for part in mine),
        failed=sum(part["failed"] for part in mine) + bool(item.get("detail")),
        failures=tuple(_failures(item, mine)),
    )


def _failures(item: Item, parts: Sequence[Item]) -> list[Failure]:
    """Return the failures of an object: of its documents by line, then of the whole."""
    key = item["key"]
    named = [Failure(key, f["line"], f["detail"]) for part in parts for f in part["failures"]]
    return named + ([Failure(key, None, item["detail"])] if item.get("detail") else [])
