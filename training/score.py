"""Score extracted events against annotated articles.

- event: one gold and one predicted event of the same type with a trigger in common (overlapping
  spans), each used once; trigger: the same without the type.
- argument: role and filler of an event that counts; a filler is right where its words agree
  (F1 >= 0.5 on normalised words) with a gold filler of that role, by its own text or by any name
  of its entity; each used once.
- time, country, modality: of the events that count, those whose gold value is known.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from training.corpus.format import Article, Event, Filler

Predicted = dict[str, Any]
"""An event as the record writes it: type, modality, triggers, arguments."""

G = TypeVar("G")
P = TypeVar("P")

PREFIXES = re.compile(r"^(و|ف)?(ال|لل|بال|كال|ل|ب|ك)?(?=\w{3})")
SPELLINGS = str.maketrans("أإآٱىة", "اااايه")


@dataclass(slots=True)
class Tally:
    """Counts of what was right, what gold holds and what was predicted."""

    right: float = 0
    gold: float = 0
    predicted: float = 0

    def add(self, right: float, gold: float, predicted: float) -> None:
        """Count more of each."""
        self.right += right
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        """Return the share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Return the share of gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.gold + self.predicted
        return 2 * self.right / both if both else 0.0


@dataclass(slots=True)
class Tallies:
    """One tally a measure, made when first named, and what each prediction was sure of."""

    by_name: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    judged: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))
    """Confidence and whether it was right, for each event, argument and modality predicted."""

    def add(self, name: str, right: float, gold: float, predicted: float) -> None:
        """Count more for one measure."""
        self.by_name[name].add(right, gold, predicted)

    def update(self, other: "Tallies") -> None:
        """Count all that another holds."""
        for name, tally in other.by_name.items():
            self.add(name, tally.right, tally.gold, tally.predicted)
        for name, judged in other.judged.items():
            self.judged[name] += judged


def words(text: str) -> list[str]:
    """Return normalised words: one alef and yeh, Arabic clitics and articles off, lower case."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = "".join(c for c in text if not unicodedata.combining(c) and c != "ـ")
    return [PREFIXES.sub("", w) or w for w in re.findall(r"\w+", text.translate(SPELLINGS))]


def agreement(first: str, second: str) -> float:
    """Return the F1 of two texts' words."""
    a, b = Counter(words(first)), Counter(words(second))
    common = sum((a & b).values())
    return 2 * common / (a.total() + b.total()) if common else 0.0


def pair(
    golds: Sequence[G], predictions: Sequence[P], fits: Callable[[G, P], bool]
) -> dict[int, int]:
    """Return a maximum one-to-one matching by augmenting paths, gold index to predicted index."""
    owner: dict[int, int] = {}

    def assign(gold: int, seen: set[int]) -> bool:
        for index, prediction in enumerate(predictions):
            if index not in seen and fits(golds[gold], prediction):
                seen.add(index)
                if index not in owner or assign(owner[index], seen):
                    owner[index] = gold
                    return True
        return False

    for gold in range(len(golds)):
        assign(gold, set())
    return {gold: index for index, gold in owner.items()}


def touching(gold: Event, predicted: Predicted) -> bool:
    """Tell whether two events have a trigger in common."""
    return any(
        g.start < p["end"] and p["start"] < g.end
        for g in gold.triggers
        for p in predicted["triggers"]
    )


def score(article: Article, predicted: Sequence[Predicted], entities: Iterable[Any]) -> Tallies:
    """Compare the events predicted for one article with its annotation."""
    found = Tallies()
    gold = article.events
    named = {entity["id"]: entity for entity in entities}
    matched = pair(gold, predicted, lambda g, p: g.type == p["type"] and touching(g, p))
    found.add("event", len(matched), len(gold), len(predicted))
    found.add("trigger", len(pair(gold, predicted, touching)), len(gold), len(predicted))
    for index, event in enumerate(gold):
        found.add(f"event {event.type}", index in matched, 1, 0)
        if index in matched:
            _score_event(found, event, predicted[matched[index]], named)
        else:
            found.add("argument", 0, len(event.roles), 0)
    for index, guess in enumerate(predicted):
        found.add(f"event {guess['type']}", 0, 0, 1)
        found.judged["event"].append((guess["confidence"], index in matched.values()))
        if index not in matched.values():
            found.add("argument", 0, 0, len(guess["arguments"]))
    return found


def _score_event(found: Tallies, event: Event, guess: Predicted, named: dict[str, Any]) -> None:
    """Compare an event with its match."""
    arguments = guess["arguments"]

    def fits(filler: Filler, argument: Predicted) -> bool:
        return filler.role == argument["role"] and any(
            agreement(filler.text, name) >= 0.5 for name in names(argument, named)
        )

    right = pair(event.roles, arguments, fits)
    found.add("argument", len(right), len(event.roles), len(arguments))
    for index, filler in enumerate(event.roles):
        found.add(f"role {filler.role}", index in right, 1, 0)
    for index, argument in enumerate(arguments):
        found.add(f"role {argument['role']}", 0, 0, 1)
        found.judged["argument"].append((argument["confidence"], index in right.values()))
    for role, measure in (("time", "time"), ("place", "country")):
        wanted = {f.value for f in event.roles if f.role == role and f.value}
        said = {a.get("value") for a in arguments if a["role"] == role and a.get("value")}
        if wanted:
            found.add(measure, bool(wanted & said), 1, bool(said))
    found.add("modality", event.modality == guess["modality"], 1, 1)


def names(argument: Predicted, entities: dict[str, Any]) -> list[str]:
    """Return the argument's words and all names of its entity."""
    entity = entities.get(argument.get("entity") or "")
    if entity is None:
        return [argument["text"]]
    return [argument["text"], entity["name"], *(m["text"] for m in entity["mentions"])]
