"""The written forms of entities, and which of them depend on case."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from substancekg.ontology.entities import Entity
from substancekg.ontology.lexicon import default_lexicon
from substancekg.ontology.surface_forms import (
    SurfaceForm,
    case_exceptions,
    is_case_sensitive,
    surface_forms,
    variants,
)


def forms_of(*entities: Entity) -> dict[str, SurfaceForm]:
    return {form.text: form for form in surface_forms(entities)}


@pytest.mark.parametrize(
    "form", ["MAT", "AChE", "PAWS", "ROS", "SUDs", "cAMP", "SERT", "IBS", "Versed", "Soma", "K"]
)
def test_forms_that_only_capitals_tell_from_words_are_case_sensitive(form: str) -> None:
    assert is_case_sensitive(form)


@pytest.mark.parametrize(
    "form",
    ["melatonin", "CYP3A4", "5-HT2A", "GABA", "CBD", "THC", "LSD", "NSAIDs", "St. John's wort"],
)
def test_words_and_forms_with_digits_match_in_any_case(form: str) -> None:
    assert not is_case_sensitive(form)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("opioid receptor", "ReceptorFamily", "opioid receptors"),
        ("withdrawal symptoms", "Condition", "withdrawal symptom"),
        ("mu-opioid receptor", "Receptor", "μ-opioid receptor"),
        ("μ-opioid receptor", "Receptor", "mu opioid receptor"),
        ("5-HT2A", "Receptor", "5HT2A"),
        ("beta-carboline", "CompoundClass", "β-carbolines"),
        ("sleep apnea", "Condition", "sleep apnoea"),
        ("CoQ 10", "Compound", "CoQ10"),
    ],
    ids=lambda value: value.replace(" ", "_"),
)
def test_regular_variants_are_listed(name: str, kind: str, expected: str) -> None:
    assert expected in variants(name, kind)


def test_compounds_and_plants_have_no_plural() -> None:
    assert variants("caffeine", "Compound") == ()
    assert variants("Mitragyna speciosa", "Plant") == ()


def test_a_given_name_goes_before_a_variant_of_another_entity() -> None:
    class_ = Entity("amphetamine class", "CompoundClass", synonyms=("amphetamines",))
    member = Entity("amphetamine", "CompoundClass")
    assert forms_of(member, class_)["amphetamines"].entity == class_


def test_a_label_goes_before_a_synonym() -> None:
    first = Entity("ethanol", "Compound", synonyms=("spirit",))
    second = Entity("spirit", "Process")
    assert forms_of(first, second)["spirit"].entity == second


def test_a_case_sensitive_form_stands_beside_a_word_of_the_same_letters() -> None:
    treatment = Entity("medication-assisted treatment", "Intervention", synonyms=("MAT",))
    mat = Entity("mat", "Intervention")
    forms = forms_of(treatment, mat)
    assert forms["MAT"].entity == treatment
    assert forms["mat"].entity == mat
    assert (forms["MAT"].case_sensitive, forms["mat"].case_sensitive) == (True, False)


def test_forms_set_to_none_are_never_made() -> None:
    assert case_exceptions()["cold"] == "none"
    assert "cold" not in forms_of(Entity("colds", "Condition"))


def test_every_label_and_synonym_of_the_lexicon_is_a_form() -> None:
    lexicon = default_lexicon()
    exact, folded = set(), set()
    for form in lexicon.surface_forms():
        (exact.add(form.text) if form.case_sensitive else folded.add(form.text.casefold()))
    for entity in lexicon.entities.values():
        for name in (entity.label, *entity.synonyms):
            assert name in exact if is_case_sensitive(name) else name.casefold() in folded, name


def test_the_forms_of_the_lexicon_come_in_the_same_order_each_time_and_each_once() -> None:
    lexicon = default_lexicon()
    forms = list(lexicon.surface_forms())
    assert forms == list(lexicon.surface_forms())
    keys = [(f.text if f.case_sensitive else f.text.casefold(), f.case_sensitive) for f in forms]
    assert len(keys) == len(set(keys))


@settings(max_examples=60, deadline=None)
@given(
    names=st.lists(
        st.text(alphabet="abAB1- μβ", min_size=1, max_size=9).filter(
            lambda name: any(char.isalnum() for char in name)
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_form_belongs_to_two_entities(names: list[str]) -> None:
    entities = [Entity(f"entity {i}", "Process", synonyms=(name,)) for i, name in enumerate(names)]
    seen: dict[tuple[str, bool], Entity] = {}
    for form in surface_forms(entities):
        key = (form.text if form.case_sensitive else form.text.casefold(), form.case_sensitive)
        assert key not in seen
        seen[key] = form.entity
