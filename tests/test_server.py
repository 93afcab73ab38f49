"""The web server: the SPARQL 1.1 Protocol, pages in several forms, and nothing that writes."""

from __future__ import annotations

import importlib.util
import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from substancekg.graph.assemble import assemble
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf_terms import SKG
from substancekg.graph.store import write_store
from substancekg.graph.turtle import write_turtle
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Direction, Grade

pytest.importorskip("starlette", reason="the serve extra is not installed")
from starlette.testclient import TestClient

from substancekg.server import allowed_hosts, create_app
from substancekg.sparql_protocol import ROWS, negotiate

SCRIPT = "<script>alert(1)</script>"


def small_graph() -> KnowledgeGraph:
    tea = Entity("leafy tea", "Botanical")
    sleep = Entity(SCRIPT, "Process")
    text = f"Tea improves {SCRIPT}."
    document = SourceDocument("article", "a" * 64, title=f"Tea {SCRIPT}", url="javascript:alert(1)")
    said = Assertion(
        document.key, "article", Span(0, len(text)), text, tea, Span(0, 3), "Tea", "improves",
        sleep, Span(13, 13 + len(SCRIPT)), SCRIPT, "improves", Span(4, 12), "test",
    )  # fmt: skip
    record = Evidence(
        tea, "improves", sleep, Direction.SUPPORTS, Citation(pmid="1", title="A trial"), Grade.TRIAL
    )
    return assemble([document], [said], EvidenceBase([record], Lexicon([tea, sleep])))


@pytest.fixture(scope="module")
def kg() -> KnowledgeGraph:
    return small_graph()


@pytest.fixture(scope="module")
def folder(kg: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("kg")
    write_turtle(kg, place / "graph.ttl")
    write_store(kg, place / "store")
    return place


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    app = create_app(folder, timeout=2.0, max_rows=50, hosts=allowed_hosts("127.0.0.1"))
    with TestClient(app, base_url="http://127.0.0.1") as found:
        yield found


SELECT = "SELECT ?c ?l { ?c a skg:Claim ; rdfs:label ?l }"
WAYS: dict[str, dict[str, Any]] = {
    "GET": {"method": "GET", "url": "/sparql", "params": {"query": SELECT}},
    "POST as a form": {"method": "POST", "url": "/sparql", "data": {"query": SELECT}},
    "POST directly": {
        "method": "POST", "url": "/sparql", "content": SELECT,
        "headers": {"Content-Type": "application/sparql-query"},
    },
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=list(WAYS))
def test_each_way_of_asking_gives_the_same_rows(client: TestClient, way: str) -> None:
    response = client.request(**WAYS[way])
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/sparql-results+json"
    (row,) = response.json()["results"]["bindings"]
    assert row["l"]["value"] == f"leafy tea improves {SCRIPT}"


@pytest.mark.parametrize("media", list(ROWS))
def test_rows_come_in_the_form_that_is_asked_for(client: TestClient, media: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": media})
    assert response.headers["content-type"].partition(";")[0] == media
    assert SCRIPT in response.text or "&lt;script&gt;" in response.text
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize(
    ("media", "parser"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"),
     ("application/rdf+xml", "xml")],
)  # fmt: skip
def test_triples_come_in_the_form_that_is_asked_for(
    client: TestClient, media: str, parser: str
) -> None:
    response = client.get(
        "/sparql", params={"query": "DESCRIBE ent:leafy-tea"}, headers={"Accept": media}
    )
    assert response.headers["content-type"].partition(";")[0] == media
    graph = rdflib.Graph().parse(data=response.text, format=parser)
    assert (None, rdflib.RDFS.label, rdflib.Literal("leafy tea")) in graph


def test_ask_answers_true_and_false(client: TestClient) -> None:
    for query, truth in (("ASK { ?c a skg:Claim }", True), ("ASK { ?c a skg:Nothing }", False)):
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is truth


REFUSED: dict[str, tuple[dict[str, Any], int]] = {
    "malformed": ({"method": "GET", "params": {"query": "SELECT"}}, 400),
    "no query in a POST": ({"method": "POST", "data": {"x": "y"}}, 400),
    "service": ({"method": "GET", "params": {"query": "ASK { SERVICE <http://x> { } }"}}, 403),
    "update as a query": ({"method": "GET", "params": {"query": "DROP ALL"}}, 403),
    "update parameter": ({"method": "GET", "params": {"update": "DROP ALL"}}, 403),
    "update form": ({"method": "POST", "data": {"update": "DROP ALL"}}, 403),
    "update body": (
        {"method": "POST", "content": "DROP ALL",
         "headers": {"Content-Type": "application/sparql-update"}}, 403,
    ),
    "unknown content type": (
        {"method": "POST", "content": "{}", "headers": {"Content-Type": "application/json"}}, 415
    ),
    "not UTF-8": (
        {"method": "POST", "content": b"\xff",
         "headers": {"Content-Type": "application/sparql-query"}}, 400,
    ),
    "too long": (
        {"method": "POST", "content": b" " * 1_000_001,
         "headers": {"Content-Type": "application/sparql-query"}}, 413,
    ),
    "dataset parameter": (
        {"method": "GET", "params": {"query": SELECT, "default-graph-uri": "http://x"}}, 400
    ),
    "from elsewhere": (
        {"method": "GET", "params": {"query": "SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }"}},
        400,
    ),
    "no such form": (
        {"method": "GET", "params": {"query": SELECT}, "headers": {"Accept": "image/png"}}, 406
    ),
    "too many rows": ({"method": "GET", "params": {"query": "SELECT * { ?s ?p ?o }"}}, 413),
    "too slow": (
        {"method": "GET", "params": {"query": (
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o "
            "FILTER(CONCAT(STR(?a), STR(?d), STR(?m)) = CONCAT(STR(?g), STR(?j))) }")}},
        503,
    ),
    "put": ({"method": "PUT", "content": "x"}, 405),
    "delete": ({"method": "DELETE"}, 405),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=list(REFUSED))
def test_what_is_refused_is_refused_with_its_status(client: TestClient, case: str) -> None:
    request, status = REFUSED[case]
    response = client.request(url="/sparql", **request)
    assert response.status_code == status
    assert "Traceback" not in response.text
    assert client.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).json()["boolean"] is True


def test_without_query_programs_get_a_description_and_people_the_page(client: TestClient) -> None:
    response = client.get("/sparql")
    graph = rdflib.Graph().parse(data=response.text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert (None, sd.supportedLanguage, sd.SPARQL11Query) in graph
    page = client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, "/query")


NODES = ("claim", "entity", "document", "evidence", "source", "assertion", "line", "build")


def iris(kg: KnowledgeGraph, part: str) -> list[str]:
    from substancekg.graph.rdf import triples

    start = f"<{kg.base_iri}{part}/"
    found = {s for s, _, _ in triples(kg) if s.startswith(start) and "-" not in s.split("/")[-1]}
    return sorted(found | {s for s, _, _ in triples(kg) if s.startswith(start)})


@pytest.mark.parametrize("part", NODES)
def test_each_node_has_its_page_as_html_turtle_and_json_ld(
    client: TestClient, kg: KnowledgeGraph, part: str
) -> None:
    for node in iris(kg, part):
        path = "/" + node[1:-1].removeprefix(kg.base_iri)
        html = client.get(path, headers={"Accept": "text/html"})
        assert html.status_code == 200
        assert html.headers["content-type"].startswith("text/html")
        turtle = client.get(path, headers={"Accept": "text/turtle"})
        json_ld = client.get(path, headers={"Accept": "application/ld+json"})
        one = set(ox.parse(turtle.content, ox.RdfFormat.TURTLE))
        other = {quad.triple for quad in ox.parse(json_ld.content, ox.RdfFormat.JSON_LD)}
        assert {quad.triple for quad in one} == other
        assert any(str(quad.subject) == node for quad in one)


def test_a_claim_s_turtle_has_its_sentence_and_evidence_line(
    client: TestClient, kg: KnowledgeGraph
) -> None:
    (key,) = kg.claims
    text = client.get(f"/claim/{key}?format=turtle").text
    assert "oa:exact" in text
    assert "skg:EvidenceLine" in text


def test_text_of_documents_is_escaped_on_every_page(client: TestClient, kg: KnowledgeGraph) -> None:
    for part in NODES:
        for node in iris(kg, part):
            page = client.get(f"/{node[1:-1].removeprefix(kg.base_iri)}").text
            assert "<script>alert" not in page
            assert 'href="javascript:' not in page
    assert "<script>alert(1)" not in client.get("/").text


@pytest.mark.parametrize("path", ["/", "/query", "/claim/{key}", "/entity/leafy-tea"])
def test_pages_carry_a_content_security_policy(
    client: TestClient, kg: KnowledgeGraph, path: str
) -> None:
    (key,) = kg.claims
    response = client.get(path.format(key=key), headers={"Accept": "text/html"})
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


def test_pages_ask_for_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/query", "/entity/leafy-tea"):
        page = client.get(path, headers={"Accept": "text/html"}).text
        loaded = re.findall(r'<(?:script|img|link)[^>]+(?:src|href)="([^"]+)"', page)
        assert all(address.startswith("/assets/") for address in loaded)
    assert client.get("/assets/yasgui.min.js").status_code == 200
    assert client.get("/assets/yasgui.LICENSE.txt").status_code == 200


def test_the_query_page_offers_the_saved_queries(client: TestClient) -> None:
    from substancekg.graph.saved_queries import saved_queries

    page = client.get("/query").text
    for name in saved_queries():
        assert f'<option value="{name}"' in page


@pytest.mark.parametrize(
    "path", ["/nothing", "/entity/unknown", "/assets/../server.py", "/assets/page.css", "/claim/"]
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404


def test_health_counts(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "claims": 1, "documents": 1}


def test_the_whole_graph_the_ontology_and_the_shapes_can_be_fetched(
    client: TestClient, folder: Path
) -> None:
    assert client.get("/graph.ttl").text == (folder / "graph.ttl").read_text()
    assert f"<{SKG.rstrip('#')}>" in client.get("/ontology").text
    assert "sh:NodeShape" in client.get("/shapes").text


def test_other_hosts_names_are_refused_on_loopback(client: TestClient) -> None:
    assert client.get("/health", headers={"Host": "evil.example"}).status_code == 400


def test_no_other_origin_may_read_unless_named(folder: Path, client: TestClient) -> None:
    response = client.get("/health", headers={"Origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers
    with TestClient(create_app(folder, cors="https://good.example", workers=1)) as other:
        for origin, allowed in (("https://good.example", True), ("https://evil.example", False)):
            found = other.get("/health", headers={"Origin": origin}).headers
            assert (found.get("access-control-allow-origin") == origin) is allowed


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/xml"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("application/sparql-results+json;q=0, text/csv;q=0.1", "text/csv"),
        ("image/png", None),
        ("text/csv;q=x", None),
    ],
)
def test_negotiation_follows_quality_and_specificity(accept: str, wanted: str | None) -> None:
    found = negotiate(accept, ROWS)
    assert (found[0] if found else None) == wanted


@pytest.mark.skipif(importlib.util.find_spec("uvicorn") is None, reason="uvicorn is not installed")
def test_the_command_serves_and_stops_gracefully(folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "substancekg", "serve", str(folder), "--port", "0"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        assert address is not None
        with urllib.request.urlopen(f"{address.group()}health", timeout=20) as response:
            assert json.load(response)["status"] == "ok"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 0
        assert "Traceback" not in said
    finally:
        process.kill()
        process.wait()


def test_a_taken_port_is_one_clear_line(folder: Path) -> None:
    import socket

    from substancekg.server import ServerError, serve_graph

    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(ServerError, match="cannot listen on 127.0.0.1 port .*--port"),
    ):
        serve_graph(folder, port=taken.getsockname()[1])
