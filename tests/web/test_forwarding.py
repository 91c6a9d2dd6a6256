"""What a proxy says is believed from those that were named, and from no other."""

from __future__ import annotations

import pytest

from sayso.web.forwarding import forwarded, is_within, network_of

PROXIES = (network_of("10.0.0.0/24"), network_of("::1"))


def sent_by(address: str | None, *headers: tuple[str, str]) -> dict[str, object]:
    """A request as it arrives."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in (("host", "inside:8377"), *headers)]
    client = (address, 4711) if address else None
    return {"type": "http", "scheme": "http", "client": client, "headers": raw, "path": "/"}


def seen(address: str | None, *headers: tuple[str, str]) -> tuple[object, str, object]:
    """Scheme, host and sender, as the desk takes them."""
    told = forwarded(sent_by(address, *headers), PROXIES)
    hosts = [value.decode() for name, value in told["headers"] if name == b"host"]
    assert len(hosts) == 1
    return told["scheme"], hosts[0], told["client"] and told["client"][0]


ALL = (
    ("x-forwarded-proto", "https"),
    ("x-forwarded-host", "desk.example.org"),
    ("x-forwarded-for", "192.0.2.9"),
)


def test_a_named_proxy_is_believed():
    assert seen("10.0.0.7", *ALL) == ("https", "desk.example.org", "192.0.2.9")
    assert seen("::1", *ALL) == ("https", "desk.example.org", "192.0.2.9")
    assert seen("::ffff:10.0.0.7", *ALL) == ("https", "desk.example.org", "192.0.2.9")


@pytest.mark.parametrize("address", ["10.0.1.7", "127.0.0.1", "2001:db8::1", "unix", "", None])
def test_nobody_else_is_believed(address):
    assert seen(address, *ALL) == ("http", "inside:8377", address or None)


def test_what_the_nearest_says_counts():
    assert seen("10.0.0.7", ("x-forwarded-proto", "https, http"))[0] == "http"
    assert seen("10.0.0.7", ("x-forwarded-proto", "https"), ("x-forwarded-proto", "http"))[0] == "http"
    assert seen("10.0.0.7", ("x-forwarded-host", "evil.example, desk.example.org"))[1] == "desk.example.org"


@pytest.mark.parametrize(
    ("told", "sender"),
    [
        ("1.1.1.1, 192.0.2.9", "192.0.2.9"),
        ("1.1.1.1, 192.0.2.9, 10.0.0.3", "192.0.2.9"),
        ("10.0.0.3", "10.0.0.7"),
        ("", "10.0.0.7"),
        (", ,", "10.0.0.7"),
        ("2001:db8::5", "2001:db8::5"),
    ],
)
def test_the_sender_is_the_last_that_is_no_proxy(told, sender):
    assert seen("10.0.0.7", ("x-forwarded-for", told))[2] == sender


@pytest.mark.parametrize("proto", ["ftp", "", "javascript", "https://", "\xff"])
def test_other_schemes_are_none(proto):
    assert seen("10.0.0.7", ("x-forwarded-proto", proto))[0] == "http"


def test_the_request_itself_is_left_as_it_was():
    scope = sent_by("10.0.0.7", *ALL)
    before = list(scope["headers"])
    forwarded(scope, PROXIES)
    assert scope["headers"] == before and scope["scheme"] == "http"


@pytest.mark.parametrize("word", ["example.org", "10.0.0.1/33", "", "10.0.0.1/24"])
def test_what_names_no_address_is_refused(word):
    with pytest.raises(ValueError):
        network_of(word)


def test_nothing_is_within_no_proxies():
    assert not is_within("127.0.0.1", ())
