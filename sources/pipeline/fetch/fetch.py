"""Fetch a page: the one guarded client and the only way out to the network.

It follows no proxy variable, no .netrc and no cookie because nothing here knows of them. It looks a name up once,
checks every answer with `addresses.closed_because` and connects to an address that passed, so that a second, different
answer of the name server changes nothing. Each redirect is checked in the same way.
"""

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPException
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from urllib.parse import urljoin

import certifi
from requests_hardened.ip_filter import InvalidIPAddress, filter_host
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError, InvalidHeader, LocationParseError, ReadTimeoutError
from urllib3.response import BaseHTTPResponse
from urllib3.util import parse_url

from sources.pipeline.fetch.addresses import Address, Allow, closed_because
from sources.pipeline.fetch.decompress import CODINGS, BodyBroken, BodyTooLarge, unpack
from sources.pipeline.fetch.response_policy import BY_HAND, LATER, CannotBeDone, TryLater, content_type, must_be_a_page
from sources.pipeline.fetch.wire_recorder import Exchange, WireRecorder

__all__ = ["CannotBeDone", "Fetched", "TryLater", "get"]

PAGE = ("text/html", "application/xhtml+xml", "text/plain")
USER_AGENT = "Claimdesk/0.1 (fact-checking desk; reads one page for a person)"
HOPS = 5  # of redirects: WHATWG allows 20, no honest article needs more than three
LONGEST_URL = 4_096  # characters; twice what browsers and search engines agree to handle
ATTEMPTS = 4  # addresses of one name that are tried
CHUNK = 16_384  # bytes read at a time
FRAMING = 1_000_000  # bytes that headers and the marks between chunks may take beside the body
KEPT_HEADERS = ("etag", "last-modified", "content-language", "date")

_HOST = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: `body` decoded from gzip or deflate, not from its charset; `media_type` in lower case.

    `redirects` are the addresses we were sent on to, in order, the last one equal to `final_url`. `headers` has the
    names of KEPT_HEADERS. `exchanges` are all requests and answers on the way, byte for byte.
    """

    url: str
    final_url: str
    status: int
    media_type: str
    charset: str | None
    body: bytes
    redirects: tuple[str, ...]
    headers: Mapping[str, str]
    exchanges: tuple[Exchange, ...] = ()


def get(
    url: str,
    *,
    accept: Collection[str] = PAGE,
    allow: Sequence[str] = (),
    max_bytes: int = 10_000_000,
    deadline: float = 20.0,
    user_agent: str = USER_AGENT,
) -> Fetched:
    """Fetch one page, or raise TryLater or CannotBeDone with a reason for people.

    `accept` lists media types; `allow` what OUTBOUND_ALLOW opens (see Allow.read, ValueError for a wrong entry);
    `max_bytes` counts the body before and after decompression; `deadline` is seconds for everything, look-ups and
    redirects included.
    """
    opened = Allow.read(allow)
    end = _Deadline(deadline)
    headers = {"Accept": ", ".join(accept), "Accept-Encoding": "gzip, deflate", "User-Agent": user_agent}
    redirects: list[str] = []
    exchanges: list[Exchange] = []
    target = _Target.read(url)
    while True:
        with _answer(target, headers, opened, end, limit=2 * max_bytes + FRAMING) as (answer, recorder):
            if following := _redirect(answer, target):
                if len(redirects) == HOPS:
                    raise CannotBeDone(f"The page sends us on more than {HOPS} times. {BY_HAND}")
                redirects.append(following.url)
                exchanges.append(recorder.exchange(target.url, whole=False))
                target = following
                continue
            must_be_a_page(answer.status, answer.headers, now=time.time())
            media_type, charset = content_type(answer.headers, accept=accept)
            body = _body(answer, max_bytes, end)
            kept = {
                name: value
                for name in KEPT_HEADERS
                if (value := answer.headers.get(name, "")) and len(value) <= 1_000 and value.isprintable()
            }
            exchanges.append(recorder.exchange(target.url))
            return Fetched(
                url, target.url, answer.status, media_type, charset, body, tuple(redirects), kept, tuple(exchanges)
            )


# Where to: the address that a person or a redirect gave.


@dataclass(frozen=True, slots=True)
class _Target:
    url: str
    secure: bool
    host: str  # lower case, ASCII, without brackets and without the last dot
    port: int
    path: str

    @classmethod
    def read(cls, url: str) -> "_Target":
        url = url.strip()
        if len(url) > LONGEST_URL:
            raise CannotBeDone(f"The address is longer than {LONGEST_URL:,} characters. Look for a shorter link.")
        if _CONTROL.search(url):
            raise CannotBeDone("The address holds a line break or another invisible character. Copy it again.")
        try:
            parts = parse_url(url)
        except (LocationParseError, ValueError) as wrong:
            raise CannotBeDone("This is not a web address. Copy it again from the browser.") from wrong
        if parts.scheme not in ("http", "https"):
            raise CannotBeDone("Only addresses that begin with http:// or https:// can be fetched.")
        if parts.auth is not None:
            raise CannotBeDone("The address holds a name or a password before an @. Take it out.")
        host = (parts.host or "").removesuffix(".")
        if (host.startswith("[") and "%" not in host) or _NUMBER.fullmatch(host.rpartition(".")[2]):
            # 0177.1, 0x7f000001, 2130706433: only four plain numbers mean the same to everybody.
            try:
                host = ip_address(host.strip("[]")).compressed
            except ValueError as wrong:
                raise CannotBeDone("The address is a number in disguise. Use the name of the site.") from wrong
        elif not _HOST.fullmatch(host):
            raise CannotBeDone("The name of the site cannot be read. Copy the address again from the browser.")
        secure = parts.scheme == "https"
        port = parts.port if parts.port is not None else (443 if secure else 80)
        return cls(parts._replace(fragment=None).url, secure, host, port, parts.request_uri)

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


def look_up(host: str, port: int) -> list[str]:
    """Ask the name server for the addresses of a name."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _addresses(target: _Target, allow: Allow, end: "_Deadline") -> list[Address]:
    """Return the addresses of the target, each of them checked; one closed address closes them all."""
    try:
        found = [ip_address(target.host)]
    except ValueError:
        found = [
            ip_address(figures) for figures in dict.fromkeys(_in_time(lambda: look_up(target.host, target.port), end))
        ]
    for address in found:
        what = closed_because(address, host=target.host, port=target.port, allow=allow)
        if what is None and not (allow.reaches(address) or allow.endpoint(target.host, address, target.port)):
            what = _second_opinion(address, target.port)
        if what:
            raise CannotBeDone(
                f"{target.host} is not visited: it leads to {what}. {BY_HAND} "
                "If the site is yours, an administrator can add it to OUTBOUND_ALLOW."
            )
    return found


def _second_opinion(address: Address, port: int) -> str | None:
    """Ask requests-hardened too: its list grows with its releases. An address in figures causes no look-up."""
    try:
        filter_host(str(address), port, allow_loopback=False)
    except InvalidIPAddress:
        return "a range that is not public"
    except OSError:  # what its other errors are
        return None  # a computer without IPv6 cannot even read the address; it cannot connect to it either
    return None


def _in_time(ask: Callable[[], list[str]], end: "_Deadline") -> list[str]:
    """Wait for a look-up, but not longer than until the end: the system's own patience is not ours to set."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except Exception as failed:  # carried over to the waiting thread
            answers.put(failed)

    threading.Thread(target=run, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=end.left())
    except Empty:
        raise TryLater(f"The name of the site could not be looked up in time. {LATER}") from None
    if isinstance(answer, socket.gaierror) and answer.errno in _NO_SUCH_NAME:
        raise CannotBeDone("There is no site of this name. Check the spelling of the address.") from answer
    if isinstance(answer, OSError) or not answer:
        raise TryLater(f"The name of the site could not be looked up. {LATER}")
    if isinstance(answer, Exception):
        raise answer
    return answer


_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


# The line: connected to a checked address, and cut when time is up.


class _Deadline:
    """The end of a visit, by the monotonic clock."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds
        self.over = False
        self._reason = f"The site did not finish within {seconds:g} seconds. {LATER}"

    def late(self) -> TryLater:
        return TryLater(self._reason)

    def left(self) -> float:
        """Return the seconds that are left, always more than 0; raise TryLater when none are."""
        left = self._at - time.monotonic()
        if self.over or left <= 0:
            raise self.late()
        return left


@contextmanager
def _cut(line: socket.socket, end: _Deadline) -> Iterator[None]:
    """Cut the line at the end: a site that drips one byte a second never meets a socket's own time limit."""
    handle = line.dup()  # the line itself moves into TLS and into the response, this one stays ours

    def cut() -> None:
        end.over = True
        with suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    with closing(handle):
        timer = threading.Timer(end.left(), cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()


def _connect(addresses: list[Address], port: int, end: _Deadline) -> socket.socket:
    """Connect to the first address that answers; each gets its share of the time that is left."""
    tried = addresses[:ATTEMPTS]
    for index, address in enumerate(tried):
        with suppress(OSError):
            line = socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6, socket.SOCK_STREAM)
            try:
                line.settimeout(end.left() / (len(tried) - index))
                line.connect((str(address), port))
                line.settimeout(end.left())
                return line
            except BaseException:
                line.close()
                raise
    raise TryLater(f"The site does not answer. {LATER}")


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Trust what the system trusts (an organisation's own authority is there) and what browsers trust."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


@contextmanager
def _answer(
    target: _Target, headers: Mapping[str, str], allow: Allow, end: _Deadline, *, limit: int
) -> Iterator[tuple[BaseHTTPResponse, WireRecorder]]:
    """Ask for the target and give the answer with its body unread; whatever breaks becomes one of our two errors.

    The recorder keeps what goes over the line, `limit` bytes of the answer at most.
    """
    addresses = _addresses(target, allow, end)
    with closing(_connect(addresses, target.port, end)) as line, _cut(line, end):
        try:
            if target.secure:
                line = _tls().wrap_socket(line, server_hostname=target.host)
            with closing(line), closing(HTTPConnection(target.host, target.port, timeout=end.left())) as connection:
                recorder = WireRecorder(line, limit=limit)
                connection.sock, connection.auto_open = recorder, 0  # never connects by itself, so never by name
                connection.request(
                    "GET",
                    target.path,
                    headers={"Host": target.host_header, **headers, "Connection": "close"},
                    preload_content=False,
                    decode_content=False,
                )
                with closing(connection.getresponse()) as answer:
                    yield answer, recorder
        except (OSError, HTTPError, HTTPException) as failed:
            if end.over or isinstance(failed, TimeoutError | ReadTimeoutError):
                raise end.late() from failed
            raise _in_words(failed) from failed
        except CannotBeDone:
            # Half an answer after the cut can look like a wrong one.
            if end.over:
                raise end.late() from None
            raise


def _in_words(failed: Exception) -> TryLater | CannotBeDone:
    match failed:
        case ssl.SSLCertVerificationError():
            return CannotBeDone(f"The site's certificate is not valid, so it may be another site. {BY_HAND}")
        case ssl.SSLError() if not isinstance(failed, ssl.SSLEOFError):
            return CannotBeDone(f"No secure connection to the site is possible. {BY_HAND}")
        case OSError() | HTTPError() if not isinstance(failed, InvalidHeader):
            return TryLater(f"The site broke the connection off. {LATER}")
        case _:
            return CannotBeDone(f"The site does not answer in proper HTTP. {BY_HAND}")


# The answer: where it sends us, what it refuses, what it holds.


def _redirect(answer: BaseHTTPResponse, target: _Target) -> _Target | None:
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    place = answer.headers.get("location", "").strip()
    if not place or len(place) > LONGEST_URL:
        raise CannotBeDone(f"The site sends us on without a usable address. {BY_HAND}")
    with suppress(UnicodeError):  # headers arrive as Latin-1, addresses in them are often UTF-8
        place = place.encode("latin-1").decode()
    try:
        return _Target.read(urljoin(target.url, place))
    except ValueError as wrong:
        raise CannotBeDone(f"The site sends us on without a usable address. {BY_HAND}") from wrong


def _body(answer: BaseHTTPResponse, max_bytes: int, end: _Deadline) -> bytes:
    coding = answer.headers.get("content-encoding", "").strip().lower().removeprefix("x-").replace("identity", "")
    if coding not in ("", *CODINGS):
        raise CannotBeDone(f"The page is compressed in a way that we did not ask for. {BY_HAND}")
    too_large = CannotBeDone(f"The document is larger than {max_bytes:,} bytes. Paste the part that matters instead.")
    announced = answer.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:18]) > max_bytes:
        raise too_large

    def chunks() -> Iterator[bytes]:
        for chunk in answer.stream(CHUNK):
            end.left()
            yield chunk
        end.left()  # a line that we cut looks like a body that has ended

    try:
        if body := unpack(chunks(), coding=coding, limit=max_bytes):
            return body
        raise TryLater(f"The site sent an empty page. {LATER}")  # also what is left when it hangs up in the headers
    except BodyTooLarge as wrong:
        raise too_large from wrong
    except BodyBroken as wrong:
        raise TryLater(f"The page arrived damaged. {LATER}") from wrong
