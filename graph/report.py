"""The fact-check sheet: a graph as a Markdown report that an analyst can hand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from substancekg.graph.assertions import Assertion, SourceDocument
from substancekg.graph.assessment import Finding
from substancekg.graph.citations import citation_url, short_citation
from substancekg.graph.evidence import Citation
from substancekg.graph.explain import (
    MAX_FINDINGS,
    VERDICT_WORDS,
    parts_of,
    policy_line,
    searched_line,
)
from substancekg.graph.finding_text import bearing_words, details, main_record
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.markdown import citation_markdown, escaped, link
from substancekg.graph.wording import capitalised, claim_text, count, evidence_text, hop_text
from substancekg.ontology.terms import Status, Verdict

ORDER = (
    Verdict.CONTRADICTED, Verdict.CONTESTED, Verdict.RELATED_ONLY, Verdict.NOT_FOUND,
    Verdict.SUPPORTED,
)  # fmt: skip
"""Verdicts in the order of the report: what needs attention first."""

HEADINGS = {
    Verdict.CONTRADICTED: "Contradicted",
    Verdict.CONTESTED: "Contested",
    Verdict.RELATED_ONLY: "Claims more than the literature",
    Verdict.NOT_FOUND: "Not found in the literature searched",
    Verdict.SUPPORTED: "Supported",
}


def report_markdown(graph: KnowledgeGraph, *, title: str = "Fact-check sheet") -> str:
    """Return the report: summary, documents, claims by verdict, and how to read it.

    Claims are numbered in the order of the report; a document lists the numbers of its claims.
    Text from documents and tables is shown as it is and can neither add markup nor links.
    """
    by_verdict: dict[Verdict, list[str]] = {verdict: [] for verdict in ORDER}
    for key, assessment in graph.assessments.items():
        by_verdict[assessment.verdict].append(key)
    numbers: dict[str, str] = {}
    for verdict in ORDER:
        for key in by_verdict[verdict]:
            numbers[key] = f"C{len(numbers) + 1}"
    lines = [f"# {escaped(title)}", "", *_summary(graph, by_verdict)]
    lines += ["", "## Documents", ""]
    claimed: dict[str, dict[str, None]] = {key: {} for key in graph.documents}
    for key in numbers:
        for assertion in graph.assertions[key]:
            claimed.setdefault(assertion.document, {})[key] = None
    for document_key in graph.documents:
        lines += _document(graph, document_key, list(claimed[document_key]), numbers)
    for verdict in ORDER:
        if by_verdict[verdict]:
            lines += [f"## {HEADINGS[verdict]} ({len(by_verdict[verdict])})", ""]
            lines += [f"*{capitalised(VERDICT_WORDS[verdict])}.*", ""]
            for key in by_verdict[verdict]:
                lines += _claim(graph, key, numbers[key])
    return "\n".join([*lines, *_method(graph), ""])


def _summary(graph: KnowledgeGraph, by_verdict: dict[Verdict, list[str]]) -> Iterator[str]:
    places = sum(len(said) for said in graph.assertions.values())
    yield (
        f"{count(len(graph.documents), 'document')} made {count(len(graph.claims), 'claim')} "
        f"in {count(places, 'place')}."
    )
    yield ""
    yield "| verdict | claims | status |"
    yield "| --- | ---: | --- |"
    for verdict in ORDER:
        yield f"| {HEADINGS[verdict]} | {len(by_verdict[verdict])} | {verdict.status.value} |"


def _document(
    graph: KnowledgeGraph, document_key: str, mine: Sequence[str], numbers: dict[str, str]
) -> Iterator[str]:
    document = graph.documents[document_key]
    yield f"### {escaped(document.title or document.id)}"
    yield ""
    facts = [
        escaped(document.id),
        escaped(document.site),
        escaped(document.date),
        link(document.url, document.url) if document.url else escaped(document.location),
        *(
            link(name, address)
            for name, address in (
                (f"PMID {document.pmid}", f"https://pubmed.ncbi.nlm.nih.gov/{document.pmid}/"),
                (document.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{document.pmcid}/"),
                (f"doi:{document.doi}", f"https://doi.org/{document.doi}"),
            )
            if name not in ("", "PMID ", "doi:")
        ),
    ]
    yield " · ".join(fact for fact in facts if fact)
    yield ""
    tally = Counter(graph.assessments[key].verdict for key in mine)
    supported = sum(n for v, n in tally.items() if v.status is Status.LITERATURE_SUPPORTED)
    yield (
        f"{count(len(mine), 'claim')}, {supported} literature-supported."
        if mine
        else "No claim was found in it."
    )
    if mine:
        yield ""
    for verdict in ORDER:
        of_verdict = [numbers[key] for key in mine if graph.assessments[key].verdict is verdict]
        if of_verdict:
            yield f"- {HEADINGS[verdict]}: {', '.join(of_verdict)}"
    yield ""


def _claim(graph: KnowledgeGraph, key: str, number: str) -> Iterator[str]:
    assessment = graph.assessments[key]
    yield f"### {number}. {escaped(capitalised(claim_text(graph.claims[key])))}"
    yield ""
    yield escaped(assessment.why)
    yield ""
    for assertion in graph.assertions[key]:
        yield from _quote(assertion, graph.documents.get(assertion.document))
    for heading, findings in parts_of(assessment):
        yield f"**{heading}**"
        yield ""
        yield from _findings(findings)
        yield ""


def _quote(assertion: Assertion, document: SourceDocument | None) -> Iterator[str]:
    notes = [f"characters {assertion.sentence.start}-{assertion.sentence.end}"]
    if assertion.hedged:
        notes.append("stated with reserve" + (f" ({assertion.hedge})" if assertion.hedge else ""))
    if assertion.attribution:
        notes.append(f"attributed: {assertion.attribution}")
    name = document.title if document is not None and document.title else assertion.document_id
    yield f"> {escaped(assertion.quote)}"
    yield ">"
    yield f"> -- {escaped(name)}, {escaped(', '.join(notes))}"
    yield ""


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings[:MAX_FINDINGS]:
        evidence = finding.evidence
        aside = f"*Not counted: {escaped(finding.reason)}.* " if not finding.counted else ""
        notes = [note for note in (details(evidence), bearing_words(finding)) if note]
        yield (
            f"- {aside}{escaped(capitalised(evidence_text(evidence)))} "
            f"({escaped('; '.join(notes))}). "
            f"{citation_markdown(evidence.citation)}"
        )
        for number, hop in enumerate(finding.chain.hops if finding.chain else (), 1):
            told = capitalised(hop_text(hop))
            yield f"    {number}. {escaped(told)} ({_short(main_record(hop).citation)})"
    if len(findings) > MAX_FINDINGS:
        yield f"- and {count(len(findings) - MAX_FINDINGS, 'further record')}"


def _short(citation: Citation) -> str:
    address = citation_url(citation)
    name = short_citation(citation)
    return link(name, address) if address else escaped(name)


def _method(graph: KnowledgeGraph) -> Iterator[str]:
    yield "## How to read this"
    yield ""
    yield (
        "*Source-asserted* means that a document says so and nothing more. *Literature-supported* "
        "means that at least one piece of evidence that counts backs it; a claim can be "
        "literature-supported and contested at once. *Not found* says what a search of the tables "
        "below gave; it is no evidence that a claim is false. A chain supports a claim through "
        "something narrower, and each of its steps has its own source. Papers are counted, never "
        "sentences."
    )
    yield ""
    yield (
        "Claims were read from the documents by rules, and can be misread: check the quotes. "
        "Character positions count from 0 in the text of the document."
    )
    yield ""
    yield f"- {escaped(searched_line(graph.build))}"
    yield f"- {escaped(policy_line(graph.build))}"
    version = graph.build.tool_version or "of unknown version"
    yield f"- SubstanceKG {escaped(version)}, lexicon {escaped(graph.build.lexicon)}"
