"""The only way out: what it refuses to visit, and what it makes of sites that lie, loop, stall and explode."""

import gzip
import inspect
import socket
import socketserver
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.fetch import fetch
from sources.pipeline.fetch.fetch import CannotBeDone, TryLater, get

CERTIFICATE = Path(__file__).with_name("news.example.pem")  # self-signed for news.example; its key opens nothing
PUBLIC = "93.184.215.14"


# A site on loopback whose answers are written byte by byte.

Answer = bytes | Callable[[socket.socket, bytes], None]


class Site(socketserver.ThreadingTCPServer):
    """Answers each path with prepared bytes and remembers what it was asked."""

    daemon_threads = allow_reuse_address = True

    def __init__(self, *, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.tls, self.pages, self.asked = tls, {}, []
        self.port = self.server_address[1]
        self.end = f"127.0.0.1:{self.port}"

    def handle_error(self, request, client_address) -> None:
        """Stay silent: a client that hangs up is what these tests are about."""


class Visit(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        line = self.request
        if self.server.tls:
            line = self.server.tls.wrap_socket(line, server_side=True)
        asked = b""
        while b"\r\n\r\n" not in asked:
            if not (chunk := line.recv(65_536)):
                return
            asked += chunk
        self.server.asked.append(asked.decode("latin-1"))
        answer = self.server.pages.get(asked.split(b" ")[1].decode(), b"HTTP/1.1 404 Not Found\r\n\r\n")
        answer(line, asked) if callable(answer) else line.sendall(answer)
        line.close()


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        site.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as each:
        yield each


def page(body: bytes = b"<p>Hens</p>", *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    head = (f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers)
    return "\r\n".join(head).encode("utf-8") + b"\r\n\r\n" + body


def onward(place: str, status: str = "302 Found") -> bytes:
    return page(b"", f"Location: {place}", status=status)


def drip(start: bytes, chunk: bytes, end: bytes = b"") -> Answer:
    """Send a chunk every 0.05 s, 100 times: 5 s, far behind the deadlines here, yet no test hangs when none works."""

    def answer(line: socket.socket, asked: bytes) -> None:
        line.sendall(start)
        pause = threading.Event()
        with suppress(OSError):
            for _ in range(100):
                line.sendall(chunk)
                pause.wait(0.05)
            line.sendall(end)

    return answer


def visit(site: Site, path: str = "/", **more):
    return get(f"http://{site.end}{path}", **{"allow": [site.end], "deadline": 60.0, **more})


@pytest.fixture(autouse=True)
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Answer look-ups from this table, and nothing else may look a name up, not even a library."""
    table: dict[str, list[str]] = {}
    truth = socket.getaddrinfo

    def figures_only(host, *args, **kwargs):
        return truth(host, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})

    monkeypatch.setattr(socket, "getaddrinfo", figures_only)
    monkeypatch.setattr(fetch, "look_up", lambda host, port: table[host])
    return table


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the addresses that would be connected to, and connect to none."""
    reached: list[str] = []

    def connect(addresses, port, end):
        reached.extend(f"{address}:{port}" for address in addresses)
        raise TryLater("not in a test")

    monkeypatch.setattr(fetch, "_connect", connect)
    return reached


# Addresses that are not visited


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "nothing"),
        ("news.example/hens", "no scheme"),
        ("//news.example/hens", "no scheme"),
        ("ftp://news.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://127.0.0.1:6379/_INFO", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://", "no host"),
        ("http:///path", "no host"),
        ("http://:80/", "no host"),
        ("http://user@news.example/", "name in it"),
        ("http://user:secret@news.example/", "password in it"),
        ("http://news.example@127.0.0.1/", "a host that looks like another"),
        ("http://127.0.0.1/", "loopback"),
        ("http://127.0.0.1./", "with a last dot"),
        ("http://127.1/", "short"),
        ("http://127.0.1/", "short"),
        ("http://0/", "shortest"),
        ("http://2130706433/", "decimal"),
        ("http://0x7f000001/", "hexadecimal"),
        ("http://0X7F.0.0.1/", "hexadecimal part"),
        ("http://0x7f.1/", "mixed"),
        ("http://0177.0.0.1/", "octal"),
        ("http://017700000001/", "octal"),
        ("http://127.0.0.0x1/", "hexadecimal at the end"),
        ("http://8.8.2056/", "short and public is no better"),
        ("http://127.0.0.1.0x/", "an empty hexadecimal number"),
        ("http://256.256.256.256/", "no address at all"),
        ("http://４.４.４.４/", "wide digits"),
        ("http://①②⑦.⓪.⓪.①/", "circled digits"),
        ("http://127。0。0。1/", "ideographic stops"),
        ("http://%31%32%37.0.0.1/", "percent signs"),
        ("http://[::1]/", "IPv6 loopback"),
        ("http://[::]/", "IPv6 unspecified"),
        ("http://[::ffff:127.0.0.1]/", "mapped"),
        ("http://[::ffff:7f00:1]/", "mapped, in figures"),
        ("http://[::127.0.0.1]/", "compatible"),
        ("http://[64:ff9b::169.254.169.254]/", "NAT64"),
        ("http://[2002:7f00:1::]/", "6to4"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("http://[2606:4700::1111%25lo]/", "zone on a public address"),
        ("http://[::ffff:999.1.1.1]/", "no address at all"),
        ("http://[::1/", "bracket left open"),
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://[fd00:ec2::254]/latest/meta-data/", "metadata"),
        ("http://10.0.0.1/", "private"),
        ("https://0.0.0.0/", "this computer"),
        (f"http://{PUBLIC}:22/", "port"),
        (f"http://{PUBLIC}:0/", "port"),
        (f"http://{PUBLIC}:99999/", "port that is none"),
        (f"http://{PUBLIC}:80:80/", "two ports"),
        ("http://news.example:6379/", "port, by name"),
        ("http://a..b/", "empty label"),
        ("http://.a/", "empty label"),
        ("http://-a.example/", "not a name"),
        (f"http://{'a' * 64}.example/", "label too long"),
        (f"http://{'a.' * 130}example/", "name too long"),
        ("http://news.example/" + "a" * 5_000, "too long"),
        ("http://news.example/\r\nX-Injected: 1", "line break"),
        ("http://news.example\t/", "tab"),
        ("http://news.example\x00.evil.example/", "NUL"),
        ("http://news example/", "space"),
        ("http://\udc80.example/", "lone surrogate"),
        ("http://localhost/", "name of this computer"),
        ("http://localhost./", "name of this computer"),
    ],
)
def test_a_hostile_address_is_not_visited(url, why, names, connected):
    names |= {"news.example": [PUBLIC], "localhost": ["127.0.0.1", "::1"]}
    with pytest.raises(CannotBeDone) as refused:
        get(url)
    assert connected == [], why
    assert refused.value.reason.endswith("."), "a sentence"


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        (["127.0.0.1"], "loopback"),
        ([PUBLIC, "10.0.0.1"], "mixed, public first"),
        (["192.168.1.1", PUBLIC], "mixed, private first"),
        (["2606:4700::1111", "::1"], "mixed, IPv6"),
        ([PUBLIC] * 30 + ["127.0.0.1"], "mixed, far behind"),
        (["169.254.169.254"], "metadata"),
        (["fe80::1%2"], "link"),
        (["64:ff9b::a00:1"], "NAT64"),
        (["::ffff:8.8.8.8"], "mapped"),
        (["100.64.0.1"], "carrier's own"),
    ],
)
def test_a_name_with_one_closed_address_is_not_visited(answers, why, names, connected):
    names["news.example"] = answers
    with pytest.raises(CannotBeDone, match=r"news\.example is not visited") as refused:
        get("https://news.example/hens")
    assert connected == [], why
    assert not any(answer in refused.value.reason for answer in answers), "no map of the inner network for readers"


@pytest.mark.parametrize(
    ("url", "reached"),
    [
        ("http://news.example/", [f"{PUBLIC}:80", "2606:4700::1111:80"]),
        ("https://NEWS.example./hens#top", [f"{PUBLIC}:443", "2606:4700::1111:443"]),
        (f" https://{PUBLIC}/ ", [f"{PUBLIC}:443"]),
        ("https://[2606:4700::1111]/", ["2606:4700::1111:443"]),
        ("https://xn--hhner-kva.example/", [f"{PUBLIC}:443"]),
        ("https://HÜHNER.example/", [f"{PUBLIC}:443"]),
        (r"http://news.example\@127.0.0.1/", [f"{PUBLIC}:80", "2606:4700::1111:80"]),
    ],
)
def test_the_checked_addresses_are_the_ones_connected_to(url, reached, names, connected):
    names |= {"news.example": [PUBLIC, "2606:4700::1111", PUBLIC], "xn--hhner-kva.example": [PUBLIC]}
    with pytest.raises(TryLater, match="not in a test"):
        get(url)
    assert connected == reached


def test_a_name_is_looked_up_once_so_that_a_second_answer_changes_nothing(monkeypatch, connected):
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    monkeypatch.setattr(fetch, "look_up", lambda host, port: next(answers))
    with pytest.raises(TryLater):
        get("http://rebinding.example/")
    assert connected == [f"{PUBLIC}:80"]
    assert next(answers) == ["127.0.0.1"], "never asked for"


def test_the_second_opinion_counts(monkeypatch, connected):
    monkeypatch.setattr(fetch, "closed_because", lambda address, **_: None)  # as if our own list had a hole
    with pytest.raises(CannotBeDone, match="not public"):
        get("http://10.0.0.1/")
    assert connected == []


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), CannotBeDone),
        (socket.gaierror(socket.EAI_AGAIN, "busy"), TryLater),
        (socket.gaierror(socket.EAI_FAIL, "failed"), TryLater),
        (OSError("no network"), TryLater),
        (None, TryLater),
    ],
)
def test_a_failed_look_up_is_final_only_when_there_is_no_such_name(failure, expected, monkeypatch):
    def look_up(host, port):
        if failure:
            raise failure
        return []

    monkeypatch.setattr(fetch, "look_up", look_up)
    with pytest.raises(expected):
        get("http://news.example/")


def test_a_look_up_that_hangs_is_given_up(monkeypatch):
    awake = threading.Event()
    monkeypatch.setattr(fetch, "look_up", lambda host, port: [PUBLIC] if awake.wait(5) else [])
    try:
        with pytest.raises(TryLater, match="looked up in time"):
            get("http://news.example/", deadline=0.1)
    finally:
        awake.set()


@given(st.one_of(st.text(), st.text().map("http://".__add__), st.from_regex(r"https?://[^/]{0,20}/.*")))
def test_any_text_is_a_page_or_one_of_two_refusals(text):
    def nobody(host: str, port: int) -> list[str]:
        assert host.isascii()
        assert host == host.lower()
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetch, "look_up", nobody)
        patch.setattr(fetch, "_connect", lambda addresses, port, end: (_ for _ in ()).throw(TryLater("closed_because")))
        with pytest.raises((CannotBeDone, TryLater)):
            get(text)


def test_a_wrong_exception_to_the_rules_is_an_error():
    with pytest.raises(ValueError, match="example"):
        get("http://news.example/", allow=["example"])


# A page that comes


def test_a_page_comes_with_what_is_known_about_it(site):
    site.pages["/hens?q=1"] = page(
        "Höhne".encode("latin-1"),
        'ETag: "1"',
        "Last-Modified: Tue, 14 Nov 2023 22:13:20 GMT",
        "Set-Cookie: a=b",
        kind="text/html; charset=ISO-8859-1",
    )
    found = visit(site, "/hens?q=1#top")
    assert found == fetch.Fetched(
        url=f"http://{site.end}/hens?q=1#top",
        final_url=f"http://{site.end}/hens?q=1",
        status=200,
        media_type="text/html",
        charset="iso-8859-1",
        body=b"H\xf6hne",
        redirects=(),
        headers={"etag": '"1"', "last-modified": "Tue, 14 Nov 2023 22:13:20 GMT"},
        exchanges=found.exchanges,
    )


def test_the_exchange_is_kept_as_it_went_over_the_line(site):
    packed = gzip.compress(b"<p>Hens</p>", mtime=0)
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (packed[:9], packed[9:], b""))
    answer = page(chunked, "Transfer-Encoding: chunked", "Content-Encoding: gzip", "X-Odd:  two  blanks")
    site.pages["/"] = answer
    found = visit(site)
    assert found.body == b"<p>Hens</p>"
    (kept,) = found.exchanges
    assert kept.received == answer, "framing, compression and odd headers too"
    assert kept.sent.decode() == site.asked[0]
    assert (kept.url, kept.whole) == (f"http://{site.end}/", True)


def test_every_stop_on_the_way_is_kept(site):
    site.pages["/"] = page(b"", "Location: /hens", status="302 Found")
    site.pages["/hens"] = page()
    found = visit(site)
    assert [(each.url.rpartition("/")[2], each.whole) for each in found.exchanges] == [("", False), ("hens", True)]
    assert found.exchanges[0].received.startswith(b"HTTP/1.1 302 Found\r\n")


def test_marks_between_chunks_cannot_fill_the_memory(site):
    site.pages["/"] = page(b"1;%s\r\nx\r\n" % (b"y" * 60_000) * 40, "Transfer-Encoding: chunked")
    with pytest.raises(CannotBeDone, match="larger than"):
        visit(site, max_bytes=1_000)


def test_the_request_says_who_asks_and_nothing_more(site, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text("default login reviewer password secret\n")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    for variable in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(variable, "http://127.0.0.1:9")  # nobody listens there
    site.pages["/"] = page(b"hens", "Set-Cookie: a=b")
    visit(site)
    visit(site, user_agent="Desk/2", accept=["text/html", "application/rss+xml"])
    names = [line.split(":")[0] for line in site.asked[0].split("\r\n")[1:] if line]
    assert sorted(names) == ["Accept", "Accept-Encoding", "Connection", "Host", "User-Agent"]
    assert f"Host: {site.end}\r\n" in site.asked[0]
    assert "Accept: text/html, application/rss+xml\r\n" in site.asked[1]
    assert "User-Agent: Desk/2\r\n" in site.asked[1]


def test_a_path_in_any_script_is_asked_for(site):
    site.pages["/H%C3%BChner%20%F0%9F%90%94?a=%C3%A4"] = page(b"found")
    assert visit(site, "/Hühner 🐔?a=ä").body == b"found"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(gzip.compress(b"<p>Hens</p>"), "Content-Encoding: gzip"), "gzip"),
        (page(gzip.compress(b"<p>Hens</p>"), "Content-Encoding: X-GZIP"), "its old name"),
        (page(zlib.compress(b"<p>Hens</p>"), "Content-Encoding: deflate"), "deflate"),
        (page(b"<p>Hens</p>", "Content-Encoding: identity"), "identity"),
        (page(b"4\r\n<p>H\r\n7\r\nens</p>\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), "chunked"),
        (page(b"<p>Hens</p>and more", "Content-Length: 11"), "bytes behind the end"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + page(), "an interim answer"),
        (page().replace(b"HTTP/1.1", b"HTTP/1.0"), "HTTP/1.0"),
        (page(status="203 Non-Authoritative"), "changed on the way"),
    ],
)
def test_ways_to_send_the_same_page(site, answer, why):
    site.pages["/"] = answer
    assert visit(site).body == b"<p>Hens</p>", why


# A page that moves


def test_redirects_are_followed_and_written_down(site):
    site.pages |= {
        "/1": onward("/2", "301 Moved"),
        "/2": onward("3?x=ä#part", "307 Temporary"),
        "/3?x=%C3%A4": onward(f"http://{site.end}/4", "308 Permanent"),
        "/4": onward("//" + site.end + "/5", "303 See Other"),
        "/5": onward("?6"),
        "/5?6": page(b"arrived"),
    }
    found = visit(site, "/1")
    assert found.body == b"arrived"
    assert found.url.endswith("/1")
    assert [place.removeprefix(f"http://{site.end}") for place in found.redirects] == [
        "/2",
        "/3?x=%C3%A4",
        "/4",
        "/5",
        "/5?6",
    ]
    assert found.final_url == found.redirects[-1]


def test_the_sixth_redirect_is_one_too_many(site):
    site.pages |= {f"/{step}": onward(f"/{step + 1}") for step in range(20)}
    with pytest.raises(CannotBeDone, match="more than 5 times"):
        visit(site, "/0")
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("http://127.0.0.1:1/", "another port than the one that was opened"),
        ("http://127.0.0.2/", "loopback"),
        ("http://2130706433/", "decimal loopback"),
        ("http://[::ffff:169.254.169.254]/", "metadata, mapped"),
        ("//169.254.169.254/latest/", "metadata"),
        ("http://inner.example/", "a name that leads inside"),
        ("http://user:secret@news.example/", "password"),
        ("file:///etc/passwd", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("http://[::1", "not an address"),
        ("https:", "no host"),
        ("/" + "a" * 5_000, "too long"),
        ("", "nothing"),
    ],
)
def test_a_redirect_is_checked_like_an_address_that_a_person_gave(site, place, why, names):
    names |= {"news.example": [PUBLIC], "inner.example": ["192.168.0.7"]}
    site.pages["/"] = onward(place)
    with pytest.raises(CannotBeDone):
        visit(site)
    assert len(site.asked) == 1, why


def test_each_hop_is_looked_up_again(site, monkeypatch):
    answers = iter([["127.0.0.1"], ["192.168.0.7"]])
    monkeypatch.setattr(fetch, "look_up", lambda host, port: next(answers))
    site.pages["/"] = onward("/again")
    with pytest.raises(CannotBeDone, match=r"news\.example is not visited"):
        get(f"http://news.example:{site.port}/", allow=[site.end])
    assert len(site.asked) == 1


# A page that does not come


@pytest.mark.parametrize(
    ("answer", "reason", "why"),
    [
        (page(kind="application/pdf"), "application/pdf", "another type"),
        (b"HTTP/1.1 200 OK\r\n\r\nx", "does not say", "no type"),
        (page(status="404 Not Found"), "no page", "gone"),
        (page(status="403 Forbidden"), "refuses", "forbidden"),
        (page(status="204 No Content"), "204", "nothing"),
        (page(b"x" * 3_000), "larger than 2,000", "too large, length unsaid"),
        (page(b"x", "Content-Length: 3000"), "larger than 2,000", "too large, said so"),
        (page(b"x", f"Content-Length: {'9' * 5_000}"), "larger than 2,000", "far too large"),
        (page(b"BB8\r\n" + b"x" * 3_000 + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), "larger", "chunked"),
        (page(gzip.compress(bytes(9_000_000)), "Content-Encoding: gzip"), "larger than 2,000", "bomb"),
        (page(zlib.compress(bytes(900_000)), "Content-Encoding: deflate"), "larger than 2,000", "bomb"),
        (page(b"x", "Content-Encoding: br"), "compressed", "not offered"),
        (page(b"x", "Content-Encoding: gzip, gzip"), "compressed", "bomb in a bomb"),
        (page(b"x", "Content-Length: 5, 6"), "proper HTTP", "two lengths"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "proper HTTP", "another protocol"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 70_000 + b"\r\n\r\n", "proper HTTP", "a header without end"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 200 + b"\r\n", "proper HTTP", "headers without end"),
        (onward("/").replace(b"Location", b"Elsewhere"), "without a usable address", "redirect to nowhere"),
    ],
)
def test_what_cannot_be_done_says_so(site, answer, reason, why):
    site.pages["/"] = answer
    with pytest.raises(CannotBeDone, match=reason):
        visit(site, max_bytes=2_000)


def test_the_type_is_judged_before_the_body_is_read(site):
    site.pages["/"] = drip(page(b"", kind="video/mp4"), b"x")
    with pytest.raises(CannotBeDone, match="video/mp4"):
        visit(site, deadline=4.0)


def reset(line: socket.socket, asked: bytes) -> None:
    line.sendall(page(b"half", "Content-Length: 1000"))
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (b"", "hangs up at once"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCont", "hangs up in the headers"),
        (page(b""), "sends nothing"),
        (page(b"half", "Content-Length: 1000"), "promises more than it sends"),
        (page(b"64\r\nhalf", "Transfer-Encoding: chunked"), "breaks off in a chunk"),
        (page(b"what\r\n", "Transfer-Encoding: chunked"), "a chunk without a size"),
        (page(gzip.compress(b"hens" * 99)[:-9], "Content-Encoding: gzip"), "packed and cut off"),
        (page(b"plain", "Content-Encoding: gzip"), "says packed, is not"),
        (page(status="503 Busy"), "has a problem"),
        (reset, "resets"),
    ],
)
def test_what_may_come_another_time_is_tried_later(site, answer, why):
    site.pages["/"] = answer
    with pytest.raises(TryLater):
        visit(site)


def test_a_site_that_asks_for_patience_is_heard(site):
    site.pages["/"] = page(b"", "Retry-After: 90", status="429 Too Many Requests")
    with pytest.raises(TryLater, match="later") as later:
        visit(site)
    assert later.value.retry_after == 90


def test_nobody_at_home_is_tried_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused
        end = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(TryLater, match="does not answer"):
            get(f"http://{end}/", allow=[end])


@pytest.mark.parametrize(("dead", "found"), [(3, True), (4, False)])
def test_four_addresses_of_a_name_are_tried(site, dead, found):
    addresses = [*[ip_address("::1")] * dead, ip_address("127.0.0.1")]
    if found:
        fetch._connect(addresses, site.port, fetch._Deadline(5.0)).close()
    else:
        with pytest.raises(TryLater, match="does not answer"):
            fetch._connect(addresses, site.port, fetch._Deadline(5.0))


class Line:
    """A socket that notes what is done with it; `dead` ones do not connect."""

    def __init__(self, dead: bool) -> None:
        self.dead, self.timeouts, self.closed = dead, [], False

    def settimeout(self, seconds):
        self.timeouts.append(round(seconds))

    def connect(self, address):
        if self.dead:
            raise OSError("dead")

    def close(self):
        self.closed = True


def test_each_address_gets_its_share_of_the_time_and_the_one_that_answers_all_the_rest(monkeypatch):
    lines = [Line(True), Line(True), Line(False)]
    kinds = []
    waiting = iter(lines)
    monkeypatch.setattr(fetch.socket, "socket", lambda kind, _: kinds.append(kind) or next(waiting))
    addresses = [ip_address("::1"), ip_address("127.0.0.1"), ip_address("127.0.0.2")]
    assert fetch._connect(addresses, 80, fetch._Deadline(60.0)) is lines[2]
    assert [line.timeouts for line in lines] == [[20], [30], [60, 60]]
    assert [line.closed for line in lines] == [True, True, False]
    assert kinds == [socket.AF_INET6, socket.AF_INET, socket.AF_INET]


@pytest.mark.parametrize(("length", "taken"), [(4_096, True), (4_097, False)])
def test_an_address_has_at_most_4096_characters(length, taken, names, connected):
    names["news.example"] = [PUBLIC]
    with pytest.raises(TryLater if taken else CannotBeDone, match="not in a test" if taken else "longer than 4,096"):
        get("https://news.example/".ljust(length, "a"))
    assert bool(connected) is taken


def test_the_second_address_of_a_name_is_tried_when_the_first_is_dead(site, names):
    names["news.example"] = ["::1", "127.0.0.1"]
    site.pages["/"] = page(b"here")
    found = get(f"http://news.example:{site.port}/", allow=[f"news.example:{site.port}"])
    assert found.body == b"here"
    assert f"Host: news.example:{site.port}\r\n" in site.asked[0]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (drip(b"", b""), "says nothing"),
        (drip(b"HTTP/1.1 200 OK\r\nX: ", b"a"), "a header that grows"),
        (drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", page()), "continues for ever"),
        (drip(page(b""), b"a"), "a body that grows"),
        (drip(page(b"", "Content-Length: 100"), b"a"), "a body of the promised length, slowly"),
        (drip(page(b"", "Transfer-Encoding: chunked"), b"1\r\na\r\n", b"0\r\n\r\n"), "one chunk after the other"),
        (drip(page(b"", "Content-Encoding: gzip"), gzip.compress(b"")), "packed nothing"),
    ],
)
def test_a_slow_site_is_left_at_the_deadline(site, answer, why):
    site.pages["/"] = answer
    with pytest.raises(TryLater, match=r"did not finish within 0\.3 seconds"):
        visit(site, deadline=0.3)


def test_redirects_share_one_deadline(site):
    def slowly(line: socket.socket, asked: bytes) -> None:
        threading.Event().wait(0.2)
        line.sendall(onward(asked.split(b" ")[1].decode() + "x"))

    site.pages |= {"/" + "x" * count: slowly for count in range(9)}
    with pytest.raises(TryLater, match="did not finish"):
        visit(site, deadline=0.5)


# A page behind TLS


@pytest.fixture
def secure() -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with serving(Site(tls=context)) as site:
        site.seen = []
        context.sni_callback = lambda line, name, _: site.seen.append(name)
        site.pages["/"] = page(b"secret hens")
        yield site


def trust(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_tls", lambda: ssl.create_default_context(cafile=CERTIFICATE))


def test_the_name_is_kept_for_tls_and_for_the_site(secure, names, monkeypatch):
    trust(monkeypatch)
    names["news.example"] = ["127.0.0.1"]
    found = get(f"https://news.example:{secure.port}/", allow=[secure.end])
    assert found.body == b"secret hens"
    assert secure.seen == ["news.example"]
    assert f"Host: news.example:{secure.port}\r\n" in secure.asked[0]


def test_a_certificate_that_nobody_vouches_for_is_refused(secure, names):
    names["news.example"] = ["127.0.0.1"]
    with pytest.raises(CannotBeDone, match="certificate"):
        get(f"https://news.example:{secure.port}/", allow=[secure.end])
    assert secure.asked == []


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_a_certificate_of_another_name_is_refused(secure, names, monkeypatch, host):
    trust(monkeypatch)
    names["other.example"] = ["127.0.0.1"]
    with pytest.raises(CannotBeDone, match="certificate"):
        get(f"https://{host}:{secure.port}/", allow=[secure.end])
    assert secure.asked == []


def test_a_site_without_tls_is_not_spoken_to_in_the_clear(site):
    with pytest.raises((CannotBeDone, TryLater)):
        get(f"https://{site.end}/", allow=[site.end], deadline=0.3)
    assert site.asked == []


def test_a_handshake_that_never_ends_is_left_at_the_deadline():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        end = f"127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(TryLater, match="did not finish"):
            get(f"https://{end}/", allow=[end], deadline=0.3)


def test_a_slow_page_behind_tls_is_left_at_the_deadline(secure, names, monkeypatch):
    trust(monkeypatch)
    names["news.example"] = ["127.0.0.1"]
    secure.pages["/"] = drip(page(b""), b"a")
    with pytest.raises(TryLater, match="did not finish"):
        get(f"https://news.example:{secure.port}/", allow=[secure.end], deadline=0.5)


def test_a_page_has_ten_million_bytes_and_twenty_seconds_unless_said_otherwise():
    parameters = inspect.signature(get).parameters
    assert {name: parameters[name].default for name in ("max_bytes", "deadline", "allow", "accept")} == {
        "max_bytes": 10_000_000,
        "deadline": 20.0,
        "allow": (),
        "accept": ("text/html", "application/xhtml+xml", "text/plain"),
    }
