"""Explanations: everything about a claim in plain words, ready to paste, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from substancekg.errors import UnknownNameError
from substancekg.graph.assertions import Assertion, SourceDocument
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.finding_text import (
    bearing_words,
    direct_first,
    finding_dict,
    finding_line,
    hop_line,
)
from substancekg.graph.knowledge_graph import BuildRecord, KnowledgeGraph
from substancekg.graph.names import resolve_entity
from substancekg.graph.rows import claim_iri
from substancekg.graph.wording import capitalised, claim_text, count, listed
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Direction, Polarity, Status, Verdict
from substancekg.ontology.vocabulary import predicate as predicate_of

VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported: evidence backs it, and none that counts speaks against it",
    Verdict.CONTESTED: "contested: some evidence backs it and some speaks against it",
    Verdict.CONTRADICTED: "contradicted: evidence speaks against it and none that counts backs it",
    Verdict.RELATED_ONLY: "claims more than the literature: what was found says less than this",
    Verdict.NOT_FOUND: "not found: nothing that counts was found for it or against it",
}
"""Each verdict for people."""

MAX_FINDINGS = 8
"""Findings told of each side of a claim; the others are counted, and all of them are in the data."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One claim with all that was said and found.

    :ivar said: assertions with their documents, in the order of the graph
    """

    iri: str
    claim: Claim
    assessment: Assessment
    said: tuple[tuple[Assertion, SourceDocument | None], ...]
    build: BuildRecord

    @property
    def text(self) -> str:
        """The explanation as lines of plain English; what speaks against the claim comes first."""
        verdict = self.assessment.verdict
        told = capitalised(claim_text(self.claim))
        lines = [
            f"Claim: {told}.",
            f"Verdict: {VERDICT_WORDS[verdict]}. Status: {self.assessment.status.value}.",
            f"In short: {self.assessment.why}",
            "",
            f"Said in {count(len({a.document for a, _ in self.said}), 'document')}:",
            *(f"- {assertion_line(assertion, shelf)}" for assertion, shelf in self.said),
        ]
        for heading, findings in parts_of(self.assessment):
            lines += ["", f"{heading}:", *finding_lines(findings)]
        lines += ["", searched_line(self.build), policy_line(self.build)]
        return "\n".join(lines)

    def as_dict(self) -> dict[str, Any]:
        """Return the explanation for JSON."""
        claim, assessment = self.claim, self.assessment
        return {
            "claim": self.iri,
            "statement": claim_text(claim),
            "subject": claim.subject.label,
            "predicate": claim.predicate,
            "object": claim.object.label,
            "polarity": claim.polarity.value,
            "aspect": claim.aspect,
            "verdict": assessment.verdict.value,
            "status": assessment.status.value,
            "inferred": assessment.inferred,
            "why": assessment.why,
            "assertions": [assertion_dict(a, shelf) for a, shelf in self.said],
            "disputing": [finding_dict(finding) for finding in assessment.disputing],
            "supporting": [finding_dict(finding) for finding in assessment.supporting],
            "related": [finding_dict(finding) for finding in assessment.related],
            "searched": [
                {"table": t.name, "version": t.version, "records": t.records, "newest": t.newest}
                for t in self.build.searched
            ],
            "policy": policy_line(self.build),
        }


def parts_of(assessment: Assessment) -> list[tuple[str, list[Finding]]]:
    """Return what was found under headings, in the order of reading; empty parts are left out.

    What says less than the claim matters only where nothing that counts supports it, and what
    speaks against a step comes first only where all of the support goes by steps.
    """
    steps = [f for f in assessment.related if f.bearing is Direction.REFUTES]
    less = [f for f in assessment.related if f.bearing is Direction.SUPPORTS]
    if assessment.status is Status.LITERATURE_SUPPORTED:
        less = []
    against_steps = ("Evidence against some of what supports it", steps)
    parts = [
        ("Evidence against it", assessment.disputing),
        ("Evidence for it", assessment.supporting),
        ("Reported, but less than the claim", less),
    ]
    parts.insert(1 if assessment.inferred else 2, against_steps)
    return [(heading, direct_first(findings)) for heading, findings in parts if findings]


def explain(graph: KnowledgeGraph, key: str) -> Explanation:
    """Return the explanation of the claim with this key."""
    return Explanation(
        claim_iri(graph, key),
        graph.claims[key],
        graph.assessments[key],
        tuple((a, graph.documents.get(a.document)) for a in graph.assertions[key]),
        graph.build,
    )


def explain_claims(
    graph: KnowledgeGraph,
    subject: str,
    predicate: str,
    obj: str,
    polarity: Polarity = Polarity.AFFIRMED,
    *,
    lexicon: Lexicon | None = None,
) -> list[Explanation]:
    """Return explanations of the claims with these ends, one for each aspect, never none.

    :raises UnknownNameError: if a name is not known, or no document of the graph makes such a
        claim; what is claimed of the two is suggested
    """
    start, end = resolve_entity(graph, subject, lexicon), resolve_entity(graph, obj, lexicon)
    wanted = Claim.make(start, predicate_of(predicate).name, end, polarity)
    ends = (wanted.subject.slug, wanted.object.slug)
    near: list[str] = []
    found: list[str] = []
    for key, claim in graph.claims.items():
        slugs = (claim.subject.slug, claim.object.slug)
        if slugs == ends and (claim.predicate, claim.polarity) == (wanted.predicate, polarity):
            found.append(key)
        elif set(slugs) == set(ends):
            near.append(claim_text(claim))
    if not found:
        hint = "no document of this graph says so"
        turned = replace(wanted, polarity=_turned(polarity), aspect="")
        if claim_text(turned) in near and polarity is Polarity.AFFIRMED:
            hint += "; the negated claim is asked for with --negated"
        elif not near:
            hint += "; list what is said with: substancekg claims GRAPH --about NAME"
        raise UnknownNameError("claim", claim_text(wanted), list(dict.fromkeys(near)), hint)
    return [explain(graph, key) for key in found]


def _turned(polarity: Polarity) -> Polarity:
    return Polarity.AFFIRMED if polarity is Polarity.NEGATED else Polarity.NEGATED


def explanations_to_dicts(found: Iterable[Explanation]) -> list[dict[str, Any]]:
    """Return explanations for JSON."""
    return [item.as_dict() for item in found]


def assertion_line(assertion: Assertion, shelf: SourceDocument | None) -> str:
    """Return where and how a document says it: name, characters, words, reserve, whose claim."""
    title = f' "{shelf.title}"' if shelf is not None and shelf.title else ""
    where = f"characters {assertion.sentence.start}-{assertion.sentence.end}"
    notes = []
    if assertion.hedged:
        words = f' ("{assertion.hedge}")' if assertion.hedge else ""
        notes.append(f"stated with reserve{words}")
    if assertion.attribution:
        notes.append(f"attributed: {assertion.attribution}")
    note = f" [{'; '.join(notes)}]" if notes else ""
    return f'{assertion.document_id}{title}, {where}: "{one_line(assertion.quote)}"{note}'


def assertion_dict(assertion: Assertion, shelf: SourceDocument | None) -> dict[str, Any]:
    """Return an assertion for JSON; offsets count code points from 0, end-exclusive."""
    return {
        "document": assertion.document_id,
        "title": shelf.title if shelf else "",
        "url": shelf.url if shelf else "",
        "start": assertion.sentence.start,
        "end": assertion.sentence.end,
        "quote": assertion.quote,
        "certainty": assertion.certainty.value,
        "hedge": assertion.hedge,
        "attribution": assertion.attribution,
        "trigger": assertion.trigger,
        "rule": assertion.rule,
        "headings": list(assertion.headings),
    }


def finding_lines(findings: Sequence[Finding], shown: int = MAX_FINDINGS) -> list[str]:
    """Return the first findings as list items, chains with their steps below them."""
    lines: list[str] = []
    for finding in findings[:shown]:
        words = bearing_words(finding)
        lines.append(f"- {finding_line(finding)}" + (f" [{words}]" if words else ""))
        for number, hop in enumerate(finding.chain.hops if finding.chain else (), 1):
            lines.append(f"    {number}. {hop_line(hop)}")
    if len(findings) > shown:
        lines.append(f"- and {count(len(findings) - shown, 'further record')}")
    return lines


def searched_line(build: BuildRecord) -> str:
    """Return what was searched: tables by collection, with number of records and version."""
    collections: dict[str, list[str]] = {}
    for table in build.searched:
        collection, part = _parts_of_name(table.name)
        facts = [count(table.records, "record")]
        if table.newest:
            facts.append(f"papers up to {table.newest}")
        facts.append(f"version {table.version}")
        told = f"{part} ({', '.join(facts)})" if part else f"({', '.join(facts)})"
        collections.setdefault(collection, []).append(told)
    if not collections:
        return "Searched: no evidence at all."
    tables = (
        f"{name}: {listed(parts)}" if not parts[0].startswith("(") else f"{name} {listed(parts)}"
        for name, parts in collections.items()
    )
    return f"Searched: {'; '.join(tables)}."


def _parts_of_name(name: str) -> tuple[str, str]:
    """Return the collection that a table is part of, and the name of the part.

    >>> _parts_of_name("Curated evidence, melatonin"), _parts_of_name("Lexicon (classes)")
    (('Curated evidence', 'melatonin'), ('Lexicon', 'classes'))
    """
    if name.endswith(")") and " (" in name:
        collection, _, part = name[:-1].rpartition(" (")
    else:
        collection, _, part = name.rpartition(", ")
    return (collection, part) if collection else (name, "")


def policy_line(build: BuildRecord) -> str:
    """Return the policy of a build in words."""
    policy = build.policy
    rules = ["curated evidence counts from one source"]
    if policy.machine_read:
        papers = count(policy.min_papers, "independent paper")
        rules.append(f"machine-read evidence from {papers}")
    else:
        rules.append("machine-read evidence does not count")
    if policy.min_grade is not None:
        rules.append(f"nothing weaker than {policy.min_grade.label} counts")
    if policy.human_only:
        rules.append("only evidence from people counts")
    rules.append("chains count" if policy.chains else "chains do not count")
    return f"Policy: {'; '.join(rules)}; retracted papers never count."


def one_line(text: str) -> str:
    """Return text with every run of white space as one blank."""
    return " ".join(text.split())
