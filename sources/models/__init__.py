"""What is stored about where words come from."""

from sources.models.actor import Actor
from sources.models.article import Article, ArticleVersion
from sources.models.capture import Capture
from sources.models.fetch import Fetch
from sources.models.passage import Passage, Sentence
from sources.models.publisher import Domain, Publisher, PublisherNote
from sources.models.redaction import Redaction
from sources.models.watch import Watch

__all__ = [
    "Actor",
    "Article",
    "ArticleVersion",
    "Capture",
    "Domain",
    "Fetch",
    "Passage",
    "Publisher",
    "PublisherNote",
    "Redaction",
    "Sentence",
    "Watch",
]
