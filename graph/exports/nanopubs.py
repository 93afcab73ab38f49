"""Nanopublications: each claim that the literature speaks to as one small, citable publication.

A nanopublication has four named graphs: head, assertion (the claim), provenance (the evidence for
and against, and the sentences that say it) and publication info. They are unsigned; sign and
publish them with the ``nanopub`` tool under your own name.
"""

from __future__ import annotations

from collections.abc import Iterator

from substancekg.graph import rdf_terms as t
from substancekg.graph.assertions import Assertion
from substancekg.graph.assessment import Assessment, Finding
from substancekg.graph.claims import Claim
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rdf import claim_label
from substancekg.graph.rdf_terms import Names, iri, skg, text
from substancekg.graph.turtle import triples_text
from substancekg.ontology.terms import Polarity, Verdict

NP = "http://www.nanopub.org/nschema#"
PREFIXES = {**t.VOCABULARY_PREFIXES, "np": NP}


def nanopubs(kg: KnowledgeGraph, direct_edges: str) -> Iterator[bytes]:
    """Yield the nanopublications of a graph as one TriG document, in the order of its claims."""
    names = Names(kg.base_iri)
    prefixes = {**PREFIXES, **names.prefixes}
    for prefix, namespace in sorted(prefixes.items()):
        yield f"@prefix {prefix}: <{namespace}> .\n".encode()
    for key, claim in kg.claims.items():
        assessment = kg.assessments[key]
        if assessment.verdict is Verdict.NOT_FOUND:
            continue
        said = kg.assertions.get(key, ())
        for graph, triples in _graphs(kg, claim, assessment, said, names):
            yield f"\n{graph} {{\n{triples_text(triples, prefixes)}}}\n".encode()


def nanopub_iri(kg: KnowledgeGraph, key: str) -> str:
    """Return the IRI of the nanopublication of a claim."""
    return f"{Names(kg.base_iri).base}nanopub/{key}"


def _graphs(
    kg: KnowledgeGraph,
    claim: Claim,
    assessment: Assessment,
    said: tuple[Assertion, ...],
    names: Names,
) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Yield the name and triples of the four graphs of one nanopublication."""
    base = nanopub_iri(kg, claim.key)
    this = iri(base)
    head, assertion, provenance, info = (
        iri(f"{base}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    node = names("clm", claim.key)
    subject, obj = names.entity(claim.subject.slug), names.entity(claim.object.slug)
    yield (
        head,
        [
            (this, t.A, f"<{NP}Nanopublication>"),
            (this, f"<{NP}hasAssertion>", assertion),
            (this, f"<{NP}hasProvenance>", provenance),
            (this, f"<{NP}hasPublicationInfo>", info),
        ],
    )
    statements = [
        (node, t.A, skg("Claim")),
        (node, t.A, t.STATEMENT),
        (node, t.LABEL, text(claim_label(claim))),
        (node, t.SUBJECT, subject),
        (node, t.PREDICATE, skg(claim.predicate)),
        (node, t.OBJECT, obj),
        (node, skg("polarity"), skg(claim.polarity)),
        (subject, t.LABEL, text(claim.subject.label)),
        (obj, t.LABEL, text(claim.object.label)),
    ]
    if claim.aspect:
        statements.append((node, skg("aspect"), text(claim.aspect)))
    if claim.polarity is Polarity.AFFIRMED and assessment.status.value == "literature-supported":
        statements.append((subject, skg(claim.predicate), obj))
    yield assertion, statements
    yield provenance, list(_provenance(assertion, node, assessment, said, names))
    tool = f"<{names.base}tool>"
    yield (
        info,
        [
            (this, f"<{t.PROV}wasAttributedTo>", tool),
            (this, t.LABEL, text(claim_label(claim))),
            (tool, t.A, t.SOFTWARE_AGENT),
            (tool, t.LABEL, text(f"substancekg {kg.build.tool_version}")),
        ],
    )


def _provenance(
    assertion: str,
    node: str,
    assessment: Assessment,
    said: tuple[Assertion, ...],
    names: Names,
) -> Iterator[tuple[str, str, str]]:
    yield node, skg("status"), skg(assessment.status)
    yield node, skg("verdict"), skg(assessment.verdict)
    yield node, skg("why"), text(assessment.why)
    sides = (
        ("supportedBy", assessment.supporting),
        ("disputedBy", assessment.disputing),
        ("relatedTo", assessment.related),
    )
    for prop, found in sides:
        for finding in found:
            if finding.counted:
                yield from _evidence(assertion, node, prop, finding, names)
    for item in said:
        document = names("doc", item.document)
        place = names("asr", item.key)
        yield assertion, t.DERIVED_FROM, document
        yield document, t.IDENTIFIER, text(item.document_id)
        yield place, skg("states"), node
        yield place, t.SOURCE, document
        yield place, skg("quote"), text(item.quote)


def _evidence(
    assertion: str, node: str, prop: str, finding: Finding, names: Names
) -> Iterator[tuple[str, str, str]]:
    evidence = finding.evidence
    record = names("evd", evidence.key)
    source = names.source(evidence.citation.key)
    yield node, skg(prop), record
    yield assertion, t.DERIVED_FROM, source
    yield record, t.A, skg("Evidence")
    yield record, t.SOURCE, source
    yield record, skg("subject"), names.entity(evidence.subject.slug)
    yield record, skg("predicate"), skg(evidence.predicate)
    yield record, skg("object"), names.entity(evidence.object.slug)
    yield record, skg("direction"), skg(evidence.direction)
    yield record, skg("grade"), skg(evidence.grade)
    if evidence.finding:
        yield record, skg("finding"), text(evidence.finding)
    yield source, t.IDENTIFIER, text(evidence.citation.key)
    if evidence.citation.title:
        yield source, t.TITLE, text(evidence.citation.title)
