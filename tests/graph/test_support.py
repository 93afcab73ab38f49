"""The verdict on a claim, and what a policy changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.graph.evidence import Citation
from substancekg.graph.policy import Policy
from substancekg.graph.support import assess, concerns_people, judge
from substancekg.ontology.terms import Certainty, Grade, Status, Verdict

CLAIM = ("testine", "agonist_of", "mu receptor")


def verdict(world, *records, policy=None, claim=CLAIM, **options):
    base = world.base(*records)
    return assess(world.claim(*claim), base, policy or Policy(), **options)


def test_each_verdict_and_the_status_that_follows(small_graph):
    seen = {a.verdict: a.status for a in small_graph.assessments.values()}
    assert seen == {
        Verdict.SUPPORTED: Status.LITERATURE_SUPPORTED,
        Verdict.CONTESTED: Status.LITERATURE_SUPPORTED,
        Verdict.CONTRADICTED: Status.SOURCE_ASSERTED,
        Verdict.RELATED_ONLY: Status.SOURCE_ASSERTED,
        Verdict.NOT_FOUND: Status.SOURCE_ASSERTED,
    }


def test_support_and_dispute_together_are_contested(world):
    found = verdict(
        world, world.evidence(*CLAIM), world.evidence("testine", "antagonist_of", "mu receptor")
    )
    assert found.verdict is Verdict.CONTESTED


def test_a_chain_alone_marks_the_claim_as_inferred(world):
    records = [world.evidence(*CLAIM)]
    whole = ("leafy tea", "agonist_of", "mu receptor")
    assert verdict(world, *records, claim=whole).inferred
    direct = world.evidence(*whole, "2")
    assert not verdict(world, *records, direct, claim=whole).inferred


class TestMachineReadEvidence:
    def test_it_counts_from_the_second_independent_paper(self, world):
        one = world.evidence(*CLAIM, "1", machine_read=True, quote="a")
        assert verdict(world, one).verdict is Verdict.NOT_FOUND
        assert verdict(world, one).supporting[0].reason.startswith("1 independent paper, 2 needed")
        other = world.evidence(*CLAIM, "2", machine_read=True, quote="b")
        assert verdict(world, one, other).verdict is Verdict.SUPPORTED

    def test_sentences_of_one_paper_are_one_voice(self, world):
        said = [world.evidence(*CLAIM, "1", machine_read=True, quote=q) for q in "abc"]
        assert verdict(world, *said).verdict is Verdict.NOT_FOUND

    def test_one_paper_under_two_identifiers_is_one_voice(self, world):
        said = [
            world.evidence(*CLAIM, machine_read=True, quote=str(n), citation=citation)
            for n, citation in enumerate(
                [Citation(pmid="1"), Citation(doi="10.1000/A"),
                 Citation(pmid="1", doi="10.1000/a")]
            )
        ]  # fmt: skip
        assert verdict(world, *said).verdict is Verdict.NOT_FOUND

    def test_papers_on_different_constituents_do_not_add_up(self, world):
        records = [
            world.evidence("testine", "binds", "mu receptor", "1", machine_read=True),
            world.evidence("strychnoid", "binds", "mu receptor", "2", machine_read=True),
        ]
        claim = ("alkaloid", "binds", "mu receptor")
        assert verdict(world, *records, claim=claim).verdict is Verdict.NOT_FOUND

    def test_reserve_in_every_paper_does_not_count(self, world):
        hedged = [
            world.evidence(*CLAIM, pmid, machine_read=True, certainty=Certainty.HEDGED)
            for pmid in "12"
        ]
        assert verdict(world, *hedged).verdict is Verdict.NOT_FOUND
        plain = world.evidence(*CLAIM, "3", machine_read=True)
        assert verdict(world, *hedged, plain).verdict is Verdict.SUPPORTED

    def test_it_never_counts_from_the_document_that_makes_the_claim(self, world):
        records = [world.evidence(*CLAIM, p, machine_read=True, quote=p) for p in "12"]
        found = verdict(world, *records, excluded={"pmid:1"})
        assert found.verdict is Verdict.NOT_FOUND
        assert "from the document that makes the claim" in {f.reason for f in found.supporting}

    def test_a_policy_can_shut_it_out(self, world):
        records = [world.evidence(*CLAIM, p, machine_read=True, quote=p) for p in "12"]
        policy = Policy(machine_read=False)
        assert verdict(world, *records, policy=policy).verdict is Verdict.NOT_FOUND
        assert verdict(world, *records, policy=Policy(min_papers=1)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(), Verdict.SUPPORTED),
        (Policy(min_grade=Grade.IN_VITRO), Verdict.SUPPORTED),
        (Policy(min_grade=Grade.ANIMAL), Verdict.NOT_FOUND),
        (Policy(human_only=True), Verdict.NOT_FOUND),
    ],
    ids=["default", "grade-met", "grade-missed", "people-only"],
)
def test_grade_and_species_of_the_policy(world, policy, expected):
    record = world.evidence(*CLAIM, grade=Grade.IN_VITRO, system="in vitro human receptor")
    found = verdict(world, record, policy=policy)
    assert found.verdict is expected
    assert len(found.supporting) == 1, "what does not count is still shown"


def test_chains_count_only_under_a_policy_that_says_so(world):
    record = world.evidence(*CLAIM)
    claim = ("leafy tea", "agonist_of", "mu receptor")
    found = verdict(world, record, claim=claim, policy=Policy(chains=False))
    assert found.verdict is Verdict.NOT_FOUND
    assert found.supporting[0].reason == "chains do not count under this policy"


def test_the_minimum_grade_does_not_cut_the_steps_of_a_chain(world):
    record = world.evidence(*CLAIM, grade=Grade.TRIAL)
    claim = ("leafy tea", "agonist_of", "mu receptor")
    policy = Policy(min_grade=Grade.TRIAL)
    assert verdict(world, record, claim=claim, policy=policy).verdict is Verdict.SUPPORTED


def test_a_retracted_paper_is_shown_and_never_counts(world):
    record = world.evidence(*CLAIM)
    record = replace(record, citation=replace(record.citation, retracted=True))
    found = verdict(world, record)
    assert found.verdict is Verdict.NOT_FOUND
    assert [finding.reason for finding in found.supporting] == ["retracted"]


@pytest.mark.parametrize(
    ("system", "grade", "people"),
    [
        ("human in vivo", Grade.TRIAL, True),
        ("human, n=102 tea bar patrons", Grade.HUMAN, True),
        ("animals and humans", Grade.REVIEW, True),
        ("human survey", Grade.TRIAL, True),
        ("", Grade.TRIAL, True),
        ("", Grade.REVIEW, False),
        ("in vitro human receptor", Grade.IN_VITRO, False),
        ("human receptor expressed in cells", Grade.IN_VITRO, False),
        ("human transporter, crystal", Grade.IN_VITRO, False),
        ("rat in vivo", Grade.ANIMAL, False),
        ("mouse", Grade.TRIAL, False),
        ("in silico and in vitro", Grade.IN_VITRO, False),
        ("post-mortem", Grade.HUMAN, True),
    ],
)
def test_evidence_from_people(world, system, grade, people):
    assert concerns_people(world.evidence(*CLAIM, system=system, grade=grade)) is people


def test_findings_come_strongest_first(world):
    records = [
        world.evidence(*CLAIM, "1", grade=Grade.REVIEW),
        world.evidence(*CLAIM, "2", grade=Grade.ANIMAL),
        world.evidence(*CLAIM, "3", grade=Grade.TRIAL,
                       citation=Citation(pmid="3", year="2001")),
        world.evidence(*CLAIM, "4", grade=Grade.TRIAL,
                       citation=Citation(pmid="4", year="2011")),
        world.evidence(*CLAIM, "5", grade=Grade.TRIAL,
                       citation=Citation(pmid="5", year="2021", retracted=True)),
    ]  # fmt: skip
    found = verdict(world, *records)
    assert [f.evidence.citation.pmid for f in found.supporting] == ["4", "3", "2", "1", "5"]


NAMES = ["leafy tea", "testine", "strychnoid", "alkaloid", "herbal product"]
OBJECTS = ["mu receptor", "kappa receptor", "opioid receptor"]
PREDICATES = ["interacts_with", "binds", "agonist_of", "partial_agonist_of", "antagonist_of"]
RECORDS = st.lists(
    st.tuples(
        st.sampled_from(NAMES), st.sampled_from(PREDICATES), st.sampled_from(OBJECTS),
        st.sampled_from(["1", "2", "3"]), st.booleans(), st.booleans(),
    ),
    max_size=6,
)  # fmt: skip
CLAIMS = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(PREDICATES), st.sampled_from(OBJECTS)
)  # fmt: skip


def made(world, rows):
    return [
        world.evidence(s, p, o, pmid, refutes=refutes, machine_read=machine)
        for s, p, o, pmid, refutes, machine in rows
    ]


@settings(max_examples=60, deadline=None)
@given(RECORDS, CLAIMS, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_evidence_never_matters(world, rows, claim, negated, random):
    records = made(world, rows)
    shuffled = records + records[:2]
    random.shuffle(shuffled)
    wanted = world.claim(*claim, negated=negated)
    assert assess(wanted, world.base(*records), Policy()) == assess(
        wanted, world.base(*shuffled), Policy()
    )


@settings(max_examples=60, deadline=None)
@given(RECORDS, RECORDS, CLAIMS, st.booleans())
def test_more_supporting_evidence_never_removes_support(world, rows, more, claim, negated):
    """Neither does more disputing evidence: support depends on what supports alone."""
    wanted = world.claim(*claim, negated=negated)
    before = assess(wanted, world.base(*made(world, rows)), Policy())
    after = assess(wanted, world.base(*made(world, [*rows, *more])), Policy())
    if before.status is Status.LITERATURE_SUPPORTED:
        assert after.status is Status.LITERATURE_SUPPORTED


@settings(max_examples=60, deadline=None)
@given(RECORDS, RECORDS, CLAIMS, st.booleans())
def test_disputing_evidence_never_adds_support(world, rows, more, claim, negated):
    wanted = world.claim(*claim, negated=negated)
    against = [
        record
        for record in made(world, more)
        if not assess(wanted, world.base(record), Policy(min_papers=1)).supporting
    ]
    before = assess(wanted, world.base(*made(world, rows)), Policy())
    after = assess(wanted, world.base(*made(world, rows), *against), Policy())
    assert after.status is before.status
    assert {f.evidence.key for f in after.supporting} == {f.evidence.key for f in before.supporting}


@settings(max_examples=60, deadline=None)
@given(RECORDS, CLAIMS, st.booleans())
def test_removing_every_cited_row_removes_the_status(world, rows, claim, negated):
    wanted = world.claim(*claim, negated=negated)
    records = made(world, rows)
    cited = {f.evidence.key for f in assess(wanted, world.base(*records), Policy()).supporting}
    left = [record for record in records if record.key not in cited]
    after = assess(wanted, world.base(*left), Policy())
    assert after.status is Status.SOURCE_ASSERTED


class TestCircumstances:
    """What is refuted only under circumstances of its own is no refutation of the general claim."""

    TREATS = ("melatonin", "treats", "insomnia")

    def test_a_narrow_refutation_stands_beside_general_support(self, world):
        found = verdict(
            world, world.evidence(*self.TREATS, "1"),
            world.evidence(*self.TREATS, "2", refutes=True, context="shift workers"),
            claim=self.TREATS,
        )  # fmt: skip
        assert found.verdict is Verdict.SUPPORTED
        assert [f.counted for f in found.disputing] == [False]
        assert "melatonin does not treat insomnia (shift workers) [PMID 2, 2020]" in found.why

    def test_it_speaks_against_support_that_is_narrow_as_well(self, world):
        found = verdict(
            world, world.evidence(*self.TREATS, "1", context="children"),
            world.evidence(*self.TREATS, "2", refutes=True, context="shift workers"),
            claim=self.TREATS,
        )  # fmt: skip
        assert found.verdict is Verdict.CONTESTED
        assert "children" in found.why and "shift workers" in found.why

    def test_alone_it_settles_nothing(self, world):
        narrow = world.evidence(*self.TREATS, "2", refutes=True, context="shift workers")
        found = verdict(world, narrow, claim=self.TREATS)
        assert found.verdict is Verdict.RELATED_ONLY
        assert "not settled by the literature searched" in found.why

    def test_it_supports_a_denial_and_the_sentence_names_its_circumstances(self, world):
        narrow = world.evidence(*self.TREATS, "2", refutes=True, context="shift workers")
        negated = assess(world.claim(*self.TREATS, negated=True), world.base(narrow), Policy())
        assert negated.verdict is Verdict.SUPPORTED
        assert "circumstances: shift workers" in negated.why

    def test_a_narrow_effect_disproves_that_there_is_never_one(self, world):
        narrow = world.evidence(*self.TREATS, "2", context="shift workers")
        negated = assess(world.claim(*self.TREATS, negated=True), world.base(narrow), Policy())
        assert negated.verdict is Verdict.CONTRADICTED
        assert "shift workers" in negated.why

    @pytest.mark.parametrize(
        ("respect", "expected"),
        [("duration", Verdict.CONTESTED), ("severity", Verdict.SUPPORTED)],
    )
    def test_another_respect_is_no_dispute(self, world, respect, expected):
        found = verdict(
            world, world.evidence("melatonin", "alleviates", "insomnia", "1", aspect="duration"),
            world.evidence(
                "melatonin", "alleviates", "insomnia", "2", aspect=respect, refutes=True
            ),
            claim=("melatonin", "alleviates", "insomnia"),
        )  # fmt: skip
        assert found.verdict is expected

    def test_a_general_refutation_always_disputes(self, world):
        found = verdict(
            world, world.evidence(*self.TREATS, "1"),
            world.evidence(*self.TREATS, "2", refutes=True), claim=self.TREATS,
        )  # fmt: skip
        assert found.verdict is Verdict.CONTESTED


class TestReserve:
    def test_what_a_source_says_with_reserve_supports_and_the_sentence_says_so(self, world):
        found = verdict(world, world.evidence(*CLAIM, certainty=Certainty.HEDGED))
        assert found.verdict is Verdict.SUPPORTED
        assert "stated with reserve" in found.why

    @pytest.mark.parametrize("negated", [False, True], ids=["affirmed", "negated"])
    def test_it_never_speaks_against_a_claim(self, world, negated):
        record = world.evidence(*CLAIM, certainty=Certainty.HEDGED, refutes=not negated)
        found = assess(world.claim(*CLAIM, negated=negated), world.base(record), Policy())
        assert found.verdict is Verdict.NOT_FOUND
        assert len(found.disputing) == 1, "what does not count is still shown"


class TestDisputedSupport:
    """A claim is contested when everything that supports it is itself disputed."""

    WHOLE = ("leafy tea", "increases", "dopamine")

    def test_all_of_the_support_is_disputed(self, world):
        records = [
            world.evidence("testine", "increases", "dopamine", "1"),
            world.evidence("testine", "decreases", "dopamine", "2"),
        ]
        found = verdict(world, *records, claim=self.WHOLE)
        assert found.verdict is Verdict.CONTESTED
        assert [f.relation for f in found.disputing] == ["disputed-step"]
        assert found.related == ()

    def test_part_of_the_support_is_not(self, world):
        records = [
            world.evidence("testine", "increases", "dopamine", "1"),
            world.evidence("testine", "decreases", "dopamine", "2"),
            world.evidence("leafy tea", "increases", "dopamine", "3"),
        ]
        found = verdict(world, *records, claim=self.WHOLE)
        assert found.verdict is Verdict.SUPPORTED
        assert [f.relation for f in found.related] == ["disputed-step"]

    def test_both_directions_at_once_are_no_dispute_of_some_effect(self, world):
        records = [
            world.evidence("testine", "increases", "dopamine", "1"),
            world.evidence("testine", "decreases", "dopamine", "2"),
        ]
        found = verdict(world, *records, claim=("leafy tea", "affects", "dopamine"))
        assert found.verdict is Verdict.SUPPORTED

    def test_a_broader_predicate_does_not_hide_the_dispute(self, world):
        records = [
            world.evidence("melatonin", "alleviates", "anxiety", "1"),
            world.evidence("melatonin", "alleviates", "anxiety", "2", refutes=True),
        ]
        found = verdict(world, *records, claim=("melatonin", "treats", "anxiety"))
        assert found.verdict is Verdict.CONTESTED

    def test_judging_again_changes_nothing(self, world):
        records = [
            world.evidence("testine", "increases", "dopamine", "1"),
            world.evidence("testine", "decreases", "dopamine", "2"),
        ]
        once = verdict(world, *records, claim=self.WHOLE)
        claim = world.claim(*self.WHOLE)
        again = judge(claim, once.supporting, once.disputing, once.related, Policy())
        assert again == once
