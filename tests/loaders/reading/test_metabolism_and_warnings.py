"""Metabolism, third-party effects and warnings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Mitragynine is metabolized by CYP3A4.",
            {"mitragynine substrate_of CYP3A4"},
            id="substrate",
        ),
        pytest.param(
            "Mitragynine is converted to 7-hydroxymitragynine.",
            {"mitragynine metabolized_to 7-hydroxymitragynine"},
            id="to a metabolite",
        ),
        pytest.param(
            "Ketamine is metabolised by CYP3A4 and CYP2B6 to norketamine.",
            {
                "ketamine metabolized_to norketamine",
                "ketamine substrate_of CYP2B6",
                "ketamine substrate_of CYP3A4",
            },
            id="by two enzymes to a metabolite",
        ),
        pytest.param(
            "Nicotine is metabolized to cotinine by CYP2A6.",
            {"nicotine metabolized_to cotinine", "nicotine substrate_of CYP2A6"},
            id="to a metabolite by an enzyme",
        ),
        pytest.param(
            "Naloxone blocks the effects of morphine.",
            {"naloxone decreases morphine"},
            id="third party",
        ),
        pytest.param(
            "St. John's wort reduces the effectiveness of warfarin.",
            {"St. John's wort decreases warfarin"},
            id="effectiveness",
        ),
        pytest.param(
            "Piperine increases the blood levels of curcumin.",
            {"piperine increases curcumin"},
            id="raises the levels of a drug",
        ),
        pytest.param(
            "Do not combine kava with alcohol.",
            {"not: kava used_with ethanol"},
            id="do not combine",
        ),
        pytest.param(
            "Kava should not be combined with alcohol or benzodiazepines.",
            {"not: kava used_with benzodiazepine", "not: kava used_with ethanol"},
            id="should not be combined",
        ),
        pytest.param(
            "Combining kratom with alcohol is dangerous.",
            {"not: kratom used_with ethanol"},
            id="dangerous to combine",
        ),
        pytest.param(
            "It is dangerous to mix kratom with alcohol.",
            {"not: kratom used_with ethanol"},
            id="it is dangerous",
        ),
        pytest.param(
            "Avoid taking kava with alcohol.", {"not: kava used_with ethanol"}, id="avoid taking"
        ),
        pytest.param(
            "People with epilepsy should not take kava.",
            {"kava contraindicated_with epilepsy"},
            id="people with",
        ),
        pytest.param(
            "People with liver disease should avoid kava.",
            {"kava contraindicated_with liver disease"},
            id="people should avoid",
        ),
        pytest.param(
            "Kava should not be taken by people with liver disease.",
            {"kava contraindicated_with liver disease"},
            id="passive",
        ),
        pytest.param(
            "Melatonin is combined with valerian.", {"melatonin used_with valerian"}, id="used with"
        ),
    ],
)
def test_fates_interactions_and_warnings_are_told_apart(
    said: Said, text: str, claims: set[str]
) -> None:
    assert said(text) == claims
