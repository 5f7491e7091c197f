"""Author, date, language and publisher of an article, each with its origin; nothing is inferred."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from sources.models import Article, Domain, Publisher
from sources.models.article import Origin
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.facts.metadata import Metadata, Statement

MAX_URL = 2048
Facts = dict[str, dict[str, str]]  # author, publisher, published_on: its value as text, and its origin


def usable_url(url: str) -> str:
    """Return the address when it is a usable web address, else an empty string."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= MAX_URL
    except ValueError:
        return ""
    return url if whole and url.isprintable() and " " not in url else ""


def is_own_address(canonical: str, address: str) -> bool:
    """Return whether a page's canonical address lies on the page's own domain; another one is not believed."""
    return bool(usable_url(canonical) and usable_url(address)) and _host(canonical) == _host(address)


def complete(
    article: Article,
    text: str,
    passages: tuple[PassageFound, ...],
    about: Metadata,
    sender: Mapping[str, str],
    url: str,
) -> None:
    """Fill the fields that are still empty; what the sender states wins over what the page states."""
    headline = next((p for p in passages if p.kind == Kind.HEADLINE), None)
    if headline is not None:
        article.headline = " ".join(text[headline.start : headline.end].split())
    if not article.author:
        article.author, article.author_origin = _first(sender.get("author"), about.author)
    if not article.published_on:
        value, origin = _first(sender.get("published_on"), about.published_on)
        if day := _day(value):
            article.published_on, article.published_on_origin = day, origin
    if not article.language and about.language:
        article.language, article.language_origin = about.language.value[:35], about.language.origin
    if article.publisher is None:
        article.publisher, article.publisher_origin = _publisher(*_first(sender.get("publisher"), about.publisher), url)
    article.save()


def later(article: Article, about: Metadata, sender: Mapping[str, str]) -> Facts:
    """Return what the sender or the page states of an article whose text we had already, and the article has not.

    A page says nothing against what a sender or a person stated, nor anybody against the publisher of a domain.
    """
    found: Facts = {}
    for name in ("author", "publisher", "published_on"):
        value, origin = _first(sender.get(name), getattr(about, name))
        day = _day(value) if name == "published_on" else None
        value = (day.isoformat() if day else "") if name == "published_on" else value
        if value and value.casefold() != known(article, name).casefold() and not _outranked(article, name, origin):
            found[name] = {"value": value, "origin": str(origin)}
    return found


def known(article: Article, name: str) -> str:
    """Return an article's author, publisher or date as text; empty where nobody states it."""
    value = getattr(article, name)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def put(article: Article, name: str, value: str, origin: str, url: str) -> None:
    """Set an author, publisher or date that an article has not, with where it was read. The caller saves it."""
    stored: object = value
    if name == "publisher":
        stored, origin = _publisher(value, origin, url)
    elif name == "published_on":
        stored = date.fromisoformat(value)
    setattr(article, name, stored)
    setattr(article, f"{name}_origin", origin)


def _outranked(article: Article, name: str, origin: str) -> bool:
    present = getattr(article, f"{name}_origin")
    return present == Origin.DOMAIN or (origin != Origin.SENDER and present in (Origin.SENDER, Origin.PERSON))


def _first(sent: str | None, found: Statement | None) -> tuple[str, str]:
    if sent:
        return sent, Origin.SENDER
    if found is not None:
        return found.value[:300], found.origin
    return "", ""


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _publisher(name: str, origin: str, url: str) -> tuple[Publisher | None, str]:
    """Return the publisher and its origin: a known domain decides, a name never joins a publisher of another domain."""
    host = _host(url)
    if host and (known := Domain.objects.filter(name=host).select_related("publisher").first()):
        return known.publisher, Origin.DOMAIN
    if not name:
        return None, ""
    if host:
        publisher = Publisher.objects.create(name=name)
        domain, created = Domain.objects.get_or_create(name=host, defaults={"publisher": publisher})
        if not created:
            publisher.delete()
        return domain.publisher, origin
    publisher = Publisher.objects.filter(name__iexact=name, domains=None).first() or Publisher.objects.create(name=name)
    return publisher, origin


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")[:253]
    except ValueError:
        return ""
