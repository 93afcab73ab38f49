"""Names: abbreviations, Greek letters, receptor subtypes, spelling, dashes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Mitragynine binds to the μ-opioid receptor.",
            {"mitragynine binds mu-opioid receptor"},
            id="mu sign",
        ),
        pytest.param(
            "Mitragynine binds to the µ-opioid receptor.",
            {"mitragynine binds mu-opioid receptor"},
            id="micro sign",
        ),
        pytest.param(
            "Psilocin binds to the 5-HT2A receptor.",
            {"psilocin binds 5-HT2A receptor"},
            id="subtype",
        ),
        pytest.param(
            "Kavain binds to the GABAA receptor.", {"kavain binds GABA-A receptor"}, id="GABAA"
        ),
        pytest.param(
            "Mitragynine binds to the mu‑opioid receptor.",
            {"mitragynine binds mu-opioid receptor"},
            id="non-breaking hyphen",
        ),
        pytest.param(
            "Kava’s anxiolytic effect is well known.",
            {"kava causes anxiolysis"},
            id="curly apostrophe",
        ),
        pytest.param(
            "Ketamine is metabolised by CYP3A4.", {"ketamine substrate_of CYP3A4"}, id="British"
        ),
        pytest.param(
            "Ketamine is metabolized by CYP3A4.", {"ketamine substrate_of CYP3A4"}, id="American"
        ),
        pytest.param("Kratom causes diarrhoea.", {"kratom causes diarrhea"}, id="British symptom"),
        pytest.param("Kavalactones inhibit CYP3A4.", {"kavalactone inhibits CYP3A4"}, id="plural"),
        pytest.param(
            "Kava, at 5 mg/kg, reduces anxiety.",
            {"kava alleviates anxiety"},
            id="dose in the middle",
        ),
        pytest.param(
            "Melatonin (3 mg) improves sleep quality.",
            {"melatonin improves sleep quality"},
            id="dose after the name",
        ),
        pytest.param("KRATOM RELIEVES PAIN.", {"kratom alleviates pain"}, id="capitals"),
    ],
)
def test_spelling_does_not_hide_a_name(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims
