"""What the table holds of an article before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .codec import Item
from .keys import META, WRITER
from .submissions import Submission

Outcome = Literal["created", "updated", "unchanged", "stale"]

ATTRIBUTES = ("sha", "generation", "submission", "created_at", "deleted_at")
"""What of META is needed to decide."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a save."""

    outcome: Outcome
    article_id: str
    generation: int


@dataclass(frozen=True, slots=True)
class Standing:
    """META, or the tombstone in its place, and whether a write is under way or was cut off."""

    meta: Item | None
    writing: bool

    @classmethod
    def of(cls, items: Mapping[str, Item]) -> "Standing":
        """Return the standing that an article's items show."""
        return cls(items.get(META), WRITER in items)

    @property
    def live(self) -> bool:
        """Whether there is an article, and not only its tombstone."""
        return self.meta is not None and "deleted_at" not in self.meta

    @property
    def generation(self) -> int:
        """How often the article was written, 0 for never."""
        return int(self.meta["generation"]) if self.meta else 0

    def newer_than(self, submission: Submission) -> bool:
        """Tell whether the article, or its deletion, came later than a submission."""
        if self.meta is None:
            return False
        return submission.older_than(Submission.stored(self.meta["submission"]))

    def outcome(self, sha: str) -> Outcome:
        """Return what writing a content makes of the article."""
        if not self.live or self.meta is None:
            return "created"
        return "unchanged" if self.meta["sha"] == sha else "updated"

    def settles(self, sha: str, submission: Submission) -> Outcome | None:
        """Return the outcome where nothing needs to be written, none where something does."""
        if self.newer_than(submission):
            return "stale"
        return "unchanged" if self.outcome(sha) == "unchanged" and not self.writing else None
