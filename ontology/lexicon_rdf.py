"""SKOS vocabularies and OWL ontologies in RDF, through rdflib.

Taken are SKOS concepts, OWL and RDFS classes, and things whose ``rdf:type`` is an entity type of
this project or a Biolink class. Label: ``skos:prefLabel``, else ``rdfs:label``; names:
``skos:altLabel``, ``skos:hiddenLabel`` and the exact synonyms of oboInOwl; same meaning:
``skos:exactMatch``, ``owl:equivalentClass``, ``owl:sameAs``; class: ``skos:broader`` and
``rdfs:subClassOf``. Of names in several languages those in English count, and those without a
language. Deprecated entries are left out. ``owl:imports`` is not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax import SAXException

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.exceptions import ParserError
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from substancekg.errors import LexiconError
from substancekg.ontology.foreign_entries import ForeignEntry
from substancekg.ontology.identifiers import curie_of
from substancekg.ontology.tables import content
from substancekg.ontology.vocabulary import entity_types

OBO_IN_OWL = Namespace("http://www.geneontology.org/formats/oboInOwl#")
BIOLINK = "https://w3id.org/biolink/vocab/"
PROJECT = "https://w3id.org/substancekg/ontology#"
LABELS = (SKOS.prefLabel, RDFS.label)
NAMES = (SKOS.altLabel, SKOS.hiddenLabel, OBO_IN_OWL.hasExactSynonym)
SAME = (SKOS.exactMatch, OWL.equivalentClass, OWL.sameAs)
ABOVE = (SKOS.broader, RDFS.subClassOf)
CLASSES = (SKOS.Concept, OWL.Class, RDFS.Class)


def read_rdf(path: Path, rdf_format: str) -> Iterator[ForeignEntry]:
    """Yield the entries of a vocabulary, sorted by IRI.

    :raises LexiconError: if the file is not well-formed
    """
    graph = _parsed(path, rdf_format)
    types = _stated_types()
    subjects: set[Node] = set()
    for kind in (*CLASSES, *types):
        subjects.update(graph.subjects(RDF.type, kind))
    for subject in sorted(s for s in subjects if isinstance(s, URIRef)):
        if (subject, OWL.deprecated, Literal(True)) in graph:
            continue
        labels = [name for term in LABELS for name in _names(graph, subject, term)]
        if not labels:
            continue
        stated = [types[kind] for kind in graph.objects(subject, RDF.type) if kind in types]
        same = [_key(other) for term in SAME for other in graph.objects(subject, term)]
        above = [_key(other) for term in ABOVE for other in graph.objects(subject, term)]
        key = _key(subject)
        yield ForeignEntry(
            key=key,
            label=labels[0],
            synonyms=(*labels[1:], *(n for term in NAMES for n in _names(graph, subject, term))),
            same_as=tuple(sorted({curie for curie in same if "://" not in curie and curie != key})),
            parents=tuple(sorted({other for other in above if other != key})),
            type=min(stated, default=""),
        )


def _parsed(path: Path, rdf_format: str) -> Graph:
    """Return the graph of a file, plain or gzip-compressed."""
    try:
        return Graph().parse(data=content(path, error=LexiconError), format=rdf_format)
    except BadSyntax as cause:
        reason = f"no well-formed Turtle ({' '.join(str(cause).split())})"
        raise LexiconError(path, cause.lines + 1, reason) from cause
    except (ParserError, SAXException, ValueError) as cause:
        message = " ".join(str(cause).split())
        raise LexiconError(path, None, f"no well-formed RDF ({message})") from cause


def _stated_types() -> dict[Node, str]:
    """Return the classes that tell an entity type; of types that share one, the first."""
    found: dict[Node, str] = {}
    for kind in entity_types().values():
        found[URIRef(PROJECT + kind.name)] = kind.name
        found.setdefault(URIRef(BIOLINK + kind.biolink.removeprefix("biolink:")), kind.name)
    return found


def _names(graph: Graph, subject: Node, term: URIRef) -> list[str]:
    """Return the English values of a property, and those without language, sorted."""
    values = [value for value in graph.objects(subject, term) if isinstance(value, Literal)]
    return sorted(
        {
            " ".join(str(value).split())
            for value in values
            if value.language is None or value.language.lower().startswith("en")
        }
    )


def _key(node: Node) -> str:
    """Return the CURIE of an IRI where it has one, else the IRI; other nodes are no key."""
    return curie_of(str(node)) or str(node) if isinstance(node, URIRef) else f"_://{node}"
