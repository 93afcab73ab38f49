"""KGX files: the required slots, values of the Biolink enums, and no edge without its nodes."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from substancekg.graph.exports.kgx import kgx_edges, kgx_nodes
from substancekg.graph.exports.registry import export
from substancekg.graph.knowledge_graph import KnowledgeGraph

CURIE = re.compile(r"[A-Za-z][A-Za-z0-9.]*:\S+")
REQUIRED = (
    "id", "subject", "predicate", "object", "category", "primary_knowledge_source",
    "knowledge_level", "agent_type",
)  # fmt: skip


def test_nodes_have_identifier_category_and_name(small_graph: KnowledgeGraph) -> None:
    nodes = kgx_nodes(small_graph)
    assert len({node["id"] for node in nodes}) == len(nodes)
    for node in nodes:
        assert CURIE.fullmatch(node["id"])
        assert node["name"]
        assert all(category.startswith("biolink:") for category in node["category"])


def test_edges_have_the_required_slots_and_known_ends(small_graph: KnowledgeGraph) -> None:
    nodes = {node["id"] for node in kgx_nodes(small_graph)}
    edges = kgx_edges(small_graph)
    assert len({edge["id"] for edge in edges}) == len(edges) == len(small_graph.claims)
    for edge in edges:
        assert set(REQUIRED) <= set(edge)
        assert {edge["subject"], edge["object"]} <= nodes
        assert edge["predicate"].startswith("biolink:")
        assert edge["knowledge_level"] in ("knowledge_assertion", "logical_entailment")
        assert edge["agent_type"] == "text_mining_agent"
        assert isinstance(edge["negated"], bool)


def test_an_agonist_is_told_from_an_affecter_by_its_qualifiers(
    small_graph: KnowledgeGraph,
) -> None:
    edge = next(
        e for e in kgx_edges(small_graph) if e["original_predicate"] == "SUBSTANCEKG:agonist_of"
    )
    assert edge["predicate"] == "biolink:affects"
    assert edge["causal_mechanism_qualifier"] == "agonism"
    assert edge["object_direction_qualifier"] == "increased"


def test_publications_for_and_against_are_kept_apart(small_graph: KnowledgeGraph) -> None:
    edge = next(e for e in kgx_edges(small_graph) if e["verdict"] == "contested")
    assert edge["publications"] == ["PMID:11", "PMID:12"]
    assert edge["contradicting_publications"] == ["PMID:13"]


def test_negation_is_on_the_edge(small_graph: KnowledgeGraph) -> None:
    negated = {edge["id"] for edge in kgx_edges(small_graph) if edge["negated"]}
    wanted = {
        f"{small_graph.base_iri}claim/{key}"
        for key, claim in small_graph.claims.items()
        if claim.polarity == "negated"
    }
    assert negated == wanted


@pytest.mark.parametrize("name", ["graph", "graph.tsv"])
def test_tsv_has_two_files_with_one_row_a_record(
    small_graph: KnowledgeGraph, tmp_path: Path, name: str
) -> None:
    nodes, edges = export(small_graph, tmp_path / name, "kgx")
    assert (nodes.name, edges.name) == ("graph_nodes.tsv", "graph_edges.tsv")
    with edges.open(newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(small_graph.claims)
    for row in rows:
        assert None not in row
        assert None not in row.values()


def test_json_lines_hold_the_same_records(small_graph: KnowledgeGraph, tmp_path: Path) -> None:
    nodes, edges = export(small_graph, tmp_path / "graph.jsonl", "kgx-jsonl")
    assert [json.loads(line) for line in nodes.read_text().splitlines()] == kgx_nodes(small_graph)
    assert [json.loads(line) for line in edges.read_text().splitlines()] == kgx_edges(small_graph)
