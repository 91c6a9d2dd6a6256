from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from sayso.cli import main
from sayso.web.guarding import is_loopback, refusal

OURS = "127.0.0.1:8377"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_is_known(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.7", "desk.example", "localhost.example", ""])
def test_other_machines_are_not_this_one(host):
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8377", "", "[", "127.0.0.1.evil.example"])
def test_other_names_are_turned_away(host):
    assert refusal("GET", Headers({"host": host}))


@pytest.mark.parametrize(
    ("headers", "let_in"),
    [
        ({"origin": f"http://{OURS}"}, True),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://127.0.0.1:9999"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({}, True),
    ],
)
def test_forms_of_other_sites_are_turned_away(headers, let_in):
    assert (refusal("POST", Headers({"host": OURS, **headers})) is None) == let_in


def test_a_form_of_another_site_is_turned_away(client):
    answer = client.post("/add", data={"text": "Mr. Kim said no."}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_public_address_is_refused(tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--host", "0.0.0.0", "--store", f"sqlite:///{tmp_path}/s.db"])
    assert ended.value.code == 2
    assert "--accounts" in capsys.readouterr().err
