"""Write the JSON Schemas and the OpenAPI document.

In use: `python -m waqai.api.schemas [--check] schemas/`.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from waqai.api import openapi
from waqai.record import Record
from waqai.submission import ArticleIn

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def generated() -> dict[str, str]:
    """Return each generated file's name and content."""
    from waqai.publish.cloudevents import EventEnvelope  # noqa: PLC0415

    return {
        "request.schema.json": _schema(ArticleIn, "validation"),
        "record.schema.json": _schema(Record, "serialization"),
        "cloudevent.schema.json": _schema(EventEnvelope, "serialization"),
        "openapi.json": _pretty(openapi.document()),
    }


def stale(folder: Path) -> list[str]:
    """Return the names of the files that differ from what the code says."""
    return [
        name
        for name, content in generated().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != content
    ]


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or with ``--check`` name those that are out of date; 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m waqai.api.schemas", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    if not options.check:
        for name, content in generated().items():
            (options.folder / name).write_text(content, encoding="utf-8")
        return 0
    old = stale(options.folder)
    for name in old:
        print(f"{options.folder / name} is out of date: make schemas", file=sys.stderr)
    return int(bool(old))


def _schema(model: Any, mode: Any) -> str:
    return _pretty({"$schema": _DIALECT, **model.model_json_schema(mode=mode)})


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
