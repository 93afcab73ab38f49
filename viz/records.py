"""Single records of a page: quotes, evidence, documents and the build, as plain dicts.

Every string has passed :func:`substancekg.viz.text.clean`; empty fields are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.citations import citation_links, short_citation
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.explain import policy_line, searched_line
from substancekg.graph.knowledge_graph import BuildRecord
from substancekg.graph.wording import evidence_text
from substancekg.graph.wording import reading as known_reading
from substancekg.ontology.terms import Direction
from substancekg.ontology.vocabulary import predicates
from substancekg.viz.links import source_links, web_address
from substancekg.viz.text import clean

Json = dict[str, Any]


def reading(predicate_name: str, *, negated: bool = False) -> str:
    """Return the words of a predicate in a sentence; its name if the vocabulary lacks it."""
    if predicate_name in predicates():
        return known_reading(predicate_name, negated=negated)
    words = clean(predicate_name.replace("_", " "))
    return f"does not {words}" if negated else words


def marked_quote(item: Assertion) -> list[list[str]]:
    """Return the quote as ``[words, role]`` pairs that together are the whole quote.

    Roles are ``s`` subject, ``o`` object, ``t`` trigger, ``h`` hedge, or empty. Where spans
    overlap, the first of these wins. Words are cleaned after cutting, so that offsets, which count
    code points of the document, never move.
    """
    spans: list[tuple[Span, str]] = [
        (item.subject_span, "s"),
        (item.object_span, "o"),
        (item.trigger_span, "t"),
    ]
    if item.hedge_span is not None:
        spans.append((item.hedge_span, "h"))
    begin, end = item.sentence.start, item.sentence.start + len(item.quote)
    inside = [(span, role) for span, role in spans if begin <= span.start < span.end <= end]
    cuts = sorted({begin, end, *(s.start for s, _ in inside), *(s.end for s, _ in inside)})
    parts: list[list[str]] = []
    for left, right in pairwise(cuts):
        role = next((r for s, r in inside if s.start <= left and right <= s.end), "")
        words = clean(item.quote[left - begin : right - begin])
        if parts and parts[-1][1] == role:
            parts[-1][0] += words
        else:
            parts.append([words, role])
    return parts


def evidence_record(record: Evidence) -> Json:
    """Return what an evidence card shows."""
    source = record.citation
    out: Json = {
        "says": clean(_says(record)),
        "grade": record.grade.rank,
        "class": record.evidence_class.value,
        "links": [[clean(label), address] for label, address in source_links(source)],
    }
    for name, value in (
        ("title", source.title),
        ("source", source.source),
        ("short", "" if citation_links(source) else short_citation(source)),
        ("year", source.year),
        ("journal", source.journal),
        ("authors", _authors(source.authors)),
        ("study", record.study_type),
        ("system", record.system),
        ("finding", record.finding),
        ("context", record.context),
        ("quote", record.quote),
        ("section", record.section),
        ("provider", record.provider),
    ):
        if value:
            out[name] = clean(value)
    if source.retracted:
        out["retracted"] = 1
    if record.certainty == "hedged":
        out["hedged"] = 1
    return out


def _says(record: Evidence) -> str:
    if record.predicate in predicates():
        return evidence_text(record)
    negated = record.direction is Direction.REFUTES
    return " ".join(
        (record.subject.label, reading(record.predicate, negated=negated), record.object.label)
    )


def _authors(names: Sequence[str]) -> str:
    return f"{names[0]} et al." if len(names) > 3 else ", ".join(names)


def document_record(document: SourceDocument) -> Json:
    """Return what the page tells of a document; its text is not among it."""
    paper = Citation(pmid=document.pmid, pmcid=document.pmcid, doi=document.doi)
    out: Json = {
        "key": document.key,
        "id": clean(document.id),
        "title": clean(document.title or document.id),
        "url": web_address(document.url),
        "links": [[clean(label), address] for label, address in source_links(paper)],
    }
    for name, value in (
        ("location", document.location),
        ("date", document.date),
        ("site", document.site),
        ("authors", _authors(document.authors)),
        ("format", document.format),
    ):
        if value:
            out[name] = clean(value)
    return out


def build_record(build: BuildRecord) -> Json:
    """Return how the graph came to be, in words."""
    return {
        "tool": clean(build.tool_version),
        "lexicon": clean(build.lexicon),
        "policy": clean(policy_line(build)),
        "searched": clean(searched_line(build)),
    }
