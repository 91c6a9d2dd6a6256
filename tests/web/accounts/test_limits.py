from __future__ import annotations

from sayso.web.accounts.limits import LOGINS, MOST, READS, STRANGERS, Allowance, Buckets, neighbourhood


def test_a_bucket_empties_and_fills_again():
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    allowance = Allowance(at_once=3, a_second=0.5)
    assert [buckets.take("a", allowance) for _ in range(4)] == [0, 0, 0, 2.0]
    assert buckets.take("b", allowance) == 0
    now[0] += 2
    assert buckets.take("a", allowance) == 0
    assert buckets.take("a", allowance) > 0


def test_the_buckets_take_no_more_room_than_so_many():
    buckets = Buckets()
    for number in range(MOST + 10):
        buckets.take(number, STRANGERS)
    assert len(buckets._kept) == MOST


def test_addresses_of_one_network_count_as_one():
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::ffff")
    assert neighbourhood("2001:db8::1") != neighbourhood("2001:db8:0:1::1")
    assert neighbourhood("10.0.0.1") != neighbourhood("10.0.0.2")
    assert neighbourhood("::ffff:10.0.0.1") == neighbourhood("10.0.0.1")
    assert neighbourhood("testclient") == "testclient"


def test_strangers_who_ask_too_much_are_told_to_wait(door):
    client = door.client()
    answers = [client.get("/claims.json") for _ in range(STRANGERS.at_once + 10)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert client.get("/static/desk.css").status_code == 200


def test_guesses_at_login_links_are_few(door):
    client = door.client()
    answers = [client.post("/login", data={"code": "x"}).status_code for _ in range(LOGINS.at_once + 1)]
    assert (answers[-2], answers[-1]) == (401, 429)


def test_who_asks_too_much_does_not_stop_another(door):
    busy, other = door.browser("read"), door.browser("write")
    statuses = [busy.get("/login").status_code for _ in range(READS.at_once + 1)]
    assert (statuses[-2], statuses[-1]) == (200, 429)
    assert other.get("/login").status_code == 200
