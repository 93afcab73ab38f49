"""What the base holds and what it says was searched."""

from __future__ import annotations

from dataclasses import replace

import pytest

from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.knowledge_graph import SearchedTable
from substancekg.ontology.terms import EvidenceClass, Grade


def test_statements_of_the_lexicon_are_evidence_with_their_sources(world):
    records = world.base().between("leafy-tea", "testine")
    assert {record.citation.source for record in records} == {
        "Table of tests: DOI 10.1000/test.1", "Second table",
    }  # fmt: skip
    assert {record.citation.doi for record in records} == {"10.1000/test.1", ""}
    assert {record.evidence_class for record in records} == {EvidenceClass.ONTOLOGY}
    assert {record.grade for record in records} == {Grade.REVIEW}
    (parent,) = world.base().between("testine", "alkaloid")
    assert parent.predicate == "is_a"


def test_a_record_given_twice_counts_once_and_order_does_not_matter(world, small_evidence):
    one = world.base(*small_evidence, *small_evidence)
    other = world.base(*reversed(small_evidence))
    assert len(one) == len(other)
    assert list(one) == list(other)
    assert one.searched == other.searched
    assert one.fingerprint == other.fingerprint


@pytest.mark.parametrize("turned", [False, True])
def test_one_finding_in_two_forms_is_kept_as_retracted_or_else_curated(world, turned):
    curated = world.evidence("testine", "binds", "mu receptor")
    read = replace(curated, evidence_class=EvidenceClass.MACHINE_READ)
    gone = replace(read, citation=replace(read.citation, retracted=True))
    for forms, kept in (([read, curated], curated), ([curated, gone], gone)):
        base = world.base(*(reversed(forms) if turned else forms))
        assert list(base.between("testine", "mu-receptor")) == [kept]


def test_what_was_searched_is_listed_by_table_with_version_and_count(world, small_evidence):
    searched = {table.name: table for table in world.base(*small_evidence).searched}
    assert searched["small table"].records == len(small_evidence)
    assert searched["SubstanceKG lexicon (composition)"].records == 5
    assert searched["small table"].newest == "2020"
    assert searched["SubstanceKG lexicon (classes)"].newest == ""
    fewer = {table.name: table for table in world.base(*small_evidence[1:]).searched}
    assert fewer["small table"].version != searched["small table"].version


def test_tables_that_are_named_are_listed_beside_the_lexicon(world, small_evidence):
    given = SearchedTable("Database", "2024.1", 5000)
    base = EvidenceBase(small_evidence, world.lexicon, tables=[given])
    assert [table.name for table in base.searched] == [
        "Database", "SubstanceKG lexicon (classes)", "SubstanceKG lexicon (composition)",
    ]  # fmt: skip


def test_nothing_known_is_an_empty_answer(world):
    assert world.base().between("no", "such") == ()
    assert world.base().by_object("no") == {}
