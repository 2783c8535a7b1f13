"""Compose numbers in words: "الحادي والعشرين", "ثلاثة عشر", "twenty-four"."""

import re

from .times_tokens import Token, with_number

PAIR = re.compile("[nO][&z]?[nO]")
TEN = 10


def compose(tokens: list[Token]) -> list[Token]:
    """Join numbers in words that make one number; all become ``N``, ordinals stay ``O``."""
    start = 0
    while match := PAIR.search("".join(token.kind for token in tokens), start):
        left, right = tokens[match.start()], tokens[match.end() - 1]
        total = _sum(left.number, right.number, match.group())
        if total is None:
            start = match.start() + 1
            continue
        kind = "O" if "O" in match.group() else "n"
        tokens = [
            *tokens[: match.start()],
            with_number(left, total, kind),
            *tokens[match.end() :],
        ]
        start = match.start()
    return [_plain(token) for token in tokens]


def _sum(left: int, right: int, kinds: str) -> int | None:
    """Return the number that the two make together; None where they are two numbers."""
    joint = kinds[1] if len(kinds) > len("nn") else ""
    if joint == "&":
        units = 0 < left < TEN and right >= 2 * TEN and right % TEN == 0
        return left + right if units or (left >= TEN * TEN > right) else None
    if right == TEN and 0 < left < TEN and not joint:
        return left + right
    if left >= 2 * TEN and left % TEN == 0 and 0 < right < TEN and kinds[0] == "n":
        return left + right
    return left * right if right == TEN * TEN and 0 < left < TEN and not joint else None


def _plain(token: Token) -> Token:
    """Return a number in words as a plain number, or as a year when it is that large."""
    if token.kind != "n":
        return token
    return with_number(token, token.number, "Y" if token.number >= TEN * TEN * TEN else "N")
