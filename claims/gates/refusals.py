"""What a refusal of the database means, in words: a gate raises a code, and its sentence stands here.

A code is `app.gate.what`; the gate is the file that raises it. `needs_…` names what a person can still bring.
"""

from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from sources.gates import refusals as sources
from sources.gates.refusals import Sentences, code

__all__ = ["SENTENCES", "code", "is_missing", "sentence"]

SENTENCES: Sentences = {
    **sources.SENTENCES,
    "claims.extraction.sentence_without_outcome": _(
        "Extraction %(extraction)s cannot close: a sentence has no outcome."
    ),
    "claims.extraction.outcome_outside": _("An outcome lies inside its sentence."),
    "claims.actor.unknown": _("Nobody here goes by this id."),
    "claims.actor.has_account": _("Somebody with an account stays who they are."),
    "claims.evidence.is_notice": _("A notice that declares a text AI-generated is no evidence."),
    "claims.evidence.is_the_article": _("The article itself, or a copy of it, is no evidence for what it says."),
    "claims.evidence.other_page": _("The copy of a page comes from the address of that page."),
    "claims.evidence.withdrawn": _("Evidence that was withdrawn stays withdrawn: add it again."),
    "claims.recheck.other_page": _("A recheck is another fetch of the page that is evidence."),
    "claims.rating.needs_support": _("Supported needs a piece of evidence that supports the claim."),
    "claims.rating.needs_dispute": _("Disputed needs a piece of evidence that disputes the claim."),
    "claims.rating.needs_two_origins": _("Sources conflict needs evidence for and against, from different origins."),
    "claims.rating.needs_search_note": _("Not enough evidence needs a note of what was looked for, and where."),
    "claims.work.other_cycle": _("The work on a claim stays with its claim, and its cycles are counted one by one."),
    "claims.work.on_hold": _("This claim is on legal hold: nothing moves."),
    "claims.work.no_such_move": _("A claim does not move from %(from)s to %(to)s."),
    "claims.work.cycle_begins_by_reopening": _("A cycle begins when a claim that is done is opened again."),
    "claims.work.done_without_verdict": _("A claim is done when it has its verdict."),
    "claims.work.second_needs_review": _("A second reviewer needs a review that was handed in."),
    "claims.work.adjudication_without_difference": _("An adjudicator decides where two blind reviewers differ."),
    "claims.work.plan_needs_waiver": _("A plan with fewer people needs a waiver, with its reason."),
    "claims.work.blind_review_begun": _(
        "A blind review that has begun is finished as planned, or its reviews are closed first."
    ),
    "claims.work.blind_evidence_begun": _("Blind reviewers who began without each other's evidence finish without it."),
    "claims.work.score": _("The score is the claim's: nobody sets it."),
    "claims.work.waiver_of_another_cycle": _("A waiver is for the present cycle of its claim."),
    "claims.claim.rating_without_verdict": _("A claim's rating comes from its latest verdict and from nothing else."),
    "claims.claim.has_verdict": _("A claim with a verdict stays a claim: add another verdict instead."),
    "claims.claim.untouched": _("What a person has worked on stays marked so."),
    "claims.claim.in_review": _("Somebody reviews this claim: their review is closed first."),
    "claims.claim.confirmed": _("What was confirmed before the verdict stays confirmed."),
    "claims.claim.needs_words_that_stand": _(
        "Something in these words is unknown or open: say what it is, or why they stand as they are."
    ),
    "claims.claim.frozen": _("A verdict freezes the claim with it: open the claim again first."),
    "claims.wording.not_printed": _("What a claim keeps of an article is not what stands there at %(start)s–%(end)s."),
    "claims.merge_split.merge_has_verdict": _("A claim with a verdict is not merged into another."),
    "claims.merge_split.merge_into_what_stands": _("A claim is merged into another one that stands."),
    "claims.merge_split.merge_of_what_stands": _("Only a claim that stands is merged into another."),
    "claims.merge_split.split_of_what_stands": _("Only a claim that stands, without a verdict, is split."),
    "claims.merge_split.split_into_two": _("A claim is split into at least two others."),
    "claims.merge_split.stays_split": _("A part of this claim has been worked on: it stays split."),
    "claims.merge_split.wording_stays": _("The wording of a claim that was merged or split stays."),
    "claims.merge_split.became_another": _("This claim was %(became)s: work on what it became."),
    "claims.merge_split.beside_its_parts": _("A claim does not stand beside the parts that it was split into."),
    "claims.appearance.frozen": _("A verdict freezes the places of the claim with it: open the claim again first."),
    "claims.anchor.proposed_first": _("Where a claim stands now is proposed first, and decided by a person."),
    "claims.anchor.other_article": _("A place is looked for in a later text of the same article."),
    "claims.anchor.other_words": _("The words at %(start)s–%(end)s are not those that the claim rests on."),
    "claims.anchor.decided": _("This was decided already."),
    "claims.anchor.other_claim": _("The place that was taken is one of the same claim in the newer text."),
    "claims.review.closed": _("A review that was closed stays as it was."),
    "claims.review.submitted": _("A submitted review is never edited: submit another one."),
    "claims.review.has_verdict": _("A review that a verdict rests on is never closed."),
    "claims.review.other_cycle": _("A review belongs to the claim's present cycle."),
    "claims.review.not_in_plan": _("The plan of this claim has no %(part)s."),
    "claims.review.second_of_own": _("A second reviewer looks at another person's submitted review."),
    "claims.review.adjudication_too_early": _("An adjudicator decides when both blind reviews are in."),
    "claims.verdict.other_review": _("A verdict comes from a submitted review of the same claim, rating and reviewer."),
    "claims.verdict.needs_accepted_claim": _("A verdict needs a claim that a person accepted."),
    "claims.verdict.needs_no_hold": _("A verdict needs a claim that is not on legal hold."),
    "claims.verdict.needs_waiver": _("A verdict by one person needs a waiver, with its reason."),
    "claims.verdict.needs_second_person": _("A verdict needs a second person, who approves the review."),
    "claims.verdict.needs_two_reviewers": _(
        "A verdict needs two blind reviewers who agree, or an adjudicator who was neither."
    ),
    "claims.verdict.needs_another_person": _(
        "A change of a published rating needs another person than the one who gave it."
    ),
    "claims.verdict.needs_as_many_people": _(
        "A change of a published rating needs at least as many people as the rating had."
    ),
    "claims.verdict.other_payload": _("A verdict's payload says what the claim, the review and the evidence say."),
    "claims.scale.in_use": _("Verdicts were given under this scale: make its next version."),
    "claims.correction.needs_publication": _("A correction needs a claim that is public, and begins open."),
    "claims.correction.other_publication": _(
        "A correction ends in the publication that corrects the claim, or withdraws it."
    ),
    "claims.report.answered_at_once": _("A report begins without an answer."),
    "claims.report.other_correction": _("A report leads to a correction of the claim that it is about."),
    "claims.publication.other_number": _("The publications of a claim are counted one by one, under one address."),
    "claims.publication.not_shown": _("What is withdrawn is what readers see now."),
    "claims.publication.needs_latest_verdict": _("Publishing needs the latest verdict of the claim."),
    "claims.publication.is_correction": _("Readers saw something else before: this is a correction."),
    "claims.publication.needs_another_verdict": _("Nothing has changed since: a correction needs another verdict."),
    "claims.publication.correction_not_open": _(
        "A correction is opened first, so that readers see that it is under way."
    ),
    "claims.publication.level_too_low": _("What changed makes this at least “%(level)s”: a person may only raise it."),
    "claims.publication.needs_another_person": _(
        "A change of a published rating needs another person, and at least as many people."
    ),
    "claims.publication.other_payload": _(
        "A publication says what the verdict says, and only what is meant for readers."
    ),
    "claims.publication.correction_left_open": _("A correction that is published ends the one that is open."),
    "claims.publication_gates.needs_verdict": _("Publishing needs a verdict, with the work on the claim done."),
    "claims.publication_gates.needs_confirmed": _("Publishing needs somebody who confirmed wording, speaker and role."),
    "claims.publication_gates.needs_words": _(
        "Publishing needs words in which nothing is unknown or open, or somebody who said why they stand as they are."
    ),
    "claims.publication_gates.needs_evidence": _(
        "Publishing needs the evidence that the verdict rests on, none of it withdrawn."
    ),
    "claims.publication_gates.needs_archived": _(
        "Publishing needs an archived copy of each page that is evidence, or the reason why there is none."
    ),
    "claims.publication_gates.needs_reply": _(
        "Publishing needs the right of reply: somebody asked who answered, declined or let the time pass, or a waiver."
    ),
    "claims.publication_gates.needs_legal": _("Publishing needs a legal tick, since a named party is accused."),
    "claims.publication_gates.needs_embargo": _("Publishing needs the embargo to have passed."),
    "claims.publication_gates.needs_hold": _("Publishing needs a claim that is not on legal hold."),
}

CONTRADICTION = _("Somebody else was faster, or this contradicts what is stored. Look at it again.")


def sentence(error: DatabaseError) -> str:
    """Return what a refusal of the database means; a constraint's own message names tables and is not shown."""
    return sources.sentence(error, SENTENCES) or str(CONTRADICTION)


def is_missing(error: DatabaseError) -> bool:
    """Return whether a gate refused for want of something that a person can still bring."""
    return "needs_" in code(error).rpartition(".")[2]
