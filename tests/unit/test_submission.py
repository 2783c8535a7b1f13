"""The fields of a submitted article: what they take, and what a refusal says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from waqai.errors import InvalidRequest, UnsupportedLanguage
from waqai.reading import DIRECT
from waqai.submission import ArticleIn, article_id, to_article

TEXT = "التقى الرئيس الصيني شي جين بينغ نظيره اللاوي في بكين يوم الجمعة."


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2023-10-20T09:30:00Z", datetime(2023, 10, 20, 9, 30, tzinfo=UTC)),
        ("2023-10-20T12:30:00+03:00", datetime(2023, 10, 20, 9, 30, tzinfo=UTC)),
        ("2023-10-20T09:30", datetime(2023, 10, 20, 9, 30, tzinfo=UTC)),
        ("2023-10-20", datetime(2023, 10, 20, tzinfo=UTC)),
    ],
)
def test_times_without_a_zone_are_utc(given: str, meant: datetime) -> None:
    assert ArticleIn.of({"text": TEXT, "published_at": given}).published_at == meant


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ([TEXT], "`body` must be a JSON object"),
        ({}, "`text` is required."),
        ({"text": 7}, "`text` must be a string."),
        ({"text": None}, "`text` must be a string."),
        ({"text": TEXT, "txet": "x"}, "`txet` is no field (did you mean `text`?)"),
        ({"text": TEXT, "author": "x"}, "`author` is no field; the fields are text, title"),
        ({"text": TEXT, "title": ["x"]}, "`title` must be a string."),
        ({"text": TEXT, "title": " "}, "`title` is empty"),
        ({"text": TEXT, "title": "a\ud800"}, "`title` holds U+D800 at character 1"),
        ({"text": TEXT, "source": "a\x00"}, "`source` holds U+0000 at character 1"),
        ({"text": TEXT, "title": "x" * 501}, "`title` has 501 characters; 500 are the most."),
        ({"text": TEXT, "published_at": "Fri, 20 Oct 2023"}, "for example 2023-10-20T09:30:00Z"),
        ({"text": TEXT, "published_at": 1697760000}, "`published_at` must be an ISO 8601"),
        ({"text": TEXT, "published_at": "2023-13-01"}, "`published_at` must be an ISO 8601"),
        ({"text": TEXT, "url": "news.example/1"}, "`url` must start with https://"),
        ({"text": TEXT, "id": "a/b#c"}, "`id` must be 1 to 128 of"),
        ({"text": TEXT, "id": 12}, "`id` must be a string."),
    ],
)
def test_faulty_fields_are_named(fields: Any, said: str) -> None:
    with pytest.raises(InvalidRequest) as refused:
        ArticleIn.of(fields)
    assert said in refused.value.detail


def test_every_faulty_field_is_named_at_once() -> None:
    with pytest.raises(InvalidRequest) as refused:
        ArticleIn.of({"title": 1, "url": "x", "lang": "ar"})
    assert [name in refused.value.detail for name in ("text", "title", "url", "lang")] == [True] * 4


def test_an_article_without_id_is_named_by_its_text() -> None:
    article = to_article(ArticleIn.of({"text": TEXT}), DIRECT)
    assert article.id == article_id(TEXT) == article.sha256[:32]
    assert article.language == "ar"


@pytest.mark.parametrize(("given", "primary"), [("ar", "ar"), ("AR", "ar"), ("en-GB", "en")])
def test_the_stated_language_counts(given: str, primary: str) -> None:
    assert to_article(ArticleIn.of({"text": TEXT, "language": given}), DIRECT).language == primary


@pytest.mark.parametrize("language", ["fr", "arabic", "zh-Hans"])
def test_a_stated_language_that_is_not_read_is_refused(language: str) -> None:
    with pytest.raises(UnsupportedLanguage, match=r"English \(en\) are") as refused:
        to_article(ArticleIn.of({"text": TEXT, "language": language}), DIRECT)
    assert refused.value.pointer == "/language"


def test_a_text_in_another_language_is_refused() -> None:
    french = "Le président a rencontré son homologue à Paris pour discuter de la paix."
    with pytest.raises(UnsupportedLanguage, match="French"):
        to_article(ArticleIn.of({"text": french}), DIRECT)
