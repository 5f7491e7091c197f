"""An article and the texts it has had."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

from sources.models.publisher import Publisher


class Origin(models.TextChoices):
    """Where a field's value was read; nothing is filled in without one."""

    JSON_LD = "json-ld", "JSON-LD in the page"
    META = "meta", "meta tag of the page"
    BYLINE = "byline", "byline in the text"
    PRINTED = "printed", "line in the text that says so"
    DOMAIN = "domain", "the address belongs to this publisher"
    SENDER = "sender", "stated by the system that sent it"
    PERSON = "person", "set by a person"


class Article(models.Model):
    """An address under which words appear. Exactly one kind of identity: see the constraints.

    Author, publisher and date stay empty when nobody states them; each has its origin beside it.
    """

    source = models.CharField(max_length=100, blank=True, help_text="Name of the system that sent it.")
    external_id = models.CharField(max_length=300, blank=True, help_text="The article's id in that system.")
    canonical_url = models.CharField(max_length=2048, blank=True)
    text_sha256 = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Identity of a paste without an address."
    )

    headline = models.TextField(blank=True)
    publisher = models.ForeignKey(Publisher, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    publisher_origin = models.CharField(max_length=10, blank=True, choices=Origin.choices)
    publisher_citation = models.CharField(
        max_length=500, blank=True, help_text="Where it says so, as a person gave it."
    )
    author = models.CharField(max_length=300, blank=True)
    author_origin = models.CharField(max_length=10, blank=True, choices=Origin.choices)
    author_citation = models.CharField(max_length=500, blank=True, help_text="Where it says so, as a person gave it.")
    published_on = models.DateField(null=True, blank=True)
    published_on_origin = models.CharField(max_length=10, blank=True, choices=Origin.choices)
    published_on_citation = models.CharField(
        max_length=500, blank=True, help_text="Where it says so, as a person gave it."
    )
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47")
    language_origin = models.CharField(max_length=10, blank=True, choices=Origin.choices)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], condition=~Q(external_id=""), name="article_external_id"
            ),
            models.UniqueConstraint(fields=["canonical_url"], condition=~Q(canonical_url=""), name="article_url"),
            models.UniqueConstraint(fields=["text_sha256"], condition=~Q(text_sha256=""), name="article_paste"),
            models.CheckConstraint(
                name="article_one_identity",
                condition=(
                    (~Q(external_id="") & ~Q(source="") & Q(text_sha256=""))
                    | (Q(external_id="") & ~Q(canonical_url="") & Q(text_sha256=""))
                    | (Q(external_id="") & Q(canonical_url="") & ~Q(text_sha256=""))
                ),
            ),
            models.CheckConstraint(
                name="article_publisher_says_from_where", condition=Q(publisher=None) ^ ~Q(publisher_origin="")
            ),
            models.CheckConstraint(
                name="article_author_says_from_where", condition=Q(author="") ^ ~Q(author_origin="")
            ),
            models.CheckConstraint(
                name="article_date_says_from_where", condition=Q(published_on=None) ^ ~Q(published_on_origin="")
            ),
            *(
                models.CheckConstraint(
                    name=f"article_{name}_is_cited_by_a_person",
                    condition=Q(**{f"{name}_citation": ""}) | Q(**{f"{name}_origin": "person"}),
                )
                for name in ("publisher", "author", "published_on")
            ),
            models.CheckConstraint(
                name="article_language_says_from_where", condition=Q(language="") ^ ~Q(language_origin="")
            ),
        ]

    def __str__(self) -> str:
        return self.headline or self.canonical_url or f"Article {self.pk}"


class Purpose(models.TextChoices):
    """What a version is kept for."""

    EXTRACTION = "extraction", "looked through for claims"
    EVIDENCE = "evidence", "kept as evidence"


class ArticleVersion(models.Model):
    """An article's text at a time: raw bytes and one deterministic rendering, both hashed. It never changes."""

    append_only = True

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.EXTRACTION)
    raw = models.BinaryField()
    raw_sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=100)
    charset = models.CharField(max_length=50, blank=True)
    url = models.CharField(max_length=2048, blank=True, help_text="The address that answered, after redirects.")
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField(help_text="Code points of the text.")
    renderer = models.CharField(max_length=50)
    fetched_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["article_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number"),
            models.CheckConstraint(name="version_length", condition=Q(length=Length(F("text")))),
            models.CheckConstraint(name="version_not_empty", condition=Q(length__gt=0)),
        ]
        indexes = [
            models.Index(fields=["text_sha256"], name="version_text_sha256"),
            # Which articles have changed: few among many, so that the sweep need not read them all.
            models.Index(
                F("article"),
                F("number").desc(),
                name="version_of_changed_article",
                condition=Q(purpose="extraction", number__gt=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} (version {self.number})"
