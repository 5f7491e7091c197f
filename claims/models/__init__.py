"""What is stored about claims, and about whether they are true."""

from claims.models.anchor import Anchor, AnchorState
from claims.models.claim import Appearance, Claim, ClaimType, Proposal
from claims.models.comment import Comment, Notice, NoticeKind
from claims.models.desk import Desk, Membership
from claims.models.event import Event
from claims.models.evidence import Evidence, Recheck, Stance, Upload
from claims.models.expert import Expert, ExpertKind, Role
from claims.models.extraction import Extraction, Outcome
from claims.models.original import Grade, Original
from claims.models.public_post import PublicPost
from claims.models.publication import Correction, Level, Publication, PublicationAction, Report, ReportState
from claims.models.quote import Quote
from claims.models.reply import ReplyRequest
from claims.models.review import Rating, Review, ReviewPart
from claims.models.scale import RatingScale, ScaleRating
from claims.models.sighting import Medium, Sighting
from claims.models.template import TemplateKind, TextTemplate
from claims.models.verdict import Verdict
from claims.models.work import Gate, Harm, Plan, Stage, StageMove, Waiver, Work

__all__ = [
    "Anchor",
    "AnchorState",
    "Appearance",
    "Claim",
    "ClaimType",
    "Comment",
    "Correction",
    "Desk",
    "Event",
    "Evidence",
    "Expert",
    "ExpertKind",
    "Extraction",
    "Gate",
    "Grade",
    "Harm",
    "Level",
    "Medium",
    "Membership",
    "Notice",
    "NoticeKind",
    "Original",
    "Outcome",
    "Plan",
    "Proposal",
    "PublicPost",
    "Publication",
    "PublicationAction",
    "Quote",
    "Rating",
    "RatingScale",
    "Recheck",
    "ReplyRequest",
    "Report",
    "ReportState",
    "Review",
    "ReviewPart",
    "Role",
    "ScaleRating",
    "Sighting",
    "Stage",
    "StageMove",
    "Stance",
    "TemplateKind",
    "TextTemplate",
    "Upload",
    "Verdict",
    "Waiver",
    "Work",
]
