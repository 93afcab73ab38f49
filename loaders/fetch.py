"""Web pages fetched politely, and kept as they came.

A page is asked for once, with a user agent that names the project, as ``robots.txt`` allows (RFC
9309), within limits of time, size and redirects. The bytes are kept as a :class:`Snapshot`, so
that offsets can be checked later without the network.
"""

from __future__ import annotations

import hashlib
import ipaddress
import json
import logging
import re
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from functools import cache
from importlib.metadata import version
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from substancekg.errors import FetchError
from substancekg.loaders.sources import SIDECAR, size_words

logger = logging.getLogger(__name__)

PRODUCT = "SubstanceKG"
_EXTENSIONS = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt",
    "text/markdown": "md", "text/xml": "xml", "application/xml": "xml", "application/pdf": "pdf",
    "application/json": "json", "text/csv": "csv", "text/tab-separated-values": "tsv",
    "application/gzip": "gz", "application/x-gzip": "gz", "application/octet-stream": "",
    "application/x-ndjson": "jsonl", "application/jats+xml": "xml", "": "",
}  # fmt: skip
_KEPT_HEADERS = ("content-type", "etag", "last-modified", "content-language", "link")
_AGAIN = frozenset({429, 502, 503, 504})
_ROBOTS_LIMIT = 500 * 2**10  # bytes of robots.txt that are read, as RFC 9309 asks


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """How pages are fetched.

    :ivar timeout: seconds until the server must answer, and between two parts of its answer
    :ivar total: seconds for a whole page, redirects and retries included
    :ivar max_bytes: of a page after decompression
    :ivar retries: further tries when the server is busy or not reached
    :ivar wait: seconds before the first further try; doubled each time
    :ivar robots: whether ``robots.txt`` is asked first
    :ivar private: whether pages on the web may lead to addresses of a private network; those that
        are named outright always may
    """

    timeout: float = 20.0
    total: float = 60.0
    max_bytes: int = 16 * 2**20
    max_redirects: int = 5
    retries: int = 2
    wait: float = 0.5
    robots: bool = True
    private: bool = False
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a server answered, byte for byte.

    :ivar url: as asked for
    :ivar final_url: after redirects
    :ivar media_type: without parameters, in lower case; empty when the server named none
    :ivar charset: encoding that the server named; empty when it named none
    :ivar retrieved: when, in UTC, ISO 8601 to the second
    """

    url: str
    final_url: str
    data: bytes = field(repr=False)
    media_type: str
    charset: str
    retrieved: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def stem(self) -> str:
        """Short name of the page: the last part of its path, or its host."""
        parts = urlsplit(self.final_url)
        last = PurePosixPath(unquote(parts.path).rstrip("/")).name
        stem = re.sub(r"\.(?:x?html?|php|aspx?|txt|xml|json|pdf|md|gz|tsv|csv)$", "", last)
        stem = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
        return stem[:80] or (parts.hostname or "page")

    @property
    def file_name(self) -> str:
        """Name of the file to keep it in: :attr:`stem`, part of the hash, extension."""
        extension = _EXTENSIONS.get(self.media_type, "") or _extension(self.final_url) or "bin"
        return f"{self.stem}-{self.sha256[:8]}.{extension}"

    def files(self) -> tuple[tuple[str, bytes], ...]:
        """Return names and contents of the two files that keep it: the page, and its origin."""
        origin = {
            "id": self.stem,
            "url": self.url,
            "final_url": self.final_url,
            "retrieved": self.retrieved,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "charset": self.charset,
            "headers": dict(sorted(self.headers.items())),
        }
        written = json.dumps(origin, indent=1, ensure_ascii=False) + "\n"
        return ((self.file_name, self.data), (self.file_name + SIDECAR, written.encode()))


def fetch(url: str, policy: FetchPolicy | None = None) -> Snapshot:
    """Return what a URL holds now.

    :raises FetchError: if the URL is not http(s), is not reached in time, is refused by the server
        or its ``robots.txt``, is too large, leads in circles, or is nothing to read (a picture ...)
    """
    policy = policy or FetchPolicy()
    _checked(url, url)
    deadline = time.monotonic() + policy.total
    headers = {"User-Agent": policy.user_agent or user_agent(), "Accept": "text/html, */*;q=0.5"}
    timeout = httpx.Timeout(policy.timeout)
    with httpx.Client(headers=headers, timeout=timeout, trust_env=True) as client:
        visited = [url]
        while True:
            here = visited[-1]
            if policy.robots:
                _ask_robots(client, here, url, policy, deadline)
            answer = _get(client, here, url, policy, deadline)
            if isinstance(answer, Snapshot):
                return answer
            if answer in visited:
                raise FetchError(url, f"redirects in a circle ({answer})")
            if len(visited) > policy.max_redirects:
                raise FetchError(url, f"more than {policy.max_redirects} redirects")
            _checked(answer, url)
            if not policy.private and _is_private(answer) and not _is_private(url):
                raise FetchError(url, f"leads to an address of a private network ({answer})")
            visited.append(answer)


@cache
def user_agent() -> str:
    """Return the name under which pages are asked for."""
    return f"{PRODUCT}/{version('substancekg')} (document reader; one page at a time)"


def _checked(url: str, asked: str) -> None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as cause:
        raise FetchError(asked, f"not a URL ({cause})") from cause
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise FetchError(asked, f"only http and https URLs are fetched, not {url!r}")
    if parts.username or parts.password or port == 0:
        raise FetchError(asked, "URLs with a user name or password are not fetched")


def _get(
    client: httpx.Client, url: str, asked: str, policy: FetchPolicy, deadline: float
) -> Snapshot | str:
    """Return the answer, or the URL that it redirects to; busy servers are asked again."""
    for attempt in range(policy.retries + 1):
        last = attempt == policy.retries
        try:
            with client.stream("GET", url) as response:
                if response.is_redirect:
                    target = response.headers.get("location", "")
                    return str(httpx.URL(url).join(target))
                if response.status_code in _AGAIN and not last:
                    pause = _pause(response.headers.get("retry-after", ""), policy, attempt)
                else:
                    return _snapshot(response, url, asked, policy, deadline)
        except httpx.InvalidURL as cause:
            raise FetchError(asked, f"not a URL ({cause})") from cause
        except (httpx.TransportError, httpx.DecodingError) as cause:
            if last or isinstance(cause, httpx.DecodingError | httpx.UnsupportedProtocol):
                raise FetchError(asked, _reason(cause, policy)) from cause
            pause = policy.wait * 2**attempt
        if time.monotonic() + pause > deadline:
            raise FetchError(asked, f"no answer within {policy.total:g} seconds")
        logger.info("%s: asked again in %.1f s", url, pause)
        time.sleep(pause)
    raise AssertionError("unreachable")


def _pause(wanted: str, policy: FetchPolicy, attempt: int) -> float:
    if wanted.isdecimal():
        return min(float(wanted), policy.total)
    return policy.wait * float(2**attempt)


def _snapshot(
    response: httpx.Response, url: str, asked: str, policy: FetchPolicy, deadline: float
) -> Snapshot:
    if response.status_code != 200:
        reason = response.reason_phrase or "no page"
        raise FetchError(asked, f"the server answers {response.status_code} ({reason})")
    about = Message()
    about["content-type"] = response.headers.get("content-type", "")
    given = response.headers.get("content-type", "").strip()
    media_type = about.get_content_type() if given else ""
    if media_type not in _EXTENSIONS and not media_type.endswith("+xml"):
        raise FetchError(asked, f"holds {media_type}, which is nothing to read")
    declared = response.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > policy.max_bytes:
        raise FetchError(asked, f"larger than {size_words(policy.max_bytes)}")
    parts: list[bytes] = []
    size = 0
    for part in response.iter_bytes():
        size += len(part)
        if size > policy.max_bytes:
            raise FetchError(asked, f"larger than {size_words(policy.max_bytes)}")
        if time.monotonic() > deadline:
            raise FetchError(asked, f"not received within {policy.total:g} seconds")
        parts.append(part)
    if not size:
        raise FetchError(asked, "empty: the server sends nothing")
    return Snapshot(
        url=asked,
        final_url=url,
        data=b"".join(parts),
        media_type=media_type,
        charset=(response.charset_encoding or "").lower(),
        retrieved=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        headers={k: response.headers[k] for k in _KEPT_HEADERS if k in response.headers},
    )


def _ask_robots(
    client: httpx.Client, url: str, asked: str, policy: FetchPolicy, deadline: float
) -> None:
    """Refuse a URL that the site's ``robots.txt`` keeps readers like this one from."""
    parts = urlsplit(url)
    address = f"{parts.scheme}://{parts.netloc}/robots.txt"
    rules = RobotFileParser(address)
    text = ""
    try:
        with client.stream("GET", address, follow_redirects=True) as response:
            if response.status_code >= 500:
                raise FetchError(asked, f"the server answers {response.status_code} to robots.txt")
            if response.status_code == 200:
                read = b""
                for part in response.iter_bytes():
                    read += part
                    if len(read) > _ROBOTS_LIMIT or time.monotonic() > deadline:
                        break
                text = read[:_ROBOTS_LIMIT].decode("utf-8", "replace")
    except (httpx.HTTPError, httpx.InvalidURL) as cause:
        raise FetchError(asked, _reason(cause, policy)) from cause
    rules.parse(text.splitlines())
    if not rules.can_fetch(PRODUCT, url):
        raise FetchError(asked, "the site's robots.txt keeps programs from this page")


def _reason(cause: Exception, policy: FetchPolicy) -> str:
    if isinstance(cause, httpx.TimeoutException):
        return f"no answer within {policy.timeout:g} seconds"
    if isinstance(cause, httpx.TooManyRedirects):
        return "robots.txt redirects in a circle"
    if isinstance(cause, httpx.ConnectError):
        return f"not reached ({_short(cause)}); check the address and the network"
    return f"not fetched ({_short(cause)})"


def _short(cause: Exception) -> str:
    return (str(cause) or type(cause).__name__).splitlines()[0][:160]


def _is_private(url: str) -> bool:
    """Whether a URL's host is, or may be, an address that is not on the public network."""
    host = urlsplit(url).hostname or ""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False  # it cannot be reached either
    return any(not ipaddress.ip_address(address.split("%")[0]).is_global for address in found)


def _extension(url: str) -> str:
    suffix = PurePosixPath(urlsplit(url).path).suffix.lower().lstrip(".")
    return suffix if re.fullmatch(r"[a-z0-9]{1,8}", suffix) else ""
