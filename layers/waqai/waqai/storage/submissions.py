"""Which of two submissions of one article is the later one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .keys import timestamp


@dataclass(frozen=True, slots=True)
class Submission:
    """When and by which road an article came."""

    at: datetime
    """The request's time, or the eventTime of the S3 notification."""
    key: str | None = None
    sequencer: str | None = None
    """S3's order of writes to one key; says nothing about other keys."""
    line: int = 0
    """Line of the document in the object; of two with one id the later counts."""

    def older_than(self, other: "Submission") -> bool:
        """Tell whether the other one came later."""
        if self.key == other.key and self.sequencer and other.sequencer:
            return self._place(other) < other._place(self)
        return self.at < other.at

    def _place(self, other: "Submission") -> tuple[str, int]:
        """Return what sorts beside the other; S3 asks to fill the shorter sequencer with zeros."""
        mine, theirs = self.sequencer or "", other.sequencer or ""
        return mine.upper().ljust(max(len(mine), len(theirs)), "0"), self.line

    def attributes(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return {
            "at": timestamp(self.at),
            "key": self.key,
            "sequencer": self.sequencer,
            "line": self.line,
        }

    @classmethod
    def stored(cls, attributes: Mapping[str, Any]) -> "Submission":
        """Return it from what is stored."""
        at = datetime.fromisoformat(attributes["at"])
        return cls(at, attributes["key"], attributes["sequencer"], attributes["line"])
