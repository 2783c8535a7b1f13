"""How far a batch of documents has come.

Every object and every part of it has one item, put as a whole, so that a message that is delivered
twice counts once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from waqai.errors import Conflict, NotFound

from .codec import Item, Key
from .expressions import Term, absent, equals
from .keys import timestamp
from .progress import Batch, Failure, ObjectProgress, PartReport, Upload, batch_pk, object_progress
from .submissions import Submission
from .table import Table

__all__ = ["Batch", "BatchStore", "Failure", "ObjectProgress", "PartReport", "Upload"]

RETENTION = timedelta(days=30)
FAILURES = 200
"""Failures that a part names; more are only counted."""
DETAIL = 500
"""Characters of a failure's detail that are kept."""


class BatchStore:
    """The progress of batches, kept for a while after the last change."""

    def __init__(self, table: Table, retention: timedelta = RETENTION) -> None:
        self._table = table
        self._retention = retention

    def create(self, batch_id: str, keys: Sequence[str], *, now: datetime) -> None:
        """Announce a batch and the objects that are to be uploaded."""
        self._put_once(batch_pk(batch_id), "BATCH", {"created_at": timestamp(now)}, now)
        for key in keys:
            values = {"key": key, "status": "waiting", "sequencer": "", "parts": 0}
            self._put_once(*Upload(batch_id, key, "").place, values, now)

    def claim(self, upload: Upload, *, now: datetime) -> bool:
        """Begin an upload; False where a later one of that key has begun."""
        self.create(upload.batch_id, [upload.key], now=now)
        place = upload.place
        stored = self._table.get([place])[place]
        if stored["sequencer"] == upload.sequencer:
            return True
        if stored["sequencer"] and _older(upload.sequencer, stored["sequencer"], now):
            return False
        values = {"sequencer": upload.sequencer, "status": "running", "parts": 0, "detail": ""}
        try:
            self._change(place, values, now, equals("sequencer", stored["sequencer"]))
        except Conflict:
            return self.claim(upload, now=now)
        return True

    def split(self, upload: Upload, parts: int, *, now: datetime) -> None:
        """Note how many parts an upload has, now that it is read, for all that failed before.

        Not left to ``claim``: parts are claimed too, and one part's retry would hide that the
        object broke off after them. Nothing changes where a later upload has begun.
        """
        self._report(upload, {"parts": parts, "status": "running", "detail": ""}, now)

    def object_failed(self, upload: Upload, detail: str, *, now: datetime) -> None:
        """Note that an object cannot be read, as a whole or from some line on."""
        self._report(upload, {"status": "failed", "detail": detail[:DETAIL]}, now)

    def part_finished(
        self, upload: Upload, part: int, report: PartReport, *, now: datetime
    ) -> None:
        """Note what became of a part's documents; the first report of a part counts."""
        named = [{"line": each.line, "detail": each.detail[:DETAIL]} for each in report.failures]
        counts = {"stored": report.stored, "unchanged": report.unchanged, "failed": len(named)}
        values = {"sequencer": upload.sequencer, "failures": named[:FAILURES]} | counts
        self._put_once(*upload.part(part), values, now)

    def finished(self, upload: Upload, part: int) -> bool:
        """Tell whether a part of an upload has been reported."""
        return upload.part(part) in self._table.get([upload.part(part)])

    def progress(self, batch_id: str) -> Batch:
        """Return how far a batch has come; NotFound where there is none of that id."""
        items = {item["sk"]: item for item in self._table.query(equals("pk", batch_pk(batch_id)))}
        if (batch := items.pop("BATCH", None)) is None:
            raise NotFound(f"There is no batch {batch_id!r}; batches are kept for a month.")
        grouped = groupby(items.values(), lambda item: str(item["sk"]).split("#")[1])
        objects = [object_progress(next(group), list(group)) for _, group in grouped]
        created = datetime.fromisoformat(batch["created_at"])
        return Batch(batch_id, created, tuple(sorted(objects, key=lambda each: each.key)))

    def _report(self, upload: Upload, values: Item, now: datetime) -> None:
        """Change an object's item unless a later upload has begun."""
        try:
            self._change(upload.place, values, now, equals("sequencer", upload.sequencer))
        except Conflict:
            return

    def _change(self, place: Key, values: Item, now: datetime, *terms: Term) -> None:
        self._table.update(place, values | self._expiry(now), *terms)

    def _put_once(self, pk: str, sk: str, values: Item, now: datetime) -> None:
        """Put an item unless it is there."""
        try:
            self._table.put({"pk": pk, "sk": sk} | values | self._expiry(now), absent("pk"))
        except Conflict:
            return

    def _expiry(self, now: datetime) -> Item:
        return {"expires_at": int((now + self._retention).timestamp())}


def _older(sequencer: str, other: str, now: datetime) -> bool:
    """Tell whether an upload of a key came before another one of that key."""
    came, later = (Submission(now, "", each) for each in (sequencer, other))
    return came.older_than(later)
