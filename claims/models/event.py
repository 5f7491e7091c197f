"""Who did what when."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that happened, for timelines, the API and feeds.

    Other nouns stand here as plain numbers, so that nothing that goes can take an event along.
    `id` is safe to read after: the database hands them out in commit order, so none appears below one already shown.
    """

    class Verb(models.TextChoices):
        """Everything that can happen, each with its words for a sentence that begins with who did it.

        The field has no `choices`: a record from before a verb was renamed or dropped stays readable.
        """

        ARTICLE_PROCESSED = "article.processed", _("processed the article")
        ARTICLE_DESCRIBED = "article.described", _("changed what is known about the article")
        ARTICLE_FACTS_ARRIVED = "article.facts_arrived", _("sent the article again, with what was not known about it")
        ARTICLE_FACTS_DIFFER = "article.facts_differ", _("sent the article again, with other details than are kept")
        ARTICLE_REST_LEFT = "article.rest_left", _("left the rest of the article, seen and not picked")
        ARTICLE_REST_TAKEN_BACK = "article.rest_taken_back", _("took the rest of the article back")
        PASSAGE_CHANGED = "passage.changed", _("changed what a passage is")
        VERSION_REDACTED = "version.redacted", _("agreed to the redaction: the text is gone")
        REDACTION_ASKED = "redaction.asked", _("asked that a text be redacted")
        SOURCE_CHANGED = "source.changed", _("found that the article has changed")
        WATCH_STARTED = "watch.started", _("began to watch the article")
        WATCH_STOPPED = "watch.stopped", _("ended the watch")
        JOB_RETRIED = "job.retried", _("asked for another try")
        CLAIM_ACCEPTED = "claim.accepted", _("accepted it as a claim")
        CLAIM_REJECTED = "claim.rejected", _("said that it is not a claim")
        CLAIM_ADDED = "claim.added", _("added the claim")
        CLAIM_PICKED = "claim.picked", _("picked it to check")
        CLAIM_LEFT = "claim.left", _("saw it and did not pick it")
        CLAIM_UNPICKED = "claim.unpicked", _("put it back among what nobody has looked at")
        CLAIM_REOPENED = "claim.reopened", _("opened it again")
        CLAIM_SKIPPED = "claim.skipped", _("passed it over")
        CLAIM_HARM_SET = "claim.harm_set", _("said how much harm it could do")
        CLAIM_CONFIRMED = "claim.confirmed", _("confirmed wording, speaker and role")
        CLAIM_REWORDED = "claim.reworded", _("worded it anew, since more is known")
        CLAIM_SUGGESTED = "claim.suggested", _("said what an ambiguous word means, which made this suggestion")
        CLAIM_WORDING_OFFERED = "claim.wording_offered", _("offered another wording, since more is known")
        CLAIM_OFFER_DECLINED = "claim.offer_declined", _("left the words as they are, not as offered")
        CLAIM_WORDS_STAND = "claim.words_stand", _("said that its words stand, though something in them is unknown")
        CLAIM_PUBLISHED = "claim.published", _("published it")
        CLAIM_WITHDRAWN = "claim.withdrawn", _("withdrew it from readers")
        CLAIM_CORRECTED = "claim.corrected", _("published a correction")
        CLAIM_ASSIGNED = "claim.assigned", _("assigned it")
        CLAIM_UNASSIGNED = "claim.unassigned", _("took it back into the queue")
        CLAIM_HANDED_OVER = "claim.handed_over", _("handed it over")
        CLAIM_DUE_SET = "claim.due_set", _("changed when it is due")
        CLAIM_DESK_SET = "claim.desk_set", _("changed its desk")
        CLAIM_NEXT_STEP_SET = "claim.next_step_set", _("said what comes next")
        CLAIM_WAITS = "claim.waits", _("said whom it waits for")
        CLAIM_WAITS_NO_MORE = "claim.waits_no_more", _("waits no longer")
        CLAIM_HELD = "claim.held", _("put it on legal hold")
        CLAIM_HOLD_LIFTED = "claim.hold_lifted", _("lifted the legal hold")
        CLAIM_ACCUSES_SET = "claim.accuses_set", _("said whether it accuses somebody")
        CLAIM_LEGAL_CLEARED = "claim.legal_cleared", _("gave the legal tick")
        CLAIM_LEGAL_UNCLEAR = "claim.legal_unclear", _("took the legal tick back")
        CLAIM_EMBARGO_SET = "claim.embargo_set", _("changed the embargo")
        CLAIM_ENTERED = "claim.entered", _("entered the claim")
        CLAIM_SIGHTED = "claim.sighted", _("said where else it was seen")
        CLAIM_CHANGED = "claim.changed", _("changed what it says")
        CLAIM_MERGED = "claim.merged", _("merged it into another claim")
        CLAIM_TOOK_IN = "claim.took_in", _("merged another claim into it")
        CLAIM_SPLIT = "claim.split", _("split it into several claims")
        CLAIM_KEPT_WHOLE = "claim.kept_whole", _("rated it as one claim, though it makes several statements")
        CLAIM_SPLIT_OFF = "claim.split_off", _("split it off from another claim")
        CLAIM_BECAME_PART = "claim.became_part", _("put a part of a split claim in its place")
        CLAIM_JOINED = "claim.joined", _("joined the claims of one sentence")
        CLAIM_JOINED_INTO = "claim.joined_into", _("joined it with the other claims of its sentence")
        CLAIM_ADJUSTED = "claim.adjusted", _("adjusted the words it rests on")
        CLAIM_UNDONE = "claim.undone", _("took back what they had done last")
        COMMENT_WRITTEN = "comment.written", _("wrote to colleagues")
        EVIDENCE_ADDED = "evidence.added", _("added evidence")
        EVIDENCE_WITHDRAWN = "evidence.withdrawn", _("withdrew evidence")
        EVIDENCE_RECHECKED = "evidence.rechecked", _("looked whether the page is still there")
        EVIDENCE_ORIGINAL_ADDED = "evidence.original_added", _("wrote down what was really said")
        ANCHOR_ACCEPTED = "anchor.accepted", _("took the claim over into the newer text")
        ANCHOR_DISMISSED = "anchor.dismissed", _("left the claim with the older text")
        PLAN_SET = "plan.set", _("chose how many people review it")
        GATE_WAIVED = "gate.waived", _("waived a step")
        REVIEW_TAKEN = "review.taken", _("took it to work on it")
        REVIEW_GIVEN_BACK = "review.given_back", _("gave it back")
        REVIEW_SUBMITTED = "review.submitted", _("handed in a review")
        REVIEW_APPROVED = "review.approved", _("approved it as the second reviewer")
        REVIEW_RETURNED = "review.returned", _("returned it")
        REVIEW_DIFFERED = "review.differed", _("found that the two reviewers differ")
        REVIEW_CLOSED = "review.closed", _("closed the open reviews")
        VERDICT_GIVEN = "verdict.given", _("submitted a verdict")
        CORRECTION_OPENED = "correction.opened", _("opened a correction")
        CORRECTION_DROPPED = "correction.dropped", _("ended the correction without one")
        REPLY_ASKED = "reply.asked", _("asked somebody for comment")
        REPLY_RECORDED = "reply.recorded", _("wrote down what they answered")
        REPORT_RECEIVED = "report.received", _("took in what a reader reports")
        REPORT_ANSWERED = "report.answered", _("answered a reader's report")
        SCALE_MADE = "scale.made", _("made a new version of the house's ratings")
        TEMPLATE_WRITTEN = "template.written", _("wrote a template")
        PUBLISHER_NOTED = "publisher.noted", _("noted something about a publisher")
        PUBLISHER_NOTE_WITHDRAWN = "publisher.note_withdrawn", _("withdrew a note about a publisher")
        LEDGER_CHECKPOINT = "ledger.checkpoint", _("signed a checkpoint of the record")

    append_only = True

    verb = models.CharField(max_length=50)
    actor = models.UUIDField(null=True, help_text="Empty: a machine did it.")
    article = models.BigIntegerField(null=True)
    claim = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["claim", "id"], name="event_claim"),
            models.Index(fields=["article", "id"], name="event_article"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb}"
