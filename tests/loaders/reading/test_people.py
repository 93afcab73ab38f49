"""People with a condition."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Kava may help people with insomnia.",
        {"maybe: kava treats insomnia"},
        id="helps-people-with",
    ),
    pytest.param(
        "People with liver disease should avoid kava.",
        {"kava contraindicated_with liver disease"},
        id="should-avoid",
    ),
    pytest.param(
        "Ketamine should not be given to people with schizophrenia.",
        {"ketamine contraindicated_with schizophrenia"},
        id="should-not-be-given-to",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_people_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
