"""Pronouns, descriptions and what they point back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Kava is a plant. It relieves anxiety.",
            {"kava alleviates anxiety", "kava is_a plant"},
            id="it",
        ),
        pytest.param(
            "Valerian improves sleep. This herb also relieves anxiety.",
            {"valerian alleviates anxiety", "valerian improves sleep"},
            id="this herb",
        ),
        pytest.param(
            "Melatonin regulates sleep. The hormone also reduces anxiety.",
            {"melatonin alleviates anxiety", "melatonin regulates sleep"},
            id="the hormone",
        ),
        pytest.param(
            "Methadone and buprenorphine treat pain; both activate opioid receptors.",
            {
                "buprenorphine agonist_of opioid receptor",
                "buprenorphine treats pain",
                "methadone agonist_of opioid receptor",
                "methadone treats pain",
            },
            id="both",
        ),
        pytest.param(
            "Kava relieves anxiety. Its sedative effects can cause drowsiness.",
            {"kava alleviates anxiety", "kava causes drowsiness", "kava causes sedation"},
            id="its effects",
        ),
        pytest.param(
            "Kratom relieves pain. Regular use can lead to constipation.",
            {"kratom alleviates pain", "kratom causes constipation"},
            id="regular use",
        ),
        pytest.param(
            "Ginseng can interact with warfarin, reducing its effectiveness.",
            {"ginseng decreases warfarin", "ginseng interacts_with warfarin"},
            id="its effectiveness is of the other",
        ),
        pytest.param(
            "Psilocybin relieves depression. Antidepressants can weaken its effects.",
            {"antidepressant decreases psilocybin", "psilocybin alleviates depression"},
            id="its effects are of the topic",
        ),
        pytest.param(
            "Kava and valerian are herbs. They relieve anxiety.",
            {
                "kava alleviates anxiety",
                "kava is_a herbal product",
                "valerian alleviates anxiety",
                "valerian is_a herbal product",
            },
            id="they",
        ),
    ],
)
def test_a_word_points_back_to_what_was_named(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims
