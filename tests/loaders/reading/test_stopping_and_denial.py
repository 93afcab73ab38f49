"""What stopping a drug brings, what is denied of a drug, and who "it" is after an insertion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from substancekg.loaders.reading.sentences import split_sentences

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Stopping kratom can lead to withdrawal symptoms.",
            {"kratom causes withdrawal syndrome"},
            id="withdrawal",
        ),
        pytest.param(
            "Kratom relieves pain. Stopping it can lead to withdrawal.",
            {"kratom alleviates pain", "kratom causes withdrawal syndrome"},
            id="stopping it",
        ),
        pytest.param(
            "Quitting nicotine causes cravings.", {"nicotine causes craving"}, id="craving"
        ),
        pytest.param(
            "Abrupt discontinuation of diazepam can cause withdrawal symptoms.",
            {"diazepam causes withdrawal syndrome"},
            id="discontinuation",
        ),
        pytest.param(
            "Discontinuing kratom can cause withdrawal.",
            {"kratom causes withdrawal syndrome"},
            id="discontinuing",
        ),
        pytest.param("Tapering off kratom reduces withdrawal symptoms.", set(), id="tapering off"),
        pytest.param("Suddenly stopping caffeine may cause headaches.", set(), id="another effect"),
        pytest.param(
            "Discontinuation of diazepam may cause headaches.",
            set(),
            id="effect of discontinuation",
        ),
    ],
)
def test_only_withdrawal_and_craving_are_effects_of_what_is_stopped(
    said: Said, text: str, claims: set[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Berberine lowered blood glucose, whereas body weight was not affected.",
            {"berberine decreases glucose", "not: berberine affects body weight"},
            id="was not affected",
        ),
        pytest.param(
            "Caffeine improved memory, but sleep quality was not reduced.",
            {"caffeine improves memory", "not: caffeine decreases sleep quality"},
            id="was not reduced",
        ),
        pytest.param(
            "No adverse events were attributed to the extract of ashwagandha.",
            {"not: ashwagandha causes adverse effect"},
            id="none attributed",
        ),
        pytest.param(
            "Melatonin has no known side effects.",
            {"not: melatonin causes adverse effect"},
            id="has no side effects",
        ),
        pytest.param(
            "Ashwagandha has no withdrawal symptoms.",
            {"not: ashwagandha causes withdrawal syndrome"},
            id="has no withdrawal symptoms",
        ),
        pytest.param("Melatonin has few side effects.", set(), id="few is not none"),
        pytest.param(
            "Valerian helps with sleep. It neither produces euphoria nor leads to dependence.",
            {
                "valerian treats sleep",
                "valerian improves sleep",
                "not: valerian causes euphoria",
                "not: valerian causes drug dependence",
            },
            id="neither after a pronoun",
        ),
        pytest.param(
            "Valerian never causes nausea.", {"not: valerian causes nausea"}, id="never causes"
        ),
        pytest.param(
            "CBD has little effect on appetite.",
            {"not: cannabidiol affects appetite"},
            id="little effect",
        ),
        pytest.param(
            "Far from causing sedation, rhodiola improves energy.",
            {"rhodiola improves energy"},
            id="far from",
        ),
        pytest.param(
            "Buprenorphine is less likely to cause respiratory depression than methadone.",
            set(),
            id="less likely is a degree",
        ),
    ],
)
def test_what_is_denied_is_not_affirmed(said: Said, text: str, claims: set[str]) -> None:
    found = said(text)
    assert found <= claims
    assert {c for c in claims if "treats sleep" not in c and "improves sleep" not in c} <= found


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Passionflower, when combined with alcohol, can cause excessive drowsiness.",
            {"passionflower used_with ethanol", "passionflower causes drowsiness"},
            id="when combined",
        ),
        pytest.param(
            "Alcohol relieves stress, although kava, when taken daily, improves mood.",
            {"ethanol alleviates stress", "kava improves mood"},
            id="in a subordinate clause",
        ),
        pytest.param(
            "Caffeine, while it improves memory, can worsen anxiety.",
            {"caffeine improves memory", "caffeine worsens anxiety"},
            id="clause with a verb",
        ),
        pytest.param(
            "Disulfiram works by causing nausea when alcohol is consumed.",
            {"disulfiram causes nausea"},
            id="means before a clause",
        ),
        pytest.param(
            "Kava is a herb. Melatonin's antioxidant and mild anti-inflammatory effects protect the liver. "
            "It improves mood.",
            {
                "kava is_a herbal product",
                "melatonin causes antioxidant activity",
                "melatonin causes anti-inflammatory effect",
                "melatonin improves mood",
            },
            id="owner of effects",
        ),
        pytest.param(
            "Long-term alcohol abuse lowers serotonin production.",
            {"ethanol decreases serotonin"},
            id="abuse of",
        ),
        pytest.param(
            "Alcohol abuse is treated with naltrexone.",
            {"naltrexone treats alcohol use disorder"},
            id="abuse as a disorder",
        ),
        pytest.param(
            "The benefits of kratom are attributed to its alkaloids.",
            {"kratom contains alkaloid"},
            id="benefits attributed",
        ),
        pytest.param(
            "SSRIs increase serotonin by inhibiting its reuptake.",
            {
                "selective serotonin reuptake inhibitor increases serotonin",
                "selective serotonin reuptake inhibitor inhibits serotonin",
            },
            id="its reuptake",
        ),
        pytest.param(
            "Mitragynine, the most abundant of these alkaloids, improves mood.",
            {"mitragynine is_a alkaloid", "mitragynine improves mood"},
            id="superlative",
        ),
        pytest.param(
            "Low doses of alcohol increase dopamine, whereas large doses cause sedation.",
            {"ethanol increases dopamine", "ethanol causes sedation"},
            id="doses of",
        ),
        pytest.param(
            "At low doses kratom acts as a stimulant, whereas at high doses it produces sedation.",
            {"kratom is_a stimulant", "kratom causes sedation"},
            id="dose before the name",
        ),
        pytest.param(
            "Ibogaine has been studied for opioid addiction.",
            {"maybe: ibogaine treats opioid use disorder"},
            id="studied for",
        ),
        pytest.param("Kava was studied for 12 weeks.", set(), id="studied for a time"),
        pytest.param(
            "Holy basil is considered an adaptogen and is used to manage stress.",
            {"maybe: holy basil is_a adaptogen", "holy basil treats stress"},
            id="a belief of its own",
        ),
    ],
)
def test_the_subject_is_found_past_insertions(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims


def test_a_table_cell_with_a_verb_says_only_what_the_verb_says(said: Said) -> None:
    table = "| Herb | Effect |\n| --- | --- |\n| Valerian | improves sleep quality |"
    assert said(table) == {"valerian improves sleep quality"}


def test_a_name_in_lower_case_opens_a_sentence(said: Said) -> None:
    text = "Melatonin does not cause cancer. caffeine blocks adenosine receptors."
    assert said(text) == {
        "not: melatonin causes cancer",
        "caffeine antagonist_of adenosine receptor",
    }


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("It calms nerves. kava helps.", 2, id="after a word"),
        pytest.param("We used conc. kava extract.", 1, id="after a short word"),
        pytest.param("Herbs, e.g. kava, help.", 1, id="after an abbreviation"),
    ],
)
def test_a_name_after_a_shortened_word_opens_nothing(text: str, count: int) -> None:
    assert len(list(split_sentences(text, 0, len(text), {text.index("kava")}))) == count
