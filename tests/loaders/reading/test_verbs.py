"""Relations that verbs carry."""

from __future__ import annotations

from collections.abc import Callable

import pytest

CASES = [
    pytest.param(
        "Caffeine blocks adenosine receptors.",
        {"caffeine antagonist_of adenosine receptor"},
        id="active",
    ),
    pytest.param(
        "Codeine is metabolized by CYP2D6.",
        {"codeine substrate_of CYP2D6"},
        id="passive-with-an-agent",
    ),
    pytest.param(
        "Dopamine levels are increased by nicotine.",
        {"nicotine increases dopamine (level)"},
        id="passive-without-a-relation-word-before-the-agent",
    ),
    pytest.param(
        "Nicotine binds to nicotinic acetylcholine receptors.",
        {"nicotine binds nicotinic acetylcholine receptor"},
        id="verb-with-preposition",
    ),
    pytest.param(
        "THC acts directly on the endocannabinoid system.",
        {"tetrahydrocannabinol interacts_with endocannabinoid system"},
        id="adverb-between-verb-and-preposition",
    ),
    pytest.param(
        "Magnesium deficiency can lead to fatigue.",
        {"magnesium deficiency causes fatigue"},
        id="lead-to",
    ),
    pytest.param(
        "Ashwagandha can help to reduce stress.",
        {"ashwagandha alleviates stress"},
        id="modal-chain",
    ),
    pytest.param(
        "Curcumin has been shown to inhibit COX-2.",
        {"curcumin inhibits cyclooxygenase-2"},
        id="has-been-shown",
    ),
    pytest.param(
        "Psilocybin is converted to psilocin.",
        {"psilocybin metabolized_to psilocin"},
        id="conversion",
    ),
    pytest.param(
        "Codeine is converted by CYP2D6 to morphine.",
        {"codeine metabolized_to morphine", "codeine substrate_of CYP2D6"},
        id="conversion-by-an-enzyme",
    ),
    pytest.param(
        "Ashwagandha is derived from Withania somnifera.",
        {"ashwagandha derived_from Withania somnifera"},
        id="derivation",
    ),
    pytest.param("Valerian is used for insomnia.", {"valerian treats insomnia"}, id="used-for"),
    pytest.param(
        "Lavender oil is used to reduce anxiety.", {"lavender oil alleviates anxiety"}, id="used-to"
    ),
    pytest.param(
        "Many people turn to kava for anxiety.", {"kava treats anxiety"}, id="use-as-means"
    ),
    pytest.param(
        "Exercise reduces stress, improves mood and increases endorphin levels.",
        {
            "exercise alleviates stress",
            "exercise improves mood",
            "exercise increases endorphin (level)",
        },
        id="coordinated-verbs",
    ),
    pytest.param(
        "Cocaine inhibits the dopamine transporter, thereby increasing dopamine levels.",
        {"cocaine increases dopamine (level)", "cocaine inhibits dopamine transporter"},
        id="participle",
    ),
    pytest.param(
        "By blocking mu-opioid receptors, naltrexone reduces cravings.",
        {"naltrexone alleviates craving", "naltrexone antagonist_of mu-opioid receptor"},
        id="means-phrase",
    ),
    pytest.param(
        "Modafinil promotes wakefulness by inhibiting the dopamine transporter.",
        {"modafinil improves wakefulness", "modafinil inhibits dopamine transporter"},
        id="means-phrase-after",
    ),
    pytest.param(
        "Serotonin is a neurotransmitter that regulates mood.",
        {"serotonin is_a neurotransmitter", "serotonin regulates mood"},
        id="relative-clause",
    ),
    pytest.param(
        "Caffeine blocks adenosine receptors, which increases alertness.",
        {"caffeine antagonist_of adenosine receptor", "caffeine improves wakefulness"},
        id="whole-clause-taken-up-by-which",
    ),
    pytest.param(
        "Taking melatonin improves sleep quality.",
        {"melatonin improves sleep quality"},
        id="gerund-as-subject",
    ),
    pytest.param(
        "Hyperforin found in St. John's wort inhibits serotonin reuptake.",
        {"St. John's wort contains hyperforin", "hyperforin inhibits serotonin (reuptake)"},
        id="reduced-relative",
    ),
    pytest.param(
        "Kava reduces anxiety and caffeine increases heart rate.",
        {"caffeine increases heart rate", "kava alleviates anxiety"},
        id="clause-with-a-subject-of-its-own",
    ),
    pytest.param(
        "Valerian, a herb that grows in Europe, improves sleep quality.",
        {"valerian improves sleep quality", "valerian is_a herbal product"},
        id="subject-far-from-its-verb",
    ),
    pytest.param(
        "The ability of L-theanine to promote relaxation is well known.",
        {"theanine causes relaxation"},
        id="infinitive-after-a-noun",
    ),
    pytest.param(
        "Poor sleep leads to increased anxiety, and yoga leads to reduced stress.",
        {"sleep disorder worsens anxiety", "yoga alleviates stress"},
        id="result-said-by-an-adjective",
    ),
    pytest.param(
        "Anxiety decreased in adults treated with kava.",
        {"kava alleviates anxiety"},
        id="intransitive",
    ),
    pytest.param(
        "Naloxone reverses the effects of morphine.",
        {"naloxone decreases morphine (activity)"},
        id="third-party",
    ),
]


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_verbs_are_read(text: str, claims: set[str], read: Callable[[str], set[str]]) -> None:
    assert read(text) == claims
