"""Nanopublications: four graphs each, as the nanopub guidelines and the nanopub library want."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from substancekg.graph.exports.registry import export
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf_terms import SKG
from substancekg.ontology.terms import Verdict

NP = rdflib.Namespace("http://www.nanopub.org/nschema#")
S = rdflib.Namespace(SKG)
PARTS = (NP.hasAssertion, NP.hasProvenance, NP.hasPublicationInfo)


@pytest.fixture
def dataset(small_graph: KnowledgeGraph, tmp_path: Path) -> rdflib.Dataset:
    export(small_graph, tmp_path / "graph.nanopub.trig")
    found = rdflib.Dataset()
    found.parse(tmp_path / "graph.nanopub.trig", format="trig")
    return found


def nanopubs(dataset: rdflib.Dataset) -> list[tuple[rdflib.URIRef, list[rdflib.Graph]]]:
    found = []
    for head in list(dataset.graphs()):
        for this in head.subjects(rdflib.RDF.type, NP.Nanopublication):
            parts = [dataset.graph(head.value(this, prop)) for prop in PARTS]
            found.append((this, [head, *parts]))
    return found


def test_each_claim_that_evidence_speaks_to_is_one_nanopublication(
    dataset: rdflib.Dataset, small_graph: KnowledgeGraph
) -> None:
    wanted = {
        rdflib.URIRef(f"{small_graph.base_iri}nanopub/{key}")
        for key, assessment in small_graph.assessments.items()
        if assessment.verdict is not Verdict.NOT_FOUND
    }
    assert {this for this, _ in nanopubs(dataset)} == wanted


def test_the_four_graphs_are_filled_and_speak_of_each_other(dataset: rdflib.Dataset) -> None:
    for this, (head, assertion, provenance, info) in nanopubs(dataset):
        assert len(head) == 4
        assert len(assertion) > 0
        assert (assertion.identifier, None, None) in provenance
        assert (this, None, None) in info


def test_a_dispute_is_in_the_provenance(dataset: rdflib.Dataset) -> None:
    disputed = [
        provenance
        for _, (_, _, provenance, _) in nanopubs(dataset)
        if (None, S.verdict, S.contested) in provenance
    ]
    assert disputed
    for provenance in disputed:
        assert (None, S.supportedBy, None) in provenance
        assert (None, S.disputedBy, None) in provenance


def test_a_negated_claim_asserts_no_plain_triple(
    dataset: rdflib.Dataset, small_graph: KnowledgeGraph
) -> None:
    graphs = {str(this): parts[1] for this, parts in nanopubs(dataset)}
    for key, claim in small_graph.claims.items():
        assertion = graphs.get(f"{small_graph.base_iri}nanopub/{key}")
        if assertion is not None and claim.polarity == "negated":
            assert (None, S[claim.predicate], None) not in assertion


def test_the_nanopub_library_accepts_them(dataset: rdflib.Dataset) -> None:
    library = pytest.importorskip("nanopub", reason="the nanopub library is not installed")
    for _, parts in nanopubs(dataset):
        alone = rdflib.Dataset()
        for part in parts:
            for triple in part:
                alone.graph(part.identifier).add(triple)
        assert library.Nanopub(rdf=alone, conf=library.NanopubConf()).is_valid
