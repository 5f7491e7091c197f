"""The OpenAPI description, generated from the code."""

from typing import Any, Literal

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from config.api.problem import MEDIA_TYPE


class FieldError(serializers.Serializer):
    """What is wrong with one field or parameter."""

    field = serializers.CharField(help_text="The field or parameter; empty when it is about the whole.")
    detail = serializers.CharField()
    pointer = serializers.CharField(required=False, help_text="JSON pointer into the body.")


class ProblemDetails(serializers.Serializer):
    """A problem, as RFC 9457 describes it."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = FieldError(many=True, required=False)  # type: ignore[assignment]
    present = serializers.DictField(required=False, help_text="What stands now, on a conflict.")
    yours = serializers.DictField(required=False, help_text="What was sent; nothing of it was stored.")


STATUS_DESCRIPTIONS = {
    400: "A parameter is unknown or wrong, or the body cannot be read.",
    401: "No valid token or session.",
    403: "The account's role does not allow it.",
    404: "There is none.",
    409: "What stands now does not allow it.",
    411: "The body comes in chunks, without its length.",
    413: "The body is too large.",
    415: "The body has another media type.",
    422: "What the body says cannot be done; `errors` names the fields.",
    503: "The database does not answer; try again.",
}
STATUSES_OF_GET, STATUSES_OF_POST = (400, 401, 403, 404, 503), (400, 401, 403, 404, 409, 411, 413, 415, 422, 503)


class ProblemAutoSchema(AutoSchema):
    """Adds the problems that every operation can answer with, and says that bodies hold no other fields."""

    def get_summary(self) -> str | None:
        """Return the first line of the view's docstring, unless the view says otherwise."""
        return super().get_summary() or self.get_description().partition("\n")[0].rstrip(".") or None

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> dict[str, Any]:
        responses: dict[str, Any] = super()._get_response_bodies(direction)
        for status in STATUSES_OF_GET if self.method == "GET" else STATUSES_OF_POST:
            problem = OpenApiResponse(ProblemDetails, description=STATUS_DESCRIPTIONS[status])
            responses[str(status)] = self._get_response_for_code(problem, str(status), [MEDIA_TYPE], direction)
        return responses

    def _get_serializer_name(self, serializer: Any, direction: str, bypass_extensions: bool = False) -> str:
        name: str = super()._get_serializer_name(serializer, direction, bypass_extensions)
        return name.replace("RequestRequest", "Request")  # our request serializers already end with this word

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict[str, Any]:
        schema: dict[str, Any] = super()._map_basic_serializer(serializer, direction)
        schema["additionalProperties"] = False
        return schema


class TokenScheme(OpenApiAuthenticationExtension):
    """How the description names the token."""

    target_class = "config.api.credentials.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Made by `./claimdesk token NAME`, printed once.",
        }


def only_canonical(endpoints: list[Any]) -> list[Any]:
    """Leave out the addresses that only tolerate a slash at the end, and the one that answers 404."""
    return [endpoint for endpoint in endpoints if not endpoint[0].endswith("/") and "{rest}" not in endpoint[0]]
