"""The addresses of public pages. Nobody signs in here."""

from django.urls import path

from claims.public import page

app_name = "public"
urlpatterns = [
    path("<uuid:public_id>/", page.show, name="page"),
    path("<uuid:public_id>/report/", page.report, name="report"),
]
