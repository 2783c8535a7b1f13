"""Choose which of the base tokenizer's 250,002 pieces Arabic and English news needs."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

from babel import Locale
from tokenizers import Tokenizer
from waqai.extraction.normalize import normalize
from wordfreq import top_n_list

from training.corpus.split import articles

WORDS = {"ar": 100_000, "en": 70_000}
"""How many of the most frequent words of each language must keep their pieces."""

CLITICS = ("و", "ال", "وال", "بال", "لل", "ل", "ب")
SPECIAL = 4
"""The first pieces are <s>, <pad>, </s> and <unk>."""

SHORT = re.compile(r"▁?[\u0000-\u007f\u00a0-\u00bf\u0600-\u06ff\u2010-\u2044\u20a0-\u20bf]{0,2}")
"""Pieces of at most two characters in ASCII, Arabic script or neutral signs."""


def choose_pieces(tokenizer: Tokenizer, full: dict[str, Any]) -> list[int]:
    """Return the ids to keep, in order: special, short, and all that the texts use."""
    pieces = [piece for piece, _ in full["model"]["vocab"]]
    short = (i for i, piece in enumerate(pieces) if SHORT.fullmatch(piece))
    used = {*range(SPECIAL), *short}
    for batch in _batches(texts()):
        for encoding in tokenizer.encode_batch(batch, add_special_tokens=False):
            used.update(encoding.ids)
    return sorted(used)


def texts() -> Iterator[str]:
    """Yield the normalised texts whose pieces are kept."""
    for text in itertools.chain(frequent_words(), territories(), corpus()):
        yield normalize(text).text


def frequent_words() -> Iterator[str]:
    """Yield frequent words; Arabic ones also without hamza and with their clitics."""
    for language, count in WORDS.items():
        for rank, word in enumerate(top_n_list(language, count)):
            yield word
            if language == "en":
                yield word.capitalize()
            else:
                yield re.sub("[أإآ]", "ا", word)
            if language == "ar" and rank < count // 6:
                yield from (clitic + word for clitic in CLITICS)


def territories() -> Iterator[str]:
    """Yield the names of the world's territories."""
    for language in WORDS:
        yield from Locale.parse(language).territories.values()


def corpus() -> Iterator[str]:
    """Yield the training articles."""
    return (article.text for article in articles("train"))


def _batches(items: Iterator[str], size: int = 4096) -> Iterator[list[str]]:
    """Yield the items in lists of the given size; the last may be shorter."""
    while batch := list(itertools.islice(items, size)):
        yield batch
