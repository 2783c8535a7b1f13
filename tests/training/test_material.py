"""What a run is trained on: part of it, and without some types."""

from training.corpus.format import Article
from training.material import Material


def test_a_limit_takes_articles_of_all_themes() -> None:
    some, whole = Material.read(limit=200), Material.read()
    assert 150 < len(some.articles) <= 200
    assert {_theme(a) for a in some.articles} == {_theme(a) for a in whole.articles}


def test_types_left_out_are_nowhere_and_nothing_else_is_lost() -> None:
    whole, without = Material.read(limit=300), Material.read(limit=300, without=("visit", "state"))
    for known, kept in (
        (_types(whole), _types(without)),
        (_marked(whole), _marked(without)),
    ):
        assert {"visit", "state"} <= known
        assert kept == known - {"visit", "state"}
    assert len(without.articles) == len(whole.articles)
    assert not Material.read(limit=10, bank=False).passages


def _theme(article: Article) -> str:
    return article.id.rpartition("-")[0]


def _types(material: Material) -> set[str]:
    return {e.type for a in (*material.articles, *material.dev) for e in a.events}


def _marked(material: Material) -> set[str]:
    return {m.type for passage in material.passages for m in passage.triggers}
