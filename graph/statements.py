"""Statements of the lexicon as evidence: classes (is_a) and composition.

They let a reader check each step of a chain, and support claims such as ``kratom contains
mitragynine`` by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from substancekg.graph.evidence import Citation, Evidence
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import Lexicon
from substancekg.ontology.terms import Direction, EvidenceClass, Grade

LEXICON_PROVIDER = "SubstanceKG lexicon"
"""Name under which the statements of the lexicon are listed among the tables searched."""

_DOI = re.compile(r"\bDOI:? (10\.\d{4,9}/\S+)", re.IGNORECASE)


def lexicon_statements(lexicon: Lexicon) -> Iterator[Evidence]:
    """Yield what the lexicon states: is_a for each parent, then each source of each composition.

    A source that names a DOI cites the paper as well, so that it can be opened.
    """
    for entity in lexicon.entities.values():
        for parent in lexicon.parents(entity):
            if parent.slug != entity.slug:
                yield _statement(
                    entity, "is_a", parent, Citation(source=LEXICON_PROVIDER), "classes"
                )
    for fact in lexicon.composition:
        for source in fact.source.split(" | "):
            doi = _DOI.search(source)
            citation = Citation(
                doi=doi.group(1).rstrip(".,;") if doi else "", source=source.strip()
            )
            yield _statement(fact.subject, fact.predicate, fact.object, citation, "composition")


def _statement(
    subject: Entity, predicate: str, obj: Entity, citation: Citation, part: str
) -> Evidence:
    return Evidence(
        subject=subject,
        predicate=predicate,
        object=obj,
        direction=Direction.SUPPORTS,
        citation=citation,
        grade=Grade.REVIEW,
        evidence_class=EvidenceClass.ONTOLOGY,
        study_type="curated statement",
        provider=f"{LEXICON_PROVIDER} ({part})",
    )
