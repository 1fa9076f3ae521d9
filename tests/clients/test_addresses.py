"""What may be asked at all: one reading of each address, and only of public hosts on the web's ports."""

from __future__ import annotations

import contextlib
import json
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.clients.addresses import LONGEST, Gate, Target, is_public, parse, redirected
from dateline.core.errors import FetchError

BASE = parse("https://harbour.example/a/ferry?day=2")


def refused(url: str, gate: Gate = Gate()) -> str:  # noqa: B008
    with pytest.raises(FetchError) as caught:
        parse(url, gate=gate)
    assert caught.value.refused, "asking again is no use"
    assert caught.value.remedy
    return caught.value.reason


# --- what is read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://harbour.example", "https://harbour.example/"),
        ("HTTPS://Harbour.EXAMPLE:443/A", "https://harbour.example/A"),
        ("http://harbour.example:443/", "http://harbour.example:443/"),
        ("http://harbour.example:/a", "http://harbour.example/a"),
        (" http://harbour.example/a\n", "http://harbour.example/a"),
        ("https://harbour.example/a#part", "https://harbour.example/a"),
        ("https://harbour.example?q=1", "https://harbour.example/?q=1"),
        ("https://harbour.example/a/../b/./c/..", "https://harbour.example/b/"),
        ("https://harbour.example/../../a", "https://harbour.example/a"),
        ("https://harbour.example/a/%2E%2e/b", "https://harbour.example/b"),
        ("https://harbour.example/a//b/", "https://harbour.example/a//b/"),
        (
            "https://harbour.example/Fähre über?q=Bö",
            "https://harbour.example/F%C3%A4hre%20%C3%BCber?q=B%C3%B6",
        ),
        ("https://harbour.example/100%/%C3%A4", "https://harbour.example/100%/%C3%A4"),
        ("https://harbour.example/a\\b", "https://harbour.example/a/b"),
        ("https://harbour.example/?u=http://me@x/", "https://harbour.example/?u=http://me@x/"),
        ("https://hafen_3.example/", "https://hafen_3.example/"),
        ("https://Fährhaus.example/", "https://xn--fhrhaus-5wa.example/"),
        ("https://fa\u0308hrhaus.example/", "https://xn--fhrhaus-5wa.example/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:0220:1::0001]/", "http://[2606:2800:220:1::1]/"),
    ],
)
def test_an_address_is_read_in_one_way(url: str, read: str) -> None:
    target = parse(url)
    assert target.url == read
    assert parse(target.url) == target, "what was read reads the same again"


def test_the_parts_of_an_address() -> None:
    target = parse("http://harbour.example:443/a?b=1#c")
    assert target == Target(scheme="http", host="harbour.example", port=443, path="/a?b=1")
    assert target.authority == "harbour.example:443"
    assert target.origin == "http://harbour.example:443"
    assert parse("https://harbour.example/").origin == "https://harbour.example:443"
    six = parse("https://[2606:2800:220:1::1]/")
    assert (six.host, six.authority) == ("2606:2800:220:1::1", "[2606:2800:220:1::1]")
    assert target.beside("/robots.txt").url == "http://harbour.example:443/robots.txt"


@given(st.text(max_size=60))
def test_any_text_after_the_host_stays_after_the_host(rest: str) -> None:
    try:
        target = parse("https://harbour.example/" + rest)
    except FetchError:
        return
    assert target.host == "harbour.example"
    assert target.path.isascii()
    assert target.path.startswith("/")
    assert not set(target.path) & set(" \t\r\n#\\")


ANYTHING = st.text(st.characters(codec=None), max_size=40)


@given(ANYTHING)
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}/", f"http://harbour.example{text}", f"http://{text}@harbour.example/"):
        try:
            target = parse(url)
        except FetchError:
            continue
        assert target.port in (80, 443)
        assert "@" not in target.authority


# --- what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://harbour.example/a", "not an http or https address"),
        ("file:///etc/passwd", "not an http or https address"),
        ("data:text/html,x", "not an http or https address"),
        ("harbour.example/a", "not an http or https address"),
        ("//harbour.example/a", "not an http or https address"),
        ("http:/harbour.example/", "not an http or https address"),
        ("", "not an http or https address"),
        ("https://", "not an address of a host"),
        ("https:///a", "not an address of a host"),
        ("https://:80/", "not an address of a host"),
        ("https://harbour.example:port/", "not an address of a host"),
        ("https://harbour.example:８０/", "not an address of a host"),
        ("https://harbour.example:80:80/", "not an address of a host"),
        ("https://ines:secret@harbour.example/", "carries a name or password"),
        ("https://@harbour.example/", "carries a name or password"),
        ("http://93.184.215.14@127.0.0.1/", "carries a name or password"),
        ("http://127.0.0.1\\@harbour.example/", "a blank or backslash in its host"),
        ("http://harbour .example/", "a blank or backslash in its host"),
        ("ht\ntp://harbour.example/", "a control character"),
        ("http://harbour\t.example/", "a control character"),
        ("http://harbour.example/a\r\nHost: x", "a control character"),
        ("http://harbour.example/\x00", "a control character"),
        ("http://harbour.example/\ud83d", "a control character"),
        ("http://harbour.example/?q=\udc00", "a control character"),
        ("http://h\ud83d.example/", "a control character"),
        ("http://harbour.example./", "not the name of a host"),
        ("http://harbour..example/", "not the name of a host"),
        ("http://-harbour.example/", "not the name of a host"),
        ("http://h%61rbour.example/", "not the name of a host"),
        ("http://harbour!.example/", "not the name of a host"),
        (f"http://{'a' * 64}.example/", "not the name of a host"),
        (f"http://{'a.' * 130}example/", "not the name of a host"),
        ("http://ｈarbour.example/", "characters that stand for others"),
        ("http://127。0。0。1/", "characters that stand for others"),
        ("http://①②⑦.⓪.⓪.①/", "characters that stand for others"),
        ("http://harb\u00adour.example/", "not the name of a host"),
        ("http://harb\u200dour.example/", "not the name of a host"),
        ("http://\u2603.example/", "not the name of a host"),
        ("http://harbour.example:8080/", "neither 80 nor 443"),
        ("http://harbour.example:0/", "neither 80 nor 443"),
        ("http://" + "a" * LONGEST, "longer than"),
    ],
)
def test_what_is_no_plain_address_is_refused(url: str, reason: str) -> None:
    assert reason in refused(url)


@pytest.mark.parametrize(
    "host",
    [
        *(
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "127.1",
            "127.0.1",
            "017700000001",
            "0177.0.0.1",
            "0x7f.0.0.1",
        ),
        *("127.0.0.01", "127.0.0.256", "1.2.3.4.5", "93.184.55054", "0x5db8d70e", "1.2.3.0x", "harbour.9"),
    ],
)
def test_an_ip_address_in_an_odd_form_is_refused_public_or_not(host: str) -> None:
    assert "written oddly" in refused(f"http://{host}/")


@pytest.mark.parametrize(
    "host", ["[::1%25eth0]", "[::1%eth0]", "[fe80::1%1]", "[::1", "[::1]]", "[v1.x]", "[]"]
)
def test_an_odd_ipv6_address_is_refused(host: str) -> None:
    assert refused(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    [
        *("localhost", "LOCALHOST", "metadata", "intranet", "foo.localhost", "printer.local", "db.internal"),
        *(
            "metadata.google.internal",
            "box.home.arpa",
            "hidden.onion",
            "127.0.0.1",
            "[::1]",
            "[::ffff:7f00:1]",
        ),
    ],
)
def test_a_host_that_is_not_on_the_public_web_is_refused_unasked(host: str) -> None:
    assert "is not public" in refused(f"http://{host}/")


@pytest.mark.parametrize(
    ("allow", "url"),
    [
        ("intranet", "http://intranet/a"),
        ("intranet.example", "https://intranet.example:8443/a"),
        ("intranet.example:8443", "https://intranet.example:8443/a"),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("[::1]:8080", "http://[::1]:8080/"),
        ("::1", "http://[::1]/"),
    ],
)
def test_the_operator_may_allow_a_host(allow: str, url: str) -> None:
    assert refused(url) or True
    assert parse(url, gate=Gate(hosts=(allow,))).allowed
    assert parse(url, gate=Gate(private=True)).allowed
    assert not parse("https://harbour.example/", gate=Gate(hosts=(allow,))).allowed


def test_an_allowed_port_allows_no_other_one() -> None:
    assert "8081" in refused("http://intranet.example:8081/", Gate(hosts=("intranet.example:8080",)))
    assert refused("http://10.0.0.2/", Gate(hosts=("10.0.0.1",)))


@pytest.mark.parametrize("url", ["http://2130706433/", "http://me@127.0.0.1/", "http://127.1/", "file:///x"])
def test_no_allowance_makes_an_odd_address_plain(url: str) -> None:
    assert refused(url, Gate(hosts=("127.0.0.1", "2130706433", "127.1"), private=True))


# --- redirects ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("boat", "https://harbour.example/a/boat"),
        ("/b", "https://harbour.example/b"),
        ("?day=3", "https://harbour.example/a/ferry?day=3"),
        ("", "https://harbour.example/a/ferry?day=2"),
        ("//valley.example/", "https://valley.example/"),
        ("http://valley.example/", "http://valley.example/"),
        ("../../..", "https://harbour.example/"),
        ("/ein schiff", "https://harbour.example/ein%20schiff"),
        ("\\\\valley.example/", "https://valley.example/"),
        ("///a", "https://harbour.example/a"),
    ],
)
def test_a_location_is_read_from_where_it_stood(location: str, url: str) -> None:
    assert redirected(BASE, location).url == url


@pytest.mark.parametrize(
    "location",
    [
        *("file:///etc/passwd", "javascript:alert(1)", "//10.0.0.1/", "http://127.0.0.1/", "http://[::1/"),
        *("//me:me@valley.example/", "https://valley.example:22/", "http://0x7f.1/", "/a\nb", "http:boat"),
    ],
)
def test_a_location_is_judged_like_a_first_address(location: str) -> None:
    with pytest.raises(FetchError) as caught:
        redirected(BASE, location)
    assert caught.value.refused


# --- IP addresses -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.127.255.255", "100.100.100.200", "168.63.129.16"),
        *("0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.1"),
        *("203.0.113.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1%eth0", "fd00::1", "fd00:ec2::254", "ff02::1", "fec0::1", "fe80::1"),
        *("::ffff:127.0.0.1", "::ffff:93.184.215.14", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b::7f00:1"),
        *("64:ff9b::5db8:d70e", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1", "100::1"),
        *("3fff::1", "5f00::1", "4000::1", "2606:2800::5efe:7f00:1", "2606:2800::200:5efe:10.0.0.1"),
        *("2606:2800:220:1::1%eth0", "not an address", "", "127.1", "0x7f000001", "93.184.215.14/32"),
    ],
)
def test_an_address_that_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1"])
def test_a_public_address_passes(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_nothing_is_public_that_python_calls_private(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(address)) or (address.is_global and not address.is_multicast)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:%s", "::%s", "64:ff9b::%s", "::ffff:0:%s"]))
def test_no_ipv4_address_hides_in_an_ipv6_one(address: IPv4Address, form: str) -> None:
    assert not is_public(str(ip_address(form % address)))


# --- the hostile set ----------------------------------------------------------------------


def _system(host: str) -> list[str]:
    """The addresses that the system reads a host as, if it takes it for a literal, odd ones too."""
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)]
    except (socket.gaierror, UnicodeError):
        return []


@pytest.mark.shared
def test_of_the_hostile_addresses_only_names_pass_and_none_that_is_a_number(shared: Path) -> None:
    lines = (shared / "data" / "hostile" / "ssrf.jsonl").read_text("utf-8").splitlines()
    passed = []
    for line in lines:
        with contextlib.suppress(FetchError):
            passed.append(parse(json.loads(line)["url"]))
    assert len(lines) > 200
    assert len(passed) < 10, "names that the resolver has to judge"
    assert all(not _system(target.host) and target.port in (80, 443) for target in passed)
