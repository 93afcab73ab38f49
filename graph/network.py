"""The graph as a networkx MultiDiGraph: one edge a claim, with everything that is known of it."""

from __future__ import annotations

from typing import Any

import networkx as nx

from substancekg.graph.citations import short_citation
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_row
from substancekg.ontology.vocabulary import entity_types, predicate

MultiDiGraph = nx.MultiDiGraph


def to_networkx(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """Return nodes by slug and edges by claim key, in the order of the graph.

    Nodes are the ends of claims, with ``label``, ``type``, ``family``, ``curie`` and ``synonyms``.
    Edges have the columns of :func:`substancekg.graph.rows.claim_row`, ``label``, and lists:
    ``quotes``, ``document_ids``, ``sources_for`` and ``sources_against``. The graph's own
    attributes hold the base IRI and the version of the tool.
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        base_iri=graph.base_iri, tool_version=graph.build.tool_version
    )
    types = entity_types()
    ends = {e.slug: e for claim in graph.claims.values() for e in (claim.subject, claim.object)}
    for slug in sorted(ends):
        entity = graph.entities.get(slug, ends[slug])
        known = types.get(entity.type)
        network.add_node(
            slug,
            label=entity.label,
            type=entity.type,
            family=known.family if known else "",
            curie=entity.curie,
            synonyms=list(entity.synonyms),
        )
    for key, claim in graph.claims.items():
        assessment, said = graph.assessments[key], graph.assertions[key]
        attributes: dict[str, Any] = claim_row(graph, key)
        attributes.update(
            label=predicate(claim.predicate).label,
            quotes=[assertion.quote for assertion in said],
            document_ids=sorted({assertion.document_id for assertion in said}),
            sources_for=_sources(assessment.supporting),
            sources_against=_sources(assessment.disputing),
        )
        network.add_edge(claim.subject.slug, claim.object.slug, key=key, **attributes)
    return network


def _sources(findings: Any) -> list[str]:
    names = (short_citation(f.evidence.citation) for f in findings if f.counted)
    return list(dict.fromkeys(names))
