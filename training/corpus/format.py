"""Read corpus files (see FORMAT.md) into frozen articles with code-point offsets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.labels import KINDS, MODALITIES, ROLES, TYPES

DATE = r"\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2})?)?)?|-W\d{2}|-Q[1-4]|-H[12])?"
VALUE = re.compile(rf"^{DATE}(/{DATE})?$")
COUNTRY = re.compile(r"^([A-Z]{3}|-)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the text, ``text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filler(Mention):
    """A role's words; ``value`` is the date of a time and the country of a place."""

    role: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body, country, place, group or thing, with every mention of it."""

    kind: str
    country: str | None
    name: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One annotated event; its first trigger is the main one."""

    type: str
    modality: str
    triggers: tuple[Mention, ...]
    roles: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article."""

    id: str
    published: str
    language: str
    style: str
    text: str
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]


class CorpusError(ValueError):
    """A line of a corpus file that breaks the format."""


def read_articles(path: Path) -> Iterator[tuple[Article, list[str]]]:
    """Yield each article of a file with the problems found in it."""
    for block in re.split(r"^=== ?", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, *lines = block.rstrip().split("\n")
        yield _article(head, lines)


def _article(head: str, lines: list[str]) -> tuple[Article, list[str]]:
    """Build one article from its head line and its other lines."""
    identity, published, language, style = (*split(head, "|"), "", "", "")[:4]
    problems = [] if VALUE.match(published) else [f"publication date in {head!r}"]
    text = "\n".join(line for line in lines if line[:1] not in ("@", ">")).strip()
    entities, events = [], []
    taken: set[tuple[int, int]] = set()
    for line in lines:
        try:
            if line.startswith("@"):
                entities.append(_entity(text, line[1:]))
            elif line.startswith(">"):
                events.append(_event(text, line[1:], taken))
        except ValueError as error:
            problems.append(f"{line!r}: {error}")
    return (
        Article(identity, published, language, style, text, tuple(entities), tuple(events)),
        problems,
    )


def _entity(text: str, line: str) -> Entity:
    """Read an entity line."""
    label, surfaces = split(line, "|")[:2]
    kind, country = label.split()
    _require(kind in KINDS and COUNTRY.match(country), f"kind or country {label!r}")
    names = split(surfaces, ";")
    mentions = tuple(
        Mention(name, start, start + len(name)) for name in names for start in starts(text, name)
    )
    return Entity(kind, None if country == "-" else country, names[0], mentions)


def _event(text: str, line: str, taken: set[tuple[int, int]]) -> Event:
    """Read an event line; the triggers found are added to those taken."""
    kind, modality, words, *parts = re.split(r"(?<!\\)\|", line)
    _require(kind.strip() in TYPES, f"type {kind!r}")
    _require(modality.strip() in MODALITIES, f"modality {modality!r}")
    triggers = []
    for word in split(words, ";"):
        triggers.append(locate(text, word, taken=taken))
        taken.add((triggers[-1].start, triggers[-1].end))
    fillers = tuple(f for part in parts for f in _fillers(text, part, triggers[0].start))
    return Event(kind.strip(), modality.strip(), tuple(triggers), fillers)


def _fillers(text: str, part: str, near: int) -> Iterator[Filler]:
    """Read one role with its fillers."""
    role, _, rest = part.strip().partition(":")
    _require(role.strip() in ROLES, f"role {role!r}")
    for filler in re.split(r"(?<!\\);", rest):
        surface, *values = split(filler, "=")
        _require(surface, f"empty filler of {role}")
        value = values[0] if values else None
        pattern = {"time": VALUE, "place": COUNTRY}.get(role.strip())
        if value and pattern:
            _require(pattern.match(value), f"{role} value {value!r}")
        found = locate(text, surface, near=near)
        yield Filler(found.text, found.start, found.end, role.strip(), value)


def locate(
    text: str, word: str, near: int | None = None, taken: set[tuple[int, int]] | None = None
) -> Mention:
    """Find a word: its nth occurrence ("word#n"), the nearest one, or the first not taken."""
    match = re.fullmatch(r"(.+)#(\d+)", word, re.DOTALL)
    word = match[1] if match else word
    found = starts(text, word)
    if match:
        _require(int(match[2]) <= len(found), f"only {len(found)} occurrences of {word!r}")
        start = found[int(match[2]) - 1]
    elif near is not None:
        start = min(found, key=lambda at: abs(at - near))
    else:
        free = [at for at in found if (at, at + len(word)) not in (taken or ())]
        start = (free or found)[0]
    return Mention(word, start, start + len(word))


def starts(text: str, word: str) -> list[int]:
    """Return where word stands in text as whole words; raises CorpusError where it does not."""
    left = r"(?<!\w)" if re.match(r"\w", word) else ""
    right = r"(?!\w)" if re.search(r"\w$", word) else ""
    found = [match.start() for match in re.finditer(left + re.escape(word) + right, text)]
    _require(found, f"not in the text as whole words: {word!r}")
    return found


def split(text: str, mark: str) -> list[str]:
    """Split at an unescaped mark and unescape the parts."""
    parts = re.split(rf"(?<!\\){re.escape(mark)}", text)
    return [re.sub(r"\\([;|=])", r"\1", part).strip() for part in parts]


def _require(condition: object, message: str) -> None:
    """Raise CorpusError unless the condition holds."""
    if not condition:
        raise CorpusError(message)


def outermost(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions that stand in no longer one: "Brandt" is found in "Lena Brandt" too."""
    for one in mentions:
        if not any(o.start <= one.start and one.end <= o.end and o != one for o in mentions):
            yield one
