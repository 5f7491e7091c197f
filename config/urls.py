"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from config.health import livez, readyz

urlpatterns = [
    path("livez", livez),
    path("readyz", readyz),
    path("c/", include("claims.public.urls")),  # what readers see, without signing in
    path("api/v1/", include("config.api.urls")),
    path("admin/", include("claims.desk.urls")),  # the desk's pages before the admin's lists
    path("admin/", admin.site.urls),
    path("", RedirectView.as_view(pattern_name="admin:index")),
]
