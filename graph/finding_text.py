"""Findings in plain English: one line for each piece of evidence, with its source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from substancekg.graph.assessment import Chain, Finding, Hop
from substancekg.graph.citations import citation_url, full_citation, short_citation
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.matching import (
    BROADER_ASPECT,
    BROADER_OBJECT,
    BROADER_PREDICATE,
    CHAIN,
    DISPUTED_STEP,
    EXACT,
    NARROWER_PREDICATE,
    NARROWER_REFUTED,
    OPPOSITE,
    SAME_MEANING,
)
from substancekg.graph.papers import identifiers
from substancekg.graph.wording import capitalised, evidence_text, hop_text
from substancekg.ontology.terms import Certainty, EvidenceClass

RELATION_WORDS = {
    EXACT: "about exactly this",
    SAME_MEANING: "the same in other words",
    NARROWER_PREDICATE: "a more exact relation, which implies this one",
    CHAIN: "about something narrower, which leads here step by step",
    OPPOSITE: "the opposite relation",
    BROADER_PREDICATE: "a less exact relation",
    BROADER_OBJECT: "about a broader class",
    BROADER_ASPECT: "about a broader aspect",
    NARROWER_REFUTED: "against something narrower only",
    DISPUTED_STEP: "against what the support rests on",
}
"""What each way of matching means, for people."""


def details(evidence: Evidence) -> str:
    """Return study type, system, circumstances and figures: ``randomized trial; human; n=40``."""
    kind = evidence.study_type or evidence.grade.label
    if evidence.evidence_class is EvidenceClass.MACHINE_READ:
        kind += ", read by machine"
    if evidence.certainty is Certainty.HEDGED:
        kind += ", stated with reserve"
    quote = f'"{evidence.quote}"' if evidence.quote and not evidence.finding else ""
    parts = (kind, evidence.system, evidence.context, evidence.finding, quote)
    different: dict[str, str] = {}
    for part in parts:
        if part:
            different.setdefault(" ".join(part.casefold().split()), part)
    return "; ".join(different.values())


def bearing_words(finding: Finding) -> str:
    """Return how a finding bears on the claim; empty when it is about exactly that."""
    if finding.relation == EXACT:
        return ""
    return RELATION_WORDS.get(finding.relation, finding.relation)


def finding_line(finding: Finding) -> str:
    """Return a finding as one line: what was found, how, and where to read it."""
    evidence = finding.evidence
    aside = f"Not counted ({finding.reason}): " if not finding.counted else ""
    text = f"{aside}{capitalised(evidence_text(evidence))} ({details(evidence)})."
    return f"{text} {source_text(evidence.citation)}"


def hop_line(hop: Hop) -> str:
    """Return one step of a chain with the source that carries it, papers first."""
    first = main_record(hop)
    more = len({record.citation.key for record in hop.evidence}) - 1
    others = f"; {more} more" if more else ""
    told = capitalised(hop_text(hop))
    address = citation_url(first.citation)
    link = f" <{address}>" if address else ""
    return f"{told} [{short_citation(first.citation)}{others}]{link}"


def main_record(hop: Hop) -> Evidence:
    """Return the record that a step is shown with: the first one that is of a paper."""
    return min(hop.evidence, key=lambda record: not identifiers(record.citation))


def direct_first(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with those on the claim's own ends before chains, otherwise as they are."""
    return sorted(findings, key=lambda finding: (not finding.counted, finding.chain is not None))


def source_text(citation: Citation) -> str:
    """Return a full citation with the address that opens it."""
    address = citation_url(citation)
    return full_citation(citation) + (f" <{address}>" if address else "")


def citation_dict(citation: Citation) -> dict[str, Any]:
    """Return a citation for JSON; only what is known, with its address."""
    fields: dict[str, Any] = {
        "pmid": citation.pmid,
        "pmcid": citation.pmcid,
        "doi": citation.doi,
        "title": citation.title,
        "year": citation.year,
        "authors": list(citation.authors),
        "journal": citation.journal,
        "source": citation.source,
        "url": citation_url(citation),
        "retracted": citation.retracted,
    }
    return {name: value for name, value in fields.items() if value}


def evidence_dict(evidence: Evidence) -> dict[str, Any]:
    """Return a record of evidence for JSON."""
    return {
        "subject": evidence.subject.label,
        "predicate": evidence.predicate,
        "object": evidence.object.label,
        "direction": evidence.direction.value,
        "aspect": evidence.aspect,
        "context": evidence.context,
        "grade": evidence.grade.value,
        "class": evidence.evidence_class.value,
        "study_type": evidence.study_type,
        "system": evidence.system,
        "finding": evidence.finding,
        "quote": evidence.quote,
        "section": evidence.section,
        "certainty": evidence.certainty.value,
        "provider": evidence.provider,
        "citation": citation_dict(evidence.citation),
        "key": evidence.key,
    }


def chain_dicts(chain: Chain) -> list[dict[str, Any]]:
    """Return the steps of a chain for JSON, in reading order, each with its sources."""
    return [
        {
            "subject": hop.subject.label,
            "predicate": hop.predicate,
            "object": hop.object.label,
            "citations": [citation_dict(record.citation) for record in hop.evidence],
        }
        for hop in chain.hops
    ]


def finding_dict(finding: Finding) -> dict[str, Any]:
    """Return a finding for JSON."""
    return {
        "bearing": finding.bearing.value,
        "relation": finding.relation,
        "counted": finding.counted,
        "reason": finding.reason,
        "evidence": evidence_dict(finding.evidence),
        "chain": chain_dicts(finding.chain) if finding.chain else [],
    }
