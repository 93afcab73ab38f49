"""Classes, contents, combinations and side effects."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param("Melatonin is a hormone.", {"melatonin is_a hormone"}, id="copula"),
    pytest.param(
        "Curcumin, a polyphenol, is yellow.", {"curcumin is_a polyphenol"}, id="apposition"
    ),
    pytest.param(
        "GABA, the main inhibitory neurotransmitter, is made from glutamate.",
        {
            "gamma-aminobutyric acid derived_from glutamate",
            "gamma-aminobutyric acid is_a neurotransmitter",
        },
        id="apposition-first",
    ),
    pytest.param(
        "At low doses, kratom acts as a stimulant.", {"kratom is_a stimulant"}, id="act-as-class"
    ),
    pytest.param(
        "Naltrexone is not an opioid.", {"not: naltrexone is_a opioid"}, id="negated-class"
    ),
    pytest.param(
        "Schizophrenia is a mental disorder.",
        {"schizophrenia is_a mental disorder"},
        id="condition",
    ),
    pytest.param("Kava contains kavalactones.", {"kava contains kavalactone"}, id="contains"),
    pytest.param("Theobromine is found in cocoa.", {"cocoa contains theobromine"}, id="found-in"),
    pytest.param(
        "Kratom's main alkaloids, mitragynine and 7-hydroxymitragynine, are well studied.",
        {"kratom contains 7-hydroxymitragynine", "kratom contains mitragynine"},
        id="named-parts",
    ),
    pytest.param(
        "Kratom is a plant. One notable compound, mitragynine, is well studied.",
        {"kratom contains mitragynine", "kratom is_a plant"},
        id="one-compound",
    ),
    pytest.param(
        "St. John's wort is a herb. Hyperforin, one of its main constituents, is unstable.",
        {"St. John's wort contains hyperforin", "St. John's wort is_a herbal product"},
        id="one-of-its-constituents",
    ),
    pytest.param(
        "The main compound in cannabis is THC.",
        {"cannabis contains tetrahydrocannabinol"},
        id="main-compound-in",
    ),
    pytest.param(
        "Valerian is often taken along with hops.", {"valerian used_with hops"}, id="together"
    ),
    pytest.param(
        "Combining valerian with hops is common.", {"valerian used_with hops"}, id="combine"
    ),
    pytest.param(
        "Kava should not be combined with alcohol.",
        {"not: kava used_with ethanol"},
        id="do-not-combine",
    ),
    pytest.param(
        "Naltrexone should be part of a treatment plan including therapy and support groups.",
        {"naltrexone used_with support group", "naltrexone used_with therapy"},
        id="plan",
    ),
    pytest.param(
        "Side effects of kratom include nausea, constipation and dizziness.",
        {"kratom causes constipation", "kratom causes dizziness", "kratom causes nausea"},
        id="side-effects",
    ),
    pytest.param(
        "Kava can cause side effects such as headache.",
        {"kava causes headache"},
        id="side-effects-of-a-cause",
    ),
    pytest.param(
        "Symptoms of caffeine withdrawal include headache and fatigue.",
        {"caffeine withdrawal causes fatigue", "caffeine withdrawal causes headache"},
        id="symptoms",
    ),
    pytest.param(
        "Bupropion is contraindicated in patients with seizures.",
        {"bupropion contraindicated_with seizure"},
        id="contraindicated",
    ),
    pytest.param(
        "Valerian and hops offer a synergy.", {"valerian synergizes_with hops"}, id="synergy"
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_classes_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
