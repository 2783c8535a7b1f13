"""Timings as medians with their spread."""

import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of repeated runs."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.runs)

    @property
    def spread(self) -> str:
        return f"{min(self.runs):.1f} to {max(self.runs):.1f}"


def machine() -> str:
    """Return the processor, its count and the Python that ran."""
    cores = 0
    name = platform.processor() or platform.machine()
    for line in _cpuinfo():
        key, _, value = line.partition(":")
        if key.strip() == "processor":
            cores += 1
        if key.strip() == "model name":
            name = value.strip()
    return f"{name}, {cores or '?'} processors, Python {platform.python_version()}"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; the first column is text, the others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
