"""What may be visited: the closed ranges, whatever they are dressed in, and what an administrator can open."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.pipeline.fetch.addresses import CLOSED, METADATA, Allow, closed_because

NOTHING = Allow()


def visit(address: str, *allow: str, port: int = 443, host: str = "news.example") -> str | None:
    return closed_because(ip_address(address), host=host, port=port, allow=Allow.read(allow))


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "93.184.215.14",
        "100.63.255.255",
        "172.32.0.1",
        "192.0.1.1",
        "198.20.0.1",
        "2606:4700::1111",
        "2a00:1450::5",
    ],
)
def test_public_addresses_are_visited(address):
    assert visit(address) is None


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("0.0.0.0", "means this computer to Linux"),
        ("0.1.2.3", "the rest of this network"),
        ("10.1.2.3", "private"),
        ("100.64.0.1", "carrier-grade NAT, is_private says no"),
        ("100.100.100.200", "metadata at Alibaba"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "the whole block is loopback"),
        ("168.63.129.16", "Azure's agent, from a public range"),
        ("169.254.169.254", "metadata"),
        ("172.31.255.255", "private"),
        ("192.0.0.170", "NAT64 discovery"),
        ("192.88.99.1", "6to4 relay"),
        ("192.168.0.1", "private"),
        ("198.19.255.255", "measurements"),
        ("203.0.113.7", "documentation"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "broadcast"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::127.0.0.1", "compatible form"),
        ("::8.8.8.8", "compatible form, nobody prints there"),
        ("::ffff:127.0.0.1", "mapped"),
        ("::ffff:8.8.8.8", "mapped, no honest answer uses it"),
        ("::ffff:0:10.0.0.1", "translated"),
        ("64:ff9b::169.254.169.254", "NAT64 to metadata"),
        ("64:ff9b::808:808", "NAT64"),
        ("64:ff9b:1::1", "local NAT64"),
        ("100::1", "discards"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("2001:2::1", "measurements"),
        ("2001:20::1", "ORCHID"),
        ("2001:db8::1", "documentation"),
        ("2002:7f00:1::", "6to4 to loopback"),
        ("3fff::1", "documentation"),
        ("4000::1", "not given to anybody"),
        ("5f00::1", "segment routing"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "metadata at AWS"),
        ("fe80::1", "link"),
        ("fe80::1%1", "link with a zone"),
        ("fec0::1", "old private"),
        ("ff02::1", "multicast"),
    ],
)
def test_closed_addresses_are_not(address, why):
    assert visit(address), why


@pytest.mark.parametrize(("network", "what"), CLOSED, ids=[str(network) for network, _ in CLOSED])
def test_every_closed_range_is_closed_from_its_first_to_its_last_address(network, what):
    assert all(closed_because(end, host="news.example", port=443, allow=NOTHING) for end in (network[0], network[-1]))


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_what_python_calls_private_is_closed_too(address):
    if address.is_private or address.is_multicast or address.is_link_local or address.is_reserved:
        assert closed_because(address, host="news.example", port=443, allow=NOTHING)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_another_is_never_visited(address: IPv4Address):
    number = int(address)
    for dressed in (number, 0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert closed_because(IPv6Address(dressed), host="news.example", port=443, allow=NOTHING)


@pytest.mark.parametrize(
    ("address", "port", "allow", "why"),
    [
        ("127.0.0.1", 8000, "127.0.0.1:8000", "host and port"),
        ("127.0.0.1", 8000, "news.example:8000", "host by name"),
        ("127.0.0.1", 8000, "News.Example.:8000", "names have no case and no last dot"),
        ("::1", 8000, "[::1]:8000", "IPv6 in brackets"),
        ("::1", 8000, "[0:0:0:0:0:0:0:1]:8000", "IPv6 written at length"),
        ("10.1.2.3", 443, "10.1.0.0/16", "network"),
        ("10.1.2.3", 80, "10.1.2.3", "network of one"),
        ("::1", 443, "::1/128", "IPv6 network"),
        ("64:ff9b::808:808", 443, "64:ff9b::/96", "a network that has NAT64 only"),
        ("8.8.8.8", 8443, "8.8.8.8:8443", "another port of a public address"),
    ],
)
def test_an_administrator_opens(address, port, allow, why):
    assert visit(address, port=port), "closed_because before"
    assert visit(address, allow, port=port) is None, why


@pytest.mark.parametrize(
    ("address", "port", "allow", "why"),
    [
        ("127.0.0.1", 8001, "127.0.0.1:8000", "another port"),
        ("127.0.0.1", 80, "127.0.0.1:8000", "not even the usual one"),
        ("127.0.0.2", 8000, "127.0.0.1:8000", "another address"),
        ("127.0.0.1", 8000, "other.example:8000", "another name"),
        ("10.1.2.3", 8080, "10.0.0.0/8", "a network opens the ports of the web only"),
        ("10.2.0.1", 443, "10.1.0.0/16", "outside of the network"),
        ("64:ff9b::7f00:1", 443, "64:ff9b::/96", "NAT64 is a way, loopback lies at its end"),
        ("2002:a00:1::", 443, "2002::/16", "6to4 is a way, a private network lies at its end"),
        ("169.254.169.254", 80, "169.254.169.254:80", "metadata never"),
        ("169.254.169.254", 80, "169.254.0.0/16", "metadata never"),
        ("169.254.169.254", 80, "0.0.0.0/0", "metadata never"),
        ("169.254.169.254", 80, "news.example:80", "metadata never, by no name"),
        ("fd00:ec2::254", 80, "fd00::/8", "metadata never"),
        ("::ffff:169.254.169.254", 80, "::/0", "metadata never, mapped"),
        ("64:ff9b::a9fe:a9fe", 80, "[64:ff9b::a9fe:a9fe]:80", "metadata never, through NAT64"),
        ("2002:a9fe:a9fe::", 80, "[2002:a9fe:a9fe::]:80", "metadata never, through 6to4"),
        ("168.63.129.16", 80, "168.63.129.16:80", "metadata never, from a public range"),
    ],
)
def test_an_administrator_does_not_open(address, port, allow, why):
    assert visit(address, allow, port=port), why


@pytest.mark.parametrize("network", METADATA, ids=str)
def test_metadata_stays_closed_when_everything_is_opened(network):
    everything = ("0.0.0.0/0", "::/0", f"[{network[0]}]:80" if network.version == 6 else f"{network[0]}:80")
    assert visit(str(network[0]), *everything, port=80)
    assert visit(str(network[-1]), *everything, port=80)


@pytest.mark.parametrize("port", [0, 21, 22, 25, 8080, 65535])
def test_ports_that_are_not_of_the_web_are_closed(port):
    assert visit("8.8.8.8", port=port)


@pytest.mark.parametrize(
    "entry", ["", "*", "localhost", "news.example", "127.0.0.1:0", "127.0.0.1:99999", "10.0.0.1/8", "::1:80:", "[x]:80"]
)
def test_an_entry_that_is_not_understood_is_named(entry):
    with pytest.raises(ValueError):
        Allow.read([entry])


@pytest.mark.parametrize(("port", "allowed"), [(0, False), (1, True), (65_535, True), (65_536, False)])
def test_a_port_lies_between_1_and_65535(port, allowed):
    if allowed:
        assert Allow.read([f"news.example:{port}"]).endpoints == {("news.example", port)}
    else:
        with pytest.raises(ValueError, match="between 1 and 65535"):
            Allow.read([f"news.example:{port}"])


@pytest.mark.parametrize(
    ("entry", "endpoint"),
    [
        ("News.Example.:80", ("news.example", 80)),
        ("[2001:DB8::0:1]:80", ("2001:db8::1", 80)),
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
    ],
)
def test_a_host_is_written_in_one_way(entry, endpoint):
    assert Allow.read([entry]).endpoints == {endpoint}
