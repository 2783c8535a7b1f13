"""Spoil annotated articles the way the web does, with their labels kept true."""

import random
import re
from collections.abc import Callable
from dataclasses import replace

from training.corpus.format import Article
from training.moved import moved

Rewrite = Callable[[str, random.Random], list[str]]
"""What stands for each character of a text afterwards; empty where it is left out."""

UNHAMZA = str.maketrans("أإآىة", "ااايه")
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
MARKS = "\u064e\u064f\u0650\u0651\u0652"
LETTER = re.compile(r"[\u0621-\u064a]")
JOINING = re.compile(r"[بتثجحخسشصضطظعغفقكلمنهي]")
SIGNS = "،,؛;:.!?؟\"«»“”'"
HEADLINE_WORDS = 8
BEHIND = {
    "ar": """
اقرأ أيضا: أبرز ما نشرناه هذا الأسبوع
تابعونا على منصات التواصل واشتركوا في النشرة البريدية
جميع الحقوق محفوظة""",
    "en": """
Read more: our pick of the week
Follow us on social media and sign up for the newsletter
All rights reserved.""",
}


def _bare_letters(text: str, rng: random.Random) -> list[str]:
    return list(text.translate(UNHAMZA))


def _vowelled(text: str, rng: random.Random) -> list[str]:
    return [c + rng.choice(MARKS) if LETTER.match(c) and rng.random() < 0.4 else c for c in text]


def _stretched(text: str, rng: random.Random) -> list[str]:
    following = [*text[1:], " "]
    return [
        c + "ـ" * rng.randint(1, 3)
        if JOINING.match(c) and LETTER.match(after) and rng.random() < 0.15
        else c
        for c, after in zip(text, following, strict=True)
    ]


def _other_digits(text: str, rng: random.Random) -> list[str]:
    return list(text.translate(INDIC))


def _unpunctuated(text: str, rng: random.Random) -> list[str]:
    around = zip(" " + text[:-1], text, text[1:] + " ", strict=True)
    return [
        "" if c in SIGNS and not (before.isdigit() and after.isdigit()) else c
        for before, c, after in around
    ]


REWRITES: dict[str, Rewrite] = {
    "no hamza, no final ى ة": _bare_letters,
    "diacritics": _vowelled,
    "tatweel": _stretched,
    "Arabic-Indic digits": _other_digits,
    "no punctuation": _unpunctuated,
}
AROUND = ("headline in front", "boilerplate behind")
PERTURBATIONS = (*REWRITES, *AROUND)


def perturb(article: Article, name: str) -> Article:
    """Return the article spoilt in the named way; its labels move with their words."""
    text = article.text
    if name == "boilerplate behind":
        return replace(article, text=text + BEHIND[article.language])
    if name == "headline in front":
        return moved(article, [" ".join(text.split()[:HEADLINE_WORDS]) + "\n", *text])
    return moved(article, ["", *REWRITES[name](text, random.Random(article.id))])
