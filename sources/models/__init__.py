"""What is stored about where words come from."""

from sources.models.actor import Actor
from sources.models.article import Article, ArticleVersion
from sources.models.fetch import Fetch
from sources.models.passage import Passage, Sentence
from sources.models.publisher import Domain, Publisher

__all__ = ["Actor", "Article", "ArticleVersion", "Domain", "Fetch", "Passage", "Publisher", "Sentence"]
