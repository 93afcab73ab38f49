"""The vocabulary's tables: predicates, entity types, aspects."""

import pytest

from substancekg.errors import UnknownNameError
from substancekg.ontology.vocabulary import (
    aspect_ancestors,
    aspects,
    entity_types,
    predicate,
    predicate_ancestors,
    predicate_descendants,
    predicates,
)

COMPOSITION_STEPS = {"contains", "derived_from", "metabolized_to"}
STRENGTHS = {"exact", "close", "broad"}


@pytest.mark.parametrize("name", list(predicates()))
def test_each_predicate_has_words_ends_and_a_definition(name: str) -> None:
    item = predicates()[name]
    assert item.label == name.replace("_", " ")
    assert item.reading
    assert item.domain
    assert item.range
    assert item.definition.endswith(".")
    assert item.usage.endswith(".")


@pytest.mark.parametrize("name", list(predicates()))
def test_each_mapping_says_its_strength(name: str) -> None:
    item = predicates()[name]
    for term, strength in ((item.biolink, item.biolink_match), (item.other, item.other_match)):
        assert (strength in STRENGTHS) if term else (strength == "")
    assert item.biolink.startswith("biolink:") or not item.biolink
    assert item.other.partition(":")[0] in ("RO", "BFO", "rdfs", "")
    assert all("=" in pair for pair in item.biolink_qualifiers)


@pytest.mark.parametrize(
    "deprecated", ["biolink:binds", "RO:HOM0000033", "RO:0001019", "RO:0017005"]
)
def test_terms_that_must_not_be_used_are_not(deprecated: str) -> None:
    used = {term for item in predicates().values() for term in (item.biolink, item.other)}
    assert deprecated not in used


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        ("partial_agonist_of", ("agonist_of", "binds", "interacts_with")),
        ("inhibits", ("interacts_with",)),
        ("increases", ("affects",)),
        ("alleviates", ("treats",)),
        ("synergizes_with", ("used_with",)),
        ("causes", ()),
    ],
)
def test_the_hierarchy_runs_from_narrow_to_broad(narrow: str, broad: tuple[str, ...]) -> None:
    assert predicate_ancestors(narrow) == broad
    for name in broad:
        assert narrow in predicate_descendants(name)


def test_a_narrower_predicate_has_no_wider_ends() -> None:
    for item in predicates().values():
        if item.parent:
            assert item.domain <= predicates()[item.parent].domain
            assert item.range <= predicates()[item.parent].range


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("agonist_of", "antagonist_of"),
        ("increases", "decreases"),
        ("improves", "worsens"),
        ("positive_allosteric_modulator_of", "negative_allosteric_modulator_of"),
    ],
)
def test_opposites_are_opposite_both_ways(one: str, other: str) -> None:
    assert predicates()[one].opposite == other
    assert predicates()[other].opposite == one


def test_relief_is_no_opposite_of_bringing_about() -> None:
    for name in ("treats", "alleviates"):
        assert predicates()[name].opposite != "causes"
        assert predicates()["causes"].opposite != name


def test_opposites_have_the_same_ends() -> None:
    for item in predicates().values():
        if item.opposite:
            other = predicates()[item.opposite]
            assert (item.domain, item.range) == (other.domain, other.range)


def test_steps_are_composition_or_class_membership() -> None:
    for item in predicates().values():
        assert item.subject_steps <= COMPOSITION_STEPS | {"is_a"}
        assert item.object_steps <= COMPOSITION_STEPS | {"is_a"}


@pytest.mark.parametrize("name", ["treats", "alleviates", "prevents", "contraindicated_with"])
def test_composition_carries_no_claim_of_treatment(name: str) -> None:
    assert not predicates()[name].subject_steps & COMPOSITION_STEPS


@pytest.mark.parametrize("name", ["agonist_of", "interacts_with", "causes", "increases"])
def test_composition_carries_molecular_claims_and_effects(name: str) -> None:
    assert {"contains", "is_a"} <= predicates()[name].subject_steps


def test_symmetric_predicates_allow_each_end_on_both_sides() -> None:
    symmetric = {item.name for item in predicates().values() if item.symmetric}
    assert symmetric == {"used_with", "synergizes_with", "contraindicated_with"}
    for name in symmetric:
        assert predicates()[name].domain == predicates()[name].range


@pytest.mark.parametrize(
    ("name", "subject", "obj", "allowed"),
    [
        ("agonist_of", "Compound", "Receptor", True),
        ("agonist_of", "Compound", "Condition", False),
        ("agonist_of", "Receptor", "Compound", False),
        ("contains", "Plant", "Compound", True),
        ("contains", "Condition", "Compound", False),
        ("causes", "Condition", "Condition", True),
    ],
)
def test_types_decide_what_may_stand_at_the_ends(
    name: str, subject: str, obj: str, *, allowed: bool
) -> None:
    assert predicate(name).allows(subject, obj) is allowed


def test_an_unknown_predicate_suggests_a_known_one() -> None:
    with pytest.raises(UnknownNameError) as caught:
        predicate("agonist of")
    assert caught.value.suggestions[0] == "agonist_of"


def test_each_entity_type_has_a_group_a_family_and_a_biolink_class() -> None:
    groups = {"substance", "target", "state", "context"}
    for kind in entity_types().values():
        assert kind.group in groups
        assert kind.family
        assert kind.biolink.startswith("biolink:")
        assert kind.definition.endswith(".")
    assert len({kind.family for kind in entity_types().values()}) == 7


def test_no_word_names_two_aspects() -> None:
    words = [word for a in aspects().values() for word in (a.name, *a.words)]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_aspects_run_from_narrow_to_broad() -> None:
    assert aspect_ancestors("release") == ("level",)
    assert aspect_ancestors("level") == ()
    assert aspect_ancestors("no such aspect") == ()
