"""The fields of a submitted article, and the article that the pipeline reads."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from waqai.errors import UnsupportedLanguage
from waqai.extraction.article import Article, text_sha256
from waqai.extraction.language import READ, detect
from waqai.reading import Road, check_text
from waqai.submission.faults import faults, invalid
from waqai.submission.fields import EXAMPLE_TIME, Identifier, Line, Text, Time, Url

EXAMPLE: dict[str, JsonValue] = {
    "text": "بكين 20 أكتوبر 2023 - التقى الرئيس الصيني نظيره اللاوي في بكين يوم الجمعة.",
    "title": "لقاء في بكين",
    "published_at": EXAMPLE_TIME,
    "source": "example-news",
    "url": "https://news.example/2023/10/20/1",
    "id": "example-2023-10-20-1",
}


class ArticleIn(BaseModel):
    """One news article; only `text` is required."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, json_schema_extra={"examples": [EXAMPLE]}
    )

    text: Annotated[
        Text,
        Field(description="The article's words, without markup. Offsets count its code points."),
    ]
    title: Annotated[Line | None, Field(description="The headline; yields no events.")] = None
    language: Annotated[
        Line | None, Field(description="`ar` or `en`; told from the text when left out.")
    ] = None
    published_at: Annotated[
        Time | None,
        Field(
            description="ISO 8601, UTC when no zone is given. Relative dates ('on Friday') are "
            "counted from it where the text has no dateline."
        ),
    ] = None
    source: Annotated[Line | None, Field(description="Who published it.")] = None
    url: Annotated[Url | None, Field(description="Where it was published.")] = None
    id: Annotated[
        Identifier | None,
        Field(description="Your own id; made from the text's SHA-256 when left out."),
    ] = None

    @classmethod
    def of(cls, fields: Any) -> "ArticleIn":
        """Check a parsed JSON value; refusals name every faulty field."""
        try:
            return cls.model_validate(fields)
        except ValidationError as error:
            raise invalid(faults(error.errors(include_input=False), cls.model_fields)) from None


def to_article(submitted: ArticleIn, road: Road) -> Article:
    """Check the text and its language, and give the article its id."""
    check_text(submitted.text, road)
    return Article(
        text=submitted.text,
        id=submitted.id or article_id(submitted.text),
        language=_language(submitted),
        title=submitted.title,
        published_at=submitted.published_at,
        source=submitted.source,
        url=submitted.url,
    )


def article_id(text: str) -> str:
    """Return the id of a text whose sender gave none, the same by every road."""
    return text_sha256(text)[:32]


def _language(submitted: ArticleIn) -> str:
    if submitted.language is None:
        return detect(submitted.text)
    primary = submitted.language.split("-")[0].lower()
    if primary not in READ:
        raise UnsupportedLanguage(
            f"Language `{submitted.language}` is not read; Arabic (ar) and English (en) are.",
            pointer="/language",
        )
    return primary
