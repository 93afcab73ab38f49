"""Citations of one paper complete each other."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.graph.evidence import Citation, Evidence
from substancekg.loaders.evidence.citations import reconciled
from substancekg.ontology.entities import Entity
from substancekg.ontology.terms import Direction, Grade

RECORD = Evidence(
    subject=Entity("caffeine", "Compound"),
    predicate="causes",
    object=Entity("insomnia", "Condition"),
    direction=Direction.SUPPORTS,
    citation=Citation(pmid="1"),
    grade=Grade.TRIAL,
)


def papers(*citations: Citation) -> list[Citation]:
    found = reconciled(replace(RECORD, citation=citation) for citation in citations)
    return [record.citation for record in found]


def test_a_paper_named_in_two_ways_counts_once() -> None:
    found = papers(
        Citation(pmid="1", doi="10.1000/a"),
        Citation(doi="10.1000/A", pmcid="PMC7"),
        Citation(pmcid="PMC7", title="A title"),
    )
    assert {paper.key for paper in found} == {"pmid:1"}
    assert {paper.title for paper in found} == {"A title"}


def test_disagreeing_identifiers_join_nothing() -> None:
    given_citations = (
        Citation(pmid="1", doi="10.1000/a"),
        Citation(pmid="2", doi="10.1000/a"),
        Citation(doi="10.1000/a"),
    )
    assert papers(*given_citations) == list(given_citations)


def test_a_retraction_known_to_one_record_holds_for_all() -> None:
    assert all(p.retracted for p in papers(Citation(pmid="1"), Citation(pmid="1", retracted=True)))


@pytest.mark.parametrize("citation", [Citation(url="https://example.org/a"), Citation(source="x")])
def test_sources_without_identifier_stay_as_they_are(citation: Citation) -> None:
    assert papers(citation, Citation(pmid="1")) == [citation, Citation(pmid="1")]


citations = st.builds(
    Citation,
    pmid=st.sampled_from(["", "1", "2", "3"]),
    pmcid=st.sampled_from(["", "PMC1", "PMC2"]),
    doi=st.sampled_from(["", "10.1000/a", "10.1000/b"]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(citations, max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost(given_citations: list, random: object) -> None:
    first = papers(*given_citations)
    order = list(range(len(given_citations)))
    random.shuffle(order)  # type: ignore[attr-defined]
    second = papers(*[given_citations[i] for i in order])
    assert [first[i] for i in order] == second
    for before, after in zip(given_citations, first, strict=True):
        for kind in ("pmid", "pmcid", "doi"):
            assert getattr(before, kind) in ("", getattr(after, kind))
