"""Study types and grades."""

import pytest

from substancekg.errors import UnknownNameError
from substancekg.loaders.evidence.study_types import species, study_grade, study_type_of
from substancekg.ontology.terms import Grade


@pytest.mark.parametrize(
    ("study_type", "grade"),
    [
        ("meta-analysis", Grade.TRIAL),
        ("Randomized trial", Grade.TRIAL),
        ("observational", Grade.HUMAN),
        ("survey", Grade.HUMAN),
        ("case report", Grade.HUMAN),
        ("database", Grade.HUMAN),
        ("animal study", Grade.ANIMAL),
        ("in vitro", Grade.IN_VITRO),
        ("review", Grade.REVIEW),
    ],
)
def test_each_study_type_has_its_grade(study_type: str, grade: Grade) -> None:
    assert study_grade(study_type) is grade


def test_an_unknown_study_type_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'review'"):
        study_grade("reviews")


@pytest.mark.parametrize(
    ("publication_types", "mesh", "expected"),
    [
        pytest.param(["Review", "Meta-Analysis"], [], "meta-analysis", id="strongest-design-wins"),
        pytest.param(["Randomized Controlled Trial"], ["Humans"], "randomized trial", id="rct"),
        pytest.param(["Case Reports"], ["Humans"], "case report", id="case"),
        pytest.param(["Journal Article"], ["Rats, Wistar", "Animals"], "animal study", id="rats"),
        pytest.param(["Journal Article"], ["Humans", "HEK293 Cells"], "in vitro", id="cells"),
        pytest.param(
            ["Journal Article"], ["Mice", "Animals", "Cells, Cultured"], "animal study", id="both"
        ),
        pytest.param(["Journal Article"], ["*Humans", "Cohort Studies"], "observational", id="co"),
        pytest.param(["Journal Article"], ["Humans/psychology"], "human study", id="humans"),
        pytest.param(["Journal Article"], [], "unclassified", id="not-indexed-yet"),
    ],
)
def test_the_record_of_a_paper_tells_its_study_type(
    publication_types: list[str], mesh: list[str], expected: str
) -> None:
    assert study_type_of(publication_types, mesh) == expected


def test_strains_count_as_their_species_and_people_come_first() -> None:
    assert species(["Rats, Sprague-Dawley", "Mice, Inbred C57BL", "Humans", "Rats"]) == (
        "human",
        "rat",
        "mouse",
    )
    assert species([]) == ()
