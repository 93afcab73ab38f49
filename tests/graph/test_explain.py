"""Explanations that an analyst can paste, and the sentence that says why."""

from __future__ import annotations

import json

import pytest

from substancekg.errors import UnknownNameError
from substancekg.graph.explain import explain_claims, explanations_to_dicts, searched_line
from substancekg.graph.knowledge_graph import BuildRecord, SearchedTable
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess
from substancekg.ontology.terms import Grade, Polarity, Verdict


def why(world, claim, *records):
    return assess(claim, world.base(*records), Policy()).why


class TestWhy:
    def test_support_names_papers_and_the_strongest_study(self, world):
        record = world.evidence("melatonin", "treats", "insomnia", "21", study_type="trial")
        assert why(world, world.claim("melatonin", "treats", "insomnia"), record) == (
            "Melatonin treats insomnia: supported by 1 paper (PMID 21, 2020; trial)."
        )

    def test_a_chain_cites_a_source_on_every_hop(self, world):
        record = world.evidence("testine", "binds", "mu receptor", "3")
        text = why(world, world.claim("leafy tea", "binds", "opioid receptor"), record)
        assert text == (
            "Leafy tea binds to opioid receptor: supported by a chain: leafy tea contains testine "
            "[doi:10.1000/test.1; 1 more], testine binds to mu receptor [PMID 3, 2020] and "
            "mu receptor is a kind of opioid receptor [SubstanceKG lexicon]."
        )

    def test_a_claim_that_says_more_is_told_in_words(self, world):
        record = world.evidence("testine", "binds", "mu receptor", "3")
        text = why(world, world.claim("testine", "agonist_of", "mu receptor"), record)
        assert "claims more than the literature" in text
        assert "(claimed: is an agonist of; reported: binds to) [PMID 3, 2020]" in text

    @pytest.mark.parametrize("ends", [("testine", "caffeine"), ("caffeine", "testine")])
    def test_the_end_that_is_only_named_by_its_class_is_told(self, world, ends):
        record = world.evidence("caffeine", "used_with", "alkaloid", "3")
        text = why(world, world.claim(ends[0], "used_with", ends[1]), record)
        assert "(claimed: testine; reported: alkaloid)" in text

    def test_dispute_is_told_before_support(self, world):
        text = why(
            world,
            world.claim("caffeine", "increases", "melatonin"),
            world.evidence("caffeine", "increases", "melatonin", "1"),
            world.evidence("caffeine", "decreases", "melatonin", "2"),
        )
        assert text.index("PMID 2") < text.index("PMID 1")
        assert "contested" in text

    def test_a_negated_claim_is_told_as_such(self, world):
        text = why(
            world,
            world.claim("caffeine", "treats", "insomnia", negated=True),
            world.evidence("caffeine", "treats", "insomnia", "1", refutes=True),
        )
        assert text.startswith("Caffeine does not treat insomnia: supported by 1 paper")

    def test_nothing_found_says_how_much_was_searched(self, world):
        text = why(world, world.claim("caffeine", "treats", "insomnia"))
        assert text.endswith("not found in 12 records of 2 tables of evidence.")

    def test_what_was_set_aside_is_counted_with_its_reason(self, world):
        record = world.evidence("caffeine", "treats", "insomnia", machine_read=True)
        text = why(world, world.claim("caffeine", "treats", "insomnia"), record)
        assert "1 record set aside: 1 independent paper, 2 needed" in text

    def test_a_disputed_step_of_the_only_chain_is_not_hidden(self, world):
        text = why(
            world,
            world.claim("leafy tea", "binds", "mu receptor"),
            world.evidence("testine", "binds", "mu receptor", "1"),
            world.evidence("testine", "binds", "mu receptor", "2", refutes=True),
        )
        assert "against what supports it (testine does not bind to mu receptor [PMID 2" in text
        assert "PMID 2" in text

    def test_a_step_is_disputed_only_by_what_speaks_against_it(self, world):
        text = why(
            world,
            world.claim("leafy tea", "affects", "dopamine"),
            world.evidence("testine", "decreases", "dopamine", "1", grade=Grade.TRIAL),
            world.evidence("testine", "increases", "dopamine", "2", refutes=True),
        )
        assert "disputed" not in text


@pytest.fixture
def contested(small_graph, small_lexicon):
    (found,) = explain_claims(small_graph, "testine", "agonist_of", "MOR", lexicon=small_lexicon)
    return found


def test_evidence_against_comes_before_evidence_for(contested):
    text = contested.text
    assert text.index("Evidence against it") < text.index("Evidence for it")
    assert "Emax 40% at 1 uM" in text
    assert "Able A, Baker B. Testine at mu. J Test. 2019. PMID 11" in text
    assert "<https://pubmed.ncbi.nlm.nih.gov/11/>" in text


def test_quotes_stand_with_document_offsets_and_reserve(contested):
    assert "characters 0-" in contested.text
    assert '"testine may agonist_of mu receptor." [stated with reserve ("may")]' in contested.text


def test_what_was_searched_and_the_policy_close_the_text(contested):
    last = contested.text.splitlines()[-2:]
    assert last[0].startswith("Searched: SubstanceKG lexicon: classes (7 records, version ")
    assert last[1].startswith("Policy: curated evidence counts from one source; machine-read")


def test_steps_of_a_chain_are_numbered(small_graph, small_lexicon):
    (found,) = explain_claims(
        small_graph, "leafy tea", "interacts_with", "opioid receptor", lexicon=small_lexicon
    )
    assert "    1. Leafy tea contains testine [doi:10.1000/test.1; 1 more]" in found.text
    assert "    3. Mu receptor is a kind of opioid receptor [SubstanceKG lexicon]" in found.text


def test_evidence_that_does_not_count_is_shown_with_its_reason(small_graph, small_lexicon):
    (found,) = explain_claims(
        small_graph, "testine", "alleviates", "anxiety", lexicon=small_lexicon
    )
    assert "Not counted (from the document that makes the claim)" in found.text


def test_the_same_as_data(contested):
    (data,) = json.loads(json.dumps(explanations_to_dicts([contested])))
    assert data["verdict"] == "contested"
    assert [a["document"] for a in data["assertions"]] == ["26", "article"]
    assert data["disputing"][0]["evidence"]["citation"]["pmid"] == "13"
    assert data["searched"][0]["records"] > 0


def test_a_negated_claim_is_asked_for_by_itself(small_graph, small_lexicon):
    (found,) = explain_claims(
        small_graph, "caffeine", "treats", "insomnia", Polarity.NEGATED, lexicon=small_lexicon
    )
    assert found.assessment.verdict is Verdict.SUPPORTED


def test_a_claim_that_nobody_makes_suggests_what_is_claimed(small_graph, small_lexicon):
    with pytest.raises(UnknownNameError, match="caffeine treats insomnia"):
        explain_claims(small_graph, "caffeine", "worsens", "insomnia", lexicon=small_lexicon)
    with pytest.raises(UnknownNameError, match="with --negated"):
        explain_claims(small_graph, "leafy tea", "causes", "death", lexicon=small_lexicon)
    with pytest.raises(UnknownNameError, match="melatonin"):
        explain_claims(small_graph, "melatonine", "treats", "insomnia", lexicon=small_lexicon)


def test_no_evidence_at_all_is_said():
    assert searched_line(BuildRecord("", "", (), Policy())) == "Searched: no evidence at all."
    line = searched_line(BuildRecord("", "", (SearchedTable("T", "v1", 1),), Policy()))
    assert line == "Searched: T (1 record, version v1)."
