"""Relative clauses, participles and verb chains."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Kratom contains mitragynine, which relieves pain.",
            {"kratom contains mitragynine", "mitragynine alleviates pain"},
            id="relative",
        ),
        pytest.param(
            "Caffeine is a compound that blocks adenosine receptors.",
            {"caffeine antagonist_of adenosine receptor", "caffeine is_a chemical compound"},
            id="relative with that",
        ),
        pytest.param(
            "Alcohol enhances GABA, causing drowsiness.",
            {"ethanol causes drowsiness", "ethanol increases gamma-aminobutyric acid"},
            id="participle",
        ),
        pytest.param(
            "Naltrexone blocks opioid receptors, thereby reducing cravings.",
            {"naltrexone alleviates craving", "naltrexone antagonist_of opioid receptor"},
            id="thereby",
        ),
        pytest.param(
            "Kratom relieves pain by activating opioid receptors.",
            {"kratom agonist_of opioid receptor", "kratom alleviates pain"},
            id="by doing",
        ),
        pytest.param(
            "Ashwagandha reduces stress, improves sleep quality and lowers cortisol.",
            {
                "ashwagandha alleviates stress",
                "ashwagandha decreases cortisol",
                "ashwagandha improves sleep quality",
            },
            id="verb chain",
        ),
        pytest.param(
            "Norketamine is a metabolite of ketamine that causes dizziness.",
            {"ketamine metabolized_to norketamine", "norketamine causes dizziness"},
            id="metabolite that",
        ),
        pytest.param(
            "Kava reduces anxiety while improving sleep.",
            {"kava alleviates anxiety", "kava improves sleep"},
            id="while",
        ),
        pytest.param(
            "Kava may help to relieve anxiety.",
            {"maybe: kava alleviates anxiety"},
            id="to-infinitive chain",
        ),
        pytest.param(
            "Taking melatonin improves sleep quality.",
            {"melatonin improves sleep quality"},
            id="gerund subject",
        ),
    ],
)
def test_a_linked_clause_finds_its_subject(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims
