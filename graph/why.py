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
    undermines,
)
from substancekg.graph.papers import identifiers, independent_papers
from substancekg.graph.wording import (
    capitalised,
    claim_text,
    count,
    evidence_text,
    hop_text,
    listed,
    reading,
)
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Certainty, Verdict

CUT = "only the nearest and strongest of very many chains were looked at"
"""What is added to the sentence where the search reached its bound."""
NARROW = "only "
"""How the reason begins for which a refutation of something narrower is not counted."""

_SHOWN = 3


def why_sentence(
    claim: Claim,
    verdict: Verdict,
    supporting: Sequence[Finding],
    disputing: Sequence[Finding],
    related: Sequence[Finding],
    searched: Sequence[SearchedTable] = (),
    *,
    cut: bool = False,
) -> str:
    """Return one sentence that gives the verdict with the sources that it rests on.

    Findings are taken in their order, strongest first; a few are named, the others counted.

    :param cut: whether the search for evidence reached its bound
    """
    told = capitalised(claim_text(claim))
    limits = _limits((*supporting, *disputing))
    if verdict is Verdict.SUPPORTED:
        found = f"supported by {_side(supporting)}{_doubts(claim, supporting, related)}{limits}"
    elif verdict is Verdict.CONTESTED:
        found = f"contested, with {_against(disputing)} and {_side(supporting)} for it{limits}"
    elif verdict is Verdict.CONTRADICTED:
        found = f"contradicted by {_side(disputing)}, and nothing that counts supports it"
    elif verdict is Verdict.RELATED_ONLY:
        found = f"claims more than the literature, which reports only {_less(claim, related)}"
        if not _lesser(related):
            found = f"not settled by the literature searched{limits}"
    else:
        found = f"not found {_searched(searched)}{_uncounted((*supporting, *disputing))}"
    return f"{told}: {found}{f' ({CUT})' if cut else ''}."


def step_text(hop: Hop) -> str:
    """Return a hop as a clause with the sources of its evidence in brackets."""
    cited = sources(record.citation for record in hop.evidence)
    return f"{hop_text(hop)} [{cited}]"


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
    direct = [f for f in counted if f.chain is None and f.relation != DISPUTED_STEP]
    if direct:
        kinds = [f.evidence.study_type or f.evidence.grade.label for f in direct]
        words = kinds[0] if len(set(kinds)) == 1 else f"strongest: {kinds[0]}"
        notes = [words]
        if all(f.evidence.certainty is Certainty.HEDGED for f in direct):
            notes.append("stated with reserve")
        if all(f.evidence.context for f in direct):
            notes.append(_circumstances(direct))
        return f"{_sources_counted(direct)} ({_cited(direct)}; {'; '.join(notes)})"
    chains = [finding.chain for finding in counted if finding.chain is not None]
    if chains:
        further = f" (and {count(len(chains) - 1, 'further chain')})" if len(chains) > 1 else ""
        reserved = all(f.evidence.certainty is Certainty.HEDGED for f in counted)
        reserve = ", stated with reserve" if reserved else ""
        return f"a chain: {chain_text(chains[0])}{further}{reserve}"
    return _sources_counted(counted)


def _against(findings: Sequence[Finding]) -> str:
    """Return what speaks against a claim, or against all that supports it, in words."""
    counted = [finding for finding in findings if finding.counted]
    if any(finding.relation != DISPUTED_STEP for finding in counted):
        return f"{_side(findings)} against it"
    step = evidence_text(counted[0].evidence, circumstances=True)
    papers = _sources_counted(counted)
    return f"{papers} against what supports it ({step} [{_cited(counted)}])"


def _circumstances(findings: Sequence[Finding]) -> str:
    """Return the circumstances of findings, the first few of them: ``in: pregnancy``."""
    named = list(dict.fromkeys(f.evidence.context for f in findings))
    more = len(named) - _SHOWN
    return "circumstances: " + "; ".join(named[:_SHOWN]) + (f"; {more} more" if more > 0 else "")


def _limits(findings: Sequence[Finding]) -> str:
    """Return a clause on what was refuted under narrower circumstances only, if anything was."""
    narrow = [f for f in findings if not f.counted and f.reason.startswith(NARROW)]
    if not narrow:
        return ""
    told = list(
        dict.fromkeys(
            f"{evidence_text(f.evidence, circumstances=True)} [{short_citation(f.evidence.citation)}]"
            for f in narrow
        )
    )
    more = [f"{len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
    return f"; in narrower circumstances: {'; '.join([*told[:_SHOWN], *more])}"


def _doubts(claim: Claim, supporting: Sequence[Finding], related: Sequence[Finding]) -> str:
    """Return a clause on evidence against what the strongest chain rests on, if there is any."""
    counted = [finding for finding in supporting if finding.counted]
    if any(finding.chain is None for finding in counted):
        return ""
    against = [
        finding
        for finding in related
        if finding.relation == DISPUTED_STEP
        and finding.counted
        and undermines(claim, finding, counted[0], whatever_circumstances=True)
    ]
    if not against:
        return ""
    general = [finding for finding in against if not finding.evidence.context]
    step = evidence_text((general or against)[0].evidence, circumstances=True)
    words = "itself disputed" if general else "disputed in narrower circumstances"
    return f"; but a step of it is {words}: {step} [{_cited(general or against)}]"


def _papers(findings: Iterable[Finding]) -> int:
    return independent_papers(finding.evidence.citation for finding in findings)


def _sources_counted(findings: Sequence[Finding]) -> str:
    citations = [finding.evidence.citation for finding in findings]
    papers = _papers(findings)
    others = {citation.key for citation in citations if not identifiers(citation)}
    parts = [count(papers, "paper")] if papers else []
    if others:
        parts.append(count(len(others), "curated source"))
    return listed(parts)


def _lesser(related: Sequence[Finding]) -> list[Finding]:
    return [f for f in related if f.counted and f.relation != DISPUTED_STEP]


def _less(claim: Claim, related: Sequence[Finding]) -> str:
    """Return what the literature reports in place of the claim; empty when that is nothing."""
    counted = _lesser(related)
    if not counted:
        return ""
    best = counted[0]
    reported = evidence_text(best.evidence, circumstances=True)
    if best.relation == NARROWER_REFUTED:
        return f"that something narrower does not hold: {reported} [{_cited([best])}]"
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
