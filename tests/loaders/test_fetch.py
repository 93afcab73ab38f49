import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from substancekg.errors import FetchError
from substancekg.loaders import fetch as fetching
from substancekg.loaders.fetch import FetchPolicy, Snapshot, fetch
from substancekg.loaders.registry import find_sources, load

QUICK = FetchPolicy(timeout=0.4, total=3, max_bytes=5000, wait=0.01)
PAGE = b"<html><head><title>Kava</title></head><body><p>Kava\x92s effect is calm.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Pages of a small site, each with one habit."""

    asked: list[tuple[str, str]]
    robots = b""

    def do_GET(self) -> None:
        type(self).asked.append((self.path, self.headers.get("User-Agent", "")))
        name = (
            self.path.strip("/")
            .partition("?")[0]
            .partition("/")[0]
            .replace("-", "_")
            .replace(".", "_")
        )
        getattr(self, name, self.missing)()

    def answer(self, status: int, body: bytes = b"", kind: str = "text/html", **headers: str):
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers and "close" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def missing(self) -> None:
        self.answer(404, b"no")

    def robots_txt(self) -> None:
        self.answer(200 if self.robots else 404, self.robots, "text/plain")

    def kava(self) -> None:
        self.answer(200, PAGE, "text/html; charset=windows-1252", ETag='"1"')

    def packed(self) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.answer(200, gzip.compress(bytes(200_000)), Content_Encoding="gzip")

    def picture(self) -> None:
        self.answer(200, b"\x89PNG", "image/png")

    def untyped(self) -> None:
        self.answer(200, PAGE, "")

    def large(self) -> None:
        self.answer(200, b"x" * 6000)

    def endless(self) -> None:
        self.answer(200, b"", close="1")
        try:
            for _ in range(100):
                self.wfile.write(b"x" * 500)
        except OSError:
            pass

    def slow(self) -> None:
        time.sleep(1)

    def drip(self) -> None:
        self.answer(200, b"", close="1")
        try:
            for _ in range(40):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass

    def empty(self) -> None:
        self.answer(200, b"")

    def moved(self) -> None:
        self.answer(301, Location="/kava?from=moved")

    def circle(self) -> None:
        self.answer(302, Location="/circle")

    def chain(self) -> None:
        number = int(self.path.rpartition("/")[2])
        self.answer(302, Location=f"/chain/{number + 1}")

    def to_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def busy(self) -> None:
        tries = sum(path == self.path for path, _ in self.asked)
        if tries < 3:
            self.answer(503, b"busy", Retry_After="0")
        else:
            self.kava()

    def broken(self) -> None:
        self.answer(500, b"oh")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Handler.asked, Handler.robots = [], b""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_comes_byte_for_byte_with_hash_time_and_encoding(site: str):
    snapshot = fetch(f"{site}/kava", QUICK)
    assert snapshot.data == PAGE
    assert (snapshot.media_type, snapshot.charset) == ("text/html", "windows-1252")
    assert snapshot.headers["etag"] == '"1"'
    assert len(snapshot.sha256) == 64
    assert time.strptime(snapshot.retrieved, "%Y-%m-%dT%H:%M:%SZ")


def test_the_reader_says_who_it_is(site: str):
    fetch(f"{site}/kava", QUICK)
    assert {agent.partition("/")[0] for _, agent in Handler.asked} == {"SubstanceKG"}


@pytest.mark.parametrize("page", ["packed", "untyped", "busy"])
def test_pages_that_are_a_little_odd_are_read(site: str, page: str):
    assert fetch(f"{site}/{page}", QUICK).data == PAGE


def test_redirects_are_followed_to_the_final_address(site: str):
    snapshot = fetch(f"{site}/moved", QUICK)
    assert snapshot.url == f"{site}/moved"
    assert snapshot.final_url == f"{site}/kava?from=moved"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("nothing", "the server answers 404"),
        ("broken", "the server answers 500"),
        ("picture", "holds image/png, which is nothing to read"),
        ("large", "larger than 4 KiB"),
        ("endless", "larger than 4 KiB"),
        ("bomb", "larger than 4 KiB"),
        ("slow", "no answer within 0.4 seconds"),
        ("empty", "empty: the server sends nothing"),
        ("circle", "redirects in a circle"),
        ("chain/1", "more than 5 redirects"),
        ("to-file", "only http and https URLs are fetched"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(site: str, page: str, says: str):
    with pytest.raises(FetchError) as caught:
        fetch(f"{site}/{page}", QUICK)
    assert str(caught.value).startswith(f"{site}/{page}: {says}")
    assert "\n" not in str(caught.value)


def test_a_page_that_drips_is_given_up(site: str):
    policy = FetchPolicy(timeout=1, total=0.5, max_bytes=5000)
    with pytest.raises(FetchError, match="not received within 0.5 seconds"):
        fetch(f"{site}/drip", policy)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://me:pass@example.org/",
     "http://[::1", "http://example.org:99999/"],
)  # fmt: skip
def test_other_addresses_are_not_fetched(url: str):
    with pytest.raises(FetchError):
        fetch(url, QUICK)


def test_a_server_that_is_not_there_is_not_reached():
    with pytest.raises(FetchError, match="not reached"):
        fetch("http://127.0.0.1:9/", QUICK)


def test_robots_txt_is_asked_and_obeyed(site: str):
    Handler.robots = b"User-agent: *\nDisallow: /kava\n"
    with pytest.raises(FetchError, match=r"robots\.txt keeps programs from this page"):
        fetch(f"{site}/kava", QUICK)
    assert [path for path, _ in Handler.asked] == ["/robots.txt"]


def test_robots_txt_of_the_page_behind_a_redirect_is_obeyed(site: str):
    Handler.robots = b"User-agent: SubstanceKG\nDisallow: /kava\n"
    with pytest.raises(FetchError, match=r"robots\.txt"):
        fetch(f"{site}/moved", QUICK)


def test_a_page_on_the_web_may_not_lead_into_a_private_network(
    site: str, monkeypatch: pytest.MonkeyPatch
):
    real: Callable[[str], bool] = fetching._is_private
    monkeypatch.setattr(fetching, "_is_private", lambda url: "moved" not in url or "?" in url)
    with pytest.raises(FetchError, match="leads to an address of a private network"):
        fetch(f"{site}/moved", QUICK)
    assert real("http://127.0.0.1/")
    assert real("http://[::1]/")
    assert real("http://10.0.0.1/")
    assert not real("http://8.8.8.8/")


def test_the_document_of_a_url_has_its_name_and_address(site: str):
    [document] = load(f"{site}/kava", fetching=QUICK)
    assert document.source.id == "kava"
    assert document.source.url == document.source.location == f"{site}/kava"
    assert document.blocks[-1].span.of(document.text) == "Kava’s effect is calm."


def test_a_kept_page_gives_the_same_document_without_the_network(site: str, tmp_path: Path):
    kept: list[Snapshot] = []
    [fetched] = load(f"{site}/kava", fetching=QUICK, on_snapshot=kept.append)
    for name, data in kept[0].files():
        (tmp_path / name).write_bytes(data)
    [again] = load(find_sources([tmp_path])[0])
    assert again.text == fetched.text
    assert again.source.key == fetched.source.key
    assert again.source.url == fetched.source.url


def test_reading_a_url_for_a_graph_hands_on_what_to_keep(site: str):
    from substancekg.pipeline import extract_documents

    *_, last = extract_documents(f"{site}/kava")
    assert [name.rpartition(".")[2] for name, _ in last.snapshots] == ["html", "json"]
    assert last.snapshots[0][1] == PAGE


def test_a_changed_page_is_not_taken_for_the_kept_one(
    site: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    for name, data in fetch(f"{site}/kava", QUICK).files():
        (tmp_path / name).write_bytes(data if name.endswith(".json") else data + b"<p>More.</p>")
    [document] = load(find_sources([tmp_path])[0])
    assert document.source.url == ""
    assert "is not about the file beside it" in caplog.text


@pytest.mark.parametrize(
    ("url", "stem"),
    [
        ("https://example.org/blog/kratom-sleep/", "kratom-sleep"),
        ("https://example.org/", "example.org"),
        ("https://example.org/a%20b/c.html?x=1", "c"),
        ("https://example.org/%2e%2e%2fetc", "etc"),
        ("https://example.org/" + "x" * 300, "x" * 80),
    ],
)
def test_names_of_pages_are_safe_for_files(url: str, stem: str):
    snapshot = Snapshot(url, url, b"x", "text/html", "", "2020-01-01T00:00:00Z")
    assert snapshot.stem == stem
    assert snapshot.file_name == f"{stem}-2d711642.html"
