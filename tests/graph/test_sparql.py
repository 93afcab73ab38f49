"""Queries: the engine's own rows for every form, in time or not at all, with errors that help."""

from __future__ import annotations

import csv
import io
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
import rdflib.compare

from substancekg.errors import GraphError, QueryError, UnknownNameError
from substancekg.graph.entailment import entailed
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf_terms import SKG
from substancekg.graph.sparql import run_query
from substancekg.graph.sparql_process import QueryProcess
from substancekg.graph.sparql_results import prefixes_for
from substancekg.graph.store import memory_store, ntriples, write_store
from substancekg.graph.turtle import write_turtle
from substancekg.ontology.vocabulary import predicate_ancestors

SELECTS = {
    "pattern": "SELECT ?c ?l { ?c a skg:Claim ; rdfs:label ?l }",
    "star": "SELECT * { ?c skg:verdict skg:contested ; ?p ?o }",
    "optional": "SELECT ?e ?q { ?e a skg:Evidence OPTIONAL { ?e skg:quote ?q } }",
    "union and filter": "SELECT ?x { { ?x a skg:Claim } UNION { ?x a skg:Paper } FILTER(ISIRI(?x)) }",
    "aggregate": "SELECT ?v (COUNT(*) AS ?n) { ?c skg:verdict ?v } GROUP BY ?v HAVING(COUNT(*) > 1)",
    "order and slice": "SELECT ?l { ?c a skg:Claim ; rdfs:label ?l } ORDER BY DESC(?l) LIMIT 3 OFFSET 1",
    "distinct": "SELECT DISTINCT ?p { ?s ?p ?o }",
    "path": "SELECT ?a ?b { ?a skos:broader+ ?b }",
    "alternative path": "SELECT ?c ?e { ?c skg:supportedBy|skg:disputedBy ?e }",
    "not exists": "SELECT ?c { ?c a skg:Claim FILTER NOT EXISTS { ?c skg:supportedBy ?e } }",
    "minus": "SELECT ?c { ?c a skg:Claim MINUS { ?c skg:status skg:source-asserted } }",
    "values": "SELECT ?c ?v { VALUES ?v { skg:contested skg:supported } ?c skg:verdict ?v }",
    "bind": "SELECT ?c (STRLEN(?l) AS ?n) { ?c a skg:Claim ; rdfs:label ?l BIND(UCASE(?l) AS ?u) }",
    "subselect": "SELECT ?v ?n { { SELECT ?v (COUNT(?c) AS ?n) { ?c skg:verdict ?v } GROUP BY ?v } }",
    "numbers": "SELECT ?s ?e { ?x oa:start ?s ; oa:end ?e FILTER(?e - ?s > 5) }",
    "none": "SELECT ?x { ?x a skg:Nothing }",
    "unbound": "SELECT ?x ?nothing { ?x a skg:Build }",
}
ASKS = {"yes": "ASK { ?c a skg:Claim }", "no": "ASK { ?c a skg:Nothing }"}
GRAPHS = {
    "construct": "CONSTRUCT { ?s ?p ?o } WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }",
    "construct where": "CONSTRUCT WHERE { ?c skg:status ?s }",
    "describe": "DESCRIBE ent:testine",
}
ROW_FORMATS = ("csv", "tsv", "json", "xml")


def rdflib_graph_of(kg: KnowledgeGraph) -> rdflib.Graph:
    graph = rdflib.Graph().parse(data=ntriples(kg), format="nt")
    for prefix, namespace in prefixes_for(kg.base_iri).items():
        graph.bind(prefix, namespace)
    return graph


def bare(kg: KnowledgeGraph, query: str) -> Any:
    return memory_store(kg).query(query, prefixes=prefixes_for(kg.base_iri))


@pytest.fixture(scope="module")
def place(small_graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kg")
    write_turtle(small_graph, folder / "graph.ttl")
    write_store(small_graph, folder / "store")
    return folder


@pytest.mark.parametrize("case", SELECTS, ids=list(SELECTS))
def test_rows_are_those_of_the_bare_engine_and_of_rdflib(
    small_graph: KnowledgeGraph, place: Path, case: str
) -> None:
    query = SELECTS[case]
    wanted = bare(small_graph, query)
    names = [variable.value for variable in wanted.variables]
    rows = [tuple(row) for row in wanted]
    plain = [
        tuple(None if term is None else str(term) for term in row)
        for row in rdflib_graph_of(small_graph).query(query)
    ]
    for source in (small_graph, place / "graph.ttl", place / "store", place):
        result = run_query(source, query)
        if case != "star":  # the order of * is the engine's own
            assert list(result.columns or ()) == names
        found = [tuple(None if t is None else t.raw for t in row) for row in result.rows]
        by_name = [sorted(row.asdict().items()) for row in result.rows]
        assert len(found) == len(rows)
        if case != "star":
            assert Counter(map(repr, found)) == Counter(map(repr, rows))
            texts = [tuple(None if t is None else str(t) for t in row) for row in result.rows]
            assert Counter(texts) == Counter(plain)
        assert len(by_name) == len(plain)
        if "ORDER BY" in query:
            assert found == rows


@pytest.mark.parametrize("case", ASKS, ids=list(ASKS))
def test_truth_is_that_of_the_engine(small_graph: KnowledgeGraph, place: Path, case: str) -> None:
    for source in (small_graph, place):
        result = run_query(source, ASKS[case])
        assert result.truth is bool(bare(small_graph, ASKS[case]))
        assert bool(result) is (case == "yes")
        assert list(result) == [case == "yes"]
    assert bool(rdflib_graph_of(small_graph).query(ASKS[case]).askAnswer) is (case == "yes")


@pytest.mark.parametrize("case", GRAPHS, ids=list(GRAPHS))
def test_triples_are_those_of_the_engine(
    small_graph: KnowledgeGraph, place: Path, case: str
) -> None:
    wanted = {str(triple) for triple in bare(small_graph, GRAPHS[case])}
    for source in (small_graph, place):
        result = run_query(source, GRAPHS[case])
        found = {str(ox.Triple(*(term.raw for term in triple))) for triple in result.triples}
        assert found == wanted
        turtle = result.serialize("turtle")
        again = rdflib.Graph().parse(data=turtle, format="turtle")
        assert rdflib.compare.isomorphic(again, result.graph)
        assert len(again) == len(wanted) > 0
    if case != "describe":  # each engine describes in its own way
        plain = rdflib_graph_of(small_graph).query(GRAPHS[case]).graph
        assert plain is not None
        assert rdflib.compare.isomorphic(plain, again)


@pytest.mark.parametrize("form", ["SELECT", "ASK"])
@pytest.mark.parametrize("name", ["json", "xml", "tsv", "csv"])
def test_result_formats_are_read_back_by_other_tools(
    small_graph: KnowledgeGraph, name: str, form: str
) -> None:
    query = "SELECT ?c ?l ?n ?q { ?c rdfs:label ?l OPTIONAL { ?c skg:rank ?n } OPTIONAL { ?c skg:quote ?q } }"
    result = run_query(small_graph, query if form == "SELECT" else "ASK { ?c a skg:Claim }")
    text = result.serialize(name)
    formats = {
        "json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML,
        "tsv": ox.QueryResultsFormat.TSV,
    }  # fmt: skip
    if name in formats:
        again = ox.parse_query_results(text.encode(), formats[name])
        if form == "ASK":
            assert bool(again) is True
            return
        rows = [tuple(row) for row in again]
        assert [v.value for v in again.variables] == list(result.columns or ())
        assert rows == [tuple(None if t is None else t.raw for t in row) for row in result.rows]
    elif form == "ASK":
        assert text == "true\r\n"
    else:
        rows_read = list(csv.reader(io.StringIO(text)))
        assert rows_read[0] == list(result.columns or ())
        assert rows_read[1:] == [["" if t is None else str(t) for t in row] for row in result.rows]


def test_strange_terms_survive_every_format() -> None:
    store = ox.Store()
    strange = 'tab\t newline\n quote" backslash\\ return\r angle<&> \U0001f33f'
    for term in (ox.Literal(strange), ox.Literal(strange, language="en-GB"), ox.BlankNode("b"),
                 ox.Literal("x", datatype=ox.NamedNode("http://e/t")), ox.NamedNode("http://e/é")):  # fmt: skip
        store.add(ox.Quad(ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p"), term))
    result = run_query(store, "SELECT ?o { ?s ?p ?o }")
    wanted = Counter(repr(row[0].raw) for row in result.rows)
    for name, found in (
        ("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML),
        ("tsv", ox.QueryResultsFormat.TSV),
    ):  # fmt: skip
        again = ox.parse_query_results(result.serialize(name).encode(), found)
        assert Counter(repr(row[0]) for row in again) == wanted, name
    ElementTree.fromstring(result.serialize("xml"))
    json.loads(result.serialize("json"))
    assert result.to_rdflib().serialize(format="json")


def test_rows_can_be_read_in_the_manner_of_rdflib(small_graph: KnowledgeGraph) -> None:
    result = run_query(
        small_graph, "SELECT ?label ?start { ?c rdfs:label ?label . ?x oa:start ?start } LIMIT 2"
    )
    for row in result:
        label, start = row
        assert row.label == row["label"] == row[0] == label
        assert start.toPython() == int(str(start))
        assert row.asdict() == {"label": label, "start": start}
    with pytest.raises(AttributeError, match=r"no variable \?nothing"):
        _ = result.rows[0].nothing
    assert len(result.to_dataframe()) == 2
    assert len(result.to_rdflib()) == 2


def test_tables_use_short_names(small_graph: KnowledgeGraph) -> None:
    result = run_query(small_graph, "SELECT ?c ?v { ?c skg:verdict ?v } ORDER BY ?c LIMIT 1")
    (row,) = result.table_rows()
    assert row[0].startswith("clm:")
    assert row[1].startswith("skg:")
    assert result.serialize("table").splitlines()[0].split() == ["c", "v"]


def test_the_graph_s_own_prefixes_follow_its_base(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    from dataclasses import replace

    moved = replace(small_graph, base_iri="https://example.org/kg/")
    write_turtle(moved, tmp_path / "graph.ttl")
    for source in (moved, tmp_path / "graph.ttl"):
        result = run_query(source, "SELECT ?l { ent:testine rdfs:label ?l }")
        assert [str(row.l) for row in result] == ["testine"]


SYNTAX = {
    "unknown prefix": ("SELECT ?s { ?s ex:p ?o }", "line 1, column .*prefix ex: is not declared"),
    "nearly right prefix": ("SELECT ?s { ?s sgk:p ?o }", "did you mean skg:"),
    "misspelt keyword": ("SELECT ?s\n{ ?s ?p ?o .\n FILTR(?o > 3) }", "line 3.*FILTER for 'FILTR'"),
    "misspelt form": ("SELCT ?s { ?s ?p ?o }", "did you mean SELECT"),
    "open brace": ("SELECT ?s { ?s ?p ?o", "'{' not closed"),
    "brace too many": ("SELECT ?s { ?s ?p ?o } }", "'}' too many"),
    "open parenthesis": ("SELECT ?s { ?s ?p ?o FILTER(?o > 3 }", r"'\(' not closed"),
    "open quote": ("SELECT ?s { ?s ?p 'x }", "quotation mark is not closed"),
    "no query": ("kratom", "begins with SELECT"),
}


@pytest.mark.parametrize("case", SYNTAX, ids=list(SYNTAX))
def test_a_syntax_error_says_where_and_gives_a_hint(small_graph: KnowledgeGraph, case: str) -> None:
    query, message = SYNTAX[case]
    with pytest.raises(QueryError, match=message) as caught:
        run_query(small_graph, query)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l "
    "FILTER(CONCAT(STR(?a), STR(?d)) = CONCAT(STR(?g), STR(?j))) }"
)


def test_the_time_limit_holds_inside_one_native_call(small_graph: KnowledgeGraph) -> None:
    run_query(small_graph, "ASK { ?s ?p ?o }")
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0\.5 s.*--timeout"):
        run_query(small_graph, ENDLESS, timeout=0.5)
    assert time.monotonic() - start < 5
    assert run_query(small_graph, "ASK { ?s ?p ?o }").truth is True


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system cannot bound memory")
def test_a_query_that_eats_memory_is_ended_and_the_caller_lives(
    small_graph: KnowledgeGraph,
) -> None:
    greedy = "SELECT DISTINCT ?a ?b ?d ?e { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a"
    process = QueryProcess("ntriples", ntriples(small_graph), memory=64 << 20)
    with pytest.raises(QueryError, match="more memory than it may take"):
        process.ask((greedy, {}, None, False, ()), 60.0)
    assert not process.alive


def test_more_rows_than_the_limit_are_an_error(small_graph: KnowledgeGraph) -> None:
    query = "SELECT * { ?s ?p ?o }"
    with pytest.raises(QueryError, match="more than 5 rows.*LIMIT"):
        run_query(small_graph, query, max_rows=5)
    with pytest.raises(QueryError, match="more than 5 rows"):
        run_query(small_graph, "CONSTRUCT WHERE { ?s ?p ?o }", max_rows=5)
    assert len(run_query(small_graph, f"{query} LIMIT 5", max_rows=5)) == 5


@pytest.mark.parametrize(
    "clause",
    ["FROM <http://example.org/g>", "FROM <file:///etc/hostname>", "FROM NAMED <http://x/>",
     "FROM ent:kratom"],
)  # fmt: skip
def test_from_reads_nothing_that_is_not_in_the_graph(
    small_graph: KnowledgeGraph, clause: str
) -> None:
    with pytest.raises(QueryError, match="read only the graph that they are given"):
        run_query(small_graph, f"SELECT * {clause} {{ ?s ?p ?o }}")


def test_from_may_name_a_graph_of_the_file(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    from substancekg.graph.exports.registry import export

    export(small_graph, tmp_path / "graph.trig")
    every = "SELECT (COUNT(*) AS ?n) { ?c a skg:Claim }"
    named = "SELECT (COUNT(*) AS ?n) FROM <https://w3id.org/substancekg/graph> { ?c a skg:Claim }"
    for query in (every, named):
        (row,) = run_query(tmp_path / "graph.trig", query)
        assert row.n.toPython() == len(small_graph.claims)


def test_a_changed_file_is_read_anew(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    write_turtle(small_graph, path)
    assert run_query(path, "ASK { ?c a skg:Claim }").truth is True
    path.write_text("# nothing")
    assert run_query(path, "ASK { ?c a skg:Claim }").truth is False


def test_results_refuse_what_their_form_cannot_give(small_graph: KnowledgeGraph) -> None:
    rows = run_query(small_graph, "SELECT ?s { ?s ?p ?o } LIMIT 1")
    with pytest.raises(QueryError, match="gives no triples"):
        rows.serialize("turtle")
    with pytest.raises(QueryError, match="gives triples"):
        run_query(small_graph, "DESCRIBE ent:testine").serialize("csv")
    with pytest.raises(UnknownNameError, match="known: table, csv"):
        rows.serialize("excel")


def test_a_file_that_is_no_graph_is_an_error_of_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("hello")
    with pytest.raises(GraphError, match="not valid Turtle"):
        run_query(path, "ASK { ?s ?p ?o }")


def test_entailment_fills_in_broader_relations_and_classes(small_graph: KnowledgeGraph) -> None:
    query = "SELECT ?x { ?x skg:binds ent:opioid-receptor }"
    assert len(run_query(small_graph, query)) == 0
    found = {row.x.rsplit("/", 1)[-1] for row in run_query(small_graph, query, entail=True)}
    assert found == {"testine"}


def test_entailment_adds_what_follows_and_nothing_else(small_graph: KnowledgeGraph) -> None:
    store = memory_store(small_graph)
    before = {(q.subject.value, q.predicate.value, str(q.object)) for q in store}
    after = {(q.subject.value, q.predicate.value, str(q.object)) for q in entailed(store)}
    base = small_graph.base_iri
    wanted = set()
    above = {
        slug: _classes(small_graph, slug) for slug in small_graph.entities
    }  # computed from the entities, not from the triples
    for slug, classes in above.items():
        for other in classes:
            wanted.add((f"{base}entity/{slug}", f"{SKG}is_a", f"<{base}entity/{other}>"))
    for key, claim in small_graph.claims.items():
        if claim.polarity == "negated":
            continue
        if small_graph.assessments[key].status != "literature-supported":
            continue
        for name in (claim.predicate, *predicate_ancestors(claim.predicate)):
            for obj in (claim.object.slug, *above[claim.object.slug]):
                wanted.add(
                    (f"{base}entity/{claim.subject.slug}", SKG + name, f"<{base}entity/{obj}>")
                )
    assert before <= after
    assert after - before <= wanted
    assert wanted <= after


def _classes(kg: KnowledgeGraph, slug: str) -> set[str]:
    by_label = {entity.label: other for other, entity in kg.entities.items()}
    found: set[str] = set()
    level = [by_label[label] for label in kg.entities[slug].parents]
    while level:
        current = level.pop()
        if current not in found:
            found.add(current)
            level += [by_label[label] for label in kg.entities[current].parents]
    return found
