"""The one table of words on the screen; everything in it can be translated."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from claims.desk.base import event_phrases
from claims.desk.base.rules import RULES as RULES
from claims.desk.base.rules import rule as rule
from claims.models import Claim, Event, ExpertKind, Proposal, Quote, Rating, ReviewPart, Stage, Verdict
from claims.models.evidence import EvidenceKind
from claims.pipeline.times.interval import Interval
from claims.workflow.evidence.recheck import Look
from sources.models import Fetch

Words = str | Promise

# A rating never stands without what it means; the symbol is for narrow places, always with a name beside it.
RATINGS: dict[str, tuple[str, Words]] = {
    Rating.SUPPORTED: ("✓", _("The evidence bears it out.")),
    Rating.DISPUTED: ("✗", _("The evidence contradicts it, not just: someone objects.")),
    Rating.CONFLICTING: ("≠", _("Good sources say different things.")),
    Rating.NOT_ENOUGH_EVIDENCE: ("?", _("Here is where we looked.")),
    Rating.NOT_CHECKABLE: ("∅", _("A factual claim nobody can test.")),
}
UNRATED = "○"
NOT_A_CLAIM = "–"

OUTCOMES: dict[str, Words] = {
    "claim": _("Claim suggested"),
    "attribution_only": _("Only who said it"),
    "opinion": _("Opinion"),
    "prediction": _("Prediction"),
    "question": _("Question"),
    "not_checkable": _("Cannot be checked"),
    "ambiguous": _("Can be understood in more than one way"),
    "duplicate": _("Said before"),
    "language_not_read": _("In a language that is not processed"),
}
UNREAD = _("Not looked at yet")
PARTLY = _("Beside a suggested claim, in the same sentence")
# The strongest outcome of a sentence's parts is the one that it shows.
STRENGTH = tuple(OUTCOMES)

# Why words stand in a claim that are not printed at its place.
ADDED: dict[str, Words] = {
    "carried": _("from the same sentence"),
    "antecedent": _("what is meant, from the article"),
    "before": _("from the sentence before"),
    "elsewhere": _("from another sentence of the article"),
    "speaker": _("the speaker"),
    "addressee": _("the person spoken to"),
    "date": _("counted from the article's date"),
    "no_date": _("the article has no date: set it to know"),
    "not_dated": _("the article's date does not say which"),
    "offered": _("known now: the offered wording has it"),
}

RESOLVED: dict[str, Words] = {"stated": _("stated"), "inferred": _("inferred from the sentence before")}
NOBODY = _("The article does not say who.")
QUOTE_TYPES: dict[str, Words] = {
    "direct": _("word for word"),
    "mixed": _("partly word for word"),
    "indirect": _("in the article's words"),
}
POLARITIES: dict[str, Words] = {  # what somebody says needs no word
    "denied": _("denies this"),
    "open": _("leaves open whether it is so"),
}
ORIGINS: dict[str, Words] = {
    "json-ld": _("from the page's data"),
    "meta": _("from the page's data"),
    "byline": _("from the byline"),
    "printed": _("from the printed date"),
    "domain": _("from the address"),
    "sender": _("as the sender states"),
    "person": _("set by a person"),
}
JOBS: dict[str, Words] = {
    "waiting": _("waiting"),
    "new": _("new"),
    "unchanged": _("unchanged: we have this text"),
    "refused": _("refused"),
    "failed": _("failed"),
    "done": _("processed"),
}
PROCESSING: dict[str, Words] = {
    "waiting": _("being processed"),
    "failed": _("could not be processed"),
    "done": _("processed"),
}
# What the admin's lists are called; the nouns of the code stay in the code.
LISTS: dict[str, Words] = {
    "Article": _("Articles"),
    "Claim": _("Claims"),
    "Quote": _("Who said what"),
    "Expert": _("Who is quoted"),
    "Outcome": _("What each sentence was taken for"),
    "Evidence": _("Evidence"),
    "Verdict": _("Verdicts"),
    "Event": _("The record"),
    "Fetch": _("Arrivals"),
    "Extraction": _("Processing runs"),
    "ArticleVersion": _("Texts and archived pages"),
    "Publisher": _("Publishers"),
    "RatingScale": _("The house's ratings"),
    "TextTemplate": _("Templates"),
    "PublisherNote": _("Notes on publishers"),
    "Report": _("What readers report"),
    "ReplyRequest": _("Who was asked for comment"),
    "User": _("People"),
    "Group": _("Roles"),
    "AuthToken": _("Tokens for programs"),
}
MACHINE = _("Claimdesk")
SOMEBODY = _("somebody whose name was removed")
AI_BADGE = _("declares itself AI-generated")
SAID_IS_NOT_TRUE = _("That somebody said it doesn't make it true.")


# --- picking and review -------------------------------------------------------------------------------------------

# Where a claim is on its way, after what is known of it; nothing for what its first words say already.
ON_ITS_WAY: dict[str, Words] = {
    Stage.PICKED: _("picked"),
    Stage.ASSIGNED: _("assigned"),
    Stage.IN_REVIEW: _("being checked"),
    Stage.RETURNED: _("returned"),
    Stage.SECOND: _("with the second reviewer"),
    Stage.ADJUDICATION: _("with an adjudicator"),
}
# The sign of a claim without a verdict; never alone, its words stand beside it.
STAGE_SIGNS: dict[str, str] = {
    Stage.LEFT: "·",
    Stage.PICKED: "◆",
    Stage.ASSIGNED: "◆",
    Stage.IN_REVIEW: "◐",
    Stage.RETURNED: "↩",
    Stage.SECOND: "◑",
    Stage.ADJUDICATION: "≷",
}
LEFT = _("Seen, not picked")
# Why a claim is picked, one tap each; the keys are what workflow/assignment/triage.py stores.
PICKED_BECAUSE: dict[str, Words] = {
    "harm": _("It could do harm"),
    "reach": _("Many people saw it"),
    "asked for": _("Somebody asked for it"),
    "named party accused": _("A named party is accused"),
    "easy to check": _("It is easy to check"),
    "part of a pattern": _("It is part of a pattern"),
}
# What happens after somebody submits, by the part that the plan has for them.
NEXT_STEP: dict[str, Words] = {
    "pair": _("Next: a second reviewer approves it or sends it back."),
    "single": _("Nobody else reviews it: yours becomes the verdict at once."),
    "blind": _("Two reviewers check this claim independently. You'll see the other answer after you give yours."),
    "adjudicator": _("The two reviewers differ. Yours becomes the verdict."),
}
NOT_YOURS: dict[str, Words] = {
    Stage.PICKED: _("Your role, or your desk, does not let you check this claim. An editor can assign it to you."),
    Stage.ASSIGNED: _("This claim is assigned to somebody else. An editor can hand it over."),
    Stage.SECOND: _("It is with the second reviewer: an editor approves the review, or sends it back."),
    Stage.ADJUDICATION: _("The two reviewers differ. An adjudicator, who was neither of them, decides."),
}
PARTS: dict[str, Words] = {
    ReviewPart.AUTHOR: _("The review"),
    ReviewPart.REVIEWER: _("A reviewer's answer"),
    ReviewPart.ADJUDICATOR: _("The adjudicator's answer"),
}
PUBLIC: dict[str, Words] = {"published": _("public"), "corrected": _("public"), "withdrawn": _("withdrawn")}
BEING_CORRECTED = _("being corrected")
REVIEWERS_IN = _("%(count)s of 2 in")


def status(claim: Claim, number: int | None) -> str:
    """Return the status of a claim in one line, such as “Disputed (v2)”."""
    if claim.rating:
        return f"{claim.get_rating_display()} (v{number})" if number else claim.get_rating_display()
    if claim.proposal == Proposal.REJECTED:
        return str(_("Not a claim: %(which)s") % {"which": claim.get_not_a_claim_display()})
    if claim.proposal == Proposal.ACCEPTED:
        return str(_("No verdict yet"))
    if claim.proposal == Proposal.SUPERSEDED:
        return str(_("Replaced by a later processing run"))
    return str(_("Suggested by Claimdesk"))


def symbol(claim: Claim, stage: str = "") -> str:
    """Return the sign that stands beside a claim's number in the text."""
    if claim.rating:
        return RATINGS[claim.rating][0]
    return NOT_A_CLAIM if claim.proposal == Proposal.REJECTED else STAGE_SIGNS.get(stage, UNRATED)


def words(quote: Quote) -> str:
    """Return what was said, without “she said” in the middle of it."""
    return " … ".join(quote.exact[start - quote.start : end - quote.start] for start, end in quote.spans) or quote.exact


def speaker(quote: Quote) -> str:
    """Name who said it: a person, or what the article says in place of a name."""
    if quote.expert is None:
        return str(NOBODY)
    if quote.expert.kind == ExpertKind.UNNAMED:
        return str(_("somebody not named: “%(words)s”") % {"words": quote.expert.name})
    return quote.expert.name


def happened(event: Event, names: Mapping[Any, str]) -> str:
    """Return an event as a sentence."""
    name = names.get(event.actor, SOMEBODY) if event.actor else MACHINE
    known = event.verb in Event.Verb.values
    what = Event.Verb(event.verb).label if known else event.verb.replace(".", " ")
    sentence = f"{name} {what}"
    because = event.data.get("because") or event.data.get("which") or event_phrases.detail(event)
    if event.verb == Event.Verb.VERDICT_GIVEN:
        sentence += f": {Rating(event.data['rating']).label} (v{event.data['number']})"
    return f"{sentence}: {because}" if because else sentence


def verdict_standing(verdict: Verdict | None) -> str:
    """Name the verdict that stands, for a form and for whoever came too late."""
    if verdict is None:
        return str(_("There is no verdict yet."))
    return str(_("The verdict that stands is %(verdict)s.") % {"verdict": verdict})


def archived(fetch: Fetch | None) -> Words:
    """Return what became of the archived copy of a page that is evidence."""
    if fetch is None:
        return ""
    if fetch.outcome == "refused":
        return _("could not be archived, because: %(reason)s") % {"reason": fetch.reason}
    return _("archived") if fetch.outcome else _("being archived")


def processing_state(article: Any) -> Words:
    """Return the processing state of an article that the query annotated with `version_id` and `state`."""
    return PROCESSING[article.state] if article.version_id else _("on its way")


EVIDENCE_CHOICES = [(kind.value, kind.label) for kind in EvidenceKind if kind != EvidenceKind.PASSAGE]


def days(interval: Interval | None) -> Words:
    """Return the days of an interval as a person says them, the last one included; empty when they are not known."""
    if interval is None:
        return ""
    first = date.fromisoformat(interval.start) if interval.start else None
    last = date.fromisoformat(interval.end) - timedelta(days=1) if interval.end else None
    if first and last:
        return date_format(first) if first == last else f"{date_format(first)} – {date_format(last)}"
    if first:
        return _("from %s on") % date_format(first)
    return _("until %s") % date_format(last) if last else ""


# --- queue and shift ----------------------------------------------------------------------------------------------

HARM: dict[str, Words] = {"high": _("high"), "normal": _("normal"), "low": _("low")}
DUE: dict[str, Words] = {"late": _("late"), "today": _("today"), "week": _("in a week")}
NOTICES: dict[str, Words] = {
    "mention": _("You were mentioned"),
    "assigned": _("Assigned to you"),
    "returned": _("Returned to you"),
    "closed": _("Your review was closed"),
    "due": _("Due"),
    "reply": _("A reply came in"),
    "source": _("The source changed"),
    "report": _("A reader reports an error"),
    "stale": _("To be checked again"),
}
LISTS |= {"Desk": _("Desks")}


# --- sources: evidence, originals, changed articles ---------------------------------------------------------------

LOOKS: dict[str, Words] = {
    "waiting": _("being looked at"),
    "same": _("still there, unchanged"),
    "changed": _("still there, but changed"),
    "gone": _("gone, or closed to us"),
    "first": _("there now; it could not be archived before"),
}
# What became of a claim's words in a newer text; an exact place needs no mention.
ANCHORS: dict[str, tuple[str, Words]] = {
    "exact": ("=", _("Unchanged, in the same place")),
    "moved": ("→", _("Unchanged, in another place")),
    "ambiguous": ("?", _("The sentence stands there more than once")),
    "orphan": ("∅", _("Sentence gone from the article")),
}


def looked(look: Look) -> Words:
    """Return what a check of a live page found."""
    phrase = LOOKS[look.found]
    if look.reason:
        return _("%(found)s: %(reason)s") % {"found": phrase, "reason": look.reason}
    if look.words_stand is None:
        return phrase
    return (
        _("%(found)s; these words still stand on it") % {"found": phrase}
        if look.words_stand
        else _("%(found)s; these words are no longer on it") % {"found": phrase}
    )


# --- lists of the review --------------------------------------------------------------------------------------------

LISTS |= {
    "Work": _("Where claims stand"),
    "Review": _("Who reviewed what"),
    "Waiver": _("What was waived, and why"),
    "Publication": _("What readers saw"),
    "Correction": _("What is being corrected"),
    "Sighting": _("Seen or heard elsewhere"),
    "Original": _("What was really said"),
    "Watch": _("Articles that are looked at again"),
}
