"""Measures: counts that say something about a graph of claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import papers
from substancekg.graph.wording import claim_text
from substancekg.ontology.terms import EvidenceClass, Grade, Status, Verdict


@dataclass(frozen=True, slots=True)
class ClaimMeasure:
    """A claim with counts: documents and assertions that make it, papers for and against it."""

    key: str
    text: str
    verdict: str
    documents: int
    assertions: int
    papers_for: int
    papers_against: int


@dataclass(frozen=True, slots=True)
class HubMeasure:
    """An entity with the claims that it is an end of, and how many of them lack support."""

    slug: str
    label: str
    claims: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class GroupMeasure:
    """The claims of a group (a predicate, a document) by verdict.

    :ivar supported_share: literature-supported claims among them, 0 to 1
    """

    name: str
    claims: int
    verdicts: Mapping[str, int]
    supported_share: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts over a graph; every list is ordered, largest first, then by name.

    :ivar statuses: claims by status
    :ivar verdicts: claims by verdict
    :ivar most_asserted: claims that most documents make
    :ivar most_contested: claims with papers on both sides, those first where the weaker side has
        more papers
    :ivar unsupported_hubs: entities with most claims that lack support
    :ivar by_predicate: support by predicate
    :ivar by_document: support by document, named by its id
    :ivar grades: evidence that counts for any claim, by grade; each record once
    :ivar classes: the same by class of evidence
    """

    documents: int
    claims: int
    assertions: int
    hedged: int
    statuses: Mapping[str, int]
    verdicts: Mapping[str, int]
    most_asserted: tuple[ClaimMeasure, ...]
    most_contested: tuple[ClaimMeasure, ...]
    unsupported_hubs: tuple[HubMeasure, ...]
    by_predicate: tuple[GroupMeasure, ...]
    by_document: tuple[GroupMeasure, ...]
    grades: Mapping[str, int]
    classes: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as plain dicts and lists, for JSON."""
        return asdict(self)


def measure(graph: KnowledgeGraph, *, top: int = 10) -> Measures:
    """Return the measures of a graph.

    :param top: length of the lists of claims and hubs
    """
    verdicts = {key: assessment.verdict for key, assessment in graph.assessments.items()}
    claims = [_claim_measure(graph, key) for key in graph.claims]
    contested = [item for item in claims if item.papers_for and item.papers_against]
    by_predicate: dict[str, list[Verdict]] = defaultdict(list)
    by_document: dict[str, list[Verdict]] = {key: [] for key in graph.documents}
    ends: dict[str, list[Verdict]] = defaultdict(list)
    labels: dict[str, str] = {}
    for key, claim in graph.claims.items():
        by_predicate[claim.predicate].append(verdicts[key])
        for document in {assertion.document for assertion in graph.assertions[key]}:
            by_document.setdefault(document, []).append(verdicts[key])
        for slug, entity in {e.slug: e for e in (claim.subject, claim.object)}.items():
            ends[slug].append(verdicts[key])
            labels[slug] = entity.label
    hubs = [
        HubMeasure(slug, labels[slug], len(found), sum(not _supported(v) for v in found))
        for slug, found in ends.items()
    ]
    counting = {
        finding.evidence.key: finding.evidence
        for assessment in graph.assessments.values()
        for finding in assessment.supporting
        if finding.counted
    }
    grades = Counter(evidence.grade for evidence in counting.values())
    classes = Counter(evidence.evidence_class for evidence in counting.values())
    tally = Counter(verdicts.values())
    return Measures(
        documents=len(graph.documents),
        claims=len(graph.claims),
        assertions=sum(len(said) for said in graph.assertions.values()),
        hedged=sum(a.hedged for said in graph.assertions.values() for a in said),
        statuses={
            status.value: sum(n for v, n in tally.items() if v.status is status)
            for status in Status
        },
        verdicts={verdict.value: tally[verdict] for verdict in Verdict},
        most_asserted=tuple(
            sorted(claims, key=lambda c: (-c.documents, -c.assertions, c.text, c.key))[:top]
        ),
        most_contested=tuple(
            sorted(
                contested,
                key=lambda c: (
                    -min(c.papers_for, c.papers_against),
                    -(c.papers_for + c.papers_against),
                    c.text,
                    c.key,
                ),
            )[:top]
        ),
        unsupported_hubs=tuple(
            sorted(
                (hub for hub in hubs if hub.unsupported),
                key=lambda hub: (-hub.unsupported, hub.claims, hub.slug),
            )[:top]
        ),
        by_predicate=_groups(by_predicate.items()),
        by_document=_groups(
            (graph.documents[key].id if key in graph.documents else key, found)
            for key, found in by_document.items()
        ),
        grades={grade.value: grades[grade] for grade in Grade},
        classes={kind.value: classes[kind] for kind in EvidenceClass},
    )


def _claim_measure(graph: KnowledgeGraph, key: str) -> ClaimMeasure:
    said, assessment = graph.assertions[key], graph.assessments[key]
    return ClaimMeasure(
        key,
        claim_text(graph.claims[key]),
        assessment.verdict.value,
        len({assertion.document for assertion in said}),
        len(said),
        papers(assessment.supporting),
        papers(assessment.disputing),
    )


def _groups(groups: Iterable[tuple[str, list[Verdict]]]) -> tuple[GroupMeasure, ...]:
    found = []
    for name, verdicts in groups:
        tally = Counter(verdicts)
        share = sum(_supported(v) for v in verdicts) / len(verdicts) if verdicts else 0.0
        counts = {verdict.value: tally[verdict] for verdict in Verdict}
        found.append(GroupMeasure(name, len(verdicts), counts, round(share, 4)))
    return tuple(sorted(found, key=lambda group: (-group.claims, group.name)))


def _supported(verdict: Verdict) -> bool:
    return verdict.status is Status.LITERATURE_SUPPORTED
