"""The addresses of the desk's pages: below the admin, behind its sign-in."""

from django.contrib import admin
from django.urls import path

from claims.desk.actions import claim, edit, evidence, review, sighting, triage
from claims.desk.article import article, start, unchecked, version_diff
from claims.desk.lists import agreement, redaction, scales
from claims.desk.publish import publish
from claims.desk.shift import assignment, assignment_page, comments, editor, handover, inbox, queue

app_name = "desk"
inside = admin.site.admin_view
urlpatterns = [
    path("", inside(start.start), name="start"),
    path("receive/", inside(start.receive), name="receive"),
    path("retry/", inside(start.retry), name="retry"),
    path("claims/article/<int:key>/", inside(article.show), name="article"),
    path("claims/article/<int:key>/about/", inside(article.describe), name="about"),
    path("claims/version/<int:key>/claims/", inside(article.add_claim), name="add_claim"),
    path("claims/article/<int:key>/take/", inside(article.take_interpretation), name="take"),
    path("claims/passage/", inside(article.change_passage), name="passage"),
    path("claims/claim/<int:key>/page/", inside(claim.show), name="claim"),
    path("claims/claim/<int:key>/words/", inside(edit.words), name="words"),
    path("claims/claim/<int:key>/take-offer/", inside(edit.take_offer), name="take_offer"),
    path("claims/claim/<int:key>/decline-offer/", inside(edit.decline_offer), name="decline_offer"),
    path("claims/claim/<int:key>/let-stand/", inside(edit.let_stand), name="let_stand"),
    path("claims/claim/<int:key>/merge/", inside(edit.merge), name="merge"),
    path("claims/claim/<int:key>/split/", inside(edit.split), name="split"),
    path("claims/claim/<int:key>/split-as-suggested/", inside(edit.split_as_suggested), name="split_as_suggested"),
    path("claims/claim/<int:key>/join/", inside(edit.join), name="join"),
    path("claims/claim/<int:key>/adjust/", inside(edit.adjust), name="adjust"),
    path("claims/claim/<int:key>/undo/", inside(edit.undo), name="undo"),
    path("claims/claim/<int:key>/accept/", inside(claim.accept), name="accept"),
    path("claims/claim/<int:key>/reject/", inside(claim.reject), name="reject"),
    path("claims/claim/<int:key>/evidence/", inside(evidence.add), name="evidence"),
    path("claims/claim/<int:key>/review/", inside(review.submit), name="review"),
    path("claims/claim/<int:key>/draft/", inside(review.save), name="draft"),
    path("claims/claim/<int:key>/approve/", inside(review.approve), name="approve"),
    path("claims/claim/<int:key>/return/", inside(review.send_back), name="send_back"),
    path("claims/claim/<int:key>/give-back/", inside(review.give_back), name="give_back"),
    path("claims/claim/<int:key>/reopen/", inside(review.reopen), name="reopen"),
    path("claims/claim/<int:key>/harm/", inside(review.harm), name="harm"),
    path("claims/claim/<int:key>/plan/", inside(review.set_plan), name="plan"),
    path("claims/claim/<int:key>/pick/", inside(triage.pick), name="pick"),
    path("claims/claim/<int:key>/leave/", inside(triage.leave), name="leave"),
    path("claims/claim/<int:key>/unpick/", inside(triage.unpick), name="unpick"),
    path("claims/version/<int:key>/leave-rest/", inside(triage.leave_rest), name="leave_rest"),
    path("claims/version/<int:key>/take-back-rest/", inside(triage.take_back_rest), name="take_back_rest"),
    path("claims/version/<int:key>/unchecked/<int:group>/", inside(unchecked.show), name="unchecked"),
    path("claims/picked-and-left.csv", inside(triage.export), name="picked_and_left"),
    path("queue/", inside(queue.show), name="queue"),
    path("queue/next/", inside(queue.take_next), name="next"),
    path("queue/give/", inside(assignment.show), name="assign"),
    path("queue/enter/", inside(sighting.enter), name="enter"),
    path("queue/handover/", inside(handover.show), name="handover"),
    path("queue/editor/", inside(editor.show), name="editor"),
    path("inbox/", inside(inbox.show), name="inbox"),
    path("inbox/read/", inside(inbox.mark_read), name="read"),
    path("claims/claim/<int:key>/skip/", inside(queue.skip), name="skip"),
    path("claims/claim/<int:key>/work/", inside(assignment_page.show), name="work"),
    path("claims/claim/<int:key>/comment/", inside(comments.write), name="comment"),
    path("claims/evidence/<int:key>/withdraw/", inside(evidence.withdraw), name="withdraw"),
    path("claims/upload/<int:key>/file/", inside(evidence.upload), name="upload"),
    path("claims/agreement/", inside(agreement.show), name="agreement"),
    path("sources/redactions/", inside(redaction.show), name="redactions"),
    path("sources/redactions/ask/", inside(redaction.ask), name="redact"),
    path("sources/redactions/<int:key>/agree/", inside(redaction.agree), name="redact_agree"),
    path("claims/claim/<int:key>/publication/", inside(publish.show), name="publication"),
    path("claims/scale/", inside(scales.make), name="scale"),
    path("claims/evidence/<int:key>/look/", inside(evidence.look_again), name="look"),
    path("claims/evidence/<int:key>/passage/", inside(evidence.passage), name="pick_passage"),
    path("claims/evidence/<int:key>/exchange.warc.gz", inside(evidence.warc), name="warc"),
    path("claims/claim/<int:key>/original/", inside(evidence.add_original), name="original"),
    path("claims/article/<int:key>/changes/", inside(version_diff.show), name="changes"),
    path("claims/article/<int:key>/watch/", inside(version_diff.watch), name="watch"),
    path("claims/anchor/<int:key>/accept/", inside(version_diff.accept), name="accept_anchor"),
    path("claims/anchor/<int:key>/dismiss/", inside(version_diff.dismiss), name="dismiss_anchor"),
]
