"""Asking services: limits, retries, cache, offline mode, hostile answers."""

import gzip
import json
import time
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path

import pytest

from substancekg.errors import FetchError
from substancekg.loaders.evidence.live.cache import Answer, AnswerCache
from substancekg.loaders.evidence.live.client import RateLimit, ServiceClient


class FakeTime:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def times() -> FakeTime:
    return FakeTime()


@pytest.fixture
def make(times: FakeTime) -> Callable[..., ServiceClient]:
    def client(**options: object) -> ServiceClient:
        options = {"per_second": 1000.0, "clock": times.clock, "sleep": times.sleep, **options}
        return ServiceClient(**options)  # type: ignore[arg-type]

    return client


def test_requests_are_spread_to_the_rate_that_a_service_allows() -> None:
    times = FakeTime()
    limit = RateLimit(3.0, times.clock, times.sleep)
    for _ in range(12):
        limit.wait()
    assert times.now == pytest.approx(9 / 3)
    assert max(times.slept) == pytest.approx(1 / 3)


def test_unused_time_gives_no_larger_burst_than_a_second() -> None:
    times = FakeTime()
    limit = RateLimit(3.0, times.clock, times.sleep)
    times.now = 1000.0
    for _ in range(3):
        limit.wait()
    assert times.slept == []
    limit.wait()
    assert len(times.slept) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again(server, make, times, reply, status: int) -> None:
    server.will(reply(b"busy", status=status), reply(b'{"a": 1}'))
    assert make().get(server.url, {}).body == b'{"a": 1}'
    assert len(server.asked) == 2
    assert times.slept == [0.5]


def test_retry_after_in_seconds_is_kept_to(server, make, times, reply) -> None:
    server.will(reply(status=429, headers={"Retry-After": "7"}), reply(b"{}"))
    make().get(server.url, {})
    assert times.slept == [7.0]


def test_retry_after_as_a_date_is_kept_to(server, make, times, reply) -> None:
    until = formatdate(time.time() + 30, usegmt=True)
    server.will(reply(status=503, headers={"Retry-After": until}), reply(b"{}"))
    make().get(server.url, {})
    assert 25 < times.slept[0] <= 30


def test_a_server_cannot_make_us_wait_for_ever(server, make, times, reply) -> None:
    server.will(reply(status=429, headers={"Retry-After": "999999"}), reply(b"{}"))
    make(max_wait=60.0).get(server.url, {})
    assert times.slept == [60.0]


def test_attempts_come_to_an_end_with_one_clear_line(server, make, times, reply) -> None:
    body = json.dumps({"error": "API rate limit exceeded", "count": "4", "limit": "3"}).encode()
    server.will(reply(body, status=429))
    with pytest.raises(FetchError, match="status 429 .*API rate limit.*3 attempts") as caught:
        make(attempts=3).get(server.url, {"q": "x"})
    assert "\n" not in str(caught.value)
    assert len(server.asked) == 3
    assert times.slept == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 414])
def test_a_refusal_is_not_asked_again(server, make, reply, status: int) -> None:
    server.will(reply(b"no", status=status))
    with pytest.raises(FetchError, match=f"refused with status {status}"):
        make().get(server.url, {})
    assert len(server.asked) == 1


def test_an_answer_that_is_cut_off_is_asked_for_again(server, make, reply) -> None:
    server.will(reply(b'{"a": 1}', cut=4), reply(b'{"a": 1}'))
    assert make().get(server.url, {}).body == b'{"a": 1}'


def test_an_answer_that_fails_its_check_is_asked_for_once_more_and_never_kept(
    server, make, reply, tmp_path: Path
) -> None:
    def check(answer: Answer) -> None:
        if not answer.body.endswith(b"}"):
            raise FetchError(answer.url, "cut off")

    cache = AnswerCache(tmp_path)
    server.will(reply(b'{"a":'))
    with pytest.raises(FetchError, match="cut off"):
        make(cache=cache).get(server.url, {}, check=check)
    assert len(server.asked) == 2
    server.will(reply(b"{}"))
    assert make(cache=cache).get(server.url, {}, check=check).body == b"{}"


def test_nobody_there_is_a_clear_error(make) -> None:
    with pytest.raises(FetchError, match="connection failed"):
        make(attempts=2).get("http://127.0.0.1:9", {})


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        pytest.param({"body": b"<html>login</html>", "kind": "text/html"}, "text/html", id="page"),
        pytest.param({"body": b"x", "kind": ""}, "no content type", id="no-type"),
        pytest.param({"body": b"MZ", "kind": "application/x-dosexec"}, "dosexec", id="program"),
        pytest.param({"body": b"  "}, "answered with nothing", id="empty"),
        pytest.param({"body": b"x" * 3_000_000}, "larger than 1 MiB", id="huge"),
        pytest.param(
            {
                "body": gzip.compress(b"0" * 50_000_000),
                "headers": {"Content-Encoding": "gzip"},
            },
            "larger than 1 MiB",
            id="gzip-bomb",
        ),
        pytest.param(
            {"status": 302, "headers": {"Location": "http://example.org/x"}},
            "another host, 'example.org'",
            id="sent-elsewhere",
        ),
        pytest.param(
            {"status": 302, "headers": {"Location": "file:///etc/passwd"}},
            "another host",
            id="sent-to-a-file",
        ),
        pytest.param(
            {"status": 302, "headers": {"Location": "/again"}}, "more than 3 times", id="circle"
        ),
    ],
)
def test_hostile_and_wrong_answers_are_refused(
    server, make, reply, options: dict[str, object], complaint: str
) -> None:
    server.will(reply(**options))
    with pytest.raises(FetchError, match=complaint):
        make(max_bytes=2**20).get(server.url, {})


def test_a_redirect_on_the_same_host_is_followed(server, make, reply) -> None:
    server.will(reply(status=301, headers={"Location": "/new?x=1"}), reply(b"{}"))
    assert make().get(f"{server.url}/old", {}).body == b"{}"
    assert [asked.path for asked in server.asked] == ["/old", "/new"]


def test_an_answer_is_asked_for_once_and_kept(server, make, reply, tmp_path: Path) -> None:
    server.will(reply(b'{"a": 1}'))
    cache = AnswerCache(tmp_path)
    first = make(cache=cache).get(server.url, {"q": "x"})
    second = make(cache=cache).get(server.url, {"q": "x"})
    assert first.body == second.body
    assert len(server.asked) == 1


def test_offline_only_the_cache_answers(server, make, reply, tmp_path: Path) -> None:
    server.will(reply(b'{"a": 1}'))
    cache = AnswerCache(tmp_path)
    make(cache=cache).get(server.url, {"q": "x"})
    offline = make(cache=cache, offline=True)
    assert offline.get(server.url, {"q": "x"}).body == b'{"a": 1}'
    with pytest.raises(FetchError, match="offline, and no answer kept"):
        offline.get(server.url, {"q": "y"})
    assert len(server.asked) == 1


def test_keys_and_addresses_of_people_are_never_kept_or_shown(
    server, make, reply, tmp_path: Path
) -> None:
    secret = {"api_key": "s3cret", "email": "me@example.org", "q": "x"}
    server.will(reply(b"no", status=400))
    with pytest.raises(FetchError) as caught:
        make().get(server.url, secret)
    assert "s3cret" not in str(caught.value)
    server.will(reply(b"{}"))
    make(cache=AnswerCache(tmp_path)).get(server.url, secret)
    assert server.asked[-1].parameters["api_key"] == "s3cret"
    kept = [gzip.decompress(file.read_bytes()) for file in tmp_path.rglob("*.gz")]
    assert len(kept) == 1
    assert b"s3cret" not in kept[0]
    assert b"me@example.org" not in kept[0]


def test_the_service_is_told_who_asks(server, make, reply) -> None:
    server.will(reply(b"{}"))
    make(contact="me@example.org").get(server.url, {})
    assert server.asked[0].agent.startswith("SubstanceKG/")
    assert "mailto:me@example.org" in server.asked[0].agent


def test_old_answers_are_asked_for_anew_but_serve_offline(tmp_path: Path) -> None:
    times = FakeTime()
    cache = AnswerCache(tmp_path, max_age=2.0, clock=times.clock)
    cache.put("k", Answer("u", b"body", "application/json"))
    times.now = 86_400.0
    assert cache.get("k") is not None
    times.now = 3 * 86_400.0
    assert cache.get("k") is None
    kept = cache.get("k", any_age=True)
    assert kept is not None
    assert (kept.url, kept.body, kept.media_type) == ("u", b"body", "application/json")


@pytest.mark.parametrize("content", [b"", b"garbage", gzip.compress(b"no json\nbody")])
def test_a_damaged_cache_file_counts_as_absent(tmp_path: Path, content: bytes) -> None:
    cache = AnswerCache(tmp_path)
    cache.put("k", Answer("u", b"body"))
    cache.path("k").write_bytes(content)
    assert cache.get("k") is None


def test_keys_are_safe_file_names(tmp_path: Path) -> None:
    path = AnswerCache(tmp_path).path("../../etc/passwd\0")
    assert path.parent.parent == tmp_path
