"""A small desk with one of everything, and clients for each role."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from rest_framework.test import APIClient

from claims.models import Claim, Evidence, Expert, Extraction, Quote, Role, Verdict
from claims.workflow.evidence import evidence
from sources.models import ArticleVersion, Fetch
from sources.spans import context
from tests import factories

API = "/api/v1"
QUOTED_WORDS = "the tide gauge was never read"
TEXT = (
    "🚢 Harbour master resigns\n"
    f"“{QUOTED_WORDS},” harbour master Odile Brandt of the Port Office told the Kelpie.\n"
    "The ferry was cancelled forty times last winter.\n"
)


@dataclass
class World:
    user: User
    version: ArticleVersion
    claim: Claim
    quote: Quote
    expert: Expert
    item: Evidence
    verdict: Verdict
    fetch: Fetch
    extraction: Extraction

    def addresses(self) -> dict[str, str]:
        """Name every address that can be read: route → address."""
        return {
            "articles": "/articles",
            "article": f"/articles/{self.version.article_id}",
            "version": f"/articles/{self.version.article_id}/versions/1",
            "claims": "/claims",
            "claim": f"/claims/{self.claim.pk}",
            "quotes": "/quotes",
            "quote": f"/quotes/{self.quote.pk}",
            "experts": "/experts",
            "expert": f"/experts/{self.expert.pk}",
            "evidence": "/evidence",
            "evidence_item": f"/evidence/{self.item.pk}",
            "file": f"/evidence/{self.item.pk}/file",
            "reviews": "/reviews",
            "review": f"/reviews/{self.verdict.review_id}",
            "verdicts": "/verdicts",
            "verdict": f"/verdicts/{self.verdict.pk}",
            "proof": f"/verdicts/{self.verdict.pk}/proof",
            "jobs": "/jobs",
            "job": f"/jobs/fetch/{self.fetch.pk}",
            "events": "/events",
        }


def world(text: str = TEXT) -> World:
    user = factories.user()
    version = factories.version(text)
    claim, quote, expert = add_quotation(version)
    item = factories.evidence(
        claim, by=user, kind="document", file=evidence.File('../log "1".html', "text/html", b"<script>1</script>")
    )
    verdict = factories.ruled(claim=claim, rating="SUPPORTED", reasons="The log says so.", by=user, at=factories.AT)
    fetch = Fetch.objects.create(
        via="api",
        article=version.article,
        version=version,
        outcome="new",
        created_at=factories.AT,
        finished_at=factories.AT,
    )
    claim.refresh_from_db()
    return World(user, version, claim, quote, expert, item, verdict, fetch, quote.extraction)


def add_quotation(version: ArticleVersion) -> tuple[Claim, Quote, Expert]:
    """Store a quotation of the text with its speaker, and the claim in it."""
    extraction, _ = Extraction.objects.get_or_create(
        version=version, extractor="test/1", defaults={"created_at": factories.AT}
    )
    expert, _ = Expert.objects.get_or_create(article=version.article, name="Odile Brandt", kind="person")
    role, _ = Role.objects.get_or_create(
        expert=expert, version=version, title="harbour master", affiliation="the Port Office"
    )
    start = version.text.index(QUOTED_WORDS)
    end = start + len(QUOTED_WORDS)
    prefix, suffix = context(version.text, start, end)
    quote = Quote.objects.create(
        version=version,
        extraction=extraction,
        start=start,
        end=end,
        exact=QUOTED_WORDS,
        prefix=prefix,
        suffix=suffix,
        spans=[[start, end]],
        type="direct",
        polarity="denied",
        cue_start=version.text.index("told"),
        cue_end=version.text.index("told") + 4,
        speaker_start=version.text.index("Odile"),
        speaker_end=version.text.index("Odile") + 12,
        expert=expert,
        role=role,
        resolved="stated",
        via_name="the Kelpie",
        confidence=0.9,
        reason="stated",
    )
    claim = factories.claim(
        of=version, words=QUOTED_WORDS, quote=quote, wording="The tide gauge was never read", type="event"
    )
    return claim, quote, expert


def quote_of_unnamed(claim: Claim, words: str = "last winter") -> Quote:
    """Store words of a claim's article that somebody without a name said, indirectly."""
    version = claim.appearances.get().version
    expert = Expert.objects.create(article=version.article, name="a spokesman", kind="unnamed")
    start = version.text.index(words)
    return Quote.objects.create(
        version=version,
        extraction=claim.extraction,
        start=start,
        end=start + len(words),
        exact=words,
        spans=[[start, start + len(words)]],
        type="indirect",
        expert=expert,
        resolved="inferred",
        confidence=0.5,
        reason="the last one named",
    )


def client(user: User | None = None) -> APIClient:
    """A client that is signed in as somebody, by what a session gives; nobody without a user."""
    found = APIClient(raise_request_exception=False)
    if user is not None:
        found.force_authenticate(user)
    return found


def get(by: User, address: str, **query: Any) -> Any:
    """Return what a resource answers to somebody; it has to be 200."""
    answer = client(by).get(API + address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def post(address: str, body: Any = None, *, role: str = "reviewer", format: str = "json") -> Any:
    """Return the response to a body, sent by somebody of a role."""
    return client(factories.user(role)).post(API + address, body if body is not None else {}, format=format)


def evidence_body(claim: Claim, stance: str = "supports", **fields: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "kind": "data", "stance": stance, "note": "The harbour log.", **fields}


def review_body(claim: Claim, rating: str = "SUPPORTED", **fields: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "rating": rating, "reasons": "The log says so.", **fields}
