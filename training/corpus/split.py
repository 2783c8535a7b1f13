"""The fixed split of the corpus: articles not listed in split.json are for training.

``python -m training.corpus.split`` adds articles of new theme files; what is listed stays.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from training.corpus.format import Article, read_articles

FOLDER = Path(__file__).parent
SHARES = {"test": 0.09, "dev": 0.06}


def articles(part: str) -> Iterator[Article]:
    """Yield the articles of one part: train, dev or test."""
    listed = read_split()
    held_out = {identity for ids in listed.values() for identity in ids}
    wanted = set(listed.get(part, ()))
    for path in theme_files():
        for article in _of_theme(path):
            if article.id in wanted or (part == "train" and article.id not in held_out):
                yield article


@cache
def _of_theme(path: Path) -> tuple[Article, ...]:
    """Read a theme file once: annotations are slow to parse."""
    return tuple(article for article, _ in read_articles(path))


def theme_files() -> list[Path]:
    """Return the corpus files in a fixed order."""
    return sorted(FOLDER.glob("??-*.txt"))


def read_split() -> dict[str, list[str]]:
    """Return the article ids held out for dev and for test."""
    listed: dict[str, list[str]] = json.loads((FOLDER / "split.json").read_text(encoding="utf-8"))
    return listed


def choose(ids: list[str]) -> dict[str, list[str]]:
    """Hold out the first ids by hash, a fixed share for each part."""
    ordered = sorted(ids, key=lambda identity: hashlib.sha256(identity.encode()).hexdigest())
    chosen, at = {}, 0
    for part, share in SHARES.items():
        count = round(share * len(ids))
        chosen[part], at = ordered[at : at + count], at + count
    return chosen


def main() -> None:
    """Write split.json, keeping the theme files that it already covers as they are."""
    path = FOLDER / "split.json"
    listed = read_split() if path.exists() else {part: [] for part in SHARES}
    covered = {identity for ids in listed.values() for identity in ids}
    for theme in theme_files():
        ids = [article.id for article in _of_theme(theme)]
        if not covered & set(ids):
            for part, chosen in choose(ids).items():
                listed[part] += chosen
    path.write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
