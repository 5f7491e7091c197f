"""What is known of an article besides its words: whose statement wins, and which address is believed."""

from dataclasses import replace
from datetime import date

import pytest

from sources.article_facts import complete, is_own_address, known, later, put, usable_url
from sources.models import Article, Domain, Publisher
from sources.pipeline.clean.clean import Kind, PassageFound
from sources.pipeline.facts.metadata import Metadata, Statement
from tests import factories

TEXT = "Bridge\n  opens\n\nThe bridge opened."


@pytest.mark.parametrize(
    ("url", "usable"),
    [
        ("https://post.example/a", True),
        ("http://post.example", True),
        ("https://post.example/" + "a" * (2048 - 21), True),
        ("https://post.example/" + "a" * (2049 - 21), False),
        ("ftp://post.example/a", False),
        ("https:///a", False),
        ("post.example/a", False),
        ("https://post.example/a b", False),
        ("https://post.example/\u200b", False),
        ("https://[post.example/", False),
        ("", False),
    ],
)
def test_an_address_is_one_of_the_web(url: str, usable: bool) -> None:
    assert usable_url(url) == (url if usable else "")


@pytest.mark.parametrize(
    ("canonical", "address", "own"),
    [
        ("https://post.example/a", "https://post.example/b", True),
        ("https://www.post.example/a", "https://post.example/b", True),
        ("https://post.example/a", "https://www.post.example/b", True),
        ("https://POST.example/a", "https://post.example/b", True),
        ("https://other.example/a", "https://post.example/b", False),
        ("https://m.post.example/a", "https://post.example/b", False),
        ("javascript:x", "https://post.example/b", False),
        ("https://post.example/a", "", False),
        ("https://post.example/a", "ftp://post.example/b", False),
        ("ftp://post.example/a", "https://post.example/b", False),
        ("https://post.example/a", "https://post.example/b c", False),
        ("", "", False),
    ],
)
def test_a_page_names_its_own_address_only(canonical: str, address: str, own: bool) -> None:
    assert is_own_address(canonical, address) is own


def filled(about: Metadata, sender: dict[str, str] | None = None, url: str = "", **known: object) -> Article:
    article = Article.objects.create(source="cms", external_id="7", created_at=factories.AT, **known)
    passages = (PassageFound(0, 16, Kind.HEADLINE, "headline.title"), PassageFound(16, len(TEXT), Kind.BODY, "body"))
    complete(article, TEXT, passages, about, sender or {}, url)
    article.refresh_from_db()
    return article


PAGE = Metadata(
    author=Statement("Ida Holm", "json-ld"),
    publisher=Statement("Lennpost", "meta"),
    published_on=Statement("2026-03-01T08:00:00Z", "json-ld"),
    language=Statement("de-CH", "meta"),
)


@pytest.mark.django_db
def test_what_the_page_states_fills_what_is_empty() -> None:
    article = filled(PAGE)
    assert article.headline == "Bridge opens"
    assert (article.author, article.author_origin) == ("Ida Holm", "json-ld")
    assert (article.published_on, article.published_on_origin) == (date(2026, 3, 1), "json-ld")
    assert (article.language, article.language_origin) == ("de-CH", "meta")
    assert (str(article.publisher), article.publisher_origin) == ("Lennpost", "meta")


@pytest.mark.django_db
def test_what_the_sender_states_wins_over_the_page() -> None:
    article = filled(PAGE, {"author": "Rune Aske", "published_on": "2026-03-02", "publisher": "Wire"})
    assert (article.author, article.author_origin) == ("Rune Aske", "sender")
    assert (article.published_on, article.published_on_origin) == (date(2026, 3, 2), "sender")
    assert (str(article.publisher), article.publisher_origin) == ("Wire", "sender")


@pytest.mark.django_db
def test_what_is_known_stays() -> None:
    known = {"author": "Known", "published_on": date(2026, 1, 1), "language": "fr"}
    origins = {f"{field}_origin": "person" for field in known}
    article = filled(PAGE, {"author": "Rune Aske", "published_on": "2026-03-02"}, **known, **origins)
    assert (article.author, article.published_on, article.language) == ("Known", date(2026, 1, 1), "fr")


@pytest.mark.django_db
def test_nothing_is_inferred() -> None:
    article = filled(Metadata(published_on=Statement("last week", "meta")))
    assert (article.author, article.published_on, article.language, article.publisher) == ("", None, "", None)
    assert (article.author_origin, article.published_on_origin, article.publisher_origin) == ("", "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "kept"), [(300, 300), (301, 300)])
def test_a_name_has_at_most_300_characters(length: int, kept: int) -> None:
    assert len(filled(Metadata(author=Statement("x" * length, "meta"))).author) == kept


@pytest.mark.django_db
def test_a_known_domain_decides_the_publisher() -> None:
    publisher = Publisher.objects.create(name="Valley Post")
    Domain.objects.create(name="valley.example", publisher=publisher)
    article = filled(PAGE, {"publisher": "Wire"}, "https://www.valley.example/a")
    assert (article.publisher, article.publisher_origin) == (publisher, "domain")


@pytest.mark.django_db
def test_a_name_on_a_new_domain_is_a_publisher_of_its_own() -> None:
    known = Publisher.objects.create(name="Lennpost")
    Domain.objects.create(name="post.example", publisher=known)
    article = filled(PAGE, url="https://lenn.example/a")
    assert article.publisher != known
    assert Domain.objects.get(name="lenn.example").publisher_id == article.publisher_id
    assert Domain.objects.count() == 2


@pytest.mark.django_db
def test_without_an_address_a_name_joins_only_a_publisher_without_one() -> None:
    other = Publisher.objects.create(name="Lennpost")
    Domain.objects.create(name="lenn.example", publisher=other)
    known = Publisher.objects.create(name="LENNPOST")
    assert filled(PAGE).publisher == known


@pytest.mark.django_db
def test_an_address_without_a_name_makes_no_publisher() -> None:
    article = filled(Metadata(), url="https://lenn.example/a")
    assert article.publisher is None
    assert not Publisher.objects.exists()


@pytest.mark.parametrize(
    ("why", "about", "sender", "origin", "found"),
    [
        (
            "it was not known",
            PAGE,
            {},
            "",
            {"author": ("Ida Holm", "json-ld"), "published_on": ("2026-03-01", "json-ld")},
        ),
        ("the sender knows better", PAGE, {"author": "I. Holm"}, "meta", {"author": ("I. Holm", "sender")}),
        ("a page has another now", PAGE, {}, "meta", {"author": ("Ida Holm", "json-ld")}),
        ("a page says nothing against a sender", PAGE, {}, "sender", {}),
        ("a page says nothing against a person", PAGE, {}, "person", {}),
        ("a sender does", Metadata(), {"author": "I. Holm"}, "person", {"author": ("I. Holm", "sender")}),
        ("the same in other letters", Metadata(), {"author": "A. BRIX"}, "sender", {}),
        ("nothing is stated", Metadata(), {}, "sender", {}),
        ("no day", Metadata(published_on=Statement("March", "meta")), {}, "sender", {}),
    ],
)
@pytest.mark.django_db
def test_what_is_stated_later_is_what_the_article_has_not(why, about, sender, origin, found) -> None:
    about = replace(about, publisher=None)
    known = {"author": "A. Brix", "author_origin": origin} if origin else {}
    dated = {"published_on": date(2026, 3, 1), "published_on_origin": "json-ld"} if origin else {}
    article = Article.objects.create(source="cms", external_id="7", created_at=factories.AT, **known, **dated)
    stated = later(article, about, sender)
    assert stated == {name: {"value": value, "origin": how} for name, (value, how) in found.items()}, why


@pytest.mark.django_db
def test_nobody_says_anything_against_the_publisher_of_a_domain() -> None:
    publisher = Publisher.objects.create(name="Lennpost")
    Domain.objects.create(name="post.example", publisher=publisher)
    article = filled(PAGE, url="https://post.example/a")
    assert article.publisher_origin == "domain"
    assert "publisher" not in later(article, PAGE, {"publisher": "The Post"})


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [("author", "Ida Holm", "Ida Holm"), ("published_on", "2026-03-01", "2026-03-01"), ("publisher", "Post", "Post")],
)
@pytest.mark.django_db
def test_a_fact_is_put_with_its_origin(name: str, value: str, stored: str) -> None:
    article = Article.objects.create(source="cms", external_id="7", created_at=factories.AT)
    assert known(article, name) == ""
    put(article, name, value, "sender", "")
    article.save()
    article.refresh_from_db()
    assert (known(article, name), getattr(article, f"{name}_origin")) == (stored, "sender")
