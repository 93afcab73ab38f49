"""Which evidence bears on a claim: the rules one by one."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.matching import MAX_CHAINS, match, opposed
from substancekg.graph.policy import Policy
from substancekg.graph.steps import MAX_REACHED
from substancekg.graph.support import assess
from substancekg.graph.why import CUT
from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import CompositionFact, Lexicon
from substancekg.ontology.terms import Direction, Grade, Verdict

SUPPORTING = [
    ("same-triple", ("testine", "binds", "mu receptor"), ("testine", "binds", "mu receptor")),
    ("narrower-predicate", ("testine", "binds", "mu receptor"),
     ("testine", "partial_agonist_of", "mu receptor")),
    ("two-predicates-below", ("testine", "interacts_with", "mu receptor"),
     ("testine", "partial_agonist_of", "mu receptor")),
    ("constituent", ("leafy tea", "binds", "mu receptor"), ("testine", "binds", "mu receptor")),
    ("constituent-of-what-is-derived", ("Planta testa", "binds", "mu receptor"),
     ("testine", "binds", "mu receptor")),
    ("derived-product", ("Planta testa", "decreases", "anxiety"),
     ("leafy tea", "decreases", "anxiety")),
    ("member-of-subject-class", ("alkaloid", "binds", "mu receptor"),
     ("testine", "binds", "mu receptor")),
    ("member-then-constituent", ("herbal product", "binds", "mu receptor"),
     ("testine", "binds", "mu receptor")),
    ("member-of-object-class", ("testine", "binds", "opioid receptor"),
     ("testine", "binds", "mu receptor")),
    ("both-ends-and-predicate", ("leafy tea", "interacts_with", "opioid receptor"),
     ("testine", "partial_agonist_of", "mu receptor")),
    ("member-treats-for-class", ("alkaloid", "treats", "sleep disorder"),
     ("testine", "treats", "insomnia")),
    ("metabolite-causes", ("testine", "causes", "death"), ("hydroxytestine", "causes", "death")),
    ("constituent-then-metabolite", ("leafy tea", "causes", "death"),
     ("hydroxytestine", "causes", "death")),
    ("symmetric-other-way-round", ("melatonin", "used_with", "caffeine"),
     ("caffeine", "used_with", "melatonin")),
    ("interaction-of-substances-other-way-round", ("melatonin", "interacts_with", "caffeine"),
     ("caffeine", "interacts_with", "melatonin")),
    ("symmetric-narrower-other-way-round", ("caffeine", "used_with", "melatonin"),
     ("melatonin", "synergizes_with", "caffeine")),
]  # fmt: skip

NOT_SUPPORTING = [
    ("class-to-member", ("testine", "binds", "mu receptor"), ("alkaloid", "binds", "mu receptor")),
    ("whole-to-constituent", ("testine", "binds", "mu receptor"),
     ("leafy tea", "binds", "mu receptor")),
    ("plant-to-product", ("leafy tea", "binds", "mu receptor"),
     ("Planta testa", "binds", "mu receptor")),
    ("class-of-objects-to-member", ("testine", "binds", "mu receptor"),
     ("testine", "binds", "opioid receptor")),
    ("broader-predicate", ("testine", "agonist_of", "mu receptor"),
     ("testine", "binds", "mu receptor")),
    ("other-member-of-contained-class", ("leafy tea", "binds", "mu receptor"),
     ("strychnoid", "binds", "mu receptor")),
    ("contained-class-itself", ("leafy tea", "binds", "mu receptor"),
     ("alkaloid", "binds", "mu receptor")),
    ("composition-does-not-carry-treats", ("leafy tea", "treats", "insomnia"),
     ("testine", "treats", "insomnia")),
    ("composition-does-not-carry-prevents", ("leafy tea", "prevents", "death"),
     ("testine", "prevents", "death")),
    ("metabolite-does-not-carry-binding", ("testine", "binds", "mu receptor"),
     ("hydroxytestine", "binds", "mu receptor")),
    ("directed-other-way-round", ("caffeine", "increases", "melatonin"),
     ("melatonin", "increases", "caffeine")),
    ("interaction-with-a-target-other-way-round", ("mu receptor", "interacts_with", "testine"),
     ("testine", "interacts_with", "mu receptor")),
    ("through-a-generic-class", ("testine", "binds", "receptor"),
     ("testine", "binds", "mu receptor")),
    ("sibling-predicate", ("testine", "agonist_of", "mu receptor"),
     ("testine", "inverse_agonist_of", "mu receptor")),
    ("treats-is-no-causes", ("testine", "causes", "anxiety"), ("testine", "treats", "anxiety")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("claimed", "reported"),
    [case[1:] for case in SUPPORTING],
    ids=[case[0] for case in SUPPORTING],
)
def test_narrower_evidence_supports_the_broader_claim(world, claimed, reported):
    found = match(world.claim(*claimed), world.base(world.evidence(*reported)))
    assert "1" in [finding.evidence.citation.pmid for finding in found.supporting]
    assert not found.disputing


@pytest.mark.parametrize(
    ("claimed", "reported"),
    [case[1:] for case in NOT_SUPPORTING],
    ids=[case[0] for case in NOT_SUPPORTING],
)
def test_nothing_flows_downward_or_where_the_table_forbids_it(world, claimed, reported):
    found = match(world.claim(*claimed), world.base(world.evidence(*reported)))
    assert found.supporting == []
    assert found.disputing == []


@pytest.mark.parametrize(
    ("claimed", "reported", "relation"),
    [
        (("testine", "agonist_of", "mu receptor"), ("testine", "binds", "mu receptor"),
         "broader-predicate"),
        (("leafy tea", "agonist_of", "mu receptor"), ("testine", "binds", "mu receptor"),
         "broader-predicate"),
        (("testine", "agonist_of", "opioid receptor"), ("testine", "binds", "mu receptor"),
         "broader-predicate"),
        (("testine", "binds", "mu receptor"), ("testine", "binds", "opioid receptor"),
         "broader-object"),
        (("testine", "alleviates", "insomnia"), ("testine", "treats", "insomnia"),
         "broader-predicate"),
    ],
    ids=["predicate", "predicate-by-chain", "predicate-and-narrower-object", "object", "treats"],
)  # fmt: skip
def test_evidence_that_says_less_is_related_only(world, claimed, reported, relation):
    found = match(world.claim(*claimed), world.base(world.evidence(*reported)))
    assert [finding.relation for finding in found.related] == [relation]
    assert found.supporting == []


@pytest.mark.parametrize(
    ("claimed", "reported", "refutes", "relation"),
    [
        (("testine", "binds", "mu receptor"), ("testine", "binds", "mu receptor"), True, "exact"),
        (("testine", "agonist_of", "mu receptor"), ("testine", "binds", "mu receptor"), True,
         "broader-predicate"),
        (("testine", "agonist_of", "mu receptor"), ("testine", "antagonist_of", "mu receptor"),
         False, "opposite"),
        (("testine", "antagonist_of", "mu receptor"),
         ("testine", "partial_agonist_of", "mu receptor"), False, "opposite"),
        (("testine", "partial_agonist_of", "mu receptor"),
         ("testine", "antagonist_of", "mu receptor"), False, "opposite"),
        (("caffeine", "increases", "melatonin"), ("caffeine", "decreases", "melatonin"), False,
         "opposite"),
        (("caffeine", "worsens", "insomnia"), ("caffeine", "improves", "insomnia"), False,
         "opposite"),
    ],
    ids=["refuted", "broader-refuted", "antagonist", "partial-against-antagonist",
         "antagonist-against-partial", "decreases", "improves"],
)  # fmt: skip
def test_refuting_and_opposite_evidence_disputes(world, claimed, reported, refutes, relation):
    record = world.evidence(*reported, refutes=refutes)
    found = match(world.claim(*claimed), world.base(record))
    assert [finding.relation for finding in found.disputing] == [relation]
    assert found.supporting == []


@pytest.mark.parametrize(
    ("claimed", "reported"),
    [
        (("testine", "binds", "mu receptor"), ("testine", "agonist_of", "mu receptor")),
        (("alkaloid", "binds", "mu receptor"), ("testine", "binds", "mu receptor")),
        (("testine", "binds", "mu receptor"), ("alkaloid", "binds", "mu receptor")),
        (("leafy tea", "binds", "mu receptor"), ("testine", "binds", "mu receptor")),
        (("testine", "binds", "opioid receptor"), ("testine", "binds", "mu receptor")),
    ],
    ids=["narrower-predicate", "member", "class", "constituent", "member-of-object"],
)
def test_what_refutes_something_else_does_not_dispute(world, claimed, reported):
    found = match(world.claim(*claimed), world.base(world.evidence(*reported, refutes=True)))
    assert found.disputing == []
    assert found.supporting == []


def test_treats_and_causes_are_no_opposites():
    assert not opposed("treats", "causes")
    assert opposed("increases", "decreases")
    assert opposed("partial_agonist_of", "antagonist_of")


@pytest.mark.parametrize(
    ("claimed", "reported", "side"),
    [
        ("level", "level", "supporting"),
        ("level", "release", "supporting"),
        ("level", "", "supporting"),
        ("", "release", "supporting"),
        ("level", "secretion", "supporting"),
        ("level", "postpartum", "supporting"),
        ("release", "level", "related"),
        ("release", "expression", None),
        ("level", "activity", None),
    ],
)
def test_aspects_must_agree_where_both_name_one(world, claimed, reported, side):
    claim = world.claim("caffeine", "increases", "dopamine", aspect=claimed)
    record = world.evidence("caffeine", "increases", "dopamine", aspect=reported)
    found = match(claim, world.base(record))
    assert {name for name in ("supporting", "disputing", "related") if getattr(found, name)} == (
        {side} if side else set()
    )


def test_evidence_against_another_aspect_does_not_dispute(world):
    claim = world.claim("caffeine", "increases", "dopamine", aspect="release")
    record = world.evidence("caffeine", "increases", "dopamine", aspect="expression", refutes=True)
    assert match(claim, world.base(record)).disputing == []


@pytest.mark.parametrize(
    ("claimed", "reported", "refutes"),
    [
        (("testine", "binds", "mu receptor"), ("testine", "binds", "mu receptor"), True),
        (("testine", "binds", "mu receptor"), ("testine", "agonist_of", "mu receptor"), False),
        (("leafy tea", "binds", "opioid receptor"), ("testine", "binds", "mu receptor"), False),
        (("caffeine", "increases", "dopamine"), ("caffeine", "decreases", "dopamine"), False),
        (("testine", "agonist_of", "mu receptor"), ("testine", "binds", "mu receptor"), True),
    ],
    ids=["refuted", "narrower", "chain", "opposite", "broader-refuted"],
)
def test_a_negated_claim_turns_support_and_dispute_round(world, claimed, reported, refutes):
    base = world.base(world.evidence(*reported, refutes=refutes))
    affirmed = match(world.claim(*claimed), base)
    negated = match(world.claim(*claimed, negated=True), base)
    assert [f.evidence for f in negated.disputing] == [f.evidence for f in affirmed.supporting]
    assert [f.evidence for f in negated.supporting] == [f.evidence for f in affirmed.disputing]
    assert all(f.bearing.value == "supports" for f in negated.supporting)


def test_a_negated_claim_says_more_than_a_refuted_narrower_one(world):
    base = world.base(world.evidence("testine", "agonist_of", "mu receptor", refutes=True))
    found = match(world.claim("testine", "binds", "mu receptor", negated=True), base)
    assert [finding.relation for finding in found.related] == ["narrower-refuted"]


def test_a_chain_reads_from_subject_to_object_with_evidence_on_every_hop(world):
    record = world.evidence("testine", "partial_agonist_of", "mu receptor")
    claim = world.claim("herbal product", "interacts_with", "opioid receptor")
    (finding,) = match(claim, world.base(record)).supporting
    hops = [(h.subject.label, h.predicate, h.object.label) for h in finding.chain.hops]
    assert hops == [
        ("leafy tea", "is_a", "herbal product"),
        ("leafy tea", "contains", "testine"),
        ("testine", "partial_agonist_of", "mu receptor"),
        ("mu receptor", "is_a", "opioid receptor"),
    ]
    assert all(hop.evidence for hop in finding.chain.hops)
    assert finding.chain.evidence == record


def test_a_class_of_a_class_is_a_chain_and_papers_count_on_its_hops(world):
    base = world.base(world.evidence("opioid receptor", "is_a", "receptor", "88"))
    (finding,) = match(world.claim("mu receptor", "is_a", "receptor"), base).supporting
    assert [hop.object.label for hop in finding.chain.hops] == ["opioid receptor", "receptor"]
    assert "88" in [record.citation.pmid for record in finding.chain.hops[1].evidence]


def test_a_literature_record_of_composition_carries_a_step_with_its_own_citation(world):
    base = world.base(
        world.evidence("caffeine", "metabolized_to", "strychnoid", "77"),
        world.evidence("strychnoid", "causes", "death", "78"),
    )
    (finding,) = match(world.claim("caffeine", "causes", "death"), base).supporting
    assert finding.chain.hops[0].evidence[0].citation.pmid == "77"


@pytest.mark.parametrize("flaw", ["refuted", "retracted", "machine-read"])
def test_a_step_that_is_refuted_retracted_or_machine_read_is_not_taken(world, flaw):
    step = world.evidence(
        "caffeine", "metabolized_to", "strychnoid", "77", machine_read=flaw == "machine-read"
    )
    records = [step, world.evidence("strychnoid", "causes", "death", "78")]
    if flaw == "refuted":
        records.append(
            world.evidence("caffeine", "metabolized_to", "strychnoid", "79", refutes=True)
        )
    if flaw == "retracted":
        records[0] = replace(step, citation=replace(step.citation, retracted=True))
    claim = world.claim("caffeine", "causes", "death")
    assert match(claim, world.base(*records)).supporting == []


def test_heroin_derived_from_morphine_says_nothing_about_opium():
    opium, morphine, heroin = (
        Entity("opium", "Botanical"), Entity("morphine", "Compound"), Entity("heroin", "Compound"),
    )  # fmt: skip
    death = Entity("death", "Condition")
    lexicon = Lexicon(
        [opium, morphine, heroin, death],
        [
            CompositionFact(opium, "contains", morphine, "table"),
            CompositionFact(heroin, "derived_from", morphine, "table"),
        ],
    )
    record = Evidence(heroin, "causes", death, Direction.SUPPORTS, Citation(pmid="1"), Grade.HUMAN)
    base = EvidenceBase([record], lexicon)
    assert match(Claim.make(opium, "causes", death), base).supporting == []
    assert match(Claim.make(morphine, "causes", death), base).supporting == []


def test_cycles_of_classes_and_composition_end():
    one, two, three = (Entity(n, "Compound", parents=(p,)) for n, p in
                       (("one", "two"), ("two", "three"), ("three", "one")))  # fmt: skip
    lexicon = Lexicon(
        [one, two, three],
        [
            CompositionFact(one, "metabolized_to", two, "t"),
            CompositionFact(two, "metabolized_to", one, "t"),
        ],
    )
    base = EvidenceBase([], lexicon)
    assert match(Claim.make(one, "is_a", three), base).supporting
    assert match(Claim.make(one, "causes", two), base).supporting == []


def test_what_disputes_the_relation_a_chain_rests_on_is_shown_as_related(world):
    base = world.base(
        world.evidence("testine", "agonist_of", "mu receptor", "1"),
        world.evidence("testine", "agonist_of", "mu receptor", "2", refutes=True),
    )
    found = match(world.claim("leafy tea", "agonist_of", "mu receptor"), base)
    assert found.disputing == []
    assert [(f.relation, f.evidence.citation.pmid) for f in found.related] == [
        ("disputed-step", "2")
    ]
    broader = match(world.claim("leafy tea", "binds", "mu receptor"), base)
    assert [f.relation for f in broader.related] == ["disputed-step"]
    upheld = match(
        world.claim("leafy tea", "binds", "mu receptor"),
        world.base(
            world.evidence("testine", "binds", "mu receptor", "1"),
            world.evidence("testine", "agonist_of", "mu receptor", "2", refutes=True),
        ),
    )
    assert upheld.related == [], "that something is no agonist says nothing on its binding"


def test_what_disputes_a_narrower_predicate_that_the_support_rests_on_is_shown(world):
    base = world.base(
        world.evidence("testine", "partial_agonist_of", "mu receptor", "1"),
        world.evidence("testine", "partial_agonist_of", "mu receptor", "2", refutes=True),
    )
    found = match(world.claim("testine", "binds", "mu receptor"), base)
    assert found.disputing == []
    assert [(f.relation, f.evidence.citation.pmid) for f in found.related] == [
        ("disputed-step", "2")
    ]


def test_what_brings_no_relief_is_no_treatment(world):
    base = world.base(world.evidence("testine", "alleviates", "anxiety", "1", refutes=True))
    affirmed = match(world.claim("testine", "treats", "anxiety"), base)
    assert [finding.relation for finding in affirmed.disputing] == ["same-meaning"]
    negated = match(world.claim("testine", "treats", "anxiety", negated=True), base)
    assert [finding.relation for finding in negated.supporting] == ["same-meaning"]


class TestBounds:
    """Classes without end, as a bad import may bring them, neither hang nor hide."""

    def world_of_classes(self, members: int) -> EvidenceBase:
        top = Entity("everything", "CompoundClass")
        rest = [Entity(f"thing {n}", "Compound", parents=("everything",)) for n in range(members)]
        death = Entity("death", "Condition")
        records = [
            Evidence(one, "causes", death, Direction.SUPPORTS, Citation(pmid=str(n + 1)),
                     Grade.TRIAL if n == members // 2 else Grade.ANIMAL)
            for n, one in enumerate(rest)
        ]  # fmt: skip
        return EvidenceBase(records, Lexicon([top, *rest, death]))

    def found(self, members: int):
        base = self.world_of_classes(members)
        ends = base.lexicon.resolve("everything"), base.lexicon.resolve("death")
        claim = Claim.make(ends[0], "causes", ends[1])
        return match(claim, base), assess(claim, base, Policy())

    def test_the_strongest_chains_are_kept_and_the_cut_is_told(self):
        found, assessment = self.found(MAX_CHAINS + 200)
        assert found.cut
        assert len(found.supporting) == MAX_CHAINS
        assert assessment.supporting[0].evidence.grade is Grade.TRIAL
        assert CUT in assessment.why

    def test_a_walk_stops_at_its_bound(self):
        found, assessment = self.found(MAX_REACHED + 500)
        assert found.cut
        assert assessment.verdict is Verdict.SUPPORTED
        assert CUT in assessment.why

    def test_what_is_within_the_bounds_is_whole(self):
        found, assessment = self.found(50)
        assert not found.cut
        assert len(found.supporting) == 50
        assert CUT not in assessment.why

    def test_random_links_in_every_direction_end(self):
        names = [f"e{n}" for n in range(400)]
        things = [Entity(name, "Compound") for name in names]
        draw = Random(7)
        predicates = ["is_a", "contains", "derived_from", "metabolized_to", "causes"]
        records = [
            Evidence(draw.choice(things), draw.choice(predicates), draw.choice(things),
                     Direction.SUPPORTS, Citation(pmid=str(n)), Grade.ANIMAL)
            for n in range(1, 8000)
        ]  # fmt: skip
        base = EvidenceBase(records, Lexicon(things))
        found = match(Claim.make(things[0], "causes", things[1]), base)
        assert len(found.supporting) <= MAX_CHAINS + 50
