"""Varied training text keeps its way back."""

import random

import pytest
from waqai.extraction.normalize import normalize

from training.augment import augment, cut, sentences

TEXT = "قال الرئيس «إن اللقاء، مثمر» في مدرسة. ثم غادر إلى أنقرة!\nXi Met Liu."


@pytest.mark.parametrize("seed", range(60))
def test_each_character_still_stands_for_its_own(seed: int) -> None:
    found = augment(normalize(TEXT), random.Random(seed))
    assert len(found.text) == len(found.starts) == len(found.ends)
    for at in range(len(found.text)):
        assert found.original(at, at + 1).end - found.original(at, at + 1).start == 1
    assert found.text.count(" ") == TEXT.count(" ") + TEXT.count("\n")


def test_sentences_cover_the_text() -> None:
    assert [TEXT[start:end].strip()[-1] for start, end in sentences(TEXT)] == [".", "!", "."]
    assert "".join(TEXT[start:end] for start, end in sentences(TEXT)) == TEXT


@pytest.mark.parametrize("seed", range(20))
def test_a_cut_is_a_run_of_whole_sentences(seed: int) -> None:
    start, end = cut(TEXT, random.Random(seed))
    edges = {edge for span in sentences(TEXT) for edge in span}
    assert {start, end} <= edges
    assert start < end
