"""Who is asking: a token of a service account or of a person."""

from knox.auth import TokenAuthentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class BearerAuthentication(TokenAuthentication):
    """`Authorization: Bearer cdk_…`; the word `Token`, which older clients send, means the same."""

    def authenticate(self, request: Request):
        word, *rest = get_authorization_header(request).split() or [b""]
        if word.lower() not in (b"bearer", b"token"):
            return None
        if len(rest) != 1 or not rest[0].isascii() or b"\0" in rest[0]:
            raise AuthenticationFailed("Write one token after the word Bearer.")
        return self.authenticate_credentials(rest[0])
