"""What each of the three roles may do to claims, and the rating scale that a newsroom begins with."""

from importlib import import_module

from django.db import migrations
from django.utils import timezone

NOUNS = [
    "anchor", "appearance", "claim", "comment", "correction", "desk", "event", "evidence", "expert", "extraction",
    "membership", "notice", "original", "outcome", "publication", "quote", "ratingscale", "recheck", "replyrequest",
    "report", "review", "role", "scalerating", "sighting", "texttemplate", "upload", "verdict", "waiver", "work",
]
SEE = [("claims", f"view_{noun}") for noun in NOUNS]
REVIEW = [
    ("claims", codename)
    for codename in (
        "add_claim", "change_claim", "decide_claim", "pick_claim", "add_evidence", "change_evidence", "add_verdict",
        "add_comment", "add_original", "add_sighting", "add_replyrequest", "change_replyrequest", "change_anchor",
        "add_recheck",
    )
]
EDIT = [
    ("claims", codename)
    for codename in (
        "change_extraction", "assign_claim", "approve_review", "adjudicate_review", "waive_gate", "hold_claim",
        "publish_claim", "answer_report", "add_correction", "add_texttemplate", "change_texttemplate",
    )
]
ADMINISTER = [
    ("claims", codename)
    for codename in (
        "add_desk", "change_desk", "add_membership", "change_membership", "delete_membership", "add_ratingscale",
    )
]
ROLES = {
    "reviewer": SEE + REVIEW,
    "editor": SEE + REVIEW + EDIT,
    "administrator": SEE + REVIEW + EDIT + ADMINISTER,
}

SCALE = [
    ("SUPPORTED", "Supported", 5, "The evidence bears it out.", "#1a7f37"),
    ("CONFLICTING", "Sources conflict", 3, "Good sources say different things.", "#8250df"),
    ("NOT_ENOUGH_EVIDENCE", "Not enough evidence", 2, "We looked, and found too little to say.", "#57606a"),
    ("NOT_CHECKABLE", "Cannot be checked", 0, "A factual claim that nobody can test.", "#57606a"),
    ("DISPUTED", "Disputed", 1, "The evidence contradicts it, not just: someone objects.", "#b62324"),
]


def make(apps, schema_editor):
    import_module("sources.migrations.0003_roles").allow(apps, schema_editor, ROLES)
    alias = schema_editor.connection.alias
    scales = apps.get_model("claims", "RatingScale").objects.using(alias)
    scale = scales.create(name="Claimdesk", version=1, created_at=timezone.now())
    steps = apps.get_model("claims", "ScaleRating").objects.using(alias)
    for order, (rating, label, number, definition, colour) in enumerate(SCALE):
        steps.create(
            scale=scale, rating=rating, label=label, number=number, definition=definition, colour=colour, order=order
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_gates"), ("sources", "0003_roles")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
