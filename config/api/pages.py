"""The API's description, and two pages that show it, without anything from other machines."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.urls import path
from django.utils.decorators import method_decorator
from drf_spectacular.views import SpectacularAPIView, SpectacularRedocView, SpectacularSwaggerSplitView

# Scripts stay ours alone. Swagger draws with style attributes, Redoc with style elements too.
SWAGGER_STYLES = {"style-src-attr": [UNSAFE_INLINE], "style-src-elem": [SELF], "img-src": [SELF, "data:"]}
REDOC_STYLES = SWAGGER_STYLES | {"style-src-elem": [SELF, UNSAFE_INLINE]}


@method_decorator(csp_update(SWAGGER_STYLES), name="dispatch")
class SwaggerView(SpectacularSwaggerSplitView):
    """The description of the API to try out."""

    url_name = "api:schema"
    template_name = "config/swagger.html"


@method_decorator(csp_update(REDOC_STYLES), name="dispatch")
class RedocView(SpectacularRedocView):
    """The description of the API to read."""

    url_name = "api:schema"
    template_name = "config/redoc.html"


urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SwaggerView.as_view(), name="docs"),
    path("redoc/", RedocView.as_view(), name="redoc"),
]
