"""Is a graph sound: shapes, identifiers, and quotes that its documents really hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from substancekg.errors import LoaderError
from substancekg.graph.assertions import Assertion, Span
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.wording import count
from substancekg.ontology.identifiers import parse


@dataclass(frozen=True, slots=True)
class Validation:
    """What was checked and what is wrong.

    :ivar problems: one line each; empty when the graph is sound
    :ivar summary: one line on what was checked
    """

    problems: tuple[str, ...]
    summary: str


def validate_graph(source: str | Path, documents: Path | None = None) -> Validation:
    """Check a graph against the shapes, its identifiers, and the quotes against ``documents``.

    :param documents: file or folder with the documents that the graph was built from; without it
        offsets are only checked against the quotes inside the graph
    :raises GraphError: if the graph cannot be loaded at all
    :raises LoaderError: if ``documents`` does not exist
    """
    from substancekg.graph.load import load_graph
    from substancekg.graph.shapes import validate_shapes

    problems = list(validate_shapes(source))
    graph = load_graph(source, check=False)
    problems += identifier_problems(graph)
    assertions = [item for found in graph.assertions.values() for item in found]
    summary = f"{count(len(graph.claims), 'claim')}, {count(len(assertions), 'assertion')}"
    if documents is not None:
        texts = _texts(documents)
        problems += quote_problems(graph, texts)
        found = sum(key in texts for key in graph.documents)
        summary += f", quotes of {found} of {len(graph.documents)} documents checked"
    verdict = "sound" if not problems else count(len(problems), "problem")
    return Validation(tuple(problems), f"{summary}: {verdict}")


def identifier_problems(graph: KnowledgeGraph) -> Iterator[str]:
    """Yield a line for each identifier that does not have the form of its register."""
    for entity in graph.entities.values():
        for curie in (entity.curie, *entity.xrefs):
            if curie and parse(curie) is None:
                yield f"entity {entity.label}: {curie!r} is no well-formed identifier"
    for record in graph.evidence():
        citation = record.citation
        given = (("PMID", citation.pmid), ("PMC", citation.pmcid), ("DOI", citation.doi))
        for prefix, value in given:
            if value and parse(f"{prefix}:{value}") is None:
                yield f"evidence {record.key}: {value!r} is no well-formed {prefix}"


def quote_problems(graph: KnowledgeGraph, texts: dict[str, str]) -> Iterator[str]:
    """Yield a line for each span whose words the document does not hold at that place.

    :param texts: text of each document by its key
    """
    for key, document in graph.documents.items():
        if key not in texts:
            yield f"document {document.id}: not among the documents, or its text has changed"
    for found in graph.assertions.values():
        for assertion in found:
            text = texts.get(assertion.document)
            if text is None:
                continue
            for name, span, words in _spans(assertion):
                if span.of(text) != words:
                    yield (
                        f"document {assertion.document_id}, {span.start}-{span.end}: the {name} is "
                        f"{span.of(text)!r}, the graph says {words!r}"
                    )


def _spans(assertion: Assertion) -> Iterator[tuple[str, Span, str]]:
    yield "sentence", assertion.sentence, assertion.quote
    yield "subject", assertion.subject_span, assertion.subject_text
    yield "object", assertion.object_span, assertion.object_text
    yield "trigger", assertion.trigger_span, assertion.trigger
    if assertion.hedge_span is not None:
        yield "hedge", assertion.hedge_span, assertion.hedge


def _texts(documents: Path) -> dict[str, str]:
    """Return the text of every readable document by its key; unreadable ones are left out."""
    from substancekg.loaders.registry import find_sources
    from substancekg.pipeline import load_documents

    texts = {}
    for source in find_sources([documents]):
        try:
            for document in load_documents(source, (), None):
                texts[document.source.key] = document.text
        except LoaderError:
            continue
    return texts
