"""Did they say it? Keep what was found of a quotation's original, and how the two compare."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Claim, Event, Grade, Original, Quote
from claims.pipeline.compare import quotation_diff
from claims.workflow.audit import event
from claims.workflow.stages import allowed, locked
from claims.workflow.text import Limit, faults
from sources.article_facts import usable_url

MAX_WORDS = 20_000
MAX_LANGUAGE = 35  # characters, RFC 5646 4.4.1
SAME_WORDS = (Grade.VERBATIM, Grade.TYPOGRAPHY)
TRANSLATED = (Grade.TRANSLATION, Grade.TRANSLATION_CHANGED)


def segments(quote: Quote) -> list[str]:
    """Return a quotation's own words, without “she said” in the middle of it."""
    return [quote.exact[start - quote.start : end - quote.start] for start, end in quote.spans] or [quote.exact]


def proposed(quote: Quote, words: str) -> str | None:
    """Suggest a grade where a machine can tell: word for word, or the same but for typography."""
    return quotation_diff.propose(segments(quote), words)


@transaction.atomic
def add(
    *,
    claim: Claim,
    source: str,
    grade: str,
    by: User,
    at: datetime,
    url: str = "",
    language: str = "",
    said_on: date | None = None,
    words: str = "",
    translation: str = "",
) -> Original:
    """Add the original of a claim's quotation, where it was found, with one of the nine grades.

    The latest counts, none is ever edited. Raise ValidationError naming the field.
    """
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_original")
    quote = claim.quote
    if quote is None:
        raise ValidationError("Nobody is quoted for this claim: there is no original to look for.")
    source, url, language, words, translation = (t.strip() for t in (source, url, language, words, translation))
    _check(quote, grade, source, url, language, words, translation)
    found = Original.objects.create(
        quote=quote,
        grade=grade,
        source=source,
        url=url,
        language=language,
        said_on=said_on,
        words=words,
        translation=translation,
        added_by=actor.pk,
        created_at=at,
    )
    Claim.objects.filter(pk=claim.pk).update(touched_at=at)
    event(
        Event.Verb.EVIDENCE_ORIGINAL_ADDED, by=actor, at=at, claim=claim, quote=quote.pk, original=found.pk, grade=grade
    )
    return found


def _check(quote: Quote, grade: str, source: str, url: str, language: str, words: str, translation: str) -> None:
    wrong = faults(
        {
            "source": (source, Limit(MAX_WORDS, "Say where the words were found, or where you looked for them.")),
            "words": (words, Limit(MAX_WORDS)),
            "translation": (translation, Limit(MAX_WORDS)),
            "language": (language, Limit(MAX_LANGUAGE)),
        }
    )
    if grade not in Grade.values:
        wrong["grade"] = f"Choose one of: {', '.join(Grade.values)}."
    if url and not usable_url(url):
        wrong["url"] = "Give a full web address that begins with http:// or https://, or none."
    if not words and grade != Grade.NOT_FOUND:
        wrong["words"] = "Give the words as they stand in the source, or say that they were not found."
    elif words and grade == Grade.NOT_FOUND:
        wrong["words"] = "These are words that were found. Leave them out, or choose another answer."
    elif grade in SAME_WORDS and "words" not in wrong and not quotation_diff.holds(segments(quote), words):
        wrong["grade"] = "The words differ: look at what is marked, and choose what became of them."
    elif grade in TRANSLATED and not language:
        wrong["language"] = "Say in which language it was said."
    if wrong:
        raise ValidationError(wrong)
