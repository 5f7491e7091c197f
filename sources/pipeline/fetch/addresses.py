"""Which addresses on the network may be visited: a list of what is closed, and the exceptions of an administrator."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Self

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

WEB_PORTS = frozenset({80, 443})

# The special-purpose registries of IANA (RFC 6890 and its successors), also the rows that it calls globally reachable:
# none of them prints an article. `ipaddress.is_global` is no substitute, its answer changed between 3.11 releases and
# it lets several of these rows through. More particular rows come first, since the first match names the reason.
CLOSED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(block), what)
    for block, what in (
        ("0.0.0.0/8", "this computer"),
        ("10.0.0.0/8", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("127.0.0.0/8", "this computer"),
        ("169.254.0.0/16", "the local link"),
        ("172.16.0.0/12", "a private network"),
        ("192.0.0.0/24", "a protocol's own range"),
        ("192.0.2.0/24", "a range for documentation"),
        ("192.31.196.0/24", "a name server's own range"),
        ("192.52.193.0/24", "a multicast relay"),
        ("192.88.99.0/24", "a tunnel (6to4 relay)"),
        ("192.168.0.0/16", "a private network"),
        ("192.175.48.0/24", "a name server's own range"),
        ("198.18.0.0/15", "a range for measurements"),
        ("198.51.100.0/24", "a range for documentation"),
        ("203.0.113.0/24", "a range for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "a reserved range"),
        ("::/128", "this computer"),
        ("::1/128", "this computer"),
        ("::ffff:0:0/96", "an IPv4 address inside an IPv6 address"),
        ("::ffff:0:0:0/96", "an IPv4 address inside an IPv6 address"),
        ("::/96", "an IPv4 address inside an IPv6 address"),
        ("64:ff9b::/96", "a translated IPv4 address (NAT64)"),
        ("64:ff9b:1::/48", "a translated IPv4 address (NAT64)"),
        ("100::/64", "a range that discards"),
        ("100:0:0:1::/64", "a range for documentation"),
        ("2001::/32", "a tunnel (Teredo)"),
        ("2001::/23", "a protocol's own range"),
        ("2001:db8::/32", "a range for documentation"),
        ("2002::/16", "a tunnel (6to4)"),
        ("2620:4f:8000::/48", "a name server's own range"),
        ("3fff::/20", "a range for documentation"),
        ("5f00::/16", "segment routing"),
        ("fc00::/7", "a private network"),
        ("fe80::/10", "the local link"),
        ("fec0::/10", "a private network"),
        ("ff00::/8", "multicast"),
        # Whatever is not global unicast (2000::/3) has not been given to anybody.
        ("::/3", "a reserved range"),
        ("4000::/2", "a reserved range"),
        ("8000::/1", "a reserved range"),
    )
)

# Where clouds hand a machine its own credentials. No exception opens these. Sources: the manuals of the providers.
METADATA: tuple[Network, ...] = tuple(
    ip_network(block)
    for block in (
        "169.254.0.0/16",  # AWS, Google, Azure, Oracle, DigitalOcean .169.254; containers on AWS .170.2 and .170.23
        "100.100.100.200/32",  # Alibaba
        "168.63.129.16/32",  # Azure, from a public range
        "192.0.0.192/32",  # Oracle, older machines
        "fd00:ec2::/32",  # AWS ::254, ::23
        "fd20:ce::254/128",  # Google
        "fe80::a9fe:a9fe/128",  # OpenStack
    )
)

_HOST_AND_PORT = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<name>[A-Za-z0-9._-]+)):(?P<port>[0-9]{1,5})")


@dataclass(frozen=True, slots=True)
class Allow:
    """Exceptions that an administrator made to the closed ranges."""

    endpoints: frozenset[tuple[str, int]] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def read(cls, entries: Iterable[str]) -> Self:
        """Parse `127.0.0.1:8000`, `[::1]:8000`, `wiki.example:8080` and `10.1.0.0/16`; ValueError names the rest.

        A host with a port opens that port there; a CIDR opens its addresses on ports 80 and 443.
        """
        endpoints, networks = set(), []
        for entry in entries:
            if found := _HOST_AND_PORT.fullmatch(entry):
                host = str(ip_address(found["six"])) if found["six"] else found["name"].lower().rstrip(".")
                if not 1 <= int(found["port"]) <= 65535:
                    raise ValueError(f"{entry!r}: a port lies between 1 and 65535")
                endpoints.add((host, int(found["port"])))
            else:
                try:
                    networks.append(ip_network(entry))
                except ValueError as wrong:
                    raise ValueError(f"{entry!r} is neither host:port nor a network such as 10.1.0.0/16") from wrong
        return cls(frozenset(endpoints), tuple(networks))

    def endpoint(self, host: str, address: Address, port: int) -> bool:
        """Return whether this port was opened for this host, by its name or by its address."""
        return (host, port) in self.endpoints or (str(address), port) in self.endpoints

    def reaches(self, address: Address) -> bool:
        """Return whether the address lies in a network that was opened."""
        return any(address in network for network in self.networks)


def closed_because(address: Address, *, host: str, port: int, allow: Allow) -> str | None:
    """Return why an address must not be visited, as the end of "it leads to …"; None when it may be."""
    inner = tuple(_embedded(address))
    if any(candidate in network for candidate in (address, *inner) for network in METADATA):
        return "a service that hands out credentials"
    opened = allow.endpoint(host, address, port)
    if port not in WEB_PORTS and not opened:
        return f"port {port}, not a port of the web"
    if opened:
        return None
    # An opened NAT64 or tunnel range opens the way, not what lies at its end.
    for candidate in (address, *inner):
        if not allow.reaches(candidate) and (what := _range(candidate)):
            return what
    return None


def _range(address: Address) -> str | None:
    return next((what for network, what in CLOSED if address in network), None)


def _embedded(address: Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address carries: mapped, translated, 6to4, Teredo."""
    if address.version == 4:
        return
    if address.sixtofour:
        yield address.sixtofour
    elif address.teredo:
        yield from address.teredo
    elif int(address) >> 96 in (0, 0x64FF9B) and int(address) > 1:  # :: and ::1 carry none
        yield IPv4Address(int(address) & 0xFFFFFFFF)
