"""Why: one plain sentence with citations for the verdict on a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from substancekg.graph.assessment import Chain, Finding, Hop
from substancekg.graph.citations import short_citation
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation
from substancekg.graph.knowledge_graph import SearchedTable
from substancekg.graph.matching import (
    BROADER_ASPECT,
    BROADER_OBJECT,
    BROADER_PREDICATE,
    DISPUTED_STEP,
    NARROWER_REFUTED,
)
from substancekg.graph.papers import identifiers, independent_papers
from substancekg.graph.wording import capitalised, claim_text, count, evidence_text, listed, reading
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Verdict

_SHOWN = 3


def why_sentence(
    claim: Claim,
    verdict: Verdict,
    supporting: Sequence[Finding],
    disputing: Sequence[Finding],
    related: Sequence[Finding],
    searched: Sequence[SearchedTable] = (),
) -> str:
    """Return one sentence that gives the verdict with the sources that it rests on.

    Findings are taken in their order, strongest first; a few are named, the others counted.
    """
    told = capitalised(claim_text(claim))
    if verdict is Verdict.SUPPORTED:
        return f"{told}: supported by {_side(supporting)}{_doubts(supporting, related)}."
    if verdict is Verdict.CONTESTED:
        return (
            f"{told}: contested, with {_side(disputing)} against it and {_side(supporting)} for it."
        )
    if verdict is Verdict.CONTRADICTED:
        return f"{told}: contradicted by {_side(disputing)}, and nothing that counts supports it."
    if verdict is Verdict.RELATED_ONLY:
        return (
            f"{told}: claims more than the literature, which reports only {_less(claim, related)}."
        )
    return f"{told}: not found {_searched(searched)}{_uncounted((*supporting, *disputing))}."


def step_text(hop: Hop) -> str:
    """Return a hop as a clause with the sources of its evidence in brackets."""
    cited = sources(record.citation for record in hop.evidence)
    return f"{hop.subject.label} {reading(hop.predicate)} {hop.object.label} [{cited}]"


def chain_text(chain: Chain) -> str:
    """Return a chain as its steps in reading order, each with its own citation."""
    return listed(step_text(hop) for hop in chain.hops)


def sources(citations: Iterable[Citation], shown: int = 1) -> str:
    """Return the first few different sources, papers first, and how many more there are."""
    papers_first = sorted(citations, key=lambda citation: not identifiers(citation))
    names = list(dict.fromkeys(short_citation(citation) for citation in papers_first))
    more = len(names) - shown
    return "; ".join(names[:shown]) + (f"; {more} more" if more > 0 else "")


def _cited(findings: Iterable[Finding]) -> str:
    return sources((finding.evidence.citation for finding in findings), _SHOWN)


def _side(findings: Sequence[Finding]) -> str:
    """Return the counted findings of one side in words: direct ones, else the strongest chain."""
    counted = [finding for finding in findings if finding.counted]
    direct = [finding for finding in counted if finding.chain is None]
    if direct:
        best = direct[0].evidence
        words = best.study_type or best.grade.label
        others = f", strongest: {words}" if len(direct) > 1 else f", {words}"
        return f"{_sources_counted(direct)} ({_cited(direct)}{others})"
    chains = [finding.chain for finding in counted if finding.chain is not None]
    further = f" (and {count(len(chains) - 1, 'further chain')})" if len(chains) > 1 else ""
    return f"a chain: {chain_text(chains[0])}{further}"


def _doubts(supporting: Sequence[Finding], related: Sequence[Finding]) -> str:
    """Return a clause on evidence against what the strongest chain rests on, if there is any."""
    counted = [finding for finding in supporting if finding.counted]
    if any(finding.chain is None for finding in counted):
        return ""
    best = counted[0].evidence
    ends = (best.subject, best.object)
    against = [
        finding
        for finding in related
        if finding.relation == DISPUTED_STEP
        and finding.counted
        and (finding.evidence.subject, finding.evidence.object) == ends
    ]
    if not against:
        return ""
    step = evidence_text(against[0].evidence)
    return f"; but a step of it is itself disputed: {step} [{_cited(against)}]"


def _sources_counted(findings: Sequence[Finding]) -> str:
    citations = [finding.evidence.citation for finding in findings]
    papers = independent_papers(citations)
    others = {citation.key for citation in citations if not identifiers(citation)}
    parts = [count(papers, "paper")] if papers else []
    if others:
        parts.append(count(len(others), "curated source"))
    return listed(parts)


def _less(claim: Claim, related: Sequence[Finding]) -> str:
    """Return what the literature reports in place of the claim."""
    counted = [f for f in related if f.counted and f.relation != DISPUTED_STEP]
    best = counted[0]
    reported = evidence_text(best.evidence)
    if best.relation == NARROWER_REFUTED:
        return f"that something narrower does not hold ({reported}) [{_cited([best])}]"
    contrast = {
        BROADER_PREDICATE: (reading(claim.predicate), reading(best.evidence.predicate)),
        BROADER_OBJECT: (_broadened(claim, best).label, best.evidence.object.label),
        BROADER_ASPECT: (claim.aspect, best.evidence.aspect),
    }.get(best.relation)
    words = f" (claimed: {contrast[0]}; reported: {contrast[1]})" if contrast else ""
    return f"that {reported}{words} [{_cited(counted)}]"


def _broadened(claim: Claim, finding: Finding) -> Entity:
    """Return the end of the claim that the evidence names only a class of."""
    steps = finding.chain.hops if finding.chain else ()
    classed = {hop.subject.slug for hop in steps if hop.predicate == "is_a"}
    return claim.object if claim.object.slug in classed else claim.subject


def _searched(searched: Sequence[SearchedTable]) -> str:
    if not searched:
        return "in the evidence searched"
    records = count(sum(table.records for table in searched), "record")
    return f"in {records} of {count(len(searched), 'table')} of evidence"


def _uncounted(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    reasons = listed(sorted({finding.reason for finding in findings if finding.reason}), "or")
    return f" that counts ({count(len(findings), 'record')} set aside: {reasons})"
