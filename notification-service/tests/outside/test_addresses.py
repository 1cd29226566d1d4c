"""Rule: nobody makes this platform ask an address that is not on the public internet."""

import socket
from ipaddress import ip_address, ip_network

import pytest

from outside import Inside, check, post
from outside.addresses import INSIDE, is_outside

NUMBERS = [
    # Loopback, and its spellings: decimal, octal, hexadecimal, short, with zeros before, with a dot behind.
    "https://127.0.0.1/",
    "https://127.8.8.8/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://0x7f.0.0.1/",
    "https://0x7f000001/",
    "https://0X7F.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://0127.0.0.1/",
    "https://127.0.0.1./",
    "https://127.0.0.1:8443/",
    # What a spelling of 8.8.8.8 is to one program is something else to another.
    "https://134744072/",
    "https://010.8.8.8/",
    "https://8.8.2056/",
    "https://256.256.256.256/",
    # Private, shared (CGNAT), link-local, unspecified, multicast, broadcast, reserved, documentation, tests.
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://172.31.255.254/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://100.127.255.254/",
    "https://169.254.1.1/",
    "https://0.0.0.0/",
    "https://0.1.2.3/",
    "https://0/",
    "https://224.0.0.1/",
    "https://239.255.255.250/",
    "https://255.255.255.255/",
    "https://240.0.0.1/",
    "https://192.0.2.1/",
    "https://198.51.100.1/",
    "https://203.0.113.1/",
    "https://198.18.0.1/",
    "https://192.88.99.1/",
    # Where clouds keep their machines' secrets: AWS, GCP, Azure; Oracle; Alibaba; Azure's other; AWS by IPv6.
    "https://169.254.169.254/latest/meta-data/",
    "https://169.254.170.2/v2/credentials",
    "https://192.0.0.192/",
    "https://100.100.100.200/",
    "https://168.63.129.16/machine",
    "https://[fd00:ec2::254]/",
    "https://[fd20:ce::254]/",
    # IPv6: loopback, unspecified, mapped and compatible IPv4, NAT64, local NAT64, 6to4, Teredo, ORCHID.
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:8.8.8.8]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::7f00:1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a9fe:a9fe::1]/",
    "https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    "https://[2001:20::1]/",
    # IPv6: unique-local, link-local with and without its zone, site-local, multicast, documentation, discard.
    "https://[fc00::1]/",
    "https://[fd12:3456:789a::1]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[100::1]/",
    "https://[5f00::1]/",
    "https://[v1.fe80::a]/",
    "https://[::1/",
]
FORMS = [
    # Who is asked: a user, a backslash, white space, an encoded or a look-alike letter move the host.
    "https://shop.example@127.0.0.1/",
    "https://user:password@shop.example/",
    "https://shop.example:443@127.0.0.1/",
    "https://shop.example\\@127.0.0.1/",
    "https:\\\\127.0.0.1/",
    "https://127.0.0.1\\.shop.example/",
    "https://127.0.0.1%2f.shop.example/",
    "https://%31%32%37.0.0.1/",
    "https://shop.example#@127.0.0.1/",
    "https://shop.example/#fragment",
    "https:// 127.0.0.1/",
    " https://127.0.0.1/",
    "https://shop.example/\r\nHost: inside",
    "https://shop.example/\t",
    "https://shop\u3002example/",
    "https://\u2460\u2461\u2466.\u24ea.\u24ea.\u2460/",
    "https://\uff11\uff12\uff17.0.0.1/",
    "https://l\u00f6calhost/",
    "https://shop\u0430.example/",
    "https://\u017fhop.example/",
    # By what: no other scheme, and no TLS-less one.
    "http://shop.example/",
    "HTTP://shop.example/",
    "ftp://shop.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "dict://127.0.0.1:11211/",
    "unix:///var/run/docker.sock",
    "jar:https://shop.example!/",
    "data:text/plain,news",
    "javascript:alert(1)",
    "//shop.example/",
    "/news",
    "shop.example",
    "https:shop.example",
    "https:///news",
    "https://",
    "",
    # Ports: none, of no web server, beyond the last.
    "https://shop.example:0/",
    "https://shop.example:22/",
    "https://shop.example:25/",
    "https://shop.example:80/",
    "https://shop.example:65536/",
    "https://shop.example:99999999/",
    "https://shop.example:-1/",
    "https://shop.example:/",
    "https://shop.example:４４３/",
    "https://shop.example/" + "x" * 2000,
]
# Names, and what they lead to: of them all one address is enough.
LEADING_INSIDE = {
    "localhost": ["127.0.0.1"],
    "localhost.": ["127.0.0.1"],
    "LOCALHOST": ["::1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "postgres": ["10.89.0.2"],
    "router.example": ["192.168.0.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:10.0.0.1"],
    "unique-local.example": ["fd00:ec2::254"],
    "link-local.example": ["fe80::1"],
    "translated.example": ["64:ff9b::7f00:1"],
    "nowhere.example": ["0.0.0.0"],
    "shared.example": ["100.100.100.200"],
    "both.example": ["93.184.215.14", "127.0.0.1"],
    "both-6.example": ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::1"],
    "xn--lclhost-90a.example": ["127.0.0.1"],
}


def test_the_table_is_as_long_as_was_promised():
    assert len(set(NUMBERS) | set(FORMS)) + len(LEADING_INSIDE) >= 40


@pytest.mark.shows("NO08")
@pytest.mark.parametrize("url", [*NUMBERS, *FORMS])
def test_an_address_inside_is_refused_and_nothing_connects(connected, url):
    with pytest.raises(Inside):
        check(url)
    with pytest.raises(Inside):
        post(url, b"{}", {})
    assert connected == []


@pytest.mark.parametrize("host", LEADING_INSIDE)
def test_a_name_that_leads_inside_is_refused_and_nothing_connects(names, connected, host):
    names[host.lower()] = names[host] = [LEADING_INSIDE[host]]
    with pytest.raises(Inside, match="not on the public internet"):
        check(f"https://{host}/news")
    with pytest.raises(Inside, match="not on the public internet"):
        post(f"https://{host}:8443/news", b"{}", {})
    assert connected == []


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example",
        "https://shop.example/",
        "https://shop.example./news",
        "HTTPS://Shop.Example/News?for=a%20shop&kind=all",
        "https://shop.example:8443/news",
        "https://xn--mnchen-3ya.example/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
    ],
)
def test_what_is_on_the_public_internet_is_not(names, connected, url):
    for host in ("shop.example", "shop.example.", "xn--mnchen-3ya.example"):
        names[host] = [["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]]
    check(url)
    assert connected == []


def test_a_name_without_an_address_is_left_until_it_has_one(names):
    check("https://not-yet.invalid/news")
    names["not-yet.invalid"] = [["10.0.0.1"]]
    with pytest.raises(Inside):
        check("https://not-yet.invalid/news")


def test_http_is_for_development(names, settings):
    names["shop.example"] = [["93.184.215.14"]]
    names["inner.example"] = [["10.0.0.1"]]
    settings.DEBUG = True
    check("http://shop.example/news")
    with pytest.raises(Inside, match="public internet"):
        check("http://inner.example/news")


def test_what_the_operator_allows_is_that_host_at_that_port(settings, receiver, inside):
    check(receiver.url)
    assert post(receiver.url, b"{}", {}).status == 200
    for url in (
        inside.url,
        receiver.url.replace("127.0.0.1", "127.0.0.2"),
        f"http://localhost:{receiver.port}/",
    ):
        with pytest.raises(Inside):
            check(url)
    settings.OUTBOUND_ALLOWED = ["[::1]:9000"]
    check("http://[::1]:9000/")


@pytest.mark.parametrize("network", [str(one) for one in INSIDE])
def test_each_end_of_a_network_that_is_inside_is_inside(network):
    ends = ip_network(network)
    assert not is_outside(str(ends[0]))
    assert not is_outside(str(ends[-1]))


def test_nothing_that_python_calls_special_is_outside(chance):
    """Python knows fewer networks than IANA, and others: no address of its list may pass."""
    drawn = [socket.inet_ntoa(chance.randbytes(4)) for _ in range(5000)]
    drawn += [socket.inet_ntop(socket.AF_INET6, chance.randbytes(16)) for _ in range(5000)]
    assert [one for one in drawn if is_outside(one) and not ip_address(one).is_global] == []
    assert any(is_outside(one) for one in drawn)
