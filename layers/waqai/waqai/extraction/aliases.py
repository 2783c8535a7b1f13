"""Tell which names of an article are one entity: clitics, short names, acronyms, country names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from .countries import country_of
from .named import LAND, Name
from .names import is_definite, name_words

BODIES = frozenset(("organization", "group"))

ADMINISTRATIVE = frozenset(
    "مدينه محافظه ولايه اقليم بلده قريه جمهوريه دوله مملكه city province state district republic"
    " of town village kingdom governorate region county prefecture".split()
)
"""Folded words that a place's name may have or lack: "إقليم أزيلال" is "أزيلال"."""

PARENTHESIS = re.compile(r"\s*[(\[]\s*[\"'«“]?([^()\[\]]{2,24}?)[\"'»”]?\s*[)\]]")
THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
LONGEST_ACRONYM_WORDS = 2


def same_entities(text: str, names: Sequence[Name]) -> list[list[int]]:
    """Return groups of indices into ``names``, each one entity, by first mention."""
    union = _Union(len(names))
    _join_equal(names, union)
    _join_acronyms(text, names, union)
    _join_short(text, names, union)
    return union.groups()


class _Union:
    """Disjoint sets of indices; the lowest index leads."""

    def __init__(self, count: int) -> None:
        self._leader = list(range(count))

    def find(self, index: int) -> int:
        """Return the lowest index of the set."""
        while self._leader[index] != index:
            self._leader[index] = self._leader[self._leader[index]]
            index = self._leader[index]
        return index

    def join(self, one: int, other: int) -> None:
        """Make two sets one."""
        low, high = sorted((self.find(one), self.find(other)))
        self._leader[high] = low

    def groups(self) -> list[list[int]]:
        """Return the sets, each and all in rising order."""
        found: dict[int, list[int]] = defaultdict(list)
        for index in range(len(self._leader)):
            found[self.find(index)].append(index)
        return list(found.values())


def _join_equal(names: Sequence[Name], union: _Union) -> None:
    """Join equal names, places but for their administrative word, and countries by their code."""
    first: dict[tuple[str, ...], int] = {}
    for index, name in enumerate(names):
        for key in _keys(name):
            union.join(index, first.setdefault(key, index))


def _keys(name: Name) -> Iterable[tuple[str, ...]]:
    yield name.words
    if name.span.kind in LAND:
        yield ("@", *(word for word in name.words if word not in ADMINISTRATIVE))
    code = country_of(name.free, "country").code if name.span.kind == "country" else None
    if code:
        yield ("@code", code)


def _join_acronyms(text: str, names: Sequence[Name], union: _Union) -> None:
    """Join "رابطة دول جنوب شرق آسيا (آسيان)" with what the brackets hold, here and later."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        by_words[name.words].append(index)
    for index, name in enumerate(names):
        bracket = PARENTHESIS.match(text, name.span.end)
        if name.span.kind != "organization" or bracket is None:
            continue
        words = name_words(bracket.group(1))
        if len(words) > LONGEST_ACRONYM_WORDS:
            continue
        for other in by_words.get(words, ()):
            inside = bracket.start(1) <= names[other].span.start < bracket.end()
            if names[other].span.kind == "organization" or inside:
                union.join(index, other)


def _join_short(text: str, names: Sequence[Name], union: _Union) -> None:
    """Join a short name to the one fuller name that it fits; where two fit it stays alone."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        for word in set(name.words):
            by_word[word].append(index)
    done: set[tuple[tuple[str, ...], str]] = set()
    for index in sorted(range(len(names)), key=lambda i: (-len(names[i].words), i)):
        name = names[index]
        if (name.words, name.span.kind) in done or not _may_be_short(text, name):
            continue
        done.add((name.words, name.span.kind))
        rarest = min((by_word[word] for word in name.words), key=len)
        fuller = {union.find(other) for other in rarest if _is_short_for(name, names[other])}
        if len(fuller - {union.find(index)}) == 1:
            union.join(index, (fuller - {union.find(index)}).pop())


def _may_be_short(text: str, name: Name) -> bool:
    """Tell whether the mention can stand for a fuller name: a person's, or "the authority"."""
    if name.span.kind == "person":
        return True
    if name.span.kind in LAND:
        return False
    before = text[max(0, name.span.start - 5) : name.span.start]
    return is_definite(name.span.of(text)) or THE.search(before) is not None


def _is_short_for(short: Name, full: Name) -> bool:
    """Tell whether all words of the short name stand side by side in the fuller one."""
    few, many = len(short.words), len(full.words)
    if few >= many:
        return False
    starts = [i for i in range(many - few + 1) if full.words[i : i + few] == short.words]
    if short.span.kind == "person" or full.span.kind == "person":
        return bool(starts) and short.span.kind == full.span.kind
    alike = short.span.kind == full.span.kind or {short.span.kind, full.span.kind} <= BODIES
    return alike and full.span.start < short.span.start and bool({0, many - few} & set(starts))
