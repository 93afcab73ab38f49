"""The shipped ontology is what the tables say, and defines every term that graphs use."""

from __future__ import annotations

import rdflib

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.ontology_terms import CLASSES, PROPERTIES, RELATION_ANNOTATIONS, VALUES
from substancekg.graph.ontology_turtle import ontology_file, ontology_turtle
from substancekg.graph.rdf import triples
from substancekg.graph.rdf_terms import SKG
from substancekg.ontology.vocabulary import entity_types, predicates

SKOS = rdflib.SKOS
S = rdflib.Namespace(SKG)


def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology_turtle(), format="turtle")


def test_the_shipped_file_is_what_the_tables_give() -> None:
    shipped = ontology_file().read_text(encoding="utf-8")
    assert shipped == ontology_turtle(), "run: python -m substancekg.graph.ontology_turtle"


def test_every_term_in_a_graph_is_defined_with_label_and_definition(
    small_graph: KnowledgeGraph,
) -> None:
    used = {
        term[1:-1]
        for triple in triples(small_graph, direct_edges="all")
        for term in triple
        if term.startswith(f"<{SKG}") and term != f"<{SKG}>"
    }
    defined = ontology()
    assert used
    for term in sorted(used):
        node = rdflib.URIRef(term)
        assert (node, rdflib.RDFS.label, None) in defined, term
        assert (node, SKOS.definition, None) in defined, term


def test_names_of_terms_are_unique() -> None:
    names = [
        *(item.name for item in CLASSES), *(item.name for item in PROPERTIES),
        *(name for name, _, _ in RELATION_ANNOTATIONS), *predicates(), *entity_types(),
        *(str(name) for members in VALUES.values() for name in members),
    ]  # fmt: skip
    assert len(names) == len(set(names))


def test_properties_of_texts_hold_texts_and_the_others_nodes(small_graph: KnowledgeGraph) -> None:
    kinds = {f"<{SKG}{item.name}>": item.of_texts for item in PROPERTIES}
    for _, prop, value in triples(small_graph):
        if prop in kinds:
            assert value.startswith('"') is kinds[prop], (prop, value)


def test_mappings_keep_the_strength_of_the_table() -> None:
    graph = ontology()
    obo = rdflib.Namespace("http://purl.obolibrary.org/obo/")
    strength = {
        "exact": SKOS.exactMatch, "close": SKOS.closeMatch, "broad": SKOS.broadMatch,
    }  # fmt: skip
    for name, item in predicates().items():
        if item.other.startswith(("RO:", "BFO:")):
            target = obo[item.other.replace(":", "_")]
            assert (S[name], strength[item.other_match], target) in graph
    assert (S.supportingLine, SKOS.exactMatch, obo.SEPIO_0000007) in graph
    assert (S.disputingLine, SKOS.exactMatch, obo.SEPIO_0000008) in graph


def test_a_qualified_biolink_predicate_is_broader_than_ours() -> None:
    affects = rdflib.URIRef("https://w3id.org/biolink/vocab/affects")
    assert (S.agonist_of, SKOS.broadMatch, affects) in ontology()
    assert (S.agonist_of, SKOS.exactMatch, affects) not in ontology()


def test_the_hierarchy_of_relations_is_that_of_the_table() -> None:
    graph = ontology()
    for name, item in predicates().items():
        parents = {
            str(p).removeprefix(SKG) for p in graph.objects(S[name], rdflib.RDFS.subPropertyOf)
        }
        assert parents == ({item.parent} if item.parent else set())
