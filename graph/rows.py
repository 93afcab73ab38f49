"""Claims as rows: what ``substancekg claims`` prints and ``claims.csv`` holds."""

from __future__ import annotations

import csv
import difflib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from substancekg.errors import UnknownNameError
from substancekg.graph.assessment import Finding
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.names import resolve_entity
from substancekg.graph.papers import independent_papers
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Status, Verdict
from substancekg.ontology.vocabulary import predicate as predicate_of
from substancekg.ontology.vocabulary import predicate_descendants

CLAIM_COLUMNS = (
    "subject", "subject_id", "predicate", "object", "object_id", "polarity", "status", "verdict",
    "documents", "assertions", "hedged", "papers_for", "papers_against", "best_grade", "inferred",
    "why", "claim", "aspect",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def claim_iri(graph: KnowledgeGraph, key: str) -> str:
    """Return the IRI of a claim of a graph."""
    return f"{graph.base_iri}claim/{key}"


def claim_row(graph: KnowledgeGraph, key: str) -> dict[str, Any]:
    """Return a claim as a row with :data:`CLAIM_COLUMNS`, in that order.

    ``documents``, ``assertions`` and ``hedged`` are counts; ``papers_for`` and ``papers_against``
    count independent papers of evidence that counts, so that a claim that only a curated database
    supports has 0; ``best_grade`` is the strongest grade for the claim, empty without any.
    """
    claim, assessment, said = graph.claims[key], graph.assessments[key], graph.assertions[key]
    counted = [finding for finding in assessment.supporting if finding.counted]
    best = min((f.evidence.grade for f in counted), key=lambda grade: grade.rank, default=None)
    return {
        "subject": claim.subject.label,
        "subject_id": claim.subject.id,
        "predicate": claim.predicate,
        "object": claim.object.label,
        "object_id": claim.object.id,
        "polarity": claim.polarity.value,
        "status": assessment.status.value,
        "verdict": assessment.verdict.value,
        "documents": len({assertion.document for assertion in said}),
        "assertions": len(said),
        "hedged": sum(assertion.hedged for assertion in said),
        "papers_for": papers(assessment.supporting),
        "papers_against": papers(assessment.disputing),
        "best_grade": best.value if best else "",
        "inferred": assessment.inferred,
        "why": assessment.why,
        "claim": claim_iri(graph, key),
        "aspect": claim.aspect,
    }


def papers(findings: Iterable[Finding]) -> int:
    """Return how many independent papers the findings that count come from."""
    return independent_papers(f.evidence.citation for f in findings if f.counted)


def claim_keys(
    graph: KnowledgeGraph,
    *,
    about: str | None = None,
    predicate: str | None = None,
    status: Status | str | None = None,
    verdict: Verdict | str | None = None,
    document: str | None = None,
    lexicon: Lexicon | None = None,
) -> Iterator[str]:
    """Yield the keys of the claims that fit all conditions, in the order of the graph.

    :param about: any name of an entity at either end
    :param predicate: this predicate and those below it
    :param document: id, key, title, address, PMID, PMCID or DOI of a document that makes the claim
    :raises UnknownNameError: if a name is not known; nearly right ones are suggested
    """
    slug = resolve_entity(graph, about, lexicon).slug if about is not None else None
    names = None
    if predicate is not None:
        names = {predicate_of(predicate).name, *predicate_descendants(predicate)}
    wanted_status = _member(Status, "status", status) if status is not None else None
    wanted_verdict = _member(Verdict, "verdict", verdict) if verdict is not None else None
    shelf = document_keys(graph, document) if document is not None else None
    for key, claim in graph.claims.items():
        assessment = graph.assessments[key]
        if (
            (slug is None or slug in (claim.subject.slug, claim.object.slug))
            and (names is None or claim.predicate in names)
            and (wanted_status is None or assessment.status is wanted_status)
            and (wanted_verdict is None or assessment.verdict is wanted_verdict)
            and (shelf is None or any(a.document in shelf for a in graph.assertions[key]))
        ):
            yield key


def claim_rows(graph: KnowledgeGraph, **conditions: Any) -> list[dict[str, Any]]:
    """Return the claims that fit as rows; conditions are those of :func:`claim_keys`."""
    return [claim_row(graph, key) for key in claim_keys(graph, **conditions)]


def document_keys(graph: KnowledgeGraph, name: str) -> frozenset[str]:
    """Return the keys of the documents that a name stands for.

    :raises UnknownNameError: if there is none; the nearest ids are suggested, some are listed
    """
    found = frozenset(
        key
        for key, d in graph.documents.items()
        if name in (d.id, key, d.title, d.location, d.url, d.pmid, d.pmcid, d.doi)
    )
    if not found:
        ids = sorted({d.id for d in graph.documents.values()})
        near = difflib.get_close_matches(name, ids, n=3, cutoff=0.4)
        shown = ", ".join(ids[:5]) + (f" and {len(ids) - 5} more" if len(ids) > 5 else "")
        raise UnknownNameError("document", name, near, f"this graph has {shown or 'none'}")
    return found


def _member(kind: type[Status | Verdict], noun: str, value: str) -> Status | Verdict:
    try:
        return kind(value)
    except ValueError:
        raise UnknownNameError(noun, str(value), [member.value for member in kind]) from None


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: such text gets a leading apostrophe.

    >>> safe_cell("=1+1"), safe_cell("kava"), safe_cell(3)
    ("'=1+1", 'kava', 3)
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def rows_to_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = CLAIM_COLUMNS) -> str:
    """Return rows as CSV with a header; see :func:`safe_cell`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return out.getvalue()


def rows_to_jsonl(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as JSON lines, values as they are."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
