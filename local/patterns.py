"""The event patterns that filter what a function is given."""

from typing import Any


def matches(pattern: Any, value: Any) -> bool:
    """Tell whether a record matches an event pattern: literals, ``prefix`` and ``exists``."""
    if isinstance(pattern, dict):
        inner = value if isinstance(value, dict) else {}
        return all(matches(each, inner.get(key)) for key, each in pattern.items())
    return any(_matches_one(each, value) for each in pattern)


def _matches_one(pattern: Any, value: Any) -> bool:
    if not isinstance(pattern, dict):
        return bool(pattern == value)
    if "prefix" in pattern:
        return isinstance(value, str) and value.startswith(pattern["prefix"])
    if "exists" in pattern:
        return (value is not None) is pattern["exists"]
    raise ValueError(f"the local stack knows no event pattern {pattern}")
