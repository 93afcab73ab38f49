"""Loading: what was written comes back, whole; what cannot be read says why."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from substancekg.errors import GraphError
from substancekg.graph.assemble import assemble, union
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.load import graph_of_nodes, load_graph
from substancekg.graph.nodes import Nodes
from substancekg.graph.policy import Policy
from substancekg.graph.rdf import triples
from substancekg.graph.store import memory_store, open_store, rdflib_graph, write_store
from substancekg.graph.turtle import turtle, write_turtle
from substancekg.ontology.terms import Grade

ORDER_IS_NOT_KEPT = ("synonyms", "xrefs", "parents")


def everything(value: Any) -> Any:
    """Return every field, also those that equality leaves out; names of entities sorted."""
    if isinstance(value, dict):
        return {
            key: sorted(item) if key in ORDER_IS_NOT_KEPT else everything(item)
            for key, item in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [everything(item) for item in value]
    return value


def loaded(turtle_text: str, **options: Any) -> KnowledgeGraph:
    found = ox.parse(turtle_text, format=ox.RdfFormat.TURTLE)
    return graph_of_nodes(Nodes.of(found), **options)


def test_every_field_comes_back(small_graph: KnowledgeGraph) -> None:
    again = loaded(turtle(small_graph))
    assert again == small_graph
    assert everything(asdict(again)) == everything(asdict(small_graph))
    assert list(again.claims) == list(small_graph.claims)
    assert list(again.entities) == list(small_graph.entities)
    assert list(again.documents) == list(small_graph.documents)


def test_the_base_iri_comes_back(small_graph: KnowledgeGraph) -> None:
    moved = replace(small_graph, base_iri="https://example.org/kg/")
    assert loaded(turtle(moved)).base_iri == "https://example.org/kg/"


def test_a_strict_policy_comes_back(small_graph: KnowledgeGraph) -> None:
    policy = Policy(3, Grade.HUMAN, chains=False, human_only=True, machine_read=False)
    strict = replace(small_graph, build=replace(small_graph.build, policy=policy))
    assert loaded(turtle(strict)).build == strict.build


@pytest.mark.parametrize("keep", ["file", "store", "folder", "gz"])
def test_each_place_that_holds_a_graph_gives_it_back(
    small_graph: KnowledgeGraph, tmp_path: Path, keep: str
) -> None:
    place = tmp_path / "graph.ttl"
    if keep == "store":
        place = tmp_path / "store"
        write_store(small_graph, place)
    elif keep == "gz":
        import gzip

        place = tmp_path / "graph.ttl.gz"
        place.write_bytes(gzip.compress(turtle(small_graph).encode()))
    else:
        write_turtle(small_graph, place)
        if keep == "folder":
            place = tmp_path
    assert load_graph(place) == small_graph


def built_apart(kg: KnowledgeGraph, base: EvidenceBase) -> list[KnowledgeGraph]:
    """Build a graph of each document on its own."""
    parts = []
    for key, document in kg.documents.items():
        said = [a for found in kg.assertions.values() for a in found if a.document == key]
        parts.append(assemble([document], said, base, kg.build.policy, tool_version="0"))
    return parts


def test_graphs_built_apart_merge_by_plain_union(
    small_graph: KnowledgeGraph, small_base: EvidenceBase
) -> None:
    parts = built_apart(small_graph, small_base)
    merged = set().union(*(set(triples(part)) for part in parts))
    assert merged == set(triples(small_graph))
    assert union(*parts) == small_graph
    assert loaded("".join(turtle(part) for part in parts)) == small_graph


def test_a_claim_that_a_paper_shares_with_others_is_judged_anew_after_a_union(
    world: Any, small_graph: KnowledgeGraph, small_base: EvidenceBase
) -> None:
    """What was read from a paper counts for the article, and not for the paper itself."""
    article = next(d for d in small_graph.documents.values() if d.id == "article")
    paper = next(d for d in small_graph.documents.values() if d.pmid == "26")
    claim = world.claim("testine", "alleviates", "anxiety")
    said = [world.assertion(claim, article), world.assertion(claim, paper)]
    joint = assemble([article, paper], said, small_base, Policy(min_papers=1), tool_version="0")
    parts = built_apart(joint, small_base)
    verdicts = {part.assessments[claim.key].verdict for part in parts}
    assert len(verdicts) == 2
    assert loaded("".join(turtle(part) for part in parts)) == joint


def test_rdflib_works_on_the_same_graph(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    wanted = len(set(triples(small_graph)))
    write_store(small_graph, tmp_path / "store")
    for source in (small_graph, tmp_path / "store", memory_store(small_graph)):
        graph = rdflib_graph(source)
        assert len(graph) == wanted
        rows = list(graph.query("SELECT ?c WHERE { ?c a skg:Claim }"))
        assert len(rows) == len(small_graph.claims)


def test_a_store_does_not_overwrite(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(GraphError, match="exists already"):
        write_store(small_graph, tmp_path)


def test_a_store_can_be_read_by_many_at_once(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    write_store(small_graph, tmp_path / "store")
    first, second = open_store(tmp_path / "store"), open_store(tmp_path / "store")
    assert len(first) == len(second) == len(set(triples(small_graph)))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("absent.ttl", None, "no such file or folder"),
        ("graph.html", "<p>", "no graph by its extension"),
        ("broken.ttl", "<a> <b> .", "not valid Turtle"),
        ("broken.ttl.gz", "no gzip", "cannot be read"),
        ("binary.nt", "\x00\x01", "not valid N-Triples"),
        ("foreign.ttl", "<http://a> <http://b> <http://c> .", "no graph of SubstanceKG"),
        ("empty.ttl", "", "no graph of SubstanceKG"),
    ],
)
def test_what_cannot_be_loaded_says_why_on_one_line(
    tmp_path: Path, name: str, content: str | None, message: str
) -> None:
    place = tmp_path / name
    if content is not None:
        place.write_text(content)
    with pytest.raises(GraphError, match=message) as caught:
        load_graph(place)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_folder_says_how_to_make_a_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="substancekg build"):
        load_graph(tmp_path)


BREAKS = {
    "no subject": ("rdf:subject", "skg:nothing", "no 22-rdf-syntax-ns#subject"),
    "unknown predicate": ("rdf:predicate skg:", "rdf:predicate skg:not_", "unknown predicate"),
    "unknown verdict": ("skg:verdict skg:", "skg:verdict skg:very-", "unknown verdict"),
    "no whole number": ("oa:start 0", 'oa:start "zero"', "where a whole number belongs"),
    "end before start": ("oa:start 0", "oa:start 99999", "not a span"),
}


@pytest.mark.parametrize("case", BREAKS, ids=list(BREAKS))
def test_a_broken_node_is_named(small_graph: KnowledgeGraph, case: str) -> None:
    old, new, message = BREAKS[case]
    broken = turtle(small_graph).replace(old, new)
    with pytest.raises(GraphError, match=message) as caught:
        loaded(broken)
    assert "https://w3id.org/substancekg/" in str(caught.value)
    assert loaded(broken, check=False).documents == small_graph.documents


def test_builds_of_different_policies_do_not_load_as_one(small_graph: KnowledgeGraph) -> None:
    other = replace(small_graph, build=replace(small_graph.build, policy=Policy(min_papers=5)))
    with pytest.raises(GraphError, match="2 builds"):
        loaded(turtle(small_graph) + turtle(other))


def test_a_graph_by_hand_needs_no_lines_and_no_hash_keys() -> None:
    by_hand = """
    @prefix skg: <https://w3id.org/substancekg/ontology#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix dct: <http://purl.org/dc/terms/> .
    @prefix ex: <https://example.org/> .
    ex:kava a skg:Botanical ; rdfs:label "kava" .
    ex:anxiety a skg:Condition ; rdfs:label "anxiety" .
    ex:c a skg:Claim ; rdf:subject ex:kava ; rdf:predicate skg:treats ; rdf:object ex:anxiety ;
      skg:polarity skg:affirmed ; skg:status skg:literature-supported ; skg:verdict skg:supported ;
      skg:supportedBy ex:e .
    ex:e a skg:Evidence ; skg:subject ex:kava ; skg:predicate skg:treats ; skg:object ex:anxiety ;
      skg:direction skg:supports ; skg:grade skg:trial ; dct:source ex:paper .
    ex:paper a skg:Paper ; skg:pmid "1" .
    ex:b a skg:Build ; skg:policy ex:p .
    ex:p a skg:Policy ; skg:minPapers 2 .
    """
    graph = loaded(by_hand)
    (claim,) = graph.claims.values()
    (assessment,) = graph.assessments.values()
    assert (claim.subject.label, claim.predicate, claim.object.label) == (
        "kava", "treats", "anxiety",
    )  # fmt: skip
    assert assessment.supporting[0].evidence.citation.pmid == "1"
    assert loaded(turtle(graph)) == graph


def test_a_store_with_a_damaged_file_is_an_error_in_one_line(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_store(small_graph, tmp_path / "store")
    for table in (tmp_path / "store").glob("*.sst"):
        table.write_bytes(table.read_bytes()[:200])
    for read in (open_store, load_graph):
        with pytest.raises(GraphError, match="not a readable store") as caught:
            read(tmp_path / "store")
        assert "\n" not in str(caught.value)


def test_a_store_tells_nothing_of_the_machine_that_wrote_it(
    small_graph: KnowledgeGraph, tmp_path: Path
) -> None:
    write_store(small_graph, tmp_path / "store")
    told = b"".join(path.read_bytes() for path in (tmp_path / "store").iterdir())
    assert str(tmp_path).encode() not in told
    assert b"Host name" not in told
