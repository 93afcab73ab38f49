"""Relations that nouns carry: roles, events, compounds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "The inhibition of CYP3A4 by grapefruit juice is well known.",
        {"grapefruit inhibits CYP3A4"},
        id="inhibition-of-by",
    ),
    pytest.param(
        "The effect of caffeine on sleep quality is well known.",
        {"caffeine affects sleep quality"},
        id="effect-of-on",
    ),
    pytest.param(
        "Kava's effect on GABA receptors is well known.",
        {"kava affects GABA receptor"},
        id="possessor-and-effect-on",
    ),
    pytest.param(
        "Morphine-induced constipation is common.",
        {"morphine causes constipation"},
        id="X-induced-Y",
    ),
    pytest.param(
        "Berberine-induced inhibition of CYP3A4 was seen.",
        {"berberine inhibits CYP3A4"},
        id="X-induced-event-of-Y",
    ),
    pytest.param("Kratom offers relief from pain.", {"kratom alleviates pain"}, id="relief-from"),
    pytest.param(
        "Kratom provides pain relief.", {"kratom alleviates pain"}, id="compound-with-relief"
    ),
    pytest.param(
        "Treatment of insomnia with melatonin is common.",
        {"melatonin treats insomnia"},
        id="treatment-of-with",
    ),
    pytest.param(
        "Kava is a popular choice for people with insomnia.",
        {"kava treats insomnia"},
        id="popular-choice",
    ),
    pytest.param(
        "Dopamine plays a role in motivation.", {"dopamine involved_in motivation"}, id="role-in"
    ),
    pytest.param(
        "Buprenorphine is a partial agonist at the mu-opioid receptor and an antagonist at the kappa-opioid receptor.",
        {
            "buprenorphine antagonist_of kappa-opioid receptor",
            "buprenorphine partial_agonist_of mu-opioid receptor",
        },
        id="agonist",
    ),
    pytest.param(
        "Ketamine acts as an NMDA receptor antagonist.",
        {"ketamine antagonist_of NMDA receptor"},
        id="compound-role",
    ),
    pytest.param(
        "The opioid antagonist naloxone reverses overdose.",
        {"naloxone alleviates drug overdose", "naloxone is_a opioid antagonist"},
        id="class-before-its-name",
    ),
    pytest.param(
        "Moclobemide, a selective MAO-A inhibitor, elevates mood.",
        {"moclobemide improves mood", "moclobemide inhibits monoamine oxidase A"},
        id="inhibitor-in-apposition",
    ),
    pytest.param(
        "Cannabidiol is a negative allosteric modulator of the CB1 receptor.",
        {"cannabidiol negative_allosteric_modulator_of cannabinoid CB1 receptor"},
        id="allosteric-modulator",
    ),
    pytest.param(
        "L-DOPA is a precursor to dopamine.", {"levodopa metabolized_to dopamine"}, id="precursor"
    ),
    pytest.param(
        "Green tea is rich in catechins.", {"green tea contains catechin class"}, id="rich-in"
    ),
    pytest.param(
        "Saffron is effective for depression.", {"saffron treats depression"}, id="effective-for"
    ),
    pytest.param(
        "Smoking increases the risk of stroke.", {"smoking causes stroke (risk)"}, id="risk"
    ),
    pytest.param(
        "Its effects make kava a popular remedy for anxiety.",
        {"kava treats anxiety"},
        id="make-it-a-remedy",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_nouns_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
