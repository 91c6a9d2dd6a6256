"""Coming in by OpenID Connect, from a provider that the tests start, honest and otherwise."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient

from sayso.accounts import Role
from sayso.errors import AccountError
from sayso.web.accounts.oidc import HELD, Flow
from sayso.web.accounts.provider import Provider, load_provider
from tests.web.accounts.conftest import HOST, NAME, Door
from tests.web.accounts.provider_for_tests import (
    CLIENT,
    NEXT,
    OTHER,
    RSA,
    SECRET,
    client_secret,
    providing,
    public_key,
)
from tests.web.accounts.provider_for_tests import Provider as Theirs


@pytest.fixture
def theirs() -> Iterator[Theirs]:
    with providing() as provider:
        yield provider


@pytest.fixture
def door(door: Door, theirs: Theirs) -> Door:
    door.accounts.add("Anna", Role.WRITE, "anna@example.org", by="a test")
    domains = {"lab.example": Role.READ}
    door.provider = Provider(theirs.issuer, CLIENT, HOST, SECRET, "Example", domains=domains)
    return door


def there(client: TestClient, next: str = "/claims?act=deny") -> str:
    """To the provider, and its answer: the address on the desk to go back to."""
    off = client.get("/oidc", params={"next": next})
    assert off.status_code == 303
    return httpx2.get(off.headers["location"], follow_redirects=False).headers["location"]


def whole_way(client: TestClient) -> httpx2.Response:
    return client.get(there(client))


def let_in(client: TestClient) -> bool:
    return client.get("/claims").status_code == 200


def test_a_user_comes_in_and_goes_where_they_wanted(door, theirs):
    client = door.client()
    assert 'href="/oidc?next=/"' in client.get("/login").text and "Example" in client.get("/login").text
    answer = whole_way(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?act=deny")
    assert "Anna" in client.get("/").text
    assert theirs.seen == [f"{HOST}/oidc/back"]
    assert theirs.asked["response_type"] == "code" and theirs.asked["code_challenge_method"] == "S256"
    assert theirs.asked["scope"] == "openid email" and theirs.asked["nonce"] != theirs.asked["state"]
    assert door.accounts.entries(1)[0].did == "logged in by OpenID Connect"


def test_a_session_by_it_has_the_same_cookie(door):
    cookies = whole_way(door.client()).headers.get_list("set-cookie")
    (session,) = [cookie for cookie in cookies if cookie.startswith("sayso=")]
    assert "httponly" in session.lower() and "samesite=lax" in session.lower()
    assert [
        cookie for cookie in cookies if cookie.startswith("sayso-oidc=") and "max-age=0" in cookie.lower()
    ]


def test_who_is_no_user_stays_out_and_is_told(door, theirs):
    theirs.claims = {"email": "otto@example.org"}
    client = door.client()
    answer = whole_way(client)
    assert answer.status_code == 401 and "otto@example.org is not a user" in answer.text
    assert not let_in(client)


def test_a_whole_domain_may_come_in_with_its_role(door, theirs):
    theirs.claims = {"email": "Otto@Lab.Example"}
    client = door.client()
    assert whole_way(client).status_code == 303
    (otto,) = [user for user in door.accounts.users() if user.email == "otto@lab.example"]
    assert otto.role == "read" and client.get("/add").status_code == 403
    assert door.accounts.remove("otto@lab.example", by="a test")
    assert not let_in(client)


@pytest.mark.parametrize(
    "email",
    [
        "otto@notlab.example",
        "otto@lab.example.evil.org",
        "otto@sub.lab.example",
        "otto@ｌab.example",
        "a@b@lab.example",
    ],
)
def test_other_domains_do_not(door, theirs, email):
    theirs.claims = {"email": email}
    client = door.client()
    assert whole_way(client).status_code == 401
    assert not let_in(client)


NOW = int(time.time())
LIES = {
    "another nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"without": ("nonce",)},
    "for another client": {"claims": {"aud": "another"}},
    "for several, without saying who asked": {"claims": {"aud": [CLIENT, "another"]}},
    "for several, asked by another": {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
    "no audience": {"without": ("aud",)},
    "another issuer": {"claims": {"iss": "https://evil.example"}},
    "no issuer": {"without": ("iss",)},
    "its time is over": {"claims": {"exp": NOW - 3_600, "iat": NOW - 7_200}},
    "no end": {"without": ("exp",)},
    "from the future": {"claims": {"nbf": NOW + 3_600}},
    "signed with another key": {"key": OTHER},
    "not signed": {"algorithm": "none"},
    "signed with the client's secret": {"algorithm": "HS256", "key": client_secret()},
    "signed with the public key as a secret": {"algorithm": "HS256", "key": public_key()},
    "an e-mail that was not verified": {"claims": {"email_verified": False}},
    "an e-mail of which nothing is said": {"without": ("email_verified",)},
    "no e-mail": {"without": ("email",)},
    "an e-mail that is none": {"claims": {"email": ["anna@example.org"]}},
    "no ID token": {"token": {"id_token": None}},
    "an ID token that is none": {"token": {"id_token": "a.b.c"}},
    "another name for itself": {"metadata": {"issuer": "https://evil.example"}},
    "no place for tokens": {"metadata": {"token_endpoint": None}},
}


@pytest.mark.parametrize("lie", LIES)
def test_what_does_not_hold_lets_nobody_in(door, theirs, lie):
    client = door.client()
    for name, value in LIES[lie].items():
        setattr(theirs, name, value)
    if lie == "another name for itself":
        assert client.get("/oidc").status_code == 502
    else:
        answer = whole_way(client)
        assert answer.status_code == 401 and "sayso=" not in str(answer.headers.get_list("set-cookie"))
    assert not let_in(client)


def test_the_lies_are_told_by_an_honest_provider_too_when_nothing_is_changed(door):
    client = door.client()
    assert whole_way(client).status_code == 303 and let_in(client)


def test_an_answer_to_another_try_is_refused(door):
    client = door.client()
    first = there(client)
    there(client)
    assert client.get(first).status_code == 401
    assert not let_in(client)


def test_an_answer_in_another_browser_is_refused(door):
    back = there(door.client())
    victim = door.client()
    assert victim.get(back).status_code == 401
    assert not let_in(victim)


def test_an_answer_holds_once(door):
    client = door.client()
    back = there(client)
    ticket = dict(client.cookies)["sayso-oidc"]
    assert client.get(back).status_code == 303
    again = door.client(cookie=f"sayso-oidc={ticket}")
    assert again.get(back).status_code == 401


@pytest.mark.parametrize("change", ["state", "code"])
def test_an_answer_that_was_changed_is_refused(door, change):
    client = door.client()
    parts = urlsplit(there(client))
    query = {name: values[0] for name, values in parse_qs(parts.query).items()} | {change: "other-ü"}
    assert client.get(parts.path, params=query).status_code == 401
    assert not let_in(client)


def test_a_refusal_of_the_provider_is_told(door):
    client = door.client()
    there(client)
    answer = client.get("/oidc/back", params={"error": "access_denied", "error_description": "<script>"})
    assert answer.status_code == 401 and "did not let you in" in answer.text and "<script>" not in answer.text


def test_a_way_in_ends_after_ten_minutes(theirs):
    now = [0.0]
    flow = Flow(Provider(theirs.issuer, CLIENT, HOST, SECRET), lambda: now[0])
    address, ticket = flow.begin("/")
    state = parse_qs(urlsplit(address).query)["state"][0]
    now[0] += HELD + 1
    with pytest.raises(AccountError, match="has ended"):
        flow.finish(ticket, state, "code")


def test_a_key_that_was_changed_since_is_asked_for(door, theirs):
    client = door.client()
    assert whole_way(client).status_code == 303
    theirs.key, theirs.algorithm, theirs.published = NEXT, "ES256", (RSA, NEXT)
    other = door.client()
    assert whole_way(other).status_code == 303 and let_in(other)


def test_an_email_that_the_provider_keeps_elsewhere_is_asked_for(door, theirs):
    theirs.without = ("email", "email_verified")
    theirs.userinfo = {"sub": "1", "email": "anna@example.org", "email_verified": True}
    client = door.client()
    assert whole_way(client).status_code == 303 and let_in(client)
    theirs.userinfo = {"sub": "2", "email": "anna@example.org", "email_verified": True}
    other = door.client()
    assert whole_way(other).status_code == 401 and not let_in(other)


def test_a_provider_that_verifies_everybody_can_be_believed(door, theirs):
    theirs.without = ("email_verified",)
    door.provider = Provider(theirs.issuer, CLIENT, HOST, SECRET, assume_verified=True)
    client = door.client()
    assert whole_way(client).status_code == 303 and let_in(client)


def test_a_provider_that_does_not_answer_is_told(door):
    door.provider = Provider("http://127.0.0.1:9", CLIENT, HOST, SECRET)
    answer = door.client().get("/oidc")
    assert answer.status_code == 502 and "Begin anew" in answer.text


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_led_elsewhere_on_the_way_back(door, address):
    client = door.client()
    assert client.get(there(client, address)).headers["location"] == "/"


def test_behind_tls_the_ticket_is_for_this_host_only(door, theirs):
    client = door.client(base_url=f"https://{NAME}")
    cookie = client.get("/oidc").headers["set-cookie"]
    assert cookie.startswith("__Host-sayso-oidc=") and "secure" in cookie.lower()


FILE = """
issuer = "https://login.example.org"
client_id = "sayso"
address = "https://desk.example.org/"
name = "Example"
[domains]
"example.org" = "write"
"""


def test_the_file_of_a_provider_is_read(tmp_path):
    path = tmp_path / "oidc.toml"
    path.write_text(FILE)
    provider = load_provider(path, "shh")
    assert provider.back == "https://desk.example.org/oidc/back"
    assert provider.role_by_domain("anna@example.org") is Role.WRITE
    assert provider.role_by_domain("anna@example.com") is None
    assert not provider.assume_verified and "shh" not in repr(provider)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('client_id = "sayso"', "", "lacks client_id"),
        ("https://login", "http://login", "not an https address"),
        ("https://desk.example.org/", "desk.example.org", "not an https address"),
        ('"write"', '"admin"', "read or write"),
        ('"example.org" =', '"org" =', "read or write"),
        ('"write"', '"owner"', "not a role"),
        ('name = "Example"', 'client_secret = "x"', "client_secret, which is not known"),
        ("[domains]", "[domains", "cannot be read"),
    ],
)
def test_a_file_that_is_wrong_is_refused(tmp_path, right, wrong, told):
    path = tmp_path / "oidc.toml"
    assert right in FILE
    path.write_text(FILE.replace(right, wrong, 1))
    with pytest.raises(AccountError, match=told):
        load_provider(path, "")


def test_a_desk_loads_authlib_for_those_who_use_it_only():
    code = "import sys, sayso.web; print([n for n in ('authlib', 'joserfc') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
