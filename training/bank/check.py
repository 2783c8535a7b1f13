"""Check bank files and count what they hold: ``python -m training.bank.check [FILE…]``."""

import sys
from collections import Counter
from pathlib import Path

from training.bank.format import Passage, bank_files, open_types, read_passages
from training.labels import TYPES


def main(names: list[str]) -> int:
    """Check the named files, or all; return the exit status."""
    paths = [Path(name) for name in names] or bank_files()
    passages: list[Passage] = []
    problems: list[str] = []
    for path in paths:
        for passage, problem in read_passages(path):
            passages.append(passage)
            problems += [f"{path.name} {problem}"] if problem else []
    seen = Counter(passage.text for passage in passages)
    problems += [f"twice: {text}" for text, count in seen.items() if count > 1]
    print(*problems, sep="\n")
    kinds = Counter(marked.type for passage in passages for marked in passage.triggers)
    print(f"{len(passages)} passages, {kinds.total()} triggers, {len(problems)} problems")
    print(", ".join(f"{kind} {kinds[kind]}" for kind in (*TYPES, *open_types())))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
