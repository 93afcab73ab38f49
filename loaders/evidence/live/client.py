"""Asking live services politely: rate limits, retries, size limits, a cache, offline mode."""

from __future__ import annotations

import email.utils
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from types import TracebackType
from typing import Self

import httpx

from substancekg.errors import FetchError
from substancekg.loaders.evidence.live.cache import Answer, AnswerCache

logger = logging.getLogger(__name__)

MAX_BYTES = 64 * 2**20
"""Most bytes of one answer, after decompression."""
Check = Callable[[Answer], object]
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
MAX_REDIRECTS = 3
_SECRET = frozenset({"api_key", "email", "tool"})


@dataclass(slots=True)
class RateLimit:
    """A token bucket: at most ``per_second`` requests a second, in bursts of at most that many.

    :param clock: monotonic seconds
    :param sleep: waits for seconds
    """

    per_second: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _tokens: float = field(init=False)
    _filled: float = field(init=False)

    def __post_init__(self) -> None:
        self._tokens, self._filled = max(1.0, self.per_second), self.clock()

    def wait(self) -> None:
        """Wait until the next request may go out."""
        now = self.clock()
        full = max(1.0, self.per_second)
        self._tokens = min(full, self._tokens + (now - self._filled) * self.per_second)
        self._filled = now
        if self._tokens < 1.0:
            pause = (1.0 - self._tokens) / self.per_second
            self.sleep(pause)
            self._tokens, self._filled = 1.0, self.clock()
        self._tokens -= 1.0


class ServiceClient:
    """Asks one service.

    :param per_second: requests a second at most
    :param cache: where answers are kept; without it every answer is asked for anew
    :param offline: answer from the cache only, whatever the age of what it holds
    :param attempts: how often a request is sent at most
    :param max_wait: longest pause before a further attempt, in seconds, whatever a server asks for
    :param contact: e-mail address told to the service in the header ``User-Agent``
    :param transport: in place of the network, for tests
    """

    def __init__(
        self,
        *,
        per_second: float = 3.0,
        cache: AnswerCache | None = None,
        offline: bool = False,
        attempts: int = 5,
        timeout: float = 60.0,
        max_wait: float = 120.0,
        max_bytes: int = MAX_BYTES,
        contact: str = "",
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        agent = f"SubstanceKG/{version('substancekg')}"
        self._http = httpx.Client(
            timeout=timeout,
            follow_redirects=False,
            headers={"User-Agent": f"{agent} (mailto:{contact})" if contact else agent},
            transport=transport,
        )
        self._limit = RateLimit(per_second, clock, sleep)
        self._cache, self._offline, self._sleep = cache, offline, sleep
        self._attempts, self._max_wait, self._max_bytes = max(1, attempts), max_wait, max_bytes
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(
        self,
        url: str,
        parameters: Mapping[str, str],
        *,
        media_types: tuple[str, ...] = ("json", "xml", "text/plain"),
        check: Check | None = None,
    ) -> Answer:
        """Return the answer to a GET request.

        Keys and addresses of people in the parameters neither reach the cache nor a message.

        :param media_types: what the content type has to hold one of
        :param check: raises :class:`FetchError` for an answer that is cut off or no result; such
            an answer is not kept, and asked for once more
        :raises FetchError: if the service cannot be reached, refuses, answers with something else
            or with too much; or, offline, if the cache holds no answer
        """
        public = {key: value for key, value in parameters.items() if key not in _SECRET}
        shown = str(httpx.URL(url, params=public))
        if self._cache is not None:
            kept = self._cache.get(shown, any_age=self._offline)
            if kept is not None:
                return kept
        if self._offline:
            where = self._cache.folder if self._cache is not None else "no folder for answers"
            raise FetchError(shown, f"offline, and no answer kept in {where}; ask once online")
        answer = self._asked(url, parameters, shown, media_types, check)
        if self._cache is not None:
            self._cache.put(shown, answer)
        return answer

    def _asked(
        self,
        url: str,
        parameters: Mapping[str, str],
        shown: str,
        media_types: tuple[str, ...],
        check: Check | None,
    ) -> Answer:
        """Return the answer of the service, trying again where that may help."""
        reason, damaged = "", False
        for attempt in range(self._attempts):
            self._limit.wait()
            self.requests += 1
            pause = min(self._max_wait, 0.5 * 2**attempt)
            try:
                status, headers, body = self._sent(url, parameters, shown)
            except httpx.TimeoutException:
                reason = "no answer in time"
            except httpx.TransportError as cause:
                reason = f"connection failed or answer cut off ({type(cause).__name__}: {cause})"
            else:
                if status == 200:
                    answer = _checked(shown, headers, body, media_types)
                    try:
                        if check is not None:
                            check(answer)
                    except FetchError as cause:
                        if damaged or attempt + 1 == self._attempts:
                            raise
                        reason, damaged = cause.reason, True
                    else:
                        return answer
                else:
                    reason = f"status {status}{_words(body)}"
                    if status not in RETRIED:
                        raise FetchError(shown, f"refused with {reason}")
                    asked = _retry_after(headers.get("retry-after", ""), pause)
                    pause = min(self._max_wait, asked)
            if attempt + 1 < self._attempts:
                logger.info("%s: %s; again in %.1f s", shown, reason, pause)
                self._sleep(pause)
        raise FetchError(shown, f"{reason}; {self._attempts} attempts; try again later")

    def _sent(
        self, url: str, parameters: Mapping[str, str], shown: str
    ) -> tuple[int, httpx.Headers, bytes]:
        """Send a request and return status, headers and body; follow redirects to the same host."""
        target = httpx.URL(url, params=dict(parameters))
        for _ in range(MAX_REDIRECTS + 1):
            with self._http.stream("GET", target) as response:
                if response.is_redirect:
                    following = target.join(response.headers.get("location", ""))
                    if following.host != target.host or following.scheme not in ("http", "https"):
                        raise FetchError(shown, f"sent on to another host, {following.host!r}")
                    target = following
                    continue
                body = bytearray()
                for part in response.iter_bytes():
                    body += part
                    if len(body) > self._max_bytes:
                        size = self._max_bytes // 2**20
                        raise FetchError(shown, f"answer larger than {size} MiB; ask for less")
                return response.status_code, response.headers, bytes(body)
        raise FetchError(shown, f"sent on more than {MAX_REDIRECTS} times")


def _checked(
    shown: str, headers: httpx.Headers, body: bytes, media_types: tuple[str, ...]
) -> Answer:
    """Return an answer if it is of a type that was asked for and has a body."""
    media_type = headers.get("content-type", "").split(";")[0].strip().lower()
    if not any(wanted in media_type for wanted in media_types):
        kind = media_type or "no content type"
        raise FetchError(shown, f"answered with {kind}, not {' or '.join(media_types)}")
    if not body.strip():
        raise FetchError(shown, "answered with nothing")
    return Answer(shown, body, media_type)


def _retry_after(header: str, otherwise: float) -> float:
    """Return the seconds that a server asks to wait: a number, or a date."""
    header = header.strip()
    if header.isdecimal():
        return max(float(header), otherwise)
    try:
        until = email.utils.parsedate_to_datetime(header).timestamp()
    except (TypeError, ValueError):
        return otherwise
    return max(until - time.time(), otherwise)


def _words(body: bytes) -> str:
    """Return the beginning of an error's body, for a message, on one line."""
    text = " ".join(body[:300].decode("utf-8", "replace").split())
    return f" ({text[:120]})" if text and not text.startswith("<") else ""
