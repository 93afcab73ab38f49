"""Synthetic graphs of any size, with the shape of real ones; the same size gives the same graph."""

from __future__ import annotations

import random
from itertools import islice

from benchmarks.assessing_speed import triples
from substancekg.graph.assemble import assemble
from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Certainty, Direction, Grade
from substancekg.ontology.vocabulary import predicate

SENTENCES_A_DOCUMENT = 40


def synthetic_graph(claims: int) -> KnowledgeGraph:
    """Return a graph of about that many claims, a third of them with evidence of their own."""
    lexicon, draw = default_lexicon(), random.Random(11)
    documents: dict[str, SourceDocument] = {}
    assertions, evidence = [], []
    for number, (subject, name, obj) in enumerate(islice(triples(lexicon, 5), claims)):
        page, line = divmod(number, SENTENCES_A_DOCUMENT)
        document = documents.setdefault(
            str(page), SourceDocument(f"page-{page}", f"{page:064x}", title=f"Page {page}")
        )
        verb = predicate(name).reading
        quote = f"{subject.label} {verb} {obj.label} in sentence {number}."
        start = line * 200
        at = start + len(subject.label) + 1
        end = at + len(verb) + 1
        assertions.append(
            Assertion(
                document.key, document.id, Span(start, start + len(quote)), quote,
                subject, Span(start, start + len(subject.label)), subject.label, name,
                obj, Span(end, end + len(obj.label)), obj.label,
                verb, Span(at, at + len(verb)), "synthetic",
                certainty=draw.choice(list(Certainty)),
            )
        )  # fmt: skip
        if number % 3 == 0:
            evidence.append(
                Evidence(
                    subject, name, obj, draw.choice(list(Direction)),
                    Citation(source=f"synthetic record {number % 997}"), draw.choice(list(Grade)),
                )
            )  # fmt: skip
    base = EvidenceBase(evidence, lexicon)
    return assemble(documents.values(), assertions, base)
