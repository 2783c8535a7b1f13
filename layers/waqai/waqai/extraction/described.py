"""What an event type is said to be, for a model that finds types by their descriptions."""

from collections.abc import Iterable


def description_text(definition: str, words: Iterable[str]) -> str:
    """Return the text that stands for a type: its definition, then words that name its events."""
    return f"{definition} {', '.join(words)}"
