"""The claims as a table."""

from __future__ import annotations

from collections.abc import Iterator

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_rows, rows_to_csv


def claims_csv(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the claims as CSV with a header, one row a claim."""
    yield rows_to_csv(claim_rows(kg)).encode("utf-8", "replace")
