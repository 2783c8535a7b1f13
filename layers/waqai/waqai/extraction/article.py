"""The article as it was submitted."""

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text, untouched, and what its sender knows about it."""

    text: str
    id: str
    """The sender's own id, or the one made from the text's hash."""
    language: str
    """ISO 639-1: ``ar`` or ``en``."""
    title: str | None = None
    published_at: datetime | None = None
    source: str | None = None
    url: str | None = None

    @property
    def sha256(self) -> str:
        """Return the SHA-256 of the text in UTF-8, in hexadecimal."""
        return text_sha256(self.text)


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
