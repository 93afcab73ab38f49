"""Negation and its scope."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Kava does not cause addiction.", {"not: kava causes addiction"}, id="does not"
        ),
        pytest.param(
            "Kava doesn't cause addiction.", {"not: kava causes addiction"}, id="contraction"
        ),
        pytest.param("CBD cannot cure cancer.", {"not: cannabidiol treats cancer"}, id="cannot"),
        pytest.param("Caffeine is not a sedative.", {"not: caffeine is_a sedative"}, id="is not a"),
        pytest.param(
            "Kava is not addictive.", {"not: kava causes addiction"}, id="is not addictive"
        ),
        pytest.param(
            "Kava is not a stimulant and is not addictive.",
            {"not: kava causes addiction", "not: kava is_a stimulant"},
            id="two negated verbs",
        ),
        pytest.param(
            "Kava does not cause addiction and relieves anxiety.",
            {"kava alleviates anxiety", "not: kava causes addiction"},
            id="only the first",
        ),
        pytest.param(
            "Kava relieves anxiety and does not cause addiction.",
            {"kava alleviates anxiety", "not: kava causes addiction"},
            id="only the second",
        ),
        pytest.param(
            "Kava does not cause addiction, but it relieves anxiety.",
            {"kava alleviates anxiety", "not: kava causes addiction"},
            id="after a contrast",
        ),
        pytest.param(
            "Kava does not cause addiction or insomnia.",
            {"not: kava causes addiction", "not: kava causes insomnia"},
            id="objects",
        ),
        pytest.param(
            "L-theanine reduces stress without causing drowsiness.",
            {"not: theanine causes drowsiness", "theanine alleviates stress"},
            id="without",
        ),
        pytest.param(
            "Rhodiola neither raises serotonin nor lowers cortisol.",
            {"not: rhodiola decreases cortisol", "not: rhodiola increases serotonin"},
            id="neither nor verbs",
        ),
        pytest.param(
            "Neither kava nor valerian causes addiction.",
            {"not: kava causes addiction", "not: valerian causes addiction"},
            id="neither nor subjects",
        ),
        pytest.param("Kava had no effect on sleep.", {"not: kava affects sleep"}, id="no effect"),
        pytest.param("Kava fails to improve sleep.", {"not: kava improves sleep"}, id="fails to"),
        pytest.param(
            "Serotonin was increased by hyperforin but not by hypericin.",
            {"hyperforin increases serotonin", "not: hypericin increases serotonin"},
            id="but not by",
        ),
        pytest.param(
            "There is no evidence that kava improves sleep.",
            {"maybe: not: kava improves sleep"},
            id="no evidence",
        ),
        pytest.param(
            "There is no evidence that kratom prevents dementia, and it is not a sedative.",
            {"maybe: not: kratom prevents dementia", "not: kratom is_a sedative"},
            id="no evidence and another clause",
        ),
        pytest.param(
            "Kava has not been proven to treat depression.",
            {"maybe: not: kava treats depression"},
            id="not proven",
        ),
        pytest.param(
            "Kava not only relieves anxiety but also improves sleep.",
            {"kava alleviates anxiety", "kava improves sleep"},
            id="not only",
        ),
        pytest.param("Kava is non-addictive.", {"not: kava causes addiction"}, id="non-"),
        pytest.param(
            "Kratom is not approved for the treatment of pain.",
            set(),
            id="not approved says nothing",
        ),
        pytest.param(
            "Kava, which is not addictive, relieves anxiety.",
            {"kava alleviates anxiety", "not: kava causes addiction"},
            id="not in a relative",
        ),
    ],
)
def test_negation_reaches_its_own_claims_only(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims
