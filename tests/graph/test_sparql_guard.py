"""What queries may not do is found in their grammar, wherever it hides, and nowhere else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import QueryError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.sparql import run_query
from substancekg.graph.sparql_guard import check_query
from substancekg.graph.sparql_process import QueryProcess
from substancekg.graph.store import ntriples

REACHES_OUT = {
    "plain": "SELECT * { SERVICE <http://x> { ?s ?p ?o } }",
    "silent, small letters, no spaces": "select*{service silent ?x{?s ?p ?o}}",
    "nested": "SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT skg:x { } } } } }",
    "in a filter": "SELECT * { FILTER EXISTS { SERVICE <http://x> { } } }",
    "in a construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://x> { ?s ?p ?o } }",
    "comments between": "SELECT * {SERVICE#c\n<http://x>#d\n{?s ?p ?o}}",
    "after a comparison that looks like an IRI with a comment": (
        'SELECT ?s { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>"""\n) '
        'SERVICE <http://x> {?s ?p ?o} } #"""'
    ),
    "after a comparison that looks like an IRI with a quote": (
        "SELECT * { BIND('a' AS ?a) FILTER(?a<'>')SERVICE <http://x> {?s ?p 'x'} }"
    ),
    "escaped code points": "SELECT * {S\\u0045RVICE <http://x>{}}",
    "after a string with a quote in it": 'SELECT * { ?s ?p "\\"" SERVICE <http://x> {} }',
    "after a name with an escaped hash": "SELECT * { ?s ex:a\\# ?o . SERVICE <http://x> {} }",
    "after a byte order mark": "\ufeffSELECT * { SERVICE <http://x> {} }",
    "with a base": "BASE <http://x/> SELECT * { SERVICE <y> { ?s ?p ?o } }",
}
UPDATES = {
    "insert": "INSERT DATA { <a:a> <a:b> <a:c> }",
    "delete after a prologue": "PREFIX x: <http://x> BASE <http://y>\nDELETE WHERE { ?s ?p ?o }",
    "load": "LOAD <file:///etc/hostname>",
    "load silent": "LOAD SILENT <http://x> INTO GRAPH <http://y>",
    "clear": "CLEAR ALL", "drop": "drop graph <http://x>", "create": "CREATE GRAPH <http://x>",
    "copy": "COPY DEFAULT TO <http://x>", "move": "MOVE <http://x> TO DEFAULT",
    "add": "ADD <http://x> TO DEFAULT",
    "with": "WITH <http://x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
}  # fmt: skip
HARMLESS = {
    "iri": "SELECT * { ?s <http://x/service> ?o }",
    "iri with a question mark": "SELECT * { GRAPH <http://x/service?y> { ?s ?p ?o } }",
    "string": 'SELECT * { ?s ?p "SERVICE <http://x> { }" }',
    "long string": "SELECT * { ?s ?p '''SERVICE\n<http://x> {''' }",
    "comment": "SELECT * { ?s ?p ?o } # SERVICE <http://x> {",
    "variable": "SELECT ?service { ?service ?load ?insert }",
    "prefixed name": "PREFIX service: <http://x> SELECT * { ?s service:load service:insert }",
    "language tag": 'SELECT * { ?s ?p "a"@service }',
    "fragment": 'ASK { ?s <http://x#service> "a" }',
}


@pytest.mark.parametrize("case", REACHES_OUT, ids=list(REACHES_OUT))
def test_service_is_refused_wherever_it_stands(case: str) -> None:
    with pytest.raises(QueryError, match=r"line \d, column \d+: SERVICE .*--allow-service"):
        check_query(REACHES_OUT[case])
    assert check_query(REACHES_OUT[case], allow_service=True).form in ("SELECT", "CONSTRUCT")


@pytest.mark.parametrize("case", UPDATES, ids=list(UPDATES))
def test_updates_are_refused_also_where_service_is_allowed(case: str) -> None:
    for allowed in (False, True):
        with pytest.raises(QueryError, match="would change the graph"):
            check_query(UPDATES[case], allow_service=allowed)


@pytest.mark.parametrize("case", HARMLESS, ids=list(HARMLESS))
def test_the_words_are_free_in_strings_comments_names_and_iris(case: str) -> None:
    assert check_query(HARMLESS[case]).form in ("SELECT", "ASK")


@pytest.mark.parametrize("query", ["", "  \n", "# only a comment"])
def test_an_empty_query_says_so(query: str) -> None:
    with pytest.raises(QueryError, match="empty"):
        check_query(query)


PIECES = st.sampled_from(
    ["?s", "?a<?b", "<http://x#y>", "'", '"', '"""', "'''", "#", "\n", "\\", ">", "<", " ", "ex:a",
     "{", "}", "(", ")", "FILTER", "1", ".", "SELECT", "'x'", '"y"', "\\'", "_:b", "@en", "é"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12), st.lists(PIECES, max_size=6))
def test_no_beginning_hides_a_service_from_the_engine(before: list[str], after: list[str]) -> None:
    """Whatever the engine parses as a query with SERVICE, the guard refuses."""
    import pyoxigraph as ox

    text = f"ASK {{ {''.join(before)} SERVICE <http://127.0.0.1:9/> {{ }} {''.join(after)} }}"
    marked = text.replace("SERVICE <http://127.0.0.1:9/>", "GRAPH <http://127.0.0.1:9/>")
    graphs = "ASK { " + "".join(before) + " NOGRAPH <http://127.0.0.1:9/> { } " + "".join(after)
    try:
        ox.Store().query(marked)  # the same place with GRAPH, which reaches nothing
    except SyntaxError:
        return
    try:
        ox.Store().query(f"{graphs} }}")
    except SyntaxError:
        with pytest.raises(QueryError, match="SERVICE"):
            check_query(text)


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A port that notes who calls."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.1)
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            calls.append(connection.recv(4096))
            connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], calls
    done.set()
    thread.join()
    server.close()


def test_nobody_is_called_by_a_refused_query(
    small_graph: KnowledgeGraph, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    for query in REACHES_OUT.values():
        with pytest.raises(QueryError):
            run_query(small_graph, query.replace("http://x", f"http://127.0.0.1:{port}/"))
    assert calls == []


def test_the_process_could_not_call_even_if_a_query_slipped_through(
    small_graph: KnowledgeGraph, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    query = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    process = QueryProcess("ntriples", ntriples(small_graph), contained=True)
    try:
        process.ask((query, {}, None, False, ()), 20.0)
    finally:
        process.stop()
    assert calls == []


def test_an_allowed_service_is_called(
    small_graph: KnowledgeGraph, listener: tuple[int, list[bytes]]
) -> None:
    port, calls = listener
    query = f"SELECT * {{ SERVICE SILENT <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    run_query(small_graph, query, allow_service=True)
    assert len(calls) == 1
