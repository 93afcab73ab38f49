"""Matching: which records of an evidence base bear on a claim, and how.

Evidence bears on a claim when it says the same or something that implies it: the same predicate
or one below it, the same ends or narrower ones that steps lead to (:mod:`substancekg.graph.steps`).
Evidence that says *less* than the claim (a broader predicate, object or aspect) is related: it
never supports. Evidence against a claim is about the claim's own ends: it refutes the same
predicate or a broader one, or supports an opposite. What refutes a class says nothing here about a
member, and what refutes a member nothing about the class.

For a negated claim all of this is turned round.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from substancekg.graph.aspects import AspectMatch, compare_aspects
from substancekg.graph.assessment import Chain, Finding, Hop
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.same_meaning import same_meaning
from substancekg.graph.steps import MAX_REACHED, STEPS, Path
from substancekg.ontology.terms import Direction, EvidenceClass, Polarity
from substancekg.ontology.vocabulary import predicate, predicate_ancestors, predicates

EXACT = "exact"
NARROWER_PREDICATE = "narrower-predicate"
CHAIN = "chain"
OPPOSITE = "opposite"
BROADER_PREDICATE = "broader-predicate"
BROADER_OBJECT = "broader-object"
BROADER_ASPECT = "broader-aspect"
NARROWER_REFUTED = "narrower-refuted"
DISPUTED_STEP = "disputed-step"
SAME_MEANING = "same-meaning"

MAX_CHAINS = 500
"""Chains that are kept on one side of a claim; of more, the strongest."""
REFUTED_ALIKE = frozenset({("treats", "alleviates")})
"""Claimed and refuted predicate: what brings no relief is no treatment.

A narrower relation that does not hold leaves the broader one open (no agonist, but it may bind);
``treats`` is broader than ``alleviates`` in what is claimed, not in what a trial without effect
denies.
"""


@dataclass(slots=True)
class Matches:
    """Findings on one claim before the policy has judged them, in no order.

    :ivar related: evidence for something that says less than the claim, and evidence against what
        a supporting finding itself reports (``disputed-step``)
    :ivar cut: whether a walk or the chains found reached their bound, so that some were left out
    """

    supporting: list[Finding] = field(default_factory=list)
    disputing: list[Finding] = field(default_factory=list)
    related: list[Finding] = field(default_factory=list)
    cut: bool = False


@cache
def opposed(one: str, other: str) -> bool:
    """Whether two predicates, or any above them, are opposites in the predicate table."""
    ours = (one, *predicate_ancestors(one))
    theirs = (other, *predicate_ancestors(other))
    table = predicates()
    return any(table[a].opposite == b or table[b].opposite == a for a in ours for b in theirs)


@cache
def _rank(claimed: str, reported: str) -> int:
    """0: the same predicate; -1: the evidence's lies below; 1: it lies above; 2: neither."""
    if claimed == reported:
        return 0
    if claimed in predicate_ancestors(reported):
        return -1
    return 1 if reported in predicate_ancestors(claimed) else 2


@cache
def _telling(claimed: str) -> frozenset[str]:
    """Return the predicates of evidence that can bear on a claim with this one."""
    return frozenset(
        name for name in predicates() if _rank(claimed, name) <= 1 or opposed(claimed, name)
    )


def match(claim: Claim, base: EvidenceBase) -> Matches:
    """Return every finding of the base on a claim, all marked as counted."""
    matches = _match_as_worded(claim, base)
    for other in same_meaning(claim):
        _join(matches, _match_as_worded(other, base))
    sides = (matches.supporting, matches.disputing, matches.related)
    cuts = [_keep_strongest(side) for side in sides]
    matches.cut = matches.cut or any(cuts)
    if claim.polarity is Polarity.AFFIRMED:
        matches.related.extend(_disputed_steps(claim, matches.supporting, base))
        matches.cut = _keep_strongest(matches.related) or matches.cut
    return matches


def _keep_strongest(findings: list[Finding]) -> bool:
    """Take away all chains but the strongest, if there are very many, and say so."""
    chains = [finding for finding in findings if finding.chain is not None]
    if len(chains) <= MAX_CHAINS:
        return False
    kept = {id(finding) for finding in heapq.nsmallest(MAX_CHAINS, chains, key=_chain_strength)}
    findings[:] = [f for f in findings if f.chain is None or id(f) in kept]
    return True


def _chain_strength(finding: Finding) -> tuple[int, bool, int, str]:
    """Sort key of chains, strongest first: grade, curated, shortest, key."""
    record, hops = finding.evidence, finding.chain.hops if finding.chain is not None else ()
    machine_read = record.evidence_class is EvidenceClass.MACHINE_READ
    return (record.grade.rank, machine_read, len(hops), record.key)


def _join(matches: Matches, others: Matches) -> None:
    """Add what was found on the same claim in other words, each record once on each side."""
    for mine, theirs in (
        (matches.supporting, others.supporting),
        (matches.disputing, others.disputing),
        (matches.related, others.related),
    ):
        known = {finding.evidence.key for finding in mine}
        for finding in theirs:
            if finding.evidence.key not in known:
                exact = finding.relation == EXACT
                mine.append(replace(finding, relation=SAME_MEANING) if exact else finding)
    matches.cut = matches.cut or others.cut


def _match_as_worded(claim: Claim, base: EvidenceBase) -> Matches:
    rule = predicate(claim.predicate)
    matches = Matches()
    orders = [(claim.subject, claim.object)]
    both_ways = rule.symmetric_between(claim.subject.type, claim.object.type)
    if both_ways and claim.subject.slug != claim.object.slug:
        orders.append((claim.object, claim.subject))
    structural = claim.predicate in STEPS
    telling = _telling(claim.predicate)
    for turned, (subject, obj) in enumerate(orders):
        starts = base.steps.narrower(subject, rule.subject_steps, through_generic=structural)
        ends = base.steps.narrower(obj, rule.object_steps, through_generic=structural)
        above = base.steps.broader(obj) if "is_a" in rule.object_steps else {}
        matches.cut = matches.cut or any(len(walk) >= MAX_REACHED for walk in (starts, ends, above))
        for start, way in starts.items():
            for end, records in _candidates(base.by_object(start), ends, above):
                onward = ends.get(end)
                for record in records:
                    if record.predicate not in telling:
                        continue
                    finding = _Reading(claim, record, way, onward, above.get(end, ()), bool(turned))
                    finding.sort_into(matches)
    return matches


def _candidates(
    objects: Mapping[str, Sequence[Evidence]], ends: Mapping[str, Path], above: Mapping[str, Path]
) -> Iterator[tuple[str, Sequence[Evidence]]]:
    """Yield the objects of a subject that lie below, at or above the claim's object."""
    if len(objects) < len(ends) + len(above):
        yield from ((o, records) for o, records in objects.items() if o in ends or o in above)
    else:
        yield from ((o, objects[o]) for o in ends if o in objects)
        yield from ((o, objects[o]) for o in above if o in objects and o not in ends)


@dataclass(slots=True)
class _Reading:
    """One record read against one claim.

    :ivar before: hops from the claim's subject to the record's
    :ivar onward: hops from the claim's object to the record's; ``None`` when that lies above it
    :ivar upward: hops from the claim's object to a record's that lies above it
    :ivar turned: the ends of a symmetric predicate are matched crosswise
    """

    claim: Claim
    record: Evidence
    before: Path
    onward: Path | None
    upward: Path
    turned: bool

    def sort_into(self, matches: Matches) -> None:
        """Add the finding, if there is one, to the side that it bears on."""
        claim, record = self.claim, self.record
        aspect = compare_aspects(claim.aspect, record.aspect)
        if aspect is AspectMatch.DIFFERENT:
            return
        rank = _rank(claim.predicate, record.predicate)
        same_ends = not self.before and self.onward == ()
        affirmed = claim.polarity is Polarity.AFFIRMED
        for_it, against_it = (
            (matches.supporting, matches.disputing)
            if affirmed
            else (matches.disputing, matches.supporting)
        )
        says_for = Direction.SUPPORTS if affirmed else Direction.REFUTES
        says_against = Direction.REFUTES if affirmed else Direction.SUPPORTS
        implies = rank <= 0 and self.onward is not None and aspect is not AspectMatch.BROADER
        if record.direction is Direction.SUPPORTS:
            if implies:
                relation = (EXACT if rank == 0 else NARROWER_PREDICATE) if same_ends else CHAIN
                for_it.append(self._finding(says_for, relation))
            elif rank <= 1 and affirmed:
                matches.related.append(self._finding(Direction.SUPPORTS, self._broader(rank)))
            elif same_ends and opposed(claim.predicate, record.predicate):
                against_it.append(self._finding(says_against, OPPOSITE))
        elif same_ends and rank in (0, 1):
            relation = EXACT if rank == 0 else BROADER_PREDICATE
            against_it.append(self._finding(says_against, relation))
        elif same_ends and (claim.predicate, record.predicate) in REFUTED_ALIKE:
            against_it.append(self._finding(says_against, SAME_MEANING))
        elif not affirmed and implies:
            matches.related.append(self._finding(Direction.SUPPORTS, NARROWER_REFUTED))

    def _broader(self, rank: int) -> str:
        if rank == 1:
            return BROADER_PREDICATE
        return BROADER_OBJECT if self.onward is None else BROADER_ASPECT

    def _finding(self, bearing: Direction, relation: str) -> Finding:
        if not self.before and self.onward == ():
            return Finding(self.record, bearing, relation)
        reported = Hop(
            self.record.subject, self.record.predicate, self.record.object, (self.record,)
        )
        after = self.upward if self.onward is None else tuple(reversed(self.onward))
        hops = (*self.before, reported, *after)
        chain = Chain(tuple(reversed(hops)) if self.turned else hops, self.record)
        return Finding(self.record, bearing, relation, chain)


def _disputed_steps(
    claim: Claim, supporting: Sequence[Finding], base: EvidenceBase
) -> Iterator[Finding]:
    """Yield the evidence against what the claim's supporting findings themselves report.

    A chain from ``kratom agonist_of receptor`` to mitragynine rests on mitragynine being an
    agonist, and ``kava treats anxiety`` on kava alleviating it: what disputes *that* is shown.
    """
    resting: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for finding in supporting:
        record = finding.evidence
        if finding.relation in (CHAIN, NARROWER_PREDICATE):
            ends = (record.subject.slug, record.object.slug)
            resting[ends].add((record.predicate, record.aspect))
    direct = {
        (claim.subject.slug, claim.object.slug),
        *((other.subject.slug, other.object.slug) for other in same_meaning(claim)),
    }
    for ends, reported in sorted(resting.items()):
        for record in base.between(*ends):
            if compare_aspects(claim.aspect, record.aspect) is AspectMatch.DIFFERENT:
                continue
            against_claim = speaks_against(claim.predicate, record)
            if against_claim and ends in direct:
                continue  # disputes the claim itself
            if against_claim or any(
                record.direction is Direction.REFUTES
                and _rank(name, record.predicate) == 0
                and compare_aspects(aspect, record.aspect) is not AspectMatch.DIFFERENT
                for name, aspect in reported
            ):
                yield Finding(record, Direction.REFUTES, DISPUTED_STEP)


def speaks_against(reported: str, record: Evidence) -> bool:
    """Whether a record on the same ends speaks against a relation with this predicate."""
    if record.direction is Direction.REFUTES:
        alike = (reported, record.predicate) in REFUTED_ALIKE
        return alike or _rank(reported, record.predicate) in (0, 1)
    return opposed(reported, record.predicate)


def undermines(
    claim: Claim, against: Finding, finding: Finding, *, whatever_circumstances: bool = False
) -> bool:
    """Whether a ``disputed-step`` speaks against what a supporting finding reports.

    Evidence that is bound to circumstances undermines only evidence that is bound to some, too.
    """
    record, reported = against.evidence, finding.evidence
    if (record.subject.slug, record.object.slug) != (reported.subject.slug, reported.object.slug):
        return False
    if record.context and not reported.context and not whatever_circumstances:
        return False
    if compare_aspects(reported.aspect, record.aspect) is AspectMatch.DIFFERENT:
        return False
    if speaks_against(claim.predicate, record):
        return True
    return record.direction is Direction.REFUTES and record.predicate == reported.predicate
