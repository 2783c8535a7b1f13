"""How far two annotators agree: ``python -m training.agreement``.

Scores the second readings in ``corpus/second`` against the corpus as if a model had made them, and
prints where the two differ, for the guidelines to be mended.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.coreference import score_entities
from training.corpus.format import Article, Event, read_articles
from training.corpus.split import FOLDER, theme_files
from training.evaluate import report
from training.score import Tallies, pair, score, touching

SECOND = FOLDER / "second"


def as_record(article: Article) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the events and entities of an annotation in the shape of a record."""
    entities = [
        {
            "id": f"e{number}",
            "kind": entity.kind,
            "name": entity.name,
            "mentions": [{"text": m.text, "start": m.start, "end": m.end} for m in entity.mentions],
        }
        for number, entity in enumerate(article.entities)
    ]
    owner = {m["text"]: entity["id"] for entity in entities for m in entity["mentions"]}
    return [_as_event(event, owner) for event in article.events], entities


def _as_event(event: Event, owner: dict[str, str]) -> dict[str, Any]:
    """Return an event in the shape of a record, sure of everything."""
    return {
        "type": event.type,
        "modality": event.modality,
        "confidence": 1.0,
        "triggers": [{"start": t.start, "end": t.end} for t in event.triggers],
        "arguments": [
            {
                "role": filler.role,
                "text": filler.text,
                "confidence": 1.0,
                "value": filler.value,
                "entity": owner.get(filler.text),
            }
            for filler in event.roles
        ],
    }


def compared(first: Article, second: Article) -> Tallies:
    """Score the second reading of an article against the first; raises ValueError on other text."""
    if first.text != second.text:
        raise ValueError(f"{first.id}: the second reader's text is another")
    events, entities = as_record(second)
    found = score(first, events, entities)
    score_entities(found, first, entities)
    return found


def differences(first: Article, second: Article) -> Iterator[tuple[str, str, str]]:
    """Yield (first type, second type, main trigger); a type is - where one reader has no event."""
    events, _ = as_record(second)
    matched = pair(first.events, events, touching)
    for index, event in enumerate(first.events):
        other = second.events[matched[index]].type if index in matched else "-"
        if other != event.type:
            yield event.type, other, event.triggers[0].text
    for index, event in enumerate(second.events):
        if index not in matched.values():
            yield "-", event.type, event.triggers[0].text


def read_pairs(paths: Sequence[Path]) -> list[tuple[Article, Article]]:
    """Return (first, second) readings of the articles in the second readers' files."""
    first = {a.id: a for path in theme_files() for a, _ in read_articles(path)}
    return [(first[a.id], a) for path in paths for a, _ in read_articles(path)]


def main() -> None:
    """Compare from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="by default all second readings")
    parser.add_argument("--list", action="store_true", help="list every difference")
    options = parser.parse_args()
    pairs = read_pairs(options.files or sorted(SECOND.glob("*.txt")))
    print(report([one for one, _ in pairs], [compared(*pair) for pair in pairs], "twice read"))
    found = [(one.id, *difference) for one, two in pairs for difference in differences(one, two)]
    print("\nTypes that differ (first, second reader):")
    for (mine, other), count in Counter(d[1:3] for d in found).most_common():
        print(f"{count:4} {mine} {other}")
    if options.list:
        print(*("\t".join(difference) for difference in found), sep="\n")


if __name__ == "__main__":
    main()
