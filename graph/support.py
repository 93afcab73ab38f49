"""Support: the verdict on a claim under a policy.

:func:`assess` looks a claim up in an evidence base and judges what it finds. :func:`judge` alone
does the second half, from findings that a graph already holds: so a graph can be judged anew under
another policy, or merged with another one, without reading or searching again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from substancekg.graph.aspects import AspectMatch, compare_aspects, named_aspect
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import SearchedTable
from substancekg.graph.matching import DISPUTED_STEP, match, undermines
from substancekg.graph.papers import identifiers, independent_papers
from substancekg.graph.policy import Policy
from substancekg.graph.why import NARROW, why_sentence
from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
    Verdict,
)

RESERVE = "stated with reserve, too weak to speak against a claim"
"""Why evidence is not counted against a claim."""

_PEOPLE = re.compile(
    r"\b(humans?|people|persons?|patients?|volunteers?|participants?|adults?|adolescents?"
    r"|children|infants?|(?:wo)?men|healthy subjects|surveys?|post-mortem)\b",
    re.IGNORECASE,
)
_NOT_PEOPLE = re.compile(
    r"\b(in vitro|in silico|ex vivo|cells?|cell lines?|tissues?|receptors?|enzymes?|transporters?"
    r"|neurons|animals?|rats?|mouse|mice|murine|rodents?|pigs?|dogs?|rabbits?|hamsters?|monkeys?"
    r"|primates?|zebrafish|drosophila|fish|sheep)\b",
    re.IGNORECASE,
)


def concerns_people(evidence: Evidence) -> bool:
    """Whether evidence was obtained in people, as far as its system and grade tell.

    Human cells and receptors in a dish are not people; a study of animals *and* people is. Without
    a telling system, trials and observational studies are taken to be on people.
    """
    bare = re.sub(r"\bhuman (?=(receptor|enzyme|cell|transporter|tissue|plasma)s?)", "",
                  evidence.system)  # fmt: skip
    in_dish = re.search(r"\bin (vitro|silico)\b", evidence.system, re.IGNORECASE) is not None
    if _PEOPLE.search(bare) and not in_dish:
        return True
    if _NOT_PEOPLE.search(evidence.system):
        return False
    return evidence.grade in (Grade.TRIAL, Grade.HUMAN)


def assess(
    claim: Claim,
    base: EvidenceBase,
    policy: Policy,
    *,
    excluded: Collection[str] = (),
) -> Assessment:
    """Return the verdict on a claim, with every piece of evidence that bears on it.

    :param excluded: identifiers (``pmid:...``, ``pmc:...``, ``doi:...``, see
        :func:`substancekg.graph.papers.identifiers`) of the documents that make the claim;
        machine-read evidence from them is shown and never counted
    """
    found = match(claim, base)
    return judge(
        claim, found.supporting, found.disputing, found.related, policy,
        excluded=excluded, searched=base.searched, cut=found.cut,
    )  # fmt: skip


def judge(
    claim: Claim,
    supporting: Iterable[Finding],
    disputing: Iterable[Finding],
    related: Iterable[Finding],
    policy: Policy,
    *,
    excluded: Collection[str] = (),
    searched: Sequence[SearchedTable] = (),
    cut: bool = False,
) -> Assessment:
    """Return the verdict that findings lead to under a policy, whatever they counted before.

    :param cut: whether the search for evidence reached its bound; the explanation then says so
    """
    shut_out = frozenset(excluded)
    disputing = list(disputing)
    steps = [finding for finding in disputing if finding.relation == DISPUTED_STEP]
    against = [finding for finding in disputing if finding.relation != DISPUTED_STEP]
    backing = _count(supporting, policy, shut_out)
    opposing = _plain(_count(against, policy, shut_out))
    beside = _count([*related, *steps], policy, shut_out)
    if claim.polarity is Polarity.AFFIRMED:
        opposing = _within_scope(claim, opposing, backing)
        undermining = _undermining(claim, backing, beside)
        opposing += undermining
        moved = {id(finding) for finding in undermining}
        beside = [finding for finding in beside if id(finding) not in moved]
    for_it, against_it, near = (
        tuple(sorted(side, key=strength)) for side in (backing, opposing, beside)
    )
    verdict = _verdict(for_it, against_it, near)
    why = why_sentence(claim, verdict, for_it, against_it, near, searched, cut=cut)
    return Assessment(verdict, for_it, against_it, near, why)


def _plain(opposing: Iterable[Finding]) -> list[Finding]:
    """Set aside, of what speaks against a claim, what the source itself says with reserve."""
    return [
        _marked(finding, RESERVE)
        if finding.counted and finding.evidence.certainty is Certainty.HEDGED
        else finding
        for finding in opposing
    ]


def _within_scope(
    claim: Claim, refuting: Iterable[Finding], affirming: Sequence[Finding]
) -> list[Finding]:
    """Set aside what refutes a general statement only under circumstances or in a respect.

    That ginger does not ease vomiting *in pregnancy* is no refutation of "ginger eases vomiting",
    just as what refutes a member says nothing on its class. It speaks against the statement only
    where everything that affirms it is bound to circumstances (or narrower ends), too. In the same
    way that a cold is no less *severe* is no refutation where all that is affirmed is that it is
    shorter.
    """
    counted = [finding for finding in affirming if finding.counted]
    bound = counted and all(f.evidence.context or f.chain is not None for f in counted)
    aspects = {named_aspect(f.evidence.aspect) for f in counted}
    judged = []
    for finding in refuting:
        record, reason = finding.evidence, ""
        aspect = named_aspect(record.aspect)
        if record.context and not bound:
            reason = f"{NARROW}under circumstances: {record.context}"
        elif aspect and not claim.aspect and aspects and "" not in aspects:
            pairs = (compare_aspects(affirmed, aspect) for affirmed in aspects)
            if all(match is AspectMatch.DIFFERENT for match in pairs):
                reason = f"{NARROW}in respect of: {aspect}"
        judged.append(_marked(finding, reason) if finding.counted and reason else finding)
    return judged


def _undermining(
    claim: Claim, backing: Sequence[Finding], beside: Sequence[Finding]
) -> list[Finding]:
    """Return the evidence against what *all* of the support rests on; else nothing."""
    steps = [
        finding
        for finding in beside
        if finding.relation == DISPUTED_STEP
        and finding.counted
        and finding.evidence.certainty is Certainty.ASSERTED
    ]
    counted = [finding for finding in backing if finding.counted]
    used: dict[str, Finding] = {}
    for finding in counted:
        mine = [step for step in steps if undermines(claim, step, finding)]
        if not mine:
            return []
        used.update((step.evidence.key, step) for step in mine)
    return list(used.values())


def _verdict(
    supporting: Sequence[Finding], disputing: Sequence[Finding], related: Sequence[Finding]
) -> Verdict:
    backed = any(finding.counted for finding in supporting)
    opposed = any(finding.counted for finding in disputing)
    if backed:
        return Verdict.CONTESTED if opposed else Verdict.SUPPORTED
    if opposed:
        return Verdict.CONTRADICTED
    if any(f.counted and f.bearing is Direction.SUPPORTS for f in related):
        return Verdict.RELATED_ONLY
    if any(finding.reason.startswith(NARROW) for finding in disputing):
        return Verdict.RELATED_ONLY
    return Verdict.NOT_FOUND


def strength(finding: Finding) -> tuple[bool | int | str, ...]:
    """Sort key, strongest first.

    Counted, grade, exact, curated, plainly stated, shortest chain, under no circumstances of its
    own, pooled, newest, key.
    """
    evidence = finding.evidence
    year = re.search(r"\d{4}", evidence.citation.year)
    return (
        not finding.counted,
        evidence.grade.rank,
        finding.chain is not None,
        evidence.evidence_class is EvidenceClass.MACHINE_READ,
        evidence.certainty is Certainty.HEDGED,
        len(finding.chain.hops) if finding.chain is not None else 0,
        bool(evidence.context),
        "meta-analysis" not in evidence.study_type.casefold(),
        -int(year.group()) if year else 0,
        evidence.key,
    )


def _count(findings: Iterable[Finding], policy: Policy, excluded: frozenset[str]) -> list[Finding]:
    """Return the findings of one side with ``counted`` and ``reason`` set."""
    judged: list[Finding] = []
    votes: dict[tuple[str, str, Direction], list[Finding]] = defaultdict(list)
    for finding in findings:
        reason = _objection(finding, policy, excluded)
        if reason:
            judged.append(_marked(finding, reason))
        else:
            ends = sorted((finding.evidence.subject.slug, finding.evidence.object.slug))
            votes[ends[0], ends[1], finding.bearing].append(finding)
    for together in votes.values():
        papers = independent_papers(finding.evidence.citation for finding in together)
        plain = any(finding.evidence.certainty is Certainty.ASSERTED for finding in together)
        for finding in together:
            reason = ""
            if finding.evidence.evidence_class is EvidenceClass.MACHINE_READ:
                if papers < policy.min_papers:
                    reason = f"{papers} independent paper{'s' * (papers != 1)}, " \
                             f"{policy.min_papers} needed for machine-read evidence"  # fmt: skip
                elif not plain:
                    reason = "stated with reserve in every paper"
            judged.append(_marked(finding, reason))
    return judged


def _objection(finding: Finding, policy: Policy, excluded: frozenset[str]) -> str:
    """Return why one finding by itself does not count, or the empty string."""
    evidence = finding.evidence
    machine_read = evidence.evidence_class is EvidenceClass.MACHINE_READ
    if evidence.citation.retracted:
        return "retracted"
    if machine_read and not policy.machine_read:
        return "machine-read evidence does not count under this policy"
    if machine_read and not excluded.isdisjoint(identifiers(evidence.citation)):
        return "from the document that makes the claim"
    if finding.chain is not None and not policy.chains:
        return "chains do not count under this policy"
    if policy.min_grade is not None and evidence.grade.rank > policy.min_grade.rank:
        return f"weaker than the minimum grade of this policy ({policy.min_grade.label})"
    if policy.human_only and evidence.evidence_class is not EvidenceClass.ONTOLOGY:
        return "" if concerns_people(evidence) else "not from people"
    return ""


def _marked(finding: Finding, reason: str) -> Finding:
    if finding.counted is not bool(reason) and finding.reason == reason:
        return finding
    return replace(finding, counted=not reason, reason=reason)
