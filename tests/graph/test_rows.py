"""Claims as rows, and which rows a condition leaves."""

from __future__ import annotations

import csv
import io
import json

import pytest

from substancekg.errors import UnknownNameError
from substancekg.graph.rows import (
    CLAIM_COLUMNS,
    claim_rows,
    rows_to_csv,
    rows_to_jsonl,
    safe_cell,
)
from substancekg.ontology.terms import Verdict


def row_of(graph, **wanted):
    (row,) = [row for row in claim_rows(graph) if all(row[name] == v for name, v in wanted.items())]
    return row


def test_a_row_has_the_columns_of_the_contract(small_graph):
    rows = claim_rows(small_graph)
    assert len(rows) == len(small_graph.claims)
    assert all(tuple(row) == CLAIM_COLUMNS for row in rows)


def test_a_contested_claim_counts_documents_reserve_and_papers_on_both_sides(small_graph):
    row = row_of(small_graph, subject="testine", object="mu receptor")
    assert (row["documents"], row["assertions"], row["hedged"]) == (2, 2, 1)
    assert (row["papers_for"], row["papers_against"]) == (2, 1)
    assert (row["best_grade"], row["inferred"]) == ("animal", False)
    assert (row["subject_id"], row["object_id"]) == ("CHEBI:1", "HGNC:1")
    assert row["claim"].startswith("https://w3id.org/substancekg/claim/")


def test_evidence_that_does_not_count_gives_no_papers_and_no_grade(small_graph):
    row = row_of(small_graph, predicate="alleviates")
    assert (row["verdict"], row["papers_for"], row["best_grade"]) == ("not-found", 0, "")


def test_a_chain_shows_as_inferred(small_graph):
    assert row_of(small_graph, predicate="interacts_with")["inferred"] is True


@pytest.mark.parametrize(
    ("conditions", "number"),
    [
        ({"about": "MOR"}, 1),
        ({"about": "Leaf tea"}, 4),
        ({"about": "CHEBI:6"}, 4),
        ({"predicate": "binds"}, 2),
        ({"predicate": "treats"}, 4),
        ({"verdict": "contradicted"}, 1),
        ({"verdict": Verdict.CONTESTED}, 1),
        ({"status": "source-asserted", "about": "caffeine"}, 2),
        ({"document": "26"}, 3),
        ({"document": "article.txt"}, 10),
        ({"about": "melatonin", "verdict": "not-found"}, 0),
    ],
    ids=str,
)
def test_conditions_leave_the_rows_that_fit_all(small_graph, small_lexicon, conditions, number):
    assert len(claim_rows(small_graph, **conditions, lexicon=small_lexicon)) == number


def test_an_entity_that_only_the_lexicon_knows_has_no_rows(small_graph, small_lexicon):
    assert claim_rows(small_graph, about="strychnoid", lexicon=small_lexicon) == []


@pytest.mark.parametrize(
    ("conditions", "suggestion"),
    [
        ({"about": "melatonine"}, "melatonin"),
        ({"predicate": "agonist"}, "agonist_of"),
        ({"status": "supported"}, "literature-supported"),
        ({"verdict": "refuted"}, "contradicted"),
        ({"document": "artikle"}, "article"),
    ],
    ids=["entity", "predicate", "status", "verdict", "document"],
)
def test_a_wrong_name_is_refused_with_a_suggestion(
    small_graph, small_lexicon, conditions, suggestion
):
    with pytest.raises(UnknownNameError) as caught:
        claim_rows(small_graph, **conditions, lexicon=small_lexicon)
    assert suggestion in caught.value.suggestions


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell):
    assert safe_cell(cell) == "'" + cell


def test_csv_and_json_lines_hold_the_same_rows(small_graph):
    rows = claim_rows(small_graph)
    table = list(csv.DictReader(io.StringIO(rows_to_csv(rows))))
    lines = [json.loads(line) for line in rows_to_jsonl(rows).splitlines()]
    assert lines == rows
    assert [row["why"] for row in table] == [row["why"] for row in rows]
    assert {row["inferred"] for row in table} == {"true", "false"}
    assert list(csv.reader(io.StringIO(rows_to_csv([])))) == [list(CLAIM_COLUMNS)]
