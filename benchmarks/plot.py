"""The picture beside the tables."""

from pathlib import Path

from benchmarks.latency import STAGES, Latency


def save_plot(found: list[Latency], path: Path) -> None:
    """Draw milliseconds by length and stage, a panel a language, as PNG."""
    import matplotlib as mpl  # noqa: PLC0415 - only this step needs it

    mpl.use("Agg")
    from matplotlib import pyplot as plt  # noqa: PLC0415

    figure, panels = plt.subplots(1, 2, figsize=(10, 4), sharey=True, layout="constrained")
    for panel, language in zip(panels, ("ar", "en"), strict=True):
        own = [each for each in found if each.language == language]
        at = [each.characters for each in own]
        for stage in STAGES:
            panel.loglog(at, [each.stages[stage].median for each in own], marker="o", label=stage)
        panel.loglog(at, [each.whole.median for each in own], "k--", label="whole")
        panel.set(title=language, xlabel="characters of text", ylabel="milliseconds")
        panel.grid(alpha=0.3)
    panels[0].legend()
    figure.savefig(path, dpi=120)
    plt.close(figure)
