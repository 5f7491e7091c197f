"""What is stored about claims, and about whether they are true."""

from claims.models.claim import Appearance, Claim, ClaimType, Proposal
from claims.models.event import Event
from claims.models.evidence import Evidence, Stance, Upload
from claims.models.expert import Expert, ExpertKind, Role
from claims.models.extraction import Extraction, Outcome
from claims.models.quote import Quote
from claims.models.review import Rating, Review
from claims.models.verdict import Verdict

__all__ = [
    "Appearance",
    "Claim",
    "ClaimType",
    "Event",
    "Evidence",
    "Expert",
    "ExpertKind",
    "Extraction",
    "Outcome",
    "Proposal",
    "Quote",
    "Rating",
    "Review",
    "Role",
    "Stance",
    "Upload",
    "Verdict",
]
