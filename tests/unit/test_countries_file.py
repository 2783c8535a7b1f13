"""The gazetteer's file is what its generator makes of the tables and libraries."""

import json
import runpy
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODES = {"names", "peoples", "places", "known"}


@pytest.fixture(scope="module")
def committed() -> str:
    return files("waqai.extraction").joinpath("data/countries.json").read_text("utf-8")


def test_the_file_is_generated(committed: str) -> None:
    generator = runpy.run_path(str(ROOT / "tools" / "countries.py"))
    assert generator["generate"]() == committed, "run python tools/countries.py"


def test_codes_are_of_three_capitals(committed: str) -> None:
    table = json.loads(committed)
    codes = {code for section in CODES for code in table[section]}
    assert all(len(code) == 3 and code.isupper() and code.isascii() for code in codes)
    assert {"XKX", "PSE", "TWN", "SSD"} <= codes
