"""The knowledge graph in memory: documents, claims, assertions and what the evidence says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from substancekg.graph.assertions import Assertion, SourceDocument
from substancekg.graph.assessment import Assessment
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Evidence
from substancekg.graph.policy import Policy
from substancekg.ontology.entities import Entity

DEFAULT_BASE_IRI = "https://w3id.org/substancekg/"


@dataclass(frozen=True, slots=True)
class SearchedTable:
    """A table of evidence as it was when claims were looked up in it.

    :ivar version: a hash of its records, or the version that its publisher gives
    :ivar newest: year of the newest paper in it, so that a reader knows how far it reaches; empty
        when its records are of no paper
    """

    name: str
    version: str
    records: int
    newest: str = ""


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """How a graph came to be: a function of tool, data and policy, never of documents or clock.

    Graphs that were built apart with the same tool, data and policy share one record, so that
    their union has one.
    """

    tool_version: str
    lexicon: str
    searched: tuple[SearchedTable, ...]
    policy: Policy


@dataclass(frozen=True, slots=True, repr=False)
class KnowledgeGraph:
    """Claims with everything that was said and found about them.

    :ivar documents: by :attr:`SourceDocument.key`, in the order of id and key
    :ivar claims: by :attr:`Claim.key`, in the order of :attr:`Claim.sort_key`
    :ivar assertions: by claim key, each list in the order of document id, span and key; a claim
        without any does not occur
    :ivar assessments: by claim key, one for each claim
    :ivar entities: by slug, in that order: ends of claims, and of the hops of chains, with every
        class above them
    """

    documents: Mapping[str, SourceDocument]
    claims: Mapping[str, Claim]
    assertions: Mapping[str, tuple[Assertion, ...]]
    assessments: Mapping[str, Assessment]
    entities: Mapping[str, Entity]
    build: BuildRecord
    base_iri: str = field(default=DEFAULT_BASE_IRI, compare=False)

    def __repr__(self) -> str:
        return f"<KnowledgeGraph: {len(self.claims)} claims, {len(self.documents)} documents>"

    def evidence(self) -> Iterable[Evidence]:
        """Return the evidence that bears on any claim, and that of hops, each record once."""
        seen: dict[str, Evidence] = {}
        for assessment in self.assessments.values():
            for finding in (*assessment.supporting, *assessment.disputing, *assessment.related):
                seen.setdefault(finding.evidence.key, finding.evidence)
                for hop in finding.chain.hops if finding.chain else ():
                    for record in hop.evidence:
                        seen.setdefault(record.key, record)
        return [seen[key] for key in sorted(seen)]
