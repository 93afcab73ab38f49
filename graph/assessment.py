"""Assessments: the verdict on a claim with every piece of evidence that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from substancekg.graph.assertions import content_hash
from substancekg.graph.evidence import Evidence
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Direction, Status, Verdict


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain: a statement of the ontology or the literature, with its own evidence.

    :ivar evidence: records that carry the step, never empty
    """

    subject: Entity
    predicate: str
    object: Entity
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps from a claim to a piece of evidence that is about something narrower.

    Hops are in reading order from the claim's subject to its object, and the one that the
    evidence itself reports is among them: ``kratom contains mitragynine``, ``mitragynine
    partial_agonist_of mu-opioid receptor``, ``mu-opioid receptor is_a opioid receptor``.

    :ivar evidence: the record that the chain leads to
    """

    hops: tuple[Hop, ...]
    evidence: Evidence

    @property
    def key(self) -> str:
        """Content hash of the hops and the evidence."""
        steps = [f"{hop.subject.slug}|{hop.predicate}|{hop.object.slug}" for hop in self.hops]
        return content_hash("chain", *steps, self.evidence.key)


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of evidence as it bears on one claim.

    :ivar bearing: supports or refutes *the claim* (for a negated claim the evidence's own
        direction is turned round)
    :ivar relation: how it matches, one of the names in :mod:`substancekg.graph.matching`
        (``exact``, ``narrower-predicate``, ``chain``, ``opposite``, ``broader-predicate`` ...)
    :ivar chain: the steps when it does not match exactly
    :ivar counted: whether the policy of the build counts it
    :ivar reason: why it is not counted; empty when it is
    """

    evidence: Evidence
    bearing: Direction
    relation: str
    chain: Chain | None = None
    counted: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Verdict and status of one claim.

    Findings are ordered strongest first: those that count, then by grade, exact before chain,
    curated before machine-read, stated plainly before with reserve, shorter chains, general before
    under circumstances, pooled before single, newest year, key.

    :ivar disputing: what speaks against the claim, or (``disputed-step``) against all of the
        findings that support it
    :ivar related: what says less than the claim (a broader predicate, object or aspect), and what
        speaks against some of the findings that support it (``disputed-step``)
    :ivar why: one plain sentence with citations
    """

    verdict: Verdict
    supporting: tuple[Finding, ...]
    disputing: tuple[Finding, ...]
    related: tuple[Finding, ...]
    why: str

    @property
    def status(self) -> Status:
        """The two-valued mark that follows from the verdict."""
        return self.verdict.status

    @property
    def inferred(self) -> bool:
        """Whether only chains support the claim."""
        counted = [finding for finding in self.supporting if finding.counted]
        return bool(counted) and all(finding.chain is not None for finding in counted)
