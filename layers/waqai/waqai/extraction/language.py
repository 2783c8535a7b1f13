"""Tell which language an article is written in, and refuse those that the model does not read."""

import unicodedata
from collections import Counter
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ..errors import UnsupportedLanguage

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

READ = ("ar", "en")
"""ISO 639-1 codes of the languages that the model reads."""

READ_NAMES = "Arabic (ar) and English (en)"

BY_SCRIPT = {
    "ARABIC": ("ar", ("fa", "ur", "ps", "ug")),
    "LATIN": (
        "en",
        tuple(
            "fr es de it pt nl tr pl id ms sv da no fi ro cs sk hu hr sl lt lv et vi sw sq az ca tl"
            " af ku mt is cy eu zu rw".split()
        ),
    ),
}
"""Script to the language read in it, and those of that script that it is told from."""

NAMES = {
    "fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ug": "Uyghur", "fr": "French", "es": "Spanish",
    "de": "German", "it": "Italian", "pt": "Portuguese", "nl": "Dutch", "tr": "Turkish",
    "pl": "Polish", "id": "Indonesian", "ms": "Malay", "sv": "Swedish", "da": "Danish",
    "no": "Norwegian", "fi": "Finnish", "ro": "Romanian", "cs": "Czech",
    "sk": "Slovak", "hu": "Hungarian", "hr": "Croatian", "vi": "Vietnamese", "sw": "Swahili",
    "sq": "Albanian", "az": "Azerbaijani", "ca": "Catalan", "ku": "Kurdish",
}  # fmt: skip

SCRIPT_NAMES = {
    "CYRILLIC": "Russian or another language in Cyrillic script", "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese",
    "HANGUL": "Korean", "GREEK": "Greek", "DEVANAGARI": "Hindi or another language in Devanagari",
    "BENGALI": "Bengali", "ARMENIAN": "Armenian", "GEORGIAN": "Georgian", "THAI": "Thai",
    "ETHIOPIC": "Amharic or another language in Ethiopic script",
}  # fmt: skip

ARABIC_WEIGHT = 1.5
"""Arabic writes no short vowels: as many words take two thirds of the letters."""

SAMPLE = 4_000
"""Characters that the identifier sees; more changes no answer and costs time."""

MARGIN = 26.0
"""Nats by which another language must win; short headlines full of names stay below it.

Of 10,000 lines of Arabic and English news none is lost at 25; of 25 single sentences in other
languages, 29 to 84 characters long, none is below 31.
"""


def detect(text: str) -> str:
    """Return the ISO 639-1 code of the language, by its main script and then by its words."""
    script = _main_script(text)
    if script is None:
        raise UnsupportedLanguage(f"the text has no words; send an article in {READ_NAMES}")
    if script not in BY_SCRIPT:
        raise _refusal(SCRIPT_NAMES.get(script, f"a language in {script.title()} script"))
    read, others = BY_SCRIPT[script]
    best = _best(_sample(text, script), read, others)
    if best != read:
        raise _refusal(NAMES.get(best, f"another language ({best})"))
    return read


def _refusal(name: str) -> UnsupportedLanguage:
    return UnsupportedLanguage(
        f"the text looks like {name}; this service reads {READ_NAMES}. If that is wrong, send the"
        " text's language as 'language'"
    )


def _main_script(text: str) -> str | None:
    """Return the script of most words, by the first word of its letters' Unicode names."""
    scripts: dict[str, float] = {}
    for character, count in Counter(text).items():
        script = _script(character)
        if script:
            weight = ARABIC_WEIGHT if script == "ARABIC" else 1
            scripts[script] = scripts.get(script, 0) + count * weight
    return max(scripts, key=lambda script: (scripts[script], script)) if scripts else None


def _script(character: str) -> str | None:
    return unicodedata.name(character, "").split(" ")[0] or None if character.isalpha() else None


def _sample(text: str, script: str) -> str:
    """Return the first words of the script, so that names in another one do not weigh."""
    known = {character: _script(character) for character in set(text)}
    words = (word for word in text.split() if any(known[c] == script for c in word))
    return " ".join(islice(words, SAMPLE // 5))[:SAMPLE].lower()


def _best(sample: str, read: str, others: tuple[str, ...]) -> str:
    """Return the likeliest language, the one read unless another wins by the margin."""
    scores = {str(code): float(score) for code, score in _identifier().rank(sample)}
    best = max(others, key=lambda code: scores[code])
    return best if scores[best] - scores[read] > MARGIN else read


@cache
def _identifier() -> "LanguageIdentifier":
    """Load the identifier once; with numpy it takes a fifth of a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_pickled_model(MODEL_FILE)
