"""The claims as a network: GraphML and Cytoscape JSON, one node an entity, one edge a claim."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_row
from substancekg.ontology.entities import Entity
from substancekg.ontology.vocabulary import entity_types, predicate

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _node(entity: Entity) -> dict[str, Any]:
    kind = entity_types().get(entity.type)
    return {
        "label": entity.label,
        "type": entity.type,
        "family": kind.family if kind is not None else "",
        "identifier": entity.id,
        "synonyms": "; ".join(entity.synonyms),
    }


def _edges(kg: KnowledgeGraph) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield subject slug, object slug, claim key and attributes of each claim."""
    for key, claim in kg.claims.items():
        row = claim_row(kg, key)
        dropped = ("subject", "subject_id", "object", "object_id")
        data = {name: value for name, value in row.items() if name not in dropped}
        said = kg.assertions.get(key, ())
        data["label"] = predicate(claim.predicate).label
        data["quotes"] = " | ".join(dict.fromkeys(assertion.quote for assertion in said))
        data["sources"] = "; ".join(dict.fromkeys(assertion.document_id for assertion in said))
        yield claim.subject.slug, claim.object.slug, key, data


def _ends(kg: KnowledgeGraph) -> list[Entity]:
    ends = {e.slug: e for claim in kg.claims.values() for e in (claim.subject, claim.object)}
    return [kg.entities.get(slug, ends[slug]) for slug in sorted(ends)]


def graphml(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the network as GraphML; characters that XML cannot hold become U+FFFD."""
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in _ends(kg):
        network.add_node(entity.slug, **_xml_safe(_node(entity)))
    for subject, obj, key, data in _edges(kg):
        network.add_edge(subject, obj, key=key, **_xml_safe(data))
    out = io.BytesIO()
    nx.write_graphml(network, out, named_key_ids=True)
    yield out.getvalue()


def _xml_safe(data: dict[str, Any]) -> dict[str, Any]:
    return {
        key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in data.items()
    }


def cytoscape(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the network as Cytoscape JSON (``elements`` with ``nodes`` and ``edges``)."""
    nodes = [{"data": {"id": e.slug, "name": e.label, **_node(e)}} for e in _ends(kg)]
    edges = [
        {"data": {"id": key, "source": subject, "target": obj, "interaction": data["label"],
                  **data}}
        for subject, obj, key, data in _edges(kg)
    ]  # fmt: skip
    whole = {
        "data": {"name": "SubstanceKG"},
        "elements": {"nodes": nodes, "edges": edges},
    }
    yield (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
