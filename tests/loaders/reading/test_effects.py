"""Effects named by adjectives and compounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Turmeric has anti-inflammatory properties.",
        {"turmeric causes anti-inflammatory effect"},
        id="properties",
    ),
    pytest.param(
        "Kratom is known for its analgesic and stimulant properties.",
        {"kratom causes analgesia", "kratom causes stimulation"},
        id="coordinated-properties",
    ),
    pytest.param(
        "Kanna has sedative, anxiolytic and euphoric effects.",
        {"kanna causes anxiolysis", "kanna causes euphoria", "kanna causes sedation"},
        id="three-properties",
    ),
    pytest.param(
        "The sedative effects of kava are well known.", {"kava causes sedation"}, id="effect-of"
    ),
    pytest.param(
        "Kava is a sedative herb.",
        {"kava causes sedation", "kava is_a herbal product"},
        id="bearer",
    ),
    pytest.param("Kava is sedating.", {"kava causes sedation"}, id="predicative"),
    pytest.param(
        "CBD is not psychoactive.",
        {"not: cannabidiol causes psychoactive effect"},
        id="predicative-negated",
    ),
    pytest.param("Tianeptine has opioid-like effects.", {"tianeptine mimics opioid"}, id="X-like"),
    pytest.param(
        "Melatonin is known for its sleep-regulating properties.",
        {"melatonin regulates sleep"},
        id="X-regulating",
    ),
    pytest.param(
        "Willow bark has pain-relieving properties.",
        {"willow bark alleviates pain"},
        id="X-relieving",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_effects_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
