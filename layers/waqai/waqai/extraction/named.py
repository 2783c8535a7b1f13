"""Give each mention its name, free of clitics, with the words that it is compared by."""

from collections.abc import Sequence
from dataclasses import dataclass

from .apposition import TITLES
from .countries import country_of
from .folding import fold
from .names import free_form, name_words
from .spans import EntitySpan

LAND = frozenset(("country", "place"))


@dataclass(frozen=True, slots=True)
class Name:
    """A mention with its name free of clitics and that name's words for comparing."""

    span: EntitySpan
    free: str
    words: tuple[str, ...]


def named(text: str, mentions: Sequence[EntitySpan]) -> list[Name]:
    """Return the mentions in text order with their names free of clitics."""
    attested = frozenset(fold(mention.of(text).split()[0]) for mention in mentions)
    ends = {mention.end: mention.kind for mention in mentions}
    found = []
    for mention in mentions:
        surface = " ".join(mention.of(text).split())
        if _is_conjoined(text, mention, ends):
            surface = surface[1:]
        same = _is_same_land if mention.kind in LAND else _is_not_known
        free = free_form(surface, attested, same)
        found.append(Name(mention, free, name_words(free) or (fold(free),)))
    return found


def _is_conjoined(text: str, mention: EntitySpan, ends: dict[int, str]) -> bool:
    """Tell whether "و" only joins the mention to one of its kind: "تساي تشي ووانغ يي"."""
    before = text[max(0, mention.start - 4) : mention.start]
    gap = len(before) - len(before.rstrip())
    letters = mention.end - mention.start
    return (
        text[mention.start] == "و"
        and letters > 2  # noqa: PLR2004
        and fold(mention.of(text).split()[0]) not in TITLES  # "الرئيس وزير الخارجية"
        and gap > 0
        and ends.get(mention.start - gap) == mention.kind
    )


def _is_same_land(name: str, rest: str) -> bool:
    """Tell whether a name is its country's without its clitics, too: not so "بكين", "كين"."""
    code = country_of(rest, "place").code
    return code is not None and code == country_of(name, "place").code


def _is_not_known(_name: str, _rest: str) -> bool:
    return False
