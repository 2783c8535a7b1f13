"""From bytes to an article's text: what every road checks, and how to mend what it refuses."""

import json
import re
from dataclasses import dataclass
from typing import Any

from waqai.errors import InvalidRequest, TextTooLarge, UnreadableText


@dataclass(frozen=True, slots=True)
class Road:
    """A way in: the most characters of one article it takes, and what to do with a longer one."""

    characters: int
    mend: str


DIRECT = Road(
    100_000,  # more takes longer than the 29 s that API Gateway waits for an answer
    "send it with `?async=true` (up to 1,000,000 characters), or by way of S3: "
    "POST /v1/batches gives an upload URL.",
)
LATER = Road(
    1_000_000,  # a Lambda payload of 6 MB, in base64 and with Arabic escaped as \\uXXXX
    "send it by way of S3: POST /v1/batches gives an upload URL.",
)
DROPPED = Road(2_000_000, "split it into several articles.")

TATWEEL = "ـ"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TAG = re.compile(
    r"</?(html|head|body|article|section|main|div|p|br|span|a|b|i|em|strong|h[1-6]|ul|ol|li|img"
    r"|table|tr|td|script|style|meta|link|figure|(?<=<)!doctype)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


def decode(data: bytes) -> str:
    """Decode UTF-8 and drop a leading byte order mark, so that offsets start at the first word."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InvalidRequest("The bytes are UTF-16 (byte order mark at offset 0); send UTF-8.")
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise not_utf8(error) from error


def not_utf8(error: UnicodeDecodeError) -> InvalidRequest:
    """Say which byte is not UTF-8; offsets count bytes from 0."""
    byte = error.object[error.start]
    return InvalidRequest(
        f"Byte 0x{byte:02X} at offset {error.start} is not UTF-8; save or send the text as UTF-8 "
        "(older Arabic text is often windows-1256)."
    )


def parse_json(text: str, *, in_line: bool = False) -> Any:
    """Parse JSON strictly; ``in_line`` says that the text is one line of NDJSON."""
    try:
        return json.loads(text, object_pairs_hook=_no_field_twice, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"column {error.colno}"
        place = place if in_line else f"line {error.lineno}, {place}"
        raise InvalidRequest(f"Not valid JSON at {place}: {error.msg}.") from error
    except RecursionError as error:
        raise InvalidRequest("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise InvalidRequest("The JSON holds a number with too many digits.") from error


def check_text(text: str, road: Road) -> None:
    """Refuse what cannot be read as an article; bidi marks stay, offsets count them."""
    _check_size(text, road)
    _check_characters(text)
    if not any(character.isalpha() and character != TATWEEL for character in text):
        raise UnreadableText("The text holds no words; send the article's text.", pointer="/text")
    _check_markup(text)


def _check_size(text: str, road: Road) -> None:
    if len(text) > road.characters:
        raise TextTooLarge(
            f"The text has {len(text):,} characters and this road takes {road.characters:,}; "
            + road.mend,
            pointer="/text",
        )


def _check_characters(text: str) -> None:
    if found := _SURROGATE.search(text):
        raise UnreadableText(
            f"Character {found.start()} is a lone surrogate (U+{ord(found[0]):04X}), half of a "
            "character that was cut in two; send the whole character.",
            pointer="/text",
        )
    if found := _CONTROL.search(text):
        more = len(_CONTROL.findall(text)) - 1
        raise UnreadableText(
            f"Character {found.start()} is the control character U+{ord(found[0]):04X}"
            + (f" ({more} more follow)" if more else "")
            + "; remove it. Line breaks and tabs may stay.",
            pointer="/text",
        )


def _check_markup(text: str) -> None:
    # One tag may be quoted by an article about web pages; two are markup.
    tags = _TAG.finditer(text)
    first = next(tags, None)
    if first and next(tags, None):
        raise UnreadableText(
            f"The text is HTML (a <{first[1].lower()}> tag at character {first.start()}); send the "
            "article's words without markup.",
            pointer="/text",
        )


def _no_field_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InvalidRequest(f"The field `{twice[:40]}` is given twice.", pointer=f"/{twice[:40]}")
    return fields


def _no_constant(name: str) -> None:
    raise InvalidRequest(f"Not valid JSON: {name} is no JSON number.")
