from __future__ import annotations

import pytest

from substancekg.errors import UnknownNameError
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.ontology.terms import Status
from substancekg.viz.selection import select_claims


def told(kg: KnowledgeGraph, **options: object) -> set[str]:
    keys = select_claims(kg, **options)  # type: ignore[arg-type]
    assert keys == [key for key in kg.claims if key in keys]
    return {
        f"{kg.claims[k].subject.label} {kg.claims[k].predicate} {kg.claims[k].object.label}"
        for k in keys
    }


def test_without_conditions_every_claim_is_kept(demo: KnowledgeGraph) -> None:
    assert select_claims(demo) == list(demo.claims)


@pytest.mark.parametrize("name", ["melatonin", "Melatonin", "CHEBI:5"])
def test_about_takes_labels_and_identifiers(demo: KnowledgeGraph, name: str) -> None:
    expected = {"melatonin improves sleep quality", "melatonin treats insomnia"}
    assert told(demo, about=name) == expected


def test_about_takes_synonyms(demo: KnowledgeGraph) -> None:
    assert told(demo, about="leaf brew") == told(demo, about="leafy tea")


def test_two_hops_reach_the_neighbours_of_neighbours(demo: KnowledgeGraph) -> None:
    near, far = told(demo, about="sleep quality"), told(demo, about="sleep quality", hops=2)
    assert near == {"melatonin improves sleep quality"}
    assert far == near | {"melatonin treats insomnia"}


def test_documents_are_named_by_id_or_title(demo: KnowledgeGraph) -> None:
    by_id = told(demo, documents=["paper"])
    assert by_id == told(demo, documents=["Testine at the bench"])
    assert "testine agonist_of mu receptor" in by_id
    assert "leafy tea used_with talking therapy" not in by_id


def test_conditions_add_up(demo: KnowledgeGraph) -> None:
    found = told(demo, status=Status.LITERATURE_SUPPORTED, documents=["paper"], about="melatonin")
    assert found == {"melatonin improves sleep quality", "melatonin treats insomnia"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"about": "melatonim"}, "melatonin"),
        ({"documents": ["papr"]}, "paper"),
        ({"status": "supported"}, "literature-supported"),
    ],
    ids=["entity", "document", "status"],
)
def test_an_unknown_name_is_refused_with_suggestions(
    demo: KnowledgeGraph, options: dict[str, object], words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        select_claims(demo, **options)  # type: ignore[arg-type]


def test_an_entity_that_no_claim_is_about_is_refused(demo: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="no claim of this graph"):
        select_claims(demo, about="caffeine")
