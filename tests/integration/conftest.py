"""The real handlers over moto, with a tiny model in which planted words are events."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from waqai import services
from waqai.api import addresses

from tests.aws_stack import Stack
from tests.integration.roads import Roads
from tests.tiny_model import build_tiny_model

SCHEMAS = Path(__file__).parents[2] / "schemas"


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the tiny artefact once."""
    return build_tiny_model(tmp_path_factory.mktemp("model"))


@pytest.fixture
def roads(stack: Stack, tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Roads]:
    """Return the ways into a fresh deployment."""
    monkeypatch.setenv("WAQAI_MODEL_DIR", str(tiny_model))
    monkeypatch.setenv("WAQAI_SCHEMAS_DIR", str(SCHEMAS))
    _forget()
    yield Roads(stack)
    _forget()


def _forget() -> None:
    services.forget()
    addresses.document.cache_clear()
