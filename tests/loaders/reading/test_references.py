"""Pronouns, descriptions and unnamed parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Kava is a plant. It reduces anxiety.",
        {"kava alleviates anxiety", "kava is_a plant"},
        id="pronoun",
    ),
    pytest.param(
        "Kava is a plant. Its sedative effects are well known.",
        {"kava causes sedation", "kava is_a plant"},
        id="possessive",
    ),
    pytest.param(
        "Kava is popular. This herb reduces anxiety.", {"kava alleviates anxiety"}, id="description"
    ),
    pytest.param(
        "Dopamine is released by nicotine. This neurotransmitter regulates mood.",
        {"dopamine regulates mood", "nicotine increases dopamine"},
        id="class",
    ),
    pytest.param(
        "Nicotine binds to nicotinic acetylcholine receptors. Caffeine does not act on these receptors.",
        {
            "nicotine binds nicotinic acetylcholine receptor",
            "not: caffeine interacts_with nicotinic acetylcholine receptor",
        },
        id="receptors",
    ),
    pytest.param(
        "Kava interacts with GABA receptors. This interaction relieves anxiety.",
        {"kava alleviates anxiety", "kava interacts_with GABA receptor"},
        id="event",
    ),
    pytest.param(
        "Valerian and hops are popular. Both reduce anxiety.",
        {"hops alleviates anxiety", "valerian alleviates anxiety"},
        id="two",
    ),
    pytest.param(
        "The combination of valerian and hops improves sleep quality.",
        {
            "hops improves sleep quality",
            "valerian improves sleep quality",
            "valerian used_with hops",
        },
        id="combination",
    ),
    pytest.param(
        "Kava is popular. Its active compounds bind to GABA receptors.",
        {"kava binds GABA receptor"},
        id="unnamed-parts",
    ),
    pytest.param(
        "Kava contains compounds that bind to GABA receptors.",
        {"kava binds GABA receptor"},
        id="compounds-that",
    ),
    pytest.param(
        "Kava, which is rich in kavalactones, is popular. It reduces anxiety.",
        {"kava alleviates anxiety", "kava contains kavalactone"},
        id="insertion-is-not-taken-up",
    ),
    pytest.param(
        "Cannabidiol (CBD) is popular. CBD reduces anxiety.",
        {"cannabidiol alleviates anxiety"},
        id="abbreviation",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_references_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
