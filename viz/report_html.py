"""The fact-check sheet as a page: printable, self-contained, without script.

It has the structure of the Markdown sheet (:mod:`substancekg.graph.report`), with plots, marked
quotes and links between claims and documents. Its policy lets nothing run and nothing load.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from substancekg.graph.assertions import Assertion
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.evidence import Citation
from substancekg.graph.explain import VERDICT_WORDS, policy_line, searched_line
from substancekg.graph.finding_text import RELATION_WORDS, details
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.report import HEADINGS, ORDER
from substancekg.graph.wording import capitalised, claim_text, evidence_text
from substancekg.ontology.terms import Direction, Status, Verdict
from substancekg.viz.links import source_links, web_address
from substancekg.viz.page import asset, content_security_policy, page_environment
from substancekg.viz.plots import plots
from substancekg.viz.records import marked_quote
from substancekg.viz.text import clean

MAX_FINDINGS = 8
"""Findings listed of each side of a claim; the others are counted."""

ROLES = {"s": "subject", "o": "object", "t": "trigger", "h": "hedge"}


@dataclass(frozen=True, slots=True)
class _Step:
    """One step of a chain, with the links of its first source."""

    text: str
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Finding:
    """One finding as lines of text."""

    says: str
    details: str
    relation: str
    title: str
    source: str
    links: list[tuple[str, str]]
    retracted: bool
    not_counted: str
    steps: list[_Step]


@dataclass(frozen=True, slots=True)
class _Side:
    """The findings of one side under their heading."""

    name: str
    kind: str
    findings: list[_Finding]
    more: int


@dataclass(frozen=True, slots=True)
class _Quote:
    """One place where a document says so."""

    parts: list[tuple[str, str]]
    document: str
    url: str
    under: str
    notes: str


@dataclass(frozen=True, slots=True)
class _Claim:
    """One claim with its number."""

    number: int
    key: str
    text: str
    why: str
    supported: bool
    disputed: bool
    quotes: list[_Quote]
    sides: list[_Side]


def report_html(kg: KnowledgeGraph, *, title: str = "Fact-check sheet") -> str:
    """Return the report as one HTML document; the same graph gives the same page."""
    ordered = {
        verdict: [key for key, found in kg.assessments.items() if found.verdict is verdict]
        for verdict in ORDER
    }
    numbers = {
        key: i for i, key in enumerate((key for keys in ordered.values() for key in keys), 1)
    }
    style = asset("report.css")
    template = page_environment().get_template("report.html.j2")
    return template.render(
        title=clean(title),
        policy=content_security_policy((), style),
        style=Markup(style),
        plots=[Markup(plot) for plot in plots(kg)],
        counts=[
            (verdict, HEADINGS[verdict], len(ordered[verdict]), verdict.status.value)
            for verdict in ORDER
        ],
        documents=[_document(kg, key, numbers) for key in kg.documents],
        groups=[
            (
                verdict,
                HEADINGS[verdict],
                capitalised(VERDICT_WORDS[verdict]),
                [_claim(kg, key, numbers[key]) for key in ordered[verdict]],
            )
            for verdict in ORDER
            if ordered[verdict]
        ],
        places=sum(len(said) for said in kg.assertions.values()),
        claims=len(kg.claims),
        searched=clean(searched_line(kg.build)),
        rules=clean(policy_line(kg.build)),
        made_by=clean(kg.build.tool_version),
        lexicon=clean(kg.build.lexicon),
        roles=ROLES,
    )


def _document(kg: KnowledgeGraph, key: str, numbers: dict[str, int]) -> dict[str, object]:
    document = kg.documents[key]
    paper = Citation(pmid=document.pmid, pmcid=document.pmcid, doi=document.doi)
    mine = [
        (number, claim)
        for claim, number in numbers.items()
        if any(item.document == key for item in kg.assertions[claim])
    ]
    found = [kg.assessments[claim] for _, claim in mine]
    return {
        "title": clean(document.title or document.id),
        "url": web_address(document.url),
        "facts": [
            clean(fact)
            for fact in (document.id, document.site, document.date, document.location)
            if fact
        ],
        "links": [(clean(text), address) for text, address in source_links(paper)],
        "supported": sum(one.status is Status.LITERATURE_SUPPORTED for one in found),
        "claims": [
            (
                HEADINGS[verdict],
                [
                    (number, claim)
                    for number, claim in mine
                    if kg.assessments[claim].verdict is verdict
                ],
            )
            for verdict in ORDER
            if any(one.verdict is verdict for one in found)
        ],
        "count": len(mine),
    }


def _claim(kg: KnowledgeGraph, key: str, number: int) -> _Claim:
    assessment = kg.assessments[key]
    return _Claim(
        number=number,
        key=key,
        text=clean(capitalised(claim_text(kg.claims[key]))),
        why=clean(assessment.why),
        supported=assessment.status is Status.LITERATURE_SUPPORTED,
        disputed=assessment.verdict in (Verdict.CONTESTED, Verdict.CONTRADICTED),
        quotes=[_quote(kg, item) for item in kg.assertions[key]],
        sides=_sides(assessment),
    )


def _quote(kg: KnowledgeGraph, item: Assertion) -> _Quote:
    document = kg.documents.get(item.document)
    notes = [f"characters {item.sentence.start}\u2013{item.sentence.end}"]
    if item.hedged:
        notes.append("stated with reserve" + (f" ({item.hedge})" if item.hedge else ""))
    if item.attribution:
        notes.append(f"attributed: {item.attribution}")
    name = document.title if document and document.title else item.document_id
    return _Quote(
        parts=[(words, role) for words, role in marked_quote(item)],
        document=clean(name),
        url=web_address(document.url) if document else "",
        under=clean(" \u203a ".join(head for head in item.headings if head != name)),
        notes=clean(", ".join(notes)),
    )


def _sides(assessment: Assessment) -> list[_Side]:
    near = assessment.related
    against = [one for one in near if one.bearing is Direction.REFUTES]
    less = [one for one in near if one.bearing is Direction.SUPPORTS]
    return [
        _Side(
            name,
            kind,
            [_finding(one) for one in findings[:MAX_FINDINGS]],
            max(0, len(findings) - MAX_FINDINGS),
        )
        for name, kind, findings in (
            ("Against", "con", assessment.disputing),
            ("Against a step", "con", against),
            ("For", "lit", assessment.supporting),
            ("Reported, but less than claimed", "rel", less),
        )
        if findings
    ]


def _finding(finding: Finding) -> _Finding:
    evidence = finding.evidence
    source = evidence.citation
    where = (", ".join(source.authors[:3]), source.journal or source.source, source.year)
    return _Finding(
        says=clean(capitalised(evidence_text(evidence))),
        details=clean(details(evidence)),
        relation=clean(RELATION_WORDS.get(finding.relation, finding.relation)),
        title=clean(source.title),
        source=clean(", ".join(part for part in where if part)),
        links=[(clean(text), address) for text, address in source_links(source)],
        retracted=source.retracted,
        not_counted="" if finding.counted else clean(finding.reason or "not under this policy"),
        steps=[
            _Step(
                clean(capitalised(evidence_text(first))),
                [(clean(text), address) for text, address in source_links(first.citation)]
                or [(clean(first.citation.source or first.provider), "")],
            )
            for hop in (finding.chain.hops if finding.chain else ())
            for first in [min(hop.evidence, key=lambda record: not source_links(record.citation))]
        ],
    )
