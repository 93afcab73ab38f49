"""Any graph, with any text in any field, comes back from its Turtle as it was."""

from __future__ import annotations

from dataclasses import asdict

import pyoxigraph as ox
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.graph.assertions import Assertion, SourceDocument, Span
from substancekg.graph.assessment import Assessment, Chain, Finding, Hop
from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.knowledge_graph import BuildRecord, KnowledgeGraph, SearchedTable
from substancekg.graph.load import graph_of_nodes
from substancekg.graph.nodes import Nodes
from substancekg.graph.policy import Policy
from substancekg.graph.turtle import turtle
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import (
    Certainty,
    Direction,
    EvidenceClass,
    Grade,
    Polarity,
    Verdict,
)
from substancekg.ontology.vocabulary import predicates

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SOME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DIGITS = st.from_regex(r"[1-9][0-9]{0,7}", fullmatch=True)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 500)).map(lambda p: Span(p[0], sum(p)))
ENTITIES = [
    Entity("kava", "Botanical", synonyms=("awa", "kava kava"), source="a table"),
    Entity("anxiety", "Condition", "MONDO:5618"),
    Entity("GABA-A receptor", "Receptor", generic=True),
]


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    document = SourceDocument(
        id=draw(SOME), sha256=draw(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
        title=draw(TEXT), location=draw(TEXT), url=draw(TEXT), format=draw(TEXT), date=draw(TEXT),
        authors=draw(TEXTS), site=draw(TEXT), language=draw(TEXT), pmid=draw(TEXT),
        pmcid=draw(TEXT), doi=draw(TEXT), sentences=draw(st.integers(0, 9999)),
    )  # fmt: skip
    subject, obj, target = ENTITIES
    name = draw(st.sampled_from(sorted(predicates())))
    polarity, aspect = draw(st.sampled_from(Polarity)), draw(TEXT)
    claim = Claim.make(subject, name, obj, polarity, aspect)
    hedged = draw(st.booleans())
    said = Assertion(
        document=document.key, document_id=document.id, sentence=draw(SPANS), quote=draw(TEXT),
        subject=subject, subject_span=draw(SPANS), subject_text=draw(TEXT), predicate=name,
        object=obj, object_span=draw(SPANS), object_text=draw(TEXT), trigger=draw(TEXT),
        trigger_span=draw(SPANS), rule=draw(TEXT), polarity=polarity,
        certainty=draw(st.sampled_from(Certainty)), aspect=aspect, attribution=draw(TEXT),
        hedge=draw(TEXT) if hedged else "", hedge_span=draw(SPANS) if hedged else None,
        headings=draw(TEXTS),
    )  # fmt: skip
    record = Evidence(
        subject=target, predicate=draw(st.sampled_from(sorted(predicates()))), object=obj,
        direction=draw(st.sampled_from(Direction)), grade=draw(st.sampled_from(Grade)),
        citation=Citation(
            pmid=draw(DIGITS | st.just("")), pmcid=draw(TEXT), doi=draw(TEXT), title=draw(TEXT),
            year=draw(TEXT), authors=draw(TEXTS), journal=draw(TEXT), url=draw(TEXT),
            source=draw(TEXT), retracted=draw(st.booleans()),
        ),
        evidence_class=draw(st.sampled_from(EvidenceClass)), aspect=draw(TEXT), system=draw(TEXT),
        finding=draw(TEXT), study_type=draw(TEXT), quote=draw(TEXT), section=draw(TEXT),
        certainty=draw(st.sampled_from(Certainty)), provider=draw(TEXT), context=draw(TEXT),
    )  # fmt: skip
    chain = Chain((Hop(subject, "contains", target, (record,)),), record)
    finding = Finding(
        record, draw(st.sampled_from(Direction)), draw(SOME), draw(st.sampled_from([None, chain])),
        draw(st.booleans()), draw(TEXT),
    )  # fmt: skip
    assessment = Assessment(
        draw(st.sampled_from(Verdict)), (finding,), (finding,), (finding,), draw(TEXT)
    )
    policy = Policy(
        draw(st.integers(1, 9)), draw(st.sampled_from([None, *Grade])), draw(st.booleans()),
        draw(st.booleans()), draw(st.booleans()),
    )  # fmt: skip
    table = SearchedTable(draw(SOME), draw(TEXT), draw(st.integers(0, 10**6)))
    return KnowledgeGraph(
        {document.key: document}, {claim.key: claim}, {claim.key: (said,)},
        {claim.key: assessment}, {e.slug: e for e in sorted(ENTITIES, key=lambda e: e.slug)},
        BuildRecord(draw(TEXT), draw(TEXT), (table,), policy),
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_every_field_of_any_graph_comes_back(kg: KnowledgeGraph) -> None:
    again = graph_of_nodes(Nodes.of(ox.parse(turtle(kg), format=ox.RdfFormat.TURTLE)))
    assert again == kg
    assert asdict(again) == asdict(kg)
