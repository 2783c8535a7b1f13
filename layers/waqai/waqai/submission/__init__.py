"""One article as its sender gives it, by any road: fields, checks, and what comes of them."""

from waqai.submission.article import ArticleIn, article_id, to_article
from waqai.submission.faults import Fault, faults, invalid

__all__ = ["ArticleIn", "Fault", "article_id", "faults", "invalid", "to_article"]
