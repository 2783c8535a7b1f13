"""The kinds of field that a sender fills, each with a refusal that says how to mend it."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

EXAMPLE_TIME = "2023-10-20T09:30:00Z"
EXAMPLE_DATE = "2023-10-20"
ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}"
"""Ids stand in addresses and in keys of the table, where `#` and `/` part their pieces."""

SUFFIXES = (".txt", ".json", ".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
"""What ingest reads, told by the end of an object's key."""

_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def _text(value: Any) -> str:
    # Not pydantic's own str: it refuses a lone surrogate without saying where it stands.
    if not isinstance(value, str):
        raise PydanticCustomError("text", "must be a string.")
    return value


def _line(value: Any, most: int = 500) -> str:
    text = _text(value)
    if found := _UNFIT.search(text):
        place = {"at": found.start(), "code": f"U+{ord(found[0]):04X}"}
        raise PydanticCustomError("unfit", "holds {code} at character {at}; remove it.", place)
    if not text.strip():
        raise PydanticCustomError("blank", "is empty; leave it out or fill it.")
    if len(text) > most:
        sizes = {"length": len(text), "most": most}
        raise PydanticCustomError("long", "has {length} characters; {most} are the most.", sizes)
    return text


def _id(value: Any) -> str:
    text = _line(value)
    if not re.fullmatch(ID_PATTERN, text):
        raise PydanticCustomError(
            "id", "must be 1 to 128 of A-Z a-z 0-9 . _ : ~ - and start with a letter or digit."
        )
    return text


def _url(value: Any) -> str:
    text = _line(value, 2048)
    if not re.fullmatch(r"https?://[^\s/]+\S*", text):
        raise PydanticCustomError("url", "must start with https:// or http:// and hold no spaces.")
    return text


def _country(value: Any) -> str:
    if not re.fullmatch("[A-Z]{3}", code := _line(value)):
        raise PydanticCustomError("country", "must be an ISO 3166-1 alpha-3 code like CHN.")
    return code


def _file_name(value: Any) -> str:
    name = _line(value, 200)
    if "/" in name or "\\" in name:
        raise PydanticCustomError("file", "must be a plain file name without folders.")
    if not name.lower().endswith(SUFFIXES):
        raise PydanticCustomError("file", "must end in " + " ".join(SUFFIXES) + ".")
    return name


def _time(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(_line(value))
    except ValueError as error:
        raise PydanticCustomError(
            "time",
            "must be an ISO 8601 date and time or date, for example "
            f"{EXAMPLE_TIME} or {EXAMPLE_DATE}.",
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _date(value: Any) -> date:
    try:
        # strptime alone takes "2025-1-1" and Arabic-Indic digits, which sort elsewhere.
        if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text := _line(value)):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("date", f"must be a date like {EXAMPLE_DATE}.") from error


_TIMES = {"anyOf": [{"type": "string", "format": form} for form in ("date-time", "date")]}

Text = Annotated[str, PlainValidator(_text), WithJsonSchema({"type": "string", "minLength": 1})]
Line = Annotated[
    str, PlainValidator(_line), WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 500})
]
Identifier = Annotated[
    str, PlainValidator(_id), WithJsonSchema({"type": "string", "pattern": f"^{ID_PATTERN}$"})
]
Url = Annotated[
    str,
    PlainValidator(_url),
    WithJsonSchema({"type": "string", "format": "uri", "maxLength": 2048}),
]
Time = Annotated[datetime, BeforeValidator(_time), WithJsonSchema(_TIMES)]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
FileName = Annotated[
    str,
    PlainValidator(_file_name),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 200}),
]
Country = Annotated[
    str, PlainValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
