"""The claims as a network: GraphML and Cytoscape JSON, one node an entity, one edge a claim."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _flat(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with lists as one text, their items parted by `` | ``."""
    return {
        name: " | ".join(map(str, value)) if isinstance(value, list) else value
        for name, value in attributes.items()
    }


def graphml(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the network as GraphML; characters that XML cannot hold become U+FFFD."""
    import networkx as nx

    from substancekg.graph.network import to_networkx

    full = to_networkx(kg)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for slug, data in full.nodes(data=True):
        network.add_node(slug, **_xml_safe(data))
    for subject, obj, key, data in full.edges(keys=True, data=True):
        network.add_edge(subject, obj, key=key, **_xml_safe(data))
    out = io.BytesIO()
    nx.write_graphml(network, out, named_key_ids=True)
    yield out.getvalue()


def _xml_safe(attributes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for name, value in _flat(attributes).items()
    }


def cytoscape(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the network as Cytoscape JSON (``elements`` with ``nodes`` and ``edges``)."""
    from substancekg.graph.network import to_networkx

    network = to_networkx(kg)
    nodes = [
        {"data": {**data, "id": slug, "name": data["label"]}}
        for slug, data in network.nodes(data=True)
    ]
    edges = [
        {
            "data": {
                **data, "id": key, "source": subject, "target": obj, "interaction": data["label"],
            }
        }
        for subject, obj, key, data in network.edges(keys=True, data=True)
    ]  # fmt: skip
    whole = {"data": {"name": "SubstanceKG"}, "elements": {"nodes": nodes, "edges": edges}}
    yield (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
