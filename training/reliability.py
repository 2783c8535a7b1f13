"""How far confidence can be trusted: reliability tables and the expected calibration error."""

from collections.abc import Sequence

from training.score import Tallies

BINS = 10

Judged = Sequence[tuple[float, bool]]


def expected_error(judged: Judged) -> float:
    """Return the mean distance of confidence from the share that is right, over ten equal bins."""
    off = sum(abs(sum(c for c, _ in one) - sum(r for _, r in one)) for one in _binned(judged))
    return off / len(judged) if judged else 0.0


def reliability_table(found: Tallies) -> list[str]:
    """Return Markdown: for each tenth of confidence, how many there were and how many right."""
    lines = []
    for name, judged in found.judged.items():
        lines += [
            f"| Confidence of {name}s | number | mean confidence | share right |",
            "|---|---:|---:|---:|",
        ]
        for index, one in enumerate(_binned(judged)):
            if one:
                sure = sum(confidence for confidence, _ in one) / len(one)
                right = sum(was_right for _, was_right in one) / len(one)
                span = f"{index / BINS:.1f} to {(index + 1) / BINS:.1f}"
                lines.append(f"| {span} | {len(one)} | {sure:.2f} | {right:.2f} |")
        lines += ["", f"Expected calibration error of {name}s: {expected_error(judged):.3f}.", ""]
    return lines


def _binned(judged: Judged) -> list[list[tuple[float, bool]]]:
    """Return the judgements by tenths of confidence."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return bins
