"""What of an object changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Exercise increases serotonin levels.",
        {"exercise increases serotonin (level)"},
        id="levels",
    ),
    pytest.param(
        "Nicotine triggers the release of dopamine.",
        {"nicotine increases dopamine (release)"},
        id="release-of",
    ),
    pytest.param(
        "Exercise lowers the risk of depression.",
        {"exercise prevents depression (risk)"},
        id="risk-lowered",
    ),
    pytest.param(
        "Naltrexone reduces the intensity of cravings.",
        {"naltrexone alleviates craving (severity)"},
        id="severity",
    ),
    pytest.param(
        "Fluoxetine increases BDNF expression.",
        {"fluoxetine increases brain-derived neurotrophic factor (expression)"},
        id="expression",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_aspects_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
