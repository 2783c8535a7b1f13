"""Read bank files (see FORMAT.md) into passages with code-point offsets."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from training.corpus.format import CorpusError, Mention
from training.labels import MODALITIES, TYPES

FOLDER = Path(__file__).parent
MARK = re.compile(r"\{([^{}|]+)\|([a-z_]+)(?:\.([a-z]+))?\}")
INSIDE_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a type is, and words that name its events, in both languages."""

    ar: str
    en: str
    triggers_ar: tuple[str, ...] | list[str]
    triggers_en: tuple[str, ...] | list[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A trigger of a passage."""

    mention: Mention
    type: str
    modality: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences and their triggers; ``open`` where those of open types are marked too."""

    language: str
    text: str
    triggers: tuple[Marked, ...]
    open: bool = False


def read_bank() -> Iterator[Passage]:
    """Yield the passages of all files in a fixed order; raises CorpusError at a bad line."""
    for path in bank_files():
        for passage, problem in read_passages(path):
            if problem:
                raise CorpusError(f"{path.name}: {problem}")
            yield passage


def bank_files() -> list[Path]:
    """Return the files in a fixed order."""
    return sorted(FOLDER.glob("??-*.txt"))


@cache
def open_types() -> dict[str, Wording]:
    """Return the types that only open files mark, by name; they teach to match descriptions."""
    path = FOLDER / "open-types.toml"
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    return {name: Wording(**table) for name, table in tables.items()}


def read_passages(path: Path) -> Iterator[tuple[Passage, str | None]]:
    """Yield each passage of a file with what is wrong about it."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            passage = _passage(path.name, line.strip())
            problem = _problem(passage)
            yield passage, problem and f"line {number}: {problem}: {line}"


def _passage(name: str, line: str) -> Passage:
    """Take the marks out of a line of the named file."""
    text, at, triggers = "", 0, []
    for match in MARK.finditer(line):
        text += line[at : match.start()]
        word, kind, modality = match.groups()
        start = len(text)
        text += word
        mention = Mention(word, start, len(text))
        triggers.append(Marked(mention, kind, modality or MODALITIES[0]))
        at = match.end()
    return Passage(name[:2], text + line[at:], tuple(triggers), name[2:].startswith("-open-"))


def _problem(passage: Passage) -> str | None:
    """Return what is wrong with a passage, if anything is."""
    if re.search(r"[{}|]", passage.text):
        return "a mark that is not {word|type} or {word|type.modality}"
    for marked in passage.triggers:
        if marked.type not in TYPES and not (passage.open and marked.type in open_types()):
            return f"no such type: {marked.type}"
        if marked.modality not in MODALITIES:
            return f"no such modality: {marked.modality}"
        mention = marked.mention
        before, after = passage.text[: mention.start][-1:], passage.text[mention.end :][:1]
        if mention.text.strip() != mention.text or INSIDE_WORD.match(before + " "):
            return f"a mark inside of a word or with a blank: {mention.text!r}"
        if INSIDE_WORD.match(after + " "):
            return f"a mark inside of a word: {mention.text!r}"
    return None


def joined(passages: Sequence[Passage]) -> tuple[str, list[Marked]]:
    """Return the text of passages one after the other, with their triggers moved along."""
    text, marked = "", []
    for passage in passages:
        text += " " if text else ""
        for one in passage.triggers:
            start, end = one.mention.start + len(text), one.mention.end + len(text)
            marked.append(replace(one, mention=Mention(one.mention.text, start, end)))
        text += passage.text
    return text, marked
