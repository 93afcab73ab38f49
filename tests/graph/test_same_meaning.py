"""Claims and evidence in other words."""

from __future__ import annotations

import pytest

from substancekg.graph.claims import Claim
from substancekg.graph.evidence import Citation, Evidence
from substancekg.graph.evidence_base import EvidenceBase
from substancekg.graph.matching import match
from substancekg.graph.same_meaning import same_meaning, wordings
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.terms import Direction, Grade
from substancekg.ontology.vocabulary import predicate

RESOLVE = default_lexicon().resolve


def claim(subject: str, name: str, obj: str, aspect: str = "") -> Claim:
    return Claim.make(RESOLVE(subject), name, RESOLVE(obj), aspect=aspect)


def base(subject: str, name: str, obj: str, *, refutes: bool = False) -> EvidenceBase:
    direction = Direction.REFUTES if refutes else Direction.SUPPORTS
    record = Evidence(
        RESOLVE(subject), name, RESOLVE(obj), direction, Citation(pmid="1"), Grade.TRIAL
    )
    return EvidenceBase([record], default_lexicon())


def test_every_wording_of_the_table_is_a_possible_claim() -> None:
    for (name, slug), others in wordings().items():
        assert slug in default_lexicon().entities
        for other, obj in others:
            assert (other, obj.slug) != (name, slug)
            assert predicate(other).allows("Compound", obj.type)


@pytest.mark.parametrize(
    ("claimed", "reported"),
    [
        (("kava", "causes", "analgesia"), ("kava", "alleviates", "pain")),
        (("kava", "improves", "energy"), ("kava", "increases", "energy")),
        (("kava", "decreases", "blood sugar"), ("kava", "decreases", "glucose")),
        (("kava", "is_a", "stimulant"), ("kava", "causes", "stimulation")),
    ],
    ids=["effect-noun", "trait", "name", "what-it-is-called-for"],
)
def test_evidence_in_other_words_bears_on_a_claim(claimed, reported) -> None:
    found = match(claim(*claimed), base(*reported))
    assert [finding.relation for finding in found.supporting] == ["same-meaning"]
    refuted = match(claim(*claimed), base(*reported, refutes=True))
    assert [finding.relation for finding in refuted.disputing] == ["same-meaning"]


def test_it_goes_one_way_where_the_words_are_not_equal() -> None:
    found = match(claim("kava", "alleviates", "depression"),
                  base("kava", "causes", "antidepressant effect"))  # fmt: skip
    assert found.supporting == []


def test_a_claim_on_an_aspect_has_no_other_wording() -> None:
    assert same_meaning(claim("kava", "alleviates", "pain", "severity")) == []


def test_what_the_body_turns_into_something_is_what_that_is_made_from() -> None:
    made = base("serotonin", "metabolized_to", "melatonin")
    found = match(claim("melatonin", "derived_from", "serotonin"), made)
    assert [finding.relation for finding in found.supporting] == ["same-meaning"]
    taken = base("heroin", "derived_from", "morphine")
    assert match(claim("morphine", "metabolized_to", "heroin"), taken).supporting == []
