"""What the environment says, read when a cached factory asks and never at import."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from waqai.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """The function's variables; each is asked for by the functions that use it, none is guessed."""

    environment: Mapping[str, str]

    @classmethod
    def from_env(cls) -> "Settings":
        """Return a copy of the environment as it is now."""
        return cls(dict(os.environ))

    @property
    def table(self) -> str:
        """The DynamoDB table of articles, events and batches."""
        return self._text("WAQAI_TABLE")

    @property
    def bucket(self) -> str:
        """The S3 bucket with `incoming/` and `parts/`."""
        return self._text("WAQAI_BUCKET")

    @property
    def queue_url(self) -> str:
        """The SQS queue that ingest reads."""
        return self._text("WAQAI_QUEUE_URL")

    @property
    def dead_letter_url(self) -> str:
        """The SQS queue for objects that cannot be read."""
        return self._text("WAQAI_DEAD_LETTER_URL")

    @property
    def event_bus(self) -> str:
        """The EventBridge bus that events are handed on to."""
        return self._text("WAQAI_EVENT_BUS")

    @property
    def cursor_secret_arn(self) -> str:
        """The Secrets Manager secret that signs page cursors."""
        return self._text("WAQAI_CURSOR_SECRET_ARN")

    @property
    def stage(self) -> str:
        """The stage's name, `dev` or `prod` for instance."""
        return self._text("WAQAI_STAGE")

    @property
    def model_dir(self) -> Path:
        """The folder of the model artefact."""
        return Path(self._text("WAQAI_MODEL_DIR"))

    @property
    def schemas_dir(self) -> Path:
        """The folder of the ontology and the generated schemas."""
        return Path(self._text("WAQAI_SCHEMAS_DIR"))

    @property
    def shards(self) -> int:
        """How many partitions today's events are spread over."""
        return self._count("WAQAI_SHARDS")

    @property
    def threads(self) -> int:
        """How many threads the model runs on."""
        return self._count("WAQAI_THREADS")

    @property
    def store_text(self) -> bool:
        """Whether the article's own words are kept."""
        value = self._text("WAQAI_STORE_TEXT")
        if value not in {"true", "false"}:
            raise SettingsError(f"WAQAI_STORE_TEXT is {value!r}; set it to true or false.")
        return value == "true"

    def _text(self, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise SettingsError(
                f"The environment variable {name} is not set; template.yaml sets it in Globals or "
                "on the function."
            )
        return value

    def _count(self, name: str) -> int:
        value = self._text(name)
        if not value.isdecimal() or int(value) < 1:
            raise SettingsError(f"{name} is {value!r}; set it to a whole number from 1.")
        return int(value)
