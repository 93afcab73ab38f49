"""The whole graph in the line-based, Turtle-like and XML syntaxes of RDF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse, serialize

from substancekg.graph import turtle as turtle_writer
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import triples
from substancekg.graph.rdf_terms import VOCABULARY_PREFIXES, Names
from substancekg.graph.store import ntriples as to_ntriples

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def dataset_iri(kg: KnowledgeGraph) -> str:
    """Return the name of a graph as a dataset, as a term: also that of its named graph."""
    return f"<{Names(kg.base_iri).base}graph>"


def turtle(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as sorted, grouped Turtle."""
    for chunk in turtle_writer.graph_chunks(kg, direct_edges=direct_edges):
        yield chunk.encode("utf-8")


def trig(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as TriG: the Turtle, inside the named graph of the dataset."""
    opened = False
    for chunk in turtle_writer.graph_chunks(kg, direct_edges=direct_edges):
        if not opened and not chunk.startswith("@prefix"):
            opened = True
            yield f"\n{dataset_iri(kg)} {{\n".encode()
        yield chunk.encode("utf-8")
    yield b"}\n" if opened else b""


def ntriples(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as N-Triples, lines sorted."""
    lines = sorted({f"{s} {p} {o} .\n" for s, p, o in triples(kg, direct_edges=direct_edges)})
    for line in lines:
        yield line.encode("utf-8")


def nquads(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as N-Quads in the named graph of the dataset, lines sorted."""
    name = dataset_iri(kg).encode("utf-8")
    for line in ntriples(kg, direct_edges):
        yield line[:-2] + name + b" .\n"


def rdf_xml(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the graph as RDF/XML; characters that XML cannot hold become U+FFFD."""
    prefixes = {**VOCABULARY_PREFIXES, **Names(kg.base_iri).prefixes}
    data = to_ntriples(kg, direct_edges=direct_edges)
    found = serialize(
        (_for_xml(quad) for quad in parse(data, RdfFormat.N_TRIPLES)),
        format=RdfFormat.RDF_XML,
        prefixes=prefixes,
    )
    assert found is not None
    yield found


def _for_xml(quad: Quad) -> Triple:
    value = quad.object
    if isinstance(value, Literal) and _NOT_XML.search(value.value):
        value = Literal(_NOT_XML.sub("\ufffd", value.value), datatype=value.datatype)
    return Triple(quad.subject, quad.predicate, value)
