"""The pages of the shift: queue, giving out, inbox, handing over, the editor's page, the work on a claim."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim, Comment, Desk, Event, Membership, Notice, ReplyRequest, Review, Work
from claims.workflow.assignment import assign, publication_hold
from claims.workflow.audit import actor_of
from claims.workflow.claim import proposals, sighting
from claims.workflow.inbox import comment
from claims.workflow.inbox.notify import News, tell
from claims.workflow.publication import correct, publish
from claims.workflow.review import plan, verdict
from tests import factories
from tests.claims.desk.conftest import signed_in

pytestmark = pytest.mark.django_db
QUEUE, NEXT, GIVE, INBOX = "/admin/queue/", "/admin/queue/next/", "/admin/queue/give/", "/admin/inbox/"
HANDOVER, EDITOR, ENTER = "/admin/queue/handover/", "/admin/queue/editor/", "/admin/queue/enter/"


def picked(**fields):
    return proposals.accept(claim=factories.claim(**fields), by=factories.user(), at=factories.AT)


def work(claim):
    return Work.objects.get(pk=claim.pk)


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def work_url(claim):
    return reverse("desk:work", args=[claim.pk])


# --- who may look at what ---------------------------------------------------------------------------------------

PAGES = {
    QUEUE: {"reviewer", "editor", "administrator"},
    HANDOVER: {"reviewer", "editor", "administrator"},
    ENTER: {"reviewer", "editor", "administrator"},
    GIVE: {"editor", "administrator"},
    EDITOR: {"editor", "administrator"},
    INBOX: {"nobody", "reviewer", "editor", "administrator"},
    "/admin/claims/desk/": {"reviewer", "editor", "administrator"},
    "/admin/claims/desk/add/": {"administrator"},
}


@pytest.mark.parametrize("role", ["nobody", "reviewer", "editor", "administrator"])
@pytest.mark.parametrize("address", PAGES)
def test_who_may_look(address, role):
    answer = signed_in(role).get(address)
    assert answer.status_code == (200 if role in PAGES[address] else 403)


@pytest.mark.parametrize("address", [*PAGES, NEXT, "/admin/inbox/read/"])
def test_a_stranger_is_led_to_the_door(address):
    answer = Client().get(address)
    assert answer.status_code in (302, 405)
    assert answer.status_code == 405 or "/login/" in answer["Location"]


@pytest.mark.parametrize("address", [QUEUE, GIVE, INBOX, HANDOVER, EDITOR])
def test_the_number_of_queries_does_not_grow(address):
    client = signed_in("editor")
    counted = []
    for _ in range(2):
        for _ in range(4):
            claim = picked()
            assign.assign(
                claim=claim,
                to=client.user,
                by=factories.user("editor"),
                at=timezone.now(),
                terms=assign.Terms(due_at=timezone.now() + timedelta(hours=1)),
            )
            verdict.take(claim=picked(), by=client.user, at=timezone.now())
            comment.write(claim=claim, text="Look.", by=factories.user(), at=timezone.now())
            picked()
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(address).status_code == 200
        counted.append(len(seen))
    assert counted[0] == counted[1] <= 24, counted


# --- the queue --------------------------------------------------------------------------------------------------


def test_next_gives_each_another_claim_and_then_says_that_nothing_waits(reviewer):
    first, second = picked(), picked()
    other = signed_in("reviewer")
    assert "2 claims wait for you" in page(reviewer, QUEUE)
    got = {reviewer.post(NEXT)["Location"], other.post(NEXT)["Location"]}
    assert got == {reverse("desk:claim", args=[c.pk]) for c in (first, second)}
    answer = reviewer.post(NEXT, follow=True)
    assert answer.redirect_chain[0][0] == QUEUE
    assert "Nothing else waits for you." in answer.content.decode()


def test_filters_stand_in_the_address_and_go_with_the_button(reviewer):
    sport = Desk.objects.create(name="Sport", created_at=factories.AT)
    Membership.objects.create(desk=sport, user=reviewer.user, created_at=factories.AT)
    german = factories.version("Die Fähre fiel vierzig Mal aus.\n")
    german.article.language, german.article.language_origin = "de", "person"
    german.article.save()
    claims = {
        "desk": picked(),
        "language": picked(of=german, words="fiel vierzig Mal aus"),
        "harm": picked(),
        "due": picked(),
    }
    picked()
    Work.objects.filter(pk=claims["desk"].pk).update(desk=sport)
    plan.set_harm(claim=claims["harm"], harm="low", by=factories.user("editor"), at=factories.AT)
    Work.objects.filter(pk=claims["due"].pk).update(due_at=timezone.now() - timedelta(hours=1))
    for name, value in {"desk": sport.pk, "language": "de", "harm": "low", "due": "late"}.items():
        shown = reviewer.get(QUEUE, {name: value})
        assert [row.key for row in shown.context["waiting"]] == [claims[name].pk], name
        assert f'name="{name}" value="{value}"' in shown.content.decode()
        assert reviewer.post(NEXT, {name: value})["Location"] == reverse("desk:claim", args=[claims[name].pk])
        assert reviewer.post(NEXT, {name: value})["Location"] == f"{QUEUE}?{name}={value}"


@pytest.mark.parametrize(
    "wrong", [{"desk": "x"}, {"desk": 9**20}, {"harm": "dire"}, {"due": "?"}, {"language": "x" * 300}]
)
def test_a_filter_that_cannot_be_is_said_so(reviewer, wrong):
    picked()
    assert reviewer.get(QUEUE, wrong).status_code == 400


def test_a_claim_is_passed_over_with_a_reason(reviewer):
    claim = picked()
    reviewer.post(NEXT)
    assert claim.wording in page(reviewer, QUEUE).replace("&#x27;", "'")
    skip = reverse("desk:skip", args=[claim.pk])
    assert "Say in a few words" in reviewer.post(skip, {"because": " "}, follow=True).content.decode()
    answer = reviewer.post(skip, {"because": "I know the captain.", "harm": "normal"})
    assert answer["Location"] == f"{QUEUE}?harm=normal"
    assert "Nothing waits for you." in page(reviewer, QUEUE)
    assert Event.objects.get(verb="claim.skipped").data["because"] == "I know the captain."
    assert signed_in("reviewer").post(NEXT)["Location"] == reverse("desk:claim", args=[claim.pk])


def test_a_foreign_desks_claim_is_not_offered_and_not_passed_over(reviewer):
    claim = picked()
    Work.objects.filter(pk=claim.pk).update(desk=Desk.objects.create(name="Sport", created_at=factories.AT))
    assert reviewer.post(NEXT)["Location"] == QUEUE
    assert reviewer.post(reverse("desk:skip", args=[claim.pk]), {"because": "x"}).status_code == 403


# --- giving out -------------------------------------------------------------------------------------------------


def test_an_editor_gives_out_many_at_once(editor):
    one, two = picked(), picked()
    busy = picked()
    verdict.take(claim=busy, by=factories.user(), at=timezone.now())
    Work.objects.filter(pk=busy.pk).update(stage="in_review")
    to = factories.user()
    desk = Desk.objects.create(name="Sport", created_at=factories.AT)
    answer = editor.post(
        GIVE,
        {
            "claim": [one.pk, two.pk, busy.pk],
            "to": to.pk,
            "due_at": "2099-01-01T12:00",
            "desk": desk.pk,
            "next_step": "Ask the port.",
        },
        follow=True,
    )
    said = answer.content.decode()
    assert "2 claims are given out." in said
    assert "Somebody is at this claim now" in said
    assert [(w.assigned_to, w.desk, w.next_step, w.due_at.year) for w in map(work, (one, two))] == [
        (actor_of(to).pk, desk, "Ask the port.", 2099)
    ] * 2
    assert Notice.objects.filter(to=actor_of(to), kind="assigned").count() == 2


def test_a_wrong_form_keeps_what_was_chosen(editor):
    one = picked()
    answer = editor.post(GIVE, {"claim": [one.pk], "to": "", "next_step": "Ask the port."})
    said = answer.content.decode()
    assert answer.status_code == 400
    assert "Ask the port." in said
    assert answer.context["chosen"] == [one.pk]
    assert editor.post(GIVE, {"to": factories.user().pk}).status_code == 400
    assert editor.post(GIVE, {"claim": ["x", "9" * 30], "to": factories.user().pk}).status_code == 400


def test_a_reviewer_gives_out_nothing(reviewer):
    one = picked()
    assert reviewer.post(GIVE, {"claim": [one.pk], "to": reviewer.user.pk}).status_code == 403
    assert work(one).assigned_to is None


# --- inbox ------------------------------------------------------------------------------------------------------


def test_the_bar_counts_what_is_new_and_reading_it_empties_the_number(reviewer):
    claim = picked()
    tell(
        [News(actor_of(reviewer.user).pk, "due", f"due:{n}:x", claim.pk, "<b>soon</b>") for n in range(3)],
        at=factories.AT,
    )
    tell([News(actor_of(factories.user()).pk, "due", "due:9:x", claim.pk)], at=factories.AT)
    shown = page(reviewer, INBOX)
    assert '<span class="unread-count">3</span>' in page(reviewer, "/admin/")
    assert "&lt;b&gt;soon" in shown
    assert "<b>soon" not in shown
    first = Notice.objects.filter(to=actor_of(reviewer.user)).first()
    reviewer.post("/admin/inbox/read/", {"notice": first.pk})
    assert '<span class="unread-count">2</span>' in page(reviewer, INBOX)
    reviewer.post("/admin/inbox/read/", {"notice": "all"})
    assert "unread-count" not in page(reviewer, INBOX)
    assert Notice.objects.filter(read_at=None).count() == 1


@pytest.mark.parametrize("given", ["", "x", "9" * 30])
def test_nonsense_marks_nothing_as_read(reviewer, given):
    tell([News(actor_of(reviewer.user).pk, "due", "due:1:x")], at=factories.AT)
    reviewer.post("/admin/inbox/read/", {"notice": given})
    assert Notice.objects.filter(read_at=None).count() == 1


def test_a_mention_leads_to_the_comment(reviewer):
    claim = picked()
    written = comment.write(
        claim=claim, text=f"@{reviewer.user.username} see here", by=factories.user(), at=factories.AT
    )
    assert f"/admin/claims/claim/{claim.pk}/page/#comment-{written.pk}" in page(reviewer, INBOX)


# --- comments ---------------------------------------------------------------------------------------------------


def test_colleagues_write_below_the_claim(reviewer):
    claim, rosa = picked(), factories.user()
    address = reverse("desk:comment", args=[claim.pk])
    answer = reviewer.post(address, {"text": f"<script>x</script> @{rosa.username}\nand @nobody-here"}, follow=True)
    said = answer.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in said
    assert f"<strong>@{rosa.username}</strong><br>and @nobody-here" in said
    assert Comment.objects.get().mentions == [str(actor_of(rosa).pk)]
    assert "Write something." in reviewer.post(address, {"text": " "}, follow=True).content.decode()


def test_under_a_fully_blind_plan_a_readers_comment_is_theirs_until_all_are_in(reviewer):
    claim, other = picked(), signed_in("reviewer")
    editor = factories.user("editor")
    plan.set_plan(claim=claim, plan="blind", fully_blind=True, by=editor, at=factories.AT)
    verdict.take(claim=claim, by=reviewer.user, at=timezone.now())
    verdict.take(claim=claim, by=other.user, at=timezone.now())
    reviewer.post(reverse("desk:comment", args=[claim.pk]), {"text": "I lean to disputed."})
    address = reverse("desk:claim", args=[claim.pk])
    assert "I lean to disputed." in reviewer.get(address, follow=True).content.decode()
    assert "I lean to disputed." not in other.get(address, follow=True).content.decode()
    assert "I lean to disputed." not in page(other, HANDOVER)


# --- the work on a claim ----------------------------------------------------------------------------------------


def test_an_editor_gives_holds_clears_and_waits_on_one_page(editor):
    claim, to = picked(), factories.user()
    for given in (
        {"act": "assign", "to": to.pk, "due_at": "2099-01-01T12:00", "next_step": "Ask the port."},
        {"act": "wait", "whom": "the port", "until": "2099-01-01T10:00"},
        {"act": "accuses"},
        {"act": "clear"},
        {"act": "embargo", "until": "2099-01-02T10:00"},
        {"act": "hold", "because": "A letter from a lawyer."},
    ):
        answer = editor.post(work_url(claim), {**given, "seen": work(claim).version})
        assert answer.status_code == 302, given
    now = work(claim)
    assert (now.assigned_to, now.waiting_on, now.accuses, bool(now.legal_cleared_by), now.held_because) == (
        actor_of(to).pk,
        "the port",
        True,
        True,
        "A letter from a lawyer.",
    )
    shown = page(editor, work_url(claim))
    assert "A letter from a lawyer." in shown
    assert "Lift the hold" in shown


def test_a_stale_form_is_refused_with_ones_own_words_kept(editor):
    claim = picked()
    seen = work(claim).version
    assign.set_due(
        claim=claim, due_at=timezone.now() + timedelta(days=1), by=factories.user("editor"), at=timezone.now()
    )
    answer = editor.post(work_url(claim), {"act": "next_step", "next_step": "Ask the port.", "seen": seen})
    assert answer.status_code == 409
    assert "Ask the port." in answer.content.decode()
    assert work(claim).next_step == ""


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"act": "assign", "to": ""}, 400),
        ({"act": "hold", "because": ""}, 400),
        ({"act": "wait", "whom": "x", "until": "2001-01-01T10:00"}, 400),
        ({"act": "hand_over", "to": "", "because": "x"}, 400),
        ({"act": "lift", "because": "x"}, 409),
        ({"act": "publish"}, 404),
    ],
)
def test_what_is_refused_says_so(editor, given, status):
    assert editor.post(work_url(picked()), given).status_code == status


def test_a_reviewer_sees_no_button_that_is_refused_and_is_refused_without_it(reviewer):
    claim = picked()
    shown = page(reviewer, work_url(claim))
    assert 'value="next_step"' in shown
    assert 'value="assign"' not in shown
    assert 'value="hold"' not in shown
    assert reviewer.post(work_url(claim), {"act": "hold", "because": "x"}).status_code == 403


def test_the_page_hands_over_and_names_no_blind_reader(editor):
    claim, reader, other = picked(), factories.user(first_name="Rosa", last_name="Lindqvist"), factories.user()
    plan.set_plan(claim=claim, plan="blind", by=factories.user("editor"), at=factories.AT)
    verdict.take(claim=claim, by=reader, at=timezone.now())
    shown = page(editor, work_url(claim))
    assert "0 of 2 in" in shown
    assert "Rosa" not in shown.split("hand_over-heading")[0]
    answer = editor.post(work_url(claim), {"act": "hand_over", "to": other.pk, "because": "Ill.", "slot": "1"})
    assert answer.status_code == 302
    assert list(Review.objects.filter(closed_at=None).values_list("reviewer", flat=True)) == [actor_of(other).pk]


# --- handing over, and the editor's page ------------------------------------------------------------------------


def test_the_handover_tells_each_claim_once_and_where_it_stands(reviewer):
    now = timezone.now()
    held, due, waits, busy, given = (picked() for _ in range(5))
    editor = factories.user("editor")
    publication_hold.hold(claim=held, because="A letter.", by=editor, at=now)
    assign.set_due(claim=due, due_at=now + timedelta(hours=2), by=editor, at=now)
    assign.wait_for(claim=waits, whom="the port", until=now + timedelta(days=2), by=editor, at=now)
    verdict.take(claim=busy, by=factories.user(), at=now)
    assign.assign(claim=given, to=factories.user(), by=editor, at=now)
    comment.write(claim=busy, text="The log is in the cellar.", by=editor, at=now)
    answer = reviewer.get(HANDOVER)
    lists = {s.name: [row.key for row in s.rows] for s in answer.context["sections"]}
    assert lists == {
        "held": [held.pk],
        "due": [due.pk],
        "waiting": [waits.pk],
        "busy": [busy.pk],
        "given": [given.pk],
    }
    assert "The log is in the cellar." in answer.content.decode()
    desk = Desk.objects.create(name="Sport", created_at=factories.AT)
    assert reviewer.get(HANDOVER, {"desk": desk.pk}).context["sections"] == []


def publishable(by):
    claim = factories.decided().claim
    Claim.objects.filter(pk=claim.pk).update(confirmed_at=factories.AT, confirmed_by=actor_of(by).pk)
    plan.waive(claim=claim, gate="reply", because="Nobody is accused.", by=by, at=factories.AT)
    return claim


def test_the_editor_sees_what_is_late_old_ready_waiting_being_corrected_and_stale(editor):
    now = timezone.now()
    late, old = picked(), picked()
    Work.objects.filter(pk=late.pk).update(due_at=now - timedelta(hours=1), changed_at=now)
    Work.objects.filter(pk=old.pk).update(changed_at=now - timedelta(days=9))
    asked = picked()
    ReplyRequest.objects.create(
        claim=asked,
        whom="The port",
        contact="secret@port.example",
        asked="Did it sail?",
        asked_by=actor_of(editor.user).pk,
        asked_at=now - timedelta(hours=5),
        until=now - timedelta(minutes=1),
    )
    corrected = publishable(editor.user)
    publish.publish(claim=corrected, by=editor.user, at=now)
    correct.begin(claim=corrected, because="The year is wrong.", by=editor.user, at=now - timedelta(minutes=30))
    stale = picked()
    factories.piece(stale)
    verdict.propose(claim=stale, rating="SUPPORTED", reasons="r", by=factories.user(), at=now)
    verdict.approve(claim=stale, by=factories.user("editor"), at=now, recheck_on=(now + timedelta(days=3)).date())
    answer = editor.get(EDITOR)
    lists = {s.name: [row.key for row in s.rows] for s in answer.context["sections"]}
    assert lists["late"] == [late.pk]
    assert lists["oldest"][0] in (old.pk, asked.pk, corrected.pk)
    assert lists["stale"] == [stale.pk]
    assert [(c.what, c.late, c.since) for c in answer.context["replies"]] == [("The port", True, "5 hours")]
    assert [(c.what, c.since) for c in answer.context["corrections"]] == [("The year is wrong.", "30 minutes")]
    assert "secret@port.example" not in answer.content.decode()


def test_ready_to_publish_is_what_the_database_would_let_through(editor):
    ready = publishable(editor.user)
    factories.decided()  # nobody confirmed its words
    rows = next(s for s in editor.get(EDITOR).context["sections"] if s.name == "ready").rows
    assert [row.key for row in rows] == [ready.pk]
    publication_hold.hold(claim=ready, because="A letter.", by=editor.user, at=factories.AT)
    assert next(s for s in editor.get(EDITOR).context["sections"] if s.name == "ready").rows == []


# --- claims without an article ----------------------------------------------------------------------------------

TIP = {
    "wording": "The ferry never sailed.",
    "type": "event",
    "medium": "tip",
    "seen_in": "A letter",
    "speaker": "Agnes",
    "contact": "mole@example.org",
}


def test_a_claim_is_entered_and_has_a_page_of_its_own(reviewer):
    answer = reviewer.post(ENTER, TIP)
    claim = Claim.objects.get()
    assert answer["Location"] == reverse("desk:claim", args=[claim.pk])
    shown = page(reviewer, answer["Location"])
    assert "The ferry never sailed." in shown
    assert "A letter" in shown
    assert "mole@example.org" in shown
    assert "Agnes" in shown
    assert "in its own name" not in shown


def test_the_tipsters_contact_is_on_that_page_and_nowhere_else(reviewer, onlooker):
    reviewer.post(ENTER, TIP)
    claim = Claim.objects.get()
    for address in (
        QUEUE,
        HANDOVER,
        work_url(claim),
        "/admin/claims/claim/",
        "/admin/claims/event/",
        "/admin/",
        f"/api/v1/claims/{claim.pk}",
        "/api/v1/claims",
        "/api/v1/events",
    ):
        answer = reviewer.get(address, follow=True)
        assert "mole@" not in answer.content.decode(), address
    assert onlooker.get(reverse("desk:claim", args=[claim.pk])).status_code == 403


def test_everything_that_is_done_to_a_claim_can_be_done_on_that_page(reviewer):
    claim = sighting.enter(
        wording="It never sailed.",
        type="event",
        seen=sighting.Seen("speech", "The town hall"),
        by=reviewer.user,
        at=timezone.now(),
    )
    refused = reviewer.post(reverse("desk:review", args=[claim.pk]), {"rating": "SUPPORTED", "reasons": "Kept words"})
    assert refused.status_code in (400, 409)
    assert "Kept words" in refused.content.decode()
    assert "The town hall" in refused.content.decode()


def test_what_is_missing_is_said_and_the_words_are_kept(reviewer):
    answer = reviewer.post(ENTER, TIP | {"seen_in": ""})
    assert answer.status_code == 400
    assert "The ferry never sailed." in answer.content.decode()
    assert not Claim.objects.exists()


# --- desks ------------------------------------------------------------------------------------------------------


def test_an_administrator_makes_a_desk_and_taking_somebody_off_ends_their_access():
    boss, member = signed_in("administrator"), signed_in("reviewer")
    inline = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0, "memberships-0-user": member.user.pk}
    assert boss.post("/admin/claims/desk/add/", {"name": "Sport", **inline}).status_code == 302
    desk = Desk.objects.get()
    claim = picked()
    Work.objects.filter(pk=claim.pk).update(desk=desk)
    act = {"act": "next_step", "next_step": "Ask the port."}
    assert member.post(work_url(claim), act).status_code == 302
    there = Membership.objects.get()
    inline |= {"memberships-INITIAL_FORMS": 1, "memberships-0-id": there.pk, "memberships-0-DELETE": "on"}
    boss.post(f"/admin/claims/desk/{desk.pk}/change/", {"name": "Sport", **inline, "memberships-0-desk": desk.pk})
    assert not Membership.objects.exists()
    assert member.post(work_url(claim), act | {"next_step": "More."}).status_code == 403
    assert boss.get(f"/admin/claims/desk/{desk.pk}/delete/").status_code == 403


def test_submit_and_next_keeps_to_the_filters_of_the_queue(reviewer):
    high, low, other = picked(), picked(), picked()
    for claim, harm in ((high, "low"), (low, "low")):
        plan.set_harm(claim=claim, harm=harm, by=factories.user("editor"), at=factories.AT)
    first = reviewer.post(NEXT, {"harm": "low"})["Location"]
    mine = Review.objects.get()
    given = {"rating": "NOT_CHECKABLE", "reasons": "Nobody kept a record.", "seen": 0, "next": "1", "draft": mine.draft}
    answer = reviewer.post(reverse("desk:review", args=[mine.claim_id]), given)
    assert answer.status_code == 302
    taken = Review.objects.exclude(pk=mine.pk).get()
    assert {first, answer["Location"]} == {reverse("desk:claim", args=[c.pk]) for c in (high, low)}
    assert taken.claim_id in (high.pk, low.pk)
    answer = reviewer.post(reverse("desk:review", args=[taken.claim_id]), {**given, "draft": taken.draft})
    assert answer["Location"] == f"{QUEUE}?harm=low"
    assert work(other).stage == "picked"


def test_the_second_reader_says_when_it_is_checked_again(editor):
    claim, author = picked(), factories.user()
    factories.piece(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=author, at=timezone.now())
    approve = reverse("desk:approve", args=[claim.pk])
    for wrong in ("2001-01-01", "soon"):
        answer = editor.post(approve, {"recheck_on": wrong})
        assert answer.status_code == 400
        assert work(claim).stage == "second"
        assert 'id="approve-recheck_on_error"' in answer.content.decode()
    assert editor.post(approve, {"recheck_on": "2099-05-01"}).status_code == 302
    assert claim.verdicts.get().recheck_on.isoformat() == "2099-05-01"


def test_the_second_reader_is_shown_that_the_evidence_changed_and_approves_what_stands_now(editor):
    claim, author = picked(), factories.user()
    first = factories.piece(claim)
    verdict.propose(claim=claim, rating="SUPPORTED", reasons="r", by=author, at=timezone.now())
    approve, had = reverse("desk:approve", args=[claim.pk]), f'name="seen_evidence" value="{first.pk}'
    assert f'{had}"' in editor.get(reverse("desk:claim", args=[claim.pk]), follow=True).content.decode()
    late = factories.piece(claim, "disputes", at=timezone.now())
    answer = editor.post(approve, {"seen_evidence": str(first.pk)})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "1 piece added" in shown
    assert f'{had},{late.pk}"' in shown
    assert editor.post(approve, {"seen_evidence": f"{first.pk},{late.pk}"}).status_code == 302
    assert work(claim).stage == "done"


def test_old_notices_stay_within_reach(reviewer):
    tell(
        [News(actor_of(reviewer.user).pk, "due", f"due:{n}:x", None, f"number {n}.") for n in range(60)],
        at=factories.AT,
    )
    assert "number 59." in page(reviewer, INBOX)
    assert "number 0." not in page(reviewer, INBOX)
    assert "number 0." in page(reviewer, f"{INBOX}?page=2")
    assert page(reviewer, f"{INBOX}?page=nonsense")
