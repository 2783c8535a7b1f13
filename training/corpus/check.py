"""Check corpus files against FORMAT.md and count what they hold.

``python -m training.corpus.check [--jsonl] [FILE …]``; with ``--jsonl`` it prints the articles as
JSON lines with code-point offsets. It ends with status 1 where a line breaks the format.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from training.corpus.format import Article, read_articles
from training.corpus.split import theme_files


def check(paths: Iterable[Path]) -> Iterator[tuple[Article, list[str]]]:
    """Yield each article with its problems, an id that is used twice among them."""
    seen: set[str] = set()
    for path in paths:
        for article, problems in read_articles(path):
            twice = ["id used twice"] if article.id in seen else []
            seen.add(article.id)
            yield article, [f"{path.name} {article.id}: {p}" for p in [*problems, *twice]]


def counts(articles: Iterable[Article]) -> str:
    """Return how many articles, events and fillers there are, and of which labels."""
    found = list(articles)
    events = [event for article in found for event in article.events]
    fillers = [filler for event in events for filler in event.roles]
    lines = [f"{len(found)} articles, {len(events)} events, {len(fillers)} fillers"]
    for name, labels in (
        ("types", [event.type for event in events]),
        ("modalities", [event.modality for event in events]),
        ("roles", [filler.role for filler in fillers]),
    ):
        lines.append(f"{name}: " + ", ".join(f"{k} {v}" for k, v in Counter(labels).most_common()))
    return "\n".join(lines)


def main() -> None:
    """Check from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=theme_files())
    parser.add_argument("--jsonl", action="store_true")
    options = parser.parse_args()
    checked = list(check(options.files))
    if options.jsonl:
        for article, _ in checked:
            print(json.dumps(asdict(article), ensure_ascii=False))
    else:
        print(counts(article for article, _ in checked))
    problems = [problem for _, of_article in checked for problem in of_article]
    print(*problems, sep="\n", end="\n" if problems else "", file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
