"""Draw the losses and the measures of a run."""

import json
from pathlib import Path

F1S = ("trigger", "span", "entity", "role", "modality")


def plot(history: Path, picture: Path) -> None:
    """Draw what the lines of a history hold, an epoch each, on the development articles."""
    import matplotlib as mpl  # noqa: PLC0415 - slow to load, drawn once an epoch

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    lines = [json.loads(line) for line in history.read_text(encoding="utf-8").splitlines()]
    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.5))
    epochs = [line["epoch"] for line in lines]
    for name in sorted({key for line in lines for key in line if key.startswith("loss_")}):
        left.plot(epochs, [line.get(name) for line in lines], label=name.removeprefix("loss_"))
    for name in F1S:
        right.plot(epochs, [line.get(name) for line in lines], label=name)
    for axes, title in ((left, "loss"), (right, "F1 (modality: accuracy)")):
        axes.set(xlabel="epoch", title=f"{title}, development articles")
        axes.legend()
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(picture, dpi=100)
    plt.close(figure)
