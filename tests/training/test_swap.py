"""Names change, labels stay true."""

import random
from pathlib import Path

from training.corpus.format import Article, read_articles
from training.corpus.split import articles
from training.swap import Change, Names, changed

MADE = """=== en-made-001 | 2024-05-01 | en | agency
Lena Brandt met Omar Said in Oslo. "Brandt was clear," Said said on Monday.
@ person NOR | Lena Brandt; Brandt
@ person - | Omar Said; Said
@ place NOR | Oslo
> meet | asserted | met | participant: Lena Brandt; Omar Said | place: Oslo = NOR
> state | asserted | said | speaker: Omar Said | content: Brandt was clear | time: Monday
"""


def made(folder: Path) -> Article:
    path = folder / "en-made.txt"
    path.write_text(MADE, encoding="utf-8")
    [(article, problems)] = read_articles(path)
    assert not problems
    return article


def test_words_change_and_all_labels_move(tmp_path: Path) -> None:
    article = made(tmp_path)
    new = changed(article, [Change(0, 11, "Ida Vik"), Change(29, 33, "New Delhi")])
    assert new.text.startswith("Ida Vik met Omar Said in New Delhi.")
    meet, state = new.events
    assert [(f.role, f.text) for f in meet.roles][:2] == [
        ("participant", "Ida Vik"),
        ("participant", "Omar Said"),
    ]
    assert state.roles[1].text == "Brandt was clear"
    for label in (*meet.triggers, *meet.roles, *state.triggers, *state.roles):
        assert new.text[label.start : label.end] == label.text


def test_change_that_would_cut_a_label_is_left(tmp_path: Path) -> None:
    article = made(tmp_path)
    assert changed(article, [Change(5, 15, "x")]).text == article.text


def test_short_name_follows_the_full_one(tmp_path: Path) -> None:
    article = made(tmp_path)
    new = Names([article]).swap(article, random.Random(4))
    for entity in new.entities:
        if entity.kind == "person":
            assert {m.text.split()[-1] for m in entity.mentions} == {entity.name.split()[-1]}


def test_every_training_article_stays_consistent() -> None:
    train = list(articles("train"))
    names, rng = Names(train), random.Random(0)
    differing = 0
    for article in train:
        new = names.swap(article, rng)
        differing += new.text != article.text
        for before, after in zip(article.events, new.events, strict=True):
            assert [t.text for t in before.triggers] == [t.text for t in after.triggers]
            for label in (*after.triggers, *after.roles):
                assert new.text[label.start : label.end] == label.text
    assert differing > len(train) / 3
