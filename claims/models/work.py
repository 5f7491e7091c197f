"""Where a claim stands on its way to a verdict: who has it, what is next, until when."""

from django.db import models
from django.db.models import Case, F, Q, Value, When

from claims.models.claim import Claim
from claims.models.desk import Desk


class Stage(models.TextChoices):
    """The work axis; workflow/stages.py says who may move a claim from where to where, needing what."""

    NEW = "new", "not looked at"
    LEFT = "left", "seen, not picked"
    PICKED = "picked", "picked"
    ASSIGNED = "assigned", "assigned"
    IN_REVIEW = "in_review", "in review"
    RETURNED = "returned", "returned"
    SECOND = "second", "with the second reviewer"
    ADJUDICATION = "adjudication", "in adjudication"
    DONE = "done", "done"


class Harm(models.TextChoices):
    LOW = "low", "low"
    NORMAL = "normal", "normal"
    HIGH = "high", "high"


HARM_RANK = Case(When(harm="high", then=Value(0)), When(harm="normal", then=Value(1)), default=Value(2))


class Plan(models.TextChoices):
    """How many people it takes; each is at least the one above it."""

    SINGLE = "single", "one person, by a waiver"
    PAIR = "pair", "author and editor"
    BLIND = "blind", "two blind reviewers, then an adjudicator where they differ"


class Work(models.Model):
    """The work on one claim, apart from what it says: one narrow row that the queue locks.

    The database makes the row with the claim. `cycle` counts the ways to a verdict: it grows when a claim is opened
    again. `version` grows with every change; a stale one is refused. Waiting and legal hold leave the stage as it is.
    """

    claim = models.OneToOneField(Claim, primary_key=True, on_delete=models.PROTECT, related_name="work")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.NEW)
    cycle = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="work")
    harm = models.CharField(max_length=6, choices=Harm.choices, default=Harm.NORMAL)
    plan = models.CharField(max_length=6, choices=Plan.choices, default=Plan.PAIR)
    fully_blind = models.BooleanField(default=False, help_text="Reviewers do not see each other's evidence either.")
    score = models.FloatField(default=0, editable=False, help_text="The claim's.")
    picked_because = models.CharField(max_length=200, blank=True)
    assigned_to = models.UUIDField(null=True, help_text="Actor")
    assigned_by = models.UUIDField(null=True, help_text="Actor")
    due_at = models.DateTimeField(null=True)
    next_step = models.CharField(max_length=300, blank=True, help_text="In a person's words; internal.")
    waiting_on = models.CharField(max_length=300, blank=True, help_text="Whom we wait for; internal.")
    waiting_until = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=300, blank=True, help_text="Legal hold: nothing moves.")
    held_by = models.UUIDField(null=True, help_text="Actor")
    accuses = models.BooleanField(default=False, help_text="A named party is accused: publishing needs a legal tick.")
    legal_cleared_by = models.UUIDField(null=True, help_text="Actor")
    legal_cleared_at = models.DateTimeField(null=True)
    embargo_until = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "work"
        ordering = ["claim_id"]
        permissions = [
            ("pick_claim", "Can pick claims to check, or leave them"),
            ("assign_claim", "Can assign claims, set harm, plan, desk and due time"),
            ("approve_review", "Can approve another person's review, or return it"),
            ("adjudicate_review", "Can decide where two blind reviewers differ"),
            ("waive_gate", "Can waive a gate, with a reason that stays"),
            ("hold_claim", "Can put a claim on legal hold and give the legal tick"),
            ("publish_claim", "Can publish, withdraw and correct"),
            ("answer_report", "Can answer readers' reports"),
        ]
        constraints = [
            models.CheckConstraint(name="work_stage", condition=Q(stage__in=Stage.values)),
            models.CheckConstraint(name="work_harm", condition=Q(harm__in=Harm.values)),
            models.CheckConstraint(name="work_plan", condition=Q(plan__in=Plan.values)),
            models.CheckConstraint(name="work_high_harm_is_read_twice", condition=~Q(harm="high") | Q(plan="blind")),
            models.CheckConstraint(
                name="work_assigned_by_someone", condition=Q(assigned_to=None) | Q(assigned_by__isnull=False)
            ),
            models.CheckConstraint(
                name="work_assigned_to_someone", condition=~Q(stage="assigned") | Q(assigned_to__isnull=False)
            ),
            models.CheckConstraint(
                name="work_held_by_someone", condition=Q(held_because="") ^ Q(held_by__isnull=False)
            ),
            models.CheckConstraint(
                name="work_waiting_on_someone_until", condition=Q(waiting_on="") ^ Q(waiting_until__isnull=False)
            ),
            models.CheckConstraint(
                name="work_legal_tick_by_someone",
                condition=Q(legal_cleared_by=None, legal_cleared_at=None)
                | Q(legal_cleared_by__isnull=False, legal_cleared_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                F("due_at"),
                HARM_RANK,
                F("score").desc(),
                F("claim"),
                name="work_queue",
                condition=Q(stage__in=["picked", "assigned", "in_review", "returned", "second", "adjudication"]),
            ),
            models.Index(fields=["stage"], name="work_by_stage"),
            models.Index(fields=["waiting_until"], name="work_waiting", condition=Q(waiting_until__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"Claim {self.claim_id}: {self.get_stage_display()}"


class StageMove(models.Model):
    """One way in which a claim may move, for the gate in the database.

    Migrations fill the table from `MOVES` of workflow/stages.py; the application can only read it.
    """

    from_stage = models.CharField(max_length=12, choices=Stage.choices)
    to_stage = models.CharField(max_length=12, choices=Stage.choices)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["from_stage", "to_stage"], name="stagemove_once")]

    def __str__(self) -> str:
        return f"{self.from_stage} → {self.to_stage}"


class Gate(models.TextChoices):
    SECOND = "second", "a second person"
    REPLY = "reply", "right of reply"


class Waiver(models.Model):
    """A gate that somebody opened by hand, with the reason. It is never taken back, and holds for one cycle."""

    append_only = True

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="waivers")
    cycle = models.PositiveIntegerField()
    gate = models.CharField(max_length=6, choices=Gate.choices)
    because = models.TextField()
    waived_by = models.UUIDField(help_text="Actor")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "cycle", "gate"], name="waiver_once"),
            models.CheckConstraint(name="waiver_gate", condition=Q(gate__in=Gate.values)),
            models.CheckConstraint(name="waiver_says_why", condition=~Q(because="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_gate_display()} waived: {self.because[:80]}"
