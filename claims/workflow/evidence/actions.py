"""What can be done about a claim's evidence: add it, withdraw it, look at its page again, keep an original."""

from django.utils.translation import gettext_lazy as _

from claims.models import Work
from claims.workflow.action import Action, table
from claims.workflow.evidence import evidence, original, recheck

ACTIONS = table(
    Action[Work](
        name="add",
        label=_("Add evidence"),
        permission="claims.add_evidence",
        do=evidence.add,
        fields=(
            "kind",
            "stance",
            "note",
            "note_public",
            "url",
            "file",
            "version",
            "start",
            "end",
            "exact",
            "on_record",
            "question",
            "primary_source",
            "page",
            "seen_by",
            "transcription",
        ),
        answer=_("The evidence is added."),
    ),
    Action[Work](
        name="withdraw",  # of a piece of evidence, not of a claim
        label=_("Withdraw it"),
        permission="claims.change_evidence",
        do=evidence.withdraw,
        fields=("because",),
        answer=_("Withdrawn. It stays in the record."),
    ),
    Action[Work](
        name="recheck",  # of a piece of evidence, not of a claim
        label=_("Look again"),
        permission="claims.add_recheck",
        do=recheck.ask,
        answer=_("The page is being looked at again; what was found will stand beside the evidence."),
    ),
    Action[Work](
        name="original",
        label=_("Add the original"),
        permission="claims.add_original",
        do=original.add,
        fields=("source", "grade", "url", "language", "said_on", "words", "translation"),
        answer=_("The original is added."),
    ),
)
