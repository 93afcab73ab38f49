"""Hedging, negation and what is not stated at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Ashwagandha may reduce stress.", {"maybe: ashwagandha alleviates stress"}, id="may"
    ),
    pytest.param(
        "Ashwagandha can reduce stress.", {"ashwagandha alleviates stress"}, id="can-is-plain"
    ),
    pytest.param(
        "Valerian is a potential remedy for insomnia.",
        {"maybe: valerian is_a herbal product", "maybe: valerian treats insomnia"},
        id="potential",
    ),
    pytest.param(
        "Ketamine has shown promise in treating depression.",
        {"maybe: ketamine treats depression"},
        id="promise",
    ),
    pytest.param(
        "CBD may reduce anxiety, improving sleep quality.",
        {"maybe: cannabidiol alleviates anxiety", "maybe: cannabidiol improves sleep quality"},
        id="hedge-reaches-what-depends-on-it",
    ),
    pytest.param(
        "Ashwagandha may relieve stress by lowering cortisol levels.",
        {"ashwagandha decreases cortisol (level)", "maybe: ashwagandha alleviates stress"},
        id="hedge-stops-at-means",
    ),
    pytest.param(
        "Ashwagandha is believed to relieve stress by lowering cortisol levels.",
        {"maybe: ashwagandha alleviates stress", "maybe: ashwagandha decreases cortisol (level)"},
        id="believed-reaches-the-means",
    ),
    pytest.param(
        "Research suggests that saffron relieves depression.",
        {"maybe: saffron alleviates depression"},
        id="research-suggests",
    ),
    pytest.param(
        "Studies show that saffron relieves depression.",
        {"saffron alleviates depression"},
        id="studies-show-is-plain",
    ),
    pytest.param(
        "Research suggests that kava's interaction with GABA receptors may relieve anxiety.",
        {"kava interacts_with GABA receptor", "maybe: kava alleviates anxiety"},
        id="presupposed-noun",
    ),
    pytest.param(
        "Users report that kanna improves mood.", {"maybe: kanna improves mood"}, id="users-report"
    ),
    pytest.param(
        "Kava has been linked to liver damage.",
        {"maybe: kava causes hepatotoxicity"},
        id="linked-is-hedged",
    ),
    pytest.param(
        "Melatonin does not cause dependence.", {"not: melatonin causes drug dependence"}, id="not"
    ),
    pytest.param(
        "Neither melatonin nor valerian reduced sleep latency.",
        {"not: melatonin decreases sleep latency", "not: valerian decreases sleep latency"},
        id="neither-nor",
    ),
    pytest.param(
        "Ginseng did not improve memory, nor did it reduce fatigue.",
        {"not: ginseng alleviates fatigue", "not: ginseng improves memory"},
        id="nor-did-it",
    ),
    pytest.param(
        "L-theanine promotes relaxation without causing drowsiness.",
        {"not: theanine causes drowsiness", "theanine causes relaxation"},
        id="without",
    ),
    pytest.param(
        "Valerian had no effect on sleep latency.",
        {"not: valerian affects sleep latency"},
        id="no-effect",
    ),
    pytest.param(
        "There is no evidence that melatonin prevents cancer.",
        {"maybe: not: melatonin prevents cancer"},
        id="no-evidence",
    ),
    pytest.param(
        "Studies have not shown that rhodiola improves memory.",
        {"maybe: not: rhodiola improves memory"},
        id="not-shown",
    ),
    pytest.param(
        "Kava is unlikely to cause addiction.", {"maybe: not: kava causes addiction"}, id="unlikely"
    ),
    pytest.param(
        "Kava not only reduces anxiety but also improves sleep quality.",
        {"kava alleviates anxiety", "kava improves sleep quality"},
        id="not-only-is-no-negation",
    ),
    pytest.param(
        "Kava is not a cure for insomnia but reduces anxiety.",
        {"kava alleviates anxiety", "not: kava treats insomnia"},
        id="contrast-ends-negation",
    ),
    pytest.param("Does kava reduce anxiety?", set(), id="question"),
    pytest.param("If you take kava for anxiety, talk to a doctor.", set(), id="condition"),
    pytest.param("It is unclear whether kava relieves pain.", set(), id="open-question"),
    pytest.param(
        "We investigated the effect of caffeine on sleep quality.", set(), id="under-study"
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_modality_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
