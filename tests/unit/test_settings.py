"""The environment: read when asked, each variable named when it is missing."""

from pathlib import Path

import pytest
from waqai.errors import SettingsError
from waqai.settings import Settings

WORDS = {
    "table": "WAQAI_TABLE",
    "bucket": "WAQAI_BUCKET",
    "queue_url": "WAQAI_QUEUE_URL",
    "dead_letter_url": "WAQAI_DEAD_LETTER_URL",
    "event_bus": "WAQAI_EVENT_BUS",
    "cursor_secret_arn": "WAQAI_CURSOR_SECRET_ARN",
    "stage": "WAQAI_STAGE",
    "model_dir": "WAQAI_MODEL_DIR",
    "schemas_dir": "WAQAI_SCHEMAS_DIR",
    "shards": "WAQAI_SHARDS",
    "threads": "WAQAI_THREADS",
    "store_text": "WAQAI_STORE_TEXT",
}


@pytest.mark.parametrize(("name", "variable"), WORDS.items())
def test_a_missing_variable_is_named(name: str, variable: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable} is not set"):
        getattr(Settings({}), name)
    with pytest.raises(SettingsError, match=variable):
        getattr(Settings({variable: ""}), name)


@pytest.mark.parametrize(
    ("name", "variable", "value"),
    [
        ("shards", "WAQAI_SHARDS", "0"),
        ("threads", "WAQAI_THREADS", "two"),
        ("store_text", "WAQAI_STORE_TEXT", "yes"),
    ],
)
def test_a_value_of_another_kind_is_named(name: str, variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable} is '{value}'"):
        getattr(Settings({variable: value}), name)


def test_values_have_their_types(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"WAQAI_MODEL_DIR": "/opt/model", "WAQAI_SHARDS": "4", "WAQAI_STORE_TEXT": "false"}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    settings = Settings.from_env()
    assert (settings.model_dir, settings.shards) == (Path("/opt/model"), 4)
    assert settings.store_text is False
