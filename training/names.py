"""Measure named entities on a file of other people: ``python -m training.names FILE``.

The file has a word and its tag a line (B-PERS, I-LOC, O …), an empty line between sentences, as
ANERcorp and AQMAR have. A name is right when all its words and its kind are, as CoNLL-2003 scores.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tqdm import tqdm
from waqai.extraction.onnx_model import OnnxEventModel
from waqai.extraction.spans import EntitySpan, Window

from training.evaluate import ROOT, markdown_table
from training.score import Tallies

KINDS = {"person": "PER", "organization": "ORG", "country": "LOC", "place": "LOC"}
"""Groups and things are no names to these files; what they call miscellaneous is none to us."""

Name = tuple[str, int, int]
"""Kind, first word, one past the last word."""


def sentences(lines: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    """Yield sentences as (word, tag)."""
    for empty, group in groupby(lines, key=lambda line: not line.strip()):
        if not empty:
            yield [(word, tag) for word, tag in map(str.split, group)]


def of_tags(tags: Sequence[str]) -> Iterator[Name]:
    """Yield the names that B and I tags mark; kinds by their first three letters."""
    start = 0
    for at, tag in enumerate([*tags, "O"]):
        inside = at > start and tag.startswith("I-") and tags[start] != "O"
        if not inside:
            if at > start and tags[start] != "O":
                yield tags[start][2:5], start, at
            start = at


def of_model(words: Sequence[str], entities: Iterable[EntitySpan]) -> Iterator[Name]:
    """Yield the names that the model found, by the words of the sentence that they cover."""
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    for entity in entities:
        covered = [
            index
            for index, (start, word) in enumerate(zip(starts, words, strict=True))
            if start < entity.end and entity.start < start + len(word)
        ]
        if covered and entity.kind in KINDS:
            yield KINDS[entity.kind], covered[0], covered[-1] + 1


def score_names(model: OnnxEventModel, given: Sequence[Sequence[tuple[str, str]]]) -> Tallies:
    """Return the tallies of all names and of each kind."""
    found = Tallies()
    for sentence in tqdm(given, desc="names"):
        words = [word for word, _ in sentence]
        text = " ".join(words)
        [prediction] = model.predict([Window(0, len(text), text)])
        gold = set(of_tags([tag for _, tag in sentence]))
        said = set(of_model(words, prediction.entities))
        for kind in ("all", *{k for k, _, _ in gold | said}):
            g, s = ({n for n in names if kind in ("all", n[0])} for names in (gold, said))
            found.add(kind, len(g & s), len(g), len(s))
        known = {n for n in gold if n[0] in KINDS.values()}
        found.add("all but MIS", len(known & said), len(known), len(said))
    return found


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--model", type=Path, default=ROOT / "layers" / "model")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    given = list(sentences(options.file.read_text(encoding="utf-8").splitlines()))
    found = score_names(OnnxEventModel.load(options.model, options.threads), given)
    print("\n".join(markdown_table(options.file.stem, dict(sorted(found.by_name.items())))))


if __name__ == "__main__":
    main()
