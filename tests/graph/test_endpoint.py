"""Graphs behind endpoints: loaded into real servers, asked there, and read back whole."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from substancekg.errors import GraphError, QueryError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.load import load_graph
from substancekg.graph.publish import ATTEMPTS, publish
from substancekg.graph.rdf import triples
from substancekg.graph.saved_queries import bind_query
from substancekg.graph.shapes import validate_shapes
from substancekg.graph.sparql import run_query

GRAPH = "https://w3id.org/substancekg/graph"


@dataclass(frozen=True)
class Server:
    """A running SPARQL server: where to ask, where to load, into which graph, as whom."""

    query: str
    store: str
    graph: str | None
    user: str | None


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            httpx.get(url, timeout=2)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not answer")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which(
        "oxigraph"
    )
    if command is None:
        pytest.skip("the Oxigraph server (PyPI package oxigraph) is not installed")
    place, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    process = subprocess.Popen(
        [command, "serve", "--location", str(place), "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield Server(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store", None, None)
    finally:
        process.terminate()
        process.wait(20)


VIRTUOSO_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
[SPARQL]
ResultSetMaxRows = 10000
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("Virtuoso (Debian package virtuoso-opensource-7-bin) is not installed")
    place, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (place / "virtuoso.ini").write_text(VIRTUOSO_INI.format(sql=free_port(), http=port))
    process = subprocess.Popen(
        [command, "+configfile", "virtuoso.ini", "+foreground", "+wait"],
        cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(f"http://127.0.0.1:{port}/sparql", process)
        yield Server(
            f"http://127.0.0.1:{port}/sparql",
            f"http://127.0.0.1:{port}/sparql-graph-crud-auth",
            GRAPH,
            "dba:dba",
        )
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest, small_graph: KnowledgeGraph) -> Server:
    found: Server = request.getfixturevalue(request.param)
    sent = publish(
        small_graph, found.store, named_graph=found.graph, user=found.user, replace=True, batch=100
    )
    assert sent == len(set(triples(small_graph)))
    return found


real_server = pytest.mark.server


@real_server
def test_a_graph_comes_back_from_a_server_as_it_was(
    server: Server, small_graph: KnowledgeGraph
) -> None:
    assert load_graph(server.query) == small_graph


@real_server
def test_loading_twice_changes_nothing(server: Server, small_graph: KnowledgeGraph) -> None:
    publish(small_graph, server.store, named_graph=server.graph, user=server.user)
    assert load_graph(server.query) == small_graph


QUERIES = [
    "SELECT ?c ?l { ?c a skg:Claim ; rdfs:label ?l }",
    "SELECT ?v (COUNT(?c) AS ?n) { ?c a skg:Claim ; skg:verdict ?v } GROUP BY ?v",
    "SELECT ?c ?e { ?c a skg:Claim OPTIONAL { ?c skg:disputedBy ?e } }",
    "SELECT ?c { ?c a skg:Claim FILTER NOT EXISTS { ?c skg:supportedBy ?e } }",
    "SELECT ?l { ?c rdf:subject ent:testine ; rdfs:label ?l }",
    "SELECT ?s { ?a skg:subjectSelector/oa:start ?s }",
]


@real_server
@pytest.mark.parametrize("query", QUERIES)
def test_rows_are_the_same_as_in_memory(
    server: Server, small_graph: KnowledgeGraph, query: str
) -> None:
    def rows(source: KnowledgeGraph | str) -> Counter[tuple[str, ...]]:
        return Counter(tuple(str(t) for t in row) for row in run_query(source, query))

    assert rows(server.query) == rows(small_graph)


@real_server
def test_other_forms_work_over_http_too(server: Server) -> None:
    assert run_query(server.query, "ASK { ?c a skg:Claim }").truth is True
    assert run_query(server.query, "ASK { ?c a skg:Nothing }").truth is False
    made = run_query(server.query, "CONSTRUCT { ?c a skg:Claim } WHERE { ?c a skg:Claim }")
    counted = run_query(server.query, "SELECT (COUNT(?c) AS ?n) { ?c a skg:Claim }")
    assert len(made.triples) == counted.rows[0].n.toPython()
    assert "skg:Claim" in made.serialize("turtle")


@real_server
@pytest.mark.parametrize("name", ["about", "contested", "papers", "quotes", "documents", "claims"])
def test_saved_queries_give_the_same_over_http(
    server: Server, small_graph: KnowledgeGraph, name: str
) -> None:
    parameters = {"about": "testine"} if name in ("about", "quotes") else {}
    local = run_query(small_graph, bind_query(name, parameters, small_graph))
    there = run_query(server.query, bind_query(name, parameters, server.query))

    def rows(result: object) -> Counter[tuple[str, ...]]:
        return Counter(tuple(str(t or "") for t in row) for row in result)  # type: ignore[attr-defined]

    assert rows(there) == rows(local)
    assert len(there) > 0


@real_server
def test_shapes_can_be_checked_behind_an_endpoint(server: Server) -> None:
    assert validate_shapes(server.query) == []


@real_server
def test_a_server_s_syntax_error_is_one_line(server: Server) -> None:
    with pytest.raises(QueryError) as caught:
        run_query(server.query, "SELECT ?x WHERE { ?x ?y }")
    assert "\n" not in str(caught.value)


@real_server
def test_wrong_credentials_are_named(virtuoso: Server, small_graph: KnowledgeGraph) -> None:
    with pytest.raises(GraphError, match="HTTP 401.*--user"):
        publish(small_graph, virtuoso.store, named_graph=GRAPH)


def test_virtuoso_wants_a_named_graph(small_graph: KnowledgeGraph) -> None:
    with pytest.raises(GraphError, match="--graph"):
        publish(small_graph, "http://127.0.0.1:1/sparql-graph-crud-auth")


Answer = tuple[int, str, bytes]


@pytest.fixture
def scripted() -> Iterator[Callable[[Callable[[str, bytes], Answer]], tuple[str, list[bytes]]]]:
    """A server that answers as a test says, and notes the bodies it gets."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str, bytes], Answer]) -> tuple[str, list[bytes]]:
        bodies: list[bytes] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                bodies.append(body)
                status, kind, data = answer(self.command, body)
                with contextlib.suppress(OSError):  # who asked may have left
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)

            do_PUT = do_POST  # noqa: N815  # the name that the library calls

            def log_message(self, *arguments: object) -> None:
                return

        found = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(found)
        threading.Thread(target=found.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{found.server_address[1]}/", bodies

    yield start
    for found in servers:
        found.shutdown()
        found.server_close()


Scripted = Callable[[Callable[[str, bytes], Answer]], tuple[str, list[bytes]]]


def test_a_busy_server_is_asked_again_and_the_whole_graph_arrives(
    scripted: Scripted, small_graph: KnowledgeGraph
) -> None:
    tries = Counter[str]()

    def answer(method: str, body: bytes) -> Answer:
        tries[method] += 1
        return (503 if tries[method] % 3 == 1 else 204), "text/plain", b""

    url, bodies = scripted(answer)
    pauses: list[float] = []
    steps: list[int] = []
    sent = publish(
        small_graph, url, replace=True, batch=200, progress=steps.append, pause=pauses.append
    )
    lines = {line for body in bodies for line in body.decode().splitlines()}
    assert len(lines) == sent == steps[-1]
    assert tries["PUT"] == 2
    assert set(pauses) == {0.5}


def test_a_server_that_stays_busy_is_given_up(
    scripted: Scripted, small_graph: KnowledgeGraph
) -> None:
    url, bodies = scripted(lambda method, body: (503, "text/plain", b"come\nback later"))
    pauses: list[float] = []
    with pytest.raises(GraphError, match="HTTP 503 come back later"):
        publish(small_graph, url, pause=pauses.append)
    assert len(bodies) == ATTEMPTS
    assert pauses == [0.5, 1.0, 2.0, 4.0]


def test_a_refusal_is_not_repeated(scripted: Scripted, small_graph: KnowledgeGraph) -> None:
    url, bodies = scripted(lambda method, body: (400, "text/plain", b"no"))
    with pytest.raises(GraphError, match="HTTP 400 no"):
        publish(small_graph, url)
    assert len(bodies) == 1


def test_an_answer_that_is_cut_short_is_found_out(scripted: Scripted) -> None:
    def answer(method: str, body: bytes) -> Answer:
        kind = "application/sparql-results+json"
        if b"COUNT" in body:
            number = '{"type": "literal", "value": "7"}'
            return (
                200,
                kind,
                f'{{"head": {{"vars": ["n"]}}, "results": {{"bindings": [{{"n": {number}}}]}}}}'.encode(),
            )
        return 200, kind, b'{"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": []}}'

    url, _ = scripted(answer)
    with pytest.raises(GraphError, match="gave 0 of 7 rows"):
        load_graph(url)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((200, "text/html", b"<p>hello"), "is this the address of a SPARQL endpoint"),
        ((404, "text/plain", b"nothing here"), "HTTP 404: nothing here"),
        ((500, "text/plain", b"line one\nline two"), "HTTP 500: line one line two"),
    ],
    ids=["a page", "not found", "a failure"],
)
def test_what_is_no_endpoint_is_one_clear_line(
    scripted: Scripted, answer: Answer, message: str
) -> None:
    url, _ = scripted(lambda method, body: answer)
    with pytest.raises((GraphError, QueryError), match=message) as caught:
        run_query(url, "ASK { ?s ?p ?o }")
    assert "\n" not in str(caught.value)


def test_an_endpoint_that_nobody_answers_at_says_so() -> None:
    with pytest.raises(GraphError, match="cannot be reached"):
        run_query(f"http://127.0.0.1:{free_port()}/", "ASK { ?s ?p ?o }")


def test_a_slow_endpoint_is_left_in_time(scripted: Scripted) -> None:
    def answer(method: str, body: bytes) -> Answer:
        time.sleep(3)
        return 200, "text/plain", b""

    url, _ = scripted(answer)
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"no full answer within 0\.5 s"):
        run_query(url, "ASK { ?s ?p ?o }", timeout=0.5)
    assert time.monotonic() - start < 2.5


def test_guard_and_limits_hold_for_endpoints(scripted: Scripted) -> None:
    url, bodies = scripted(
        lambda method, body: (
            200, "application/sparql-results+json",
            b'{"head": {"vars": ["s"]}, "results": {"bindings": [{}, {}, {}]}}',
        )
    )  # fmt: skip
    for query in ("SELECT * { SERVICE <http://x> { } }", "DROP ALL",
                  "SELECT * FROM <http://x> { ?s ?p ?o }", "kratom"):  # fmt: skip
        with pytest.raises(QueryError):
            run_query(url, query)
    with pytest.raises(QueryError, match="entailment"):
        run_query(url, "ASK { ?s ?p ?o }", entail=True)
    assert bodies == []
    with pytest.raises(QueryError, match="more than 2 rows"):
        run_query(url, "SELECT ?s { ?s ?p ?o }", max_rows=2)
