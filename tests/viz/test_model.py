from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from substancekg.graph.assertions import Assertion, Span
from substancekg.graph.claims import Claim
from substancekg.graph.knowledge_graph import KnowledgeGraph
from substancekg.graph.rows import claim_row
from substancekg.viz.model import CHUNK, NO_GRADE, page_model
from substancekg.viz.records import marked_quote


def assertion_of(kg: KnowledgeGraph) -> Assertion:
    return next(iter(kg.assertions.values()))[0]


def words_of(parts: list[list[str]]) -> str:
    return "".join(words for words, _ in parts)


def test_every_claim_has_one_value_in_every_column(demo: KnowledgeGraph) -> None:
    columns = page_model(demo, title="Demo").core["claims"]
    assert {name: len(values) for name, values in columns.items()} == {
        name: len(demo.claims) for name in columns
    }
    assert columns["key"] == list(demo.claims)


def test_columns_agree_with_the_rows_of_the_claims_table(demo: KnowledgeGraph) -> None:
    core = page_model(demo, title="Demo").core
    columns = core["claims"]
    for i, key in enumerate(demo.claims):
        row = claim_row(demo, key)
        assert core["entities"][columns["s"][i]]["label"] == row["subject"]
        assert core["entities"][columns["s"][i]]["id"] == row["subject_id"]
        assert core["predicates"][columns["p"][i]]["name"] == row["predicate"]
        assert core["verdicts"][columns["v"][i]] == row["verdict"]
        assert len(columns["docs"][i]) == row["documents"]
        assert columns["n"][i] == row["assertions"]
        assert columns["hedged"][i] == row["hedged"]
        assert columns["papers"][i] == row["papers_for"]
        assert columns["against"][i] == row["papers_against"]
        assert bool(columns["inferred"][i]) == row["inferred"]
        grade = columns["grade"][i]
        assert ("" if grade == NO_GRADE else core["grades"][grade][0]) == row["best_grade"]


def test_a_predicate_brings_its_parents_along(demo: KnowledgeGraph) -> None:
    predicates = page_model(demo, title="Demo").core["predicates"]
    by_name = {item["name"]: item for item in predicates}
    binds = predicates[by_name["agonist_of"]["parent"]]
    assert binds["name"] == "binds"
    assert predicates[binds["parent"]]["name"] == "interacts_with"
    assert by_name["treats"]["parent"] == -1


def test_a_chain_keeps_its_hops_in_order_with_their_evidence(demo: KnowledgeGraph) -> None:
    model = page_model(demo, title="Demo")
    i = next(
        i for i, key in enumerate(demo.claims) if demo.claims[key].object.label[:6] == "opioid"
    )
    hops = model.details[0][i]["for"][0]["chain"]
    names = model.core["entities"]
    assert [(names[s]["label"], reads, names[o]["label"]) for s, reads, o, _ in hops] == [
        ("leafy tea", "contains", "testine"),
        ("testine", "is a partial agonist of", "mu receptor"),
        ("mu receptor", "is a kind of", "opioid receptor"),
    ]
    assert all(records for *_, records in hops)
    titles = [model.evidence[0][records[0]]["title"] for *_, records in hops]
    assert titles == ["Invented study 1", "Invented study 2", "Invented study 3"]


def test_evidence_that_does_not_count_says_why(demo: KnowledgeGraph) -> None:
    model = page_model(demo, title="Demo")
    reasons = [f.get("not") for one in model.details[0] for f in one["for"]]
    assert reasons.count("only 1 of 2 papers") == 1


def test_equal_evidence_records_are_carried_once(demo: KnowledgeGraph) -> None:
    model = page_model(demo, title="Demo")
    records = [json.dumps(one, sort_keys=True) for chunk in model.evidence for one in chunk]
    assert len(records) == len(set(records))


def test_a_selection_leaves_out_documents_and_entities_of_other_claims(
    demo: KnowledgeGraph,
) -> None:
    key = next(key for key, claim in demo.claims.items() if claim.subject.label == "melatonin")
    core = page_model(demo, [key], title="One").core
    assert [item["label"] for item in core["entities"]] == ["melatonin", "sleep quality"] or [
        item["label"] for item in core["entities"]
    ] == ["insomnia", "melatonin"]
    assert len(core["claims"]["key"]) == 1
    assert len(core["documents"]) == len({a.document for a in demo.assertions[key]})


def test_details_are_cut_into_chunks_of_equal_size(
    large: Callable[[int], KnowledgeGraph],
) -> None:
    model = page_model(large(CHUNK * 2 + 5), title="Large")
    assert [len(chunk) for chunk in model.details] == [CHUNK, CHUNK, 5]


@pytest.mark.parametrize("budget", [1, 40, 10_000])
def test_the_budget_limits_what_is_drawn_and_never_what_is_carried(
    large: Callable[[int], KnowledgeGraph], budget: int
) -> None:
    model = page_model(large(300), title="Large", max_drawn=budget)
    assert len(model.drawn) == min(budget, 300)
    assert len(model.core["claims"]["key"]) == 300


def test_a_budget_below_one_is_refused(demo: KnowledgeGraph) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        page_model(demo, title="x", max_drawn=0)


def test_no_string_of_the_model_holds_a_character_that_steers_text(hostile: KnowledgeGraph) -> None:
    model = page_model(hostile, title="\u202ebad")
    text = json.dumps([model.core, model.details, model.evidence], ensure_ascii=False)
    for char in "\u202e\u2066\u202b\u2028\u2029\x00\x07\x1b\ud800":
        assert char not in text
    text.encode("utf-8")


def test_links_lead_to_the_web_only(hostile: KnowledgeGraph) -> None:
    model = page_model(hostile, title="x")

    def addresses(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["url"]] if "url" in value else []
            own += [address for _, address in value.get("links", [])]
            own += [address for _, address in value.get("ids", [])]
            return own + [a for item in value.values() for a in addresses(item)]
        if isinstance(value, list):
            return [a for item in value for a in addresses(item)]
        return []

    found = addresses([model.core, model.evidence])
    assert found
    assert all(a == "" or a.startswith(("https://", "http://")) for a in found)


# ---------- marked quotes
def test_a_quote_is_cut_at_its_marks_and_stays_whole(demo: KnowledgeGraph) -> None:
    item = demo.assertions[next(iter(demo.claims))][0]
    parts = marked_quote(item)
    assert words_of(parts) == item.quote
    assert [role for _, role in parts if role] == ["s", "t", "o"]


def test_hedges_are_marked(demo: KnowledgeGraph) -> None:
    item = next(a for said in demo.assertions.values() for a in said if a.hedge == "may")
    assert ["may", "h"] in marked_quote(item)


def test_offsets_count_code_points_beyond_the_basic_plane(demo: KnowledgeGraph) -> None:
    item = replace(
        assertion_of(demo), quote="👩 tea 🍵 helps sleep.", sentence=Span(10, 30),
        subject_span=Span(12, 15), trigger_span=Span(18, 23), object_span=Span(24, 29),
    )  # fmt: skip
    marked = {role: words for words, role in marked_quote(item) if role}
    assert marked == {"s": "tea", "t": "helps", "o": "sleep"}


def test_overlapping_spans_give_way_to_the_ends_of_the_claim(demo: KnowledgeGraph) -> None:
    item = replace(
        assertion_of(demo), quote="Tea boosts dopamine levels.", sentence=Span(0, 27),
        subject_span=Span(0, 3), trigger_span=Span(4, 26), object_span=Span(11, 19),
    )  # fmt: skip
    assert marked_quote(item) == [
        ["Tea", "s"], [" ", ""], ["boosts ", "t"], ["dopamine", "o"], [" levels", "t"], [".", ""],
    ]  # fmt: skip


def test_a_subject_from_another_sentence_is_told_beside_the_quote(demo: KnowledgeGraph) -> None:
    key = next(iter(demo.claims))
    item = replace(demo.assertions[key][0], subject_span=Span(900, 904), subject_text="This tea")
    kg = replace(demo, assertions={**demo.assertions, key: (item,)})
    quote = page_model(kg, title="x").details[0][0]["quotes"][0]
    assert quote["subject"] == ["This tea", 900, 904]
    assert "s" not in {role for _, role in quote["text"]}


def test_an_unknown_predicate_reads_as_its_name(demo: KnowledgeGraph) -> None:
    key, claim = next(iter(demo.claims.items()))
    odd = Claim(claim.subject, "dances_with", claim.object)
    kg = replace(demo, claims={**demo.claims, key: odd})
    names = [item["label"] for item in page_model(kg, title="x").core["predicates"]]
    assert "dances with" in names
