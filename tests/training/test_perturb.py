"""Spoilt and surrounded articles keep true labels."""

import random

import pytest

from training.corpus.format import Article
from training.corpus.split import articles
from training.perturb import PERTURBATIONS, perturb
from training.surround import surround


def labels(article: Article) -> list[tuple[str, int, int]]:
    found = [m for e in article.entities for m in e.mentions]
    found += [label for e in article.events for label in (*e.triggers, *e.roles)]
    return [(label.text, label.start, label.end) for label in found]


def bare(text: str) -> str:
    letters = text.translate(str.maketrans("أإآىة٠١٢٣٤٥٦٧٨٩", "ااايه0123456789"))
    return "".join(c for c in letters if c.isalnum() and c != "ـ")


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_labels_move_with_their_words(name: str) -> None:
    differing = 0
    for article in list(articles("dev"))[:20]:
        spoilt = perturb(article, name)
        differing += spoilt.text != article.text
        for (text, start, end), (old, _, _) in zip(labels(spoilt), labels(article), strict=True):
            assert spoilt.text[start:end] == text
            assert bare(text) == bare(old)
    assert differing


def test_what_is_said_of_each_perturbation() -> None:
    [article] = [a for a in articles("dev") if a.language == "ar"][:1]
    assert not set("أإآىة") & set(perturb(article, "no hamza, no final ى ة").text)
    assert "ـ" in perturb(article, "tatweel").text
    assert not set("0123456789") & set(perturb(article, "Arabic-Indic digits").text)
    assert "،" not in perturb(article, "no punctuation").text
    assert perturb(article, "headline in front").text.endswith("\n" + article.text)
    assert perturb(article, "boilerplate behind").text.startswith(article.text + "\n")


def test_surrounded_articles_hold_their_text_and_labels() -> None:
    rng, longer = random.Random(0), 0
    for article in articles("dev"):
        new = surround(article, rng)
        longer += len(new.text) > len(article.text)
        assert article.text in new.text
        assert [text for text, _, _ in labels(new)] == [text for text, _, _ in labels(article)]
        assert all(new.text[start:end] == text for text, start, end in labels(new))
    assert longer
