"""Where the desk's pages are: below the admin, behind its sign-in."""

from django.contrib import admin
from django.urls import path

from claims.desk import agreement, article, claim, publish, redaction, review, scales, start, triage

app_name = "desk"
inside = admin.site.admin_view
urlpatterns = [
    path("", inside(start.start), name="start"),
    path("receive/", inside(start.receive), name="receive"),
    path("retry/", inside(start.retry), name="retry"),
    path("claims/article/<int:key>/", inside(article.show), name="article"),
    path("claims/article/<int:key>/about/", inside(article.describe), name="about"),
    path("claims/version/<int:key>/claims/", inside(article.add_claim), name="add_claim"),
    path("claims/article/<int:key>/take/", inside(article.take_reading), name="take"),
    path("claims/passage/", inside(article.change_passage), name="passage"),
    path("claims/claim/<int:key>/page/", inside(claim.show), name="claim"),
    path("claims/claim/<int:key>/accept/", inside(claim.accept), name="accept"),
    path("claims/claim/<int:key>/reject/", inside(claim.reject), name="reject"),
    path("claims/claim/<int:key>/evidence/", inside(claim.add_evidence), name="evidence"),
    path("claims/claim/<int:key>/review/", inside(review.submit), name="review"),
    path("claims/claim/<int:key>/draft/", inside(review.save), name="draft"),
    path("claims/claim/<int:key>/approve/", inside(review.approve), name="approve"),
    path("claims/claim/<int:key>/return/", inside(review.send_back), name="send_back"),
    path("claims/claim/<int:key>/give-back/", inside(review.give_back), name="give_back"),
    path("claims/claim/<int:key>/reopen/", inside(review.reopen), name="reopen"),
    path("claims/claim/<int:key>/harm/", inside(review.harm), name="harm"),
    path("claims/claim/<int:key>/plan/", inside(review.read_by), name="plan"),
    path("claims/claim/<int:key>/pick/", inside(triage.pick), name="pick"),
    path("claims/claim/<int:key>/leave/", inside(triage.leave), name="leave"),
    path("claims/claim/<int:key>/unpick/", inside(triage.unpick), name="unpick"),
    path("claims/version/<int:key>/leave-rest/", inside(triage.leave_rest), name="leave_rest"),
    path("claims/version/<int:key>/take-back-rest/", inside(triage.take_back_rest), name="take_back_rest"),
    path("claims/picked-and-left.csv", inside(triage.export), name="picked_and_left"),
    path("claims/evidence/<int:key>/withdraw/", inside(claim.withdraw), name="withdraw"),
    path("claims/upload/<int:key>/file/", inside(claim.upload), name="upload"),
    path("claims/agreement/", inside(agreement.show), name="agreement"),
    path("sources/redactions/", inside(redaction.show), name="redactions"),
    path("sources/redactions/ask/", inside(redaction.ask), name="redact"),
    path("sources/redactions/<int:key>/agree/", inside(redaction.agree), name="redact_agree"),
    path("claims/claim/<int:key>/publication/", inside(publish.show), name="publication"),
    path("claims/scale/", inside(scales.make), name="scale"),
]
