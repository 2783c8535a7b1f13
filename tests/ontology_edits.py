"""Copies of the shipped ontology with one thing changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

SCHEMAS = Path(__file__).parents[1] / "schemas"
Edit = Callable[[Path], object]


def copied_ontology(folder: Path) -> Path:
    """Copy the shipped files, to be edited."""
    return shutil.copytree(SCHEMAS / "ontology", folder / "ontology")


def replaced(file: str, old: str, new: str) -> Edit:
    """Make an edit that puts the new words for the first of the old."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text()
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1))

    return edit


def added(file: str, text: str) -> Edit:
    """Make an edit that writes text at the end of a file."""
    return lambda folder: (folder / file).write_text((folder / file).read_text() + text)
