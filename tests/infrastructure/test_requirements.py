"""What is built into functions and layers is what tests run with."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILT = ["functions/extract", "functions/ingest", "layers/dependencies"]
PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\\n]+)(?: *; *(.*?))?(?: \\)?$", re.MULTILINE)


def pins(path: Path) -> set[tuple[str, str]]:
    """Return the pinned versions of a file that hold for Lambda's Python 3.12."""
    found = PIN.findall(path.read_text(encoding="utf-8"))
    return {(name, version) for name, version, marker in found if "< '3.12'" not in marker}


@pytest.mark.parametrize("folder", BUILT)
def test_built_versions_are_the_locked_ones(folder: str) -> None:
    built = pins(ROOT / folder / "requirements.txt")
    assert len(built) > 5
    assert built <= pins(ROOT / "requirements/run.txt")


def test_both_functions_with_a_model_have_the_same() -> None:
    extract, ingest = (
        ROOT / f"functions/{name}/requirements.txt" for name in ("extract", "ingest")
    )
    assert extract.read_text() == ingest.read_text()


@pytest.mark.parametrize("name", ["records", "publish"])
def test_functions_without_a_model_bring_nothing(name: str) -> None:
    assert not (ROOT / f"functions/{name}/requirements.txt").exists()
