"""Where the desk's pages are: below the admin, behind its sign-in."""

from django.contrib import admin
from django.urls import path

from claims.desk import article, claim, start

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
    path("claims/claim/<int:key>/review/", inside(claim.review), name="review"),
    path("claims/evidence/<int:key>/withdraw/", inside(claim.withdraw), name="withdraw"),
    path("claims/upload/<int:key>/file/", inside(claim.upload), name="upload"),
]
