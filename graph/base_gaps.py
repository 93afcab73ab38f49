"""Gaps: what the evidence base lacks for a graph, as a list of what to look for next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from substancekg.graph.claims import Claim
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_iri
from substancekg.graph.wording import claim_text


@dataclass(frozen=True, slots=True)
class Gap:
    """A claim on which the search gave nothing at all, not even something related.

    :ivar documents: documents that make it
    :ivar assertions: places where they do
    """

    key: str
    claim: Claim
    documents: int
    assertions: int


def base_gaps(graph: KnowledgeGraph) -> list[Gap]:
    """Return the claims without any finding, those first that most documents make.

    Evidence that was found and does not count under the policy is no gap.
    """
    found = []
    for key, assessment in graph.assessments.items():
        if not (assessment.supporting or assessment.disputing or assessment.related):
            said = graph.assertions[key]
            documents = len({assertion.document for assertion in said})
            found.append(Gap(key, graph.claims[key], documents, len(said)))
    return sorted(
        found, key=lambda gap: (-gap.documents, -gap.assertions, gap.claim.sort_key, gap.key)
    )


def gap_rows(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    """Return the gaps as rows, with a query that finds candidates in PubMed."""
    return [
        {
            "subject": gap.claim.subject.label,
            "predicate": gap.claim.predicate,
            "object": gap.claim.object.label,
            "polarity": gap.claim.polarity.value,
            "aspect": gap.claim.aspect,
            "documents": gap.documents,
            "assertions": gap.assertions,
            "statement": claim_text(gap.claim),
            "search": f'"{gap.claim.subject.label}" AND "{gap.claim.object.label}"',
            "claim": claim_iri(graph, gap.key),
        }
        for gap in base_gaps(graph)
    ]
