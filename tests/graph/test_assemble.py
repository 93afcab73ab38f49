"""Graphs from documents, from two graphs, and anew from one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.errors import GraphError
from substancekg.graph.assemble import assemble, reassess, union
from substancekg.graph.policy import Policy
from substancekg.ontology.terms import Grade, Status, Verdict


def built(parts, base, policy=None):
    documents, assertions = parts
    return assemble(documents, assertions, base, policy or Policy(), tool_version="0")


def test_claims_assertions_and_documents_stand_in_their_order(small_graph):
    keys = [claim.sort_key for claim in small_graph.claims.values()]
    assert keys == sorted(keys)
    assert list(small_graph.assertions) == list(small_graph.claims) == list(small_graph.assessments)
    assert [document.id for document in small_graph.documents.values()] == ["26", "article"]
    for said in small_graph.assertions.values():
        places = [(a.document_id, a.sentence.start) for a in said]
        assert places == sorted(places)


def test_entities_are_those_of_claims_and_hops_with_the_classes_above(small_graph):
    assert {"leafy-tea", "mu-receptor", "opioid-receptor", "receptor", "herbal-product"} <= set(
        small_graph.entities
    )
    assert list(small_graph.entities) == sorted(small_graph.entities)


def test_a_document_that_asserts_nothing_is_kept(small_documents, small_base):
    graph = built((small_documents, []), small_base)
    assert len(graph.documents) == 2
    assert not graph.claims


def test_evidence_from_a_document_supports_the_claims_of_another_one_only(world, small_documents):
    article, paper = small_documents
    claim = world.claim("testine", "alleviates", "anxiety")
    base = world.base(world.evidence("testine", "alleviates", "anxiety", "26", machine_read=True))
    policy = Policy(min_papers=1)
    own = built(([paper], [world.assertion(claim, paper)]), base, policy)
    other = built(([article], [world.assertion(claim, article)]), base, policy)
    assert own.assessments[claim.key].verdict is Verdict.NOT_FOUND
    assert other.assessments[claim.key].verdict is Verdict.SUPPORTED
    both = union(own, other)
    assert both.assessments[claim.key].verdict is Verdict.NOT_FOUND


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_the_order_and_repetition_of_input_never_matter(
    data, small_documents, small_assertions, small_base, small_graph
):
    assertions = data.draw(st.permutations([*small_assertions, *small_assertions[:3]]))
    documents = data.draw(st.permutations([*small_documents, small_documents[0]]))
    assert built((documents, assertions), small_base) == small_graph


@settings(max_examples=25, deadline=None)
@given(split=st.lists(st.booleans(), min_size=13, max_size=13))
def test_graphs_built_apart_merge_into_the_graph_built_together(
    split, small_documents, small_assertions, small_base, small_graph
):
    parts = [
        [a for a, side in zip(small_assertions, split, strict=True) if side is which]
        for which in (True, False)
    ]
    one, other = (built((small_documents, part), small_base) for part in parts)
    assert union(one, other) == union(other, one) == small_graph
    assert union(small_graph, small_graph) == small_graph


def test_graphs_of_different_policy_data_or_names_do_not_merge(
    small_graph, small_documents, small_assertions, small_base, world
):
    parts = (small_documents, small_assertions)
    strict = built(parts, small_base, Policy(chains=False))
    with pytest.raises(GraphError, match="policy"):
        union(small_graph, strict)
    with pytest.raises(GraphError, match="evidence"):
        union(small_graph, built(parts, world.base()))
    with pytest.raises(GraphError, match="base IRI"):
        union(small_graph, replace(small_graph, base_iri="https://example.org/"))


@pytest.mark.parametrize(
    "policy",
    [
        Policy(chains=False),
        Policy(min_grade=Grade.HUMAN),
        Policy(human_only=True),
        Policy(min_papers=1),
        Policy(machine_read=False),
    ],
    ids=["no-chains", "min-grade", "human-only", "one-paper", "no-machine-read"],
)
def test_another_policy_gives_what_a_build_under_it_gives(
    policy, small_graph, small_documents, small_assertions, small_base
):
    anew = built((small_documents, small_assertions), small_base, policy)
    assert reassess(small_graph, None, policy) == anew
    assert reassess(small_graph, small_base, policy) == anew
    assert reassess(anew, None, Policy()) == small_graph


def test_new_evidence_changes_the_status_without_reading_again(world, small_graph, small_evidence):
    claim = world.claim("leafy tea", "prevents", "death")
    assert small_graph.assessments[claim.key].status is Status.SOURCE_ASSERTED
    base = world.base(*small_evidence, world.evidence("leafy tea", "prevents", "death", "99"))
    found = reassess(small_graph, base)
    assert found.assessments[claim.key].status is Status.LITERATURE_SUPPORTED
    assert found.build.policy == small_graph.build.policy
