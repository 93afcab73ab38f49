"""What verbs, nouns, effect words and class words of one sentence say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Kratom relieves pain.", {"kratom alleviates pain"}, id="active"),
        pytest.param(
            "Kava significantly reduces anxiety.",
            {"kava alleviates anxiety"},
            id="active with adverb",
        ),
        pytest.param("Anxiety is reduced by kava.", {"kava alleviates anxiety"}, id="passive"),
        pytest.param(
            "Insomnia is treated with melatonin.",
            {"melatonin treats insomnia"},
            id="passive with means",
        ),
        pytest.param(
            "Ashwagandha lowers cortisol levels.",
            {"ashwagandha decreases cortisol"},
            id="level of a messenger",
        ),
        pytest.param(
            "Nicotine stimulates dopamine release.",
            {"nicotine increases dopamine"},
            id="release of a messenger",
        ),
        pytest.param(
            "Fluoxetine inhibits serotonin reuptake.",
            {"fluoxetine inhibits serotonin"},
            id="reuptake",
        ),
        pytest.param(
            "Caffeine blocks adenosine receptors.",
            {"caffeine antagonist_of adenosine receptor"},
            id="receptor blocked",
        ),
        pytest.param(
            "Mitragynine binds to the mu-opioid receptor.",
            {"mitragynine binds mu-opioid receptor"},
            id="receptor bound",
        ),
        pytest.param(
            "Kava acts on GABA receptors.", {"kava interacts_with GABA receptor"}, id="acts on"
        ),
        pytest.param("Alcohol leads to drowsiness.", {"ethanol causes drowsiness"}, id="leads to"),
        pytest.param(
            "Valerian helps with insomnia.", {"valerian treats insomnia"}, id="helps with"
        ),
        pytest.param(
            "Valerian can help people with insomnia.",
            {"valerian treats insomnia"},
            id="helps people with",
        ),
        pytest.param("Kava is used for anxiety.", {"kava treats anxiety"}, id="used for"),
        pytest.param(
            "Methadone is used to treat opioid use disorder.",
            {"methadone treats opioid use disorder"},
            id="used to treat",
        ),
        pytest.param(
            "Green tea protects against cancer.",
            {"green tea prevents cancer"},
            id="protects against",
        ),
        pytest.param(
            "Curcumin lowers the risk of depression.",
            {"curcumin prevents depression"},
            id="lowers the risk",
        ),
        pytest.param(
            "Coffee is linked to a lower risk of depression.",
            {"maybe: coffee prevents depression"},
            id="linked to a lower risk",
        ),
        pytest.param(
            "Kratom is derived from Mitragyna speciosa.",
            {"kratom derived_from Mitragyna speciosa"},
            id="made from",
        ),
        pytest.param("Caffeine is found in coffee.", {"coffee contains caffeine"}, id="found in"),
        pytest.param(
            "Caffeine is found naturally in coffee.",
            {"coffee contains caffeine"},
            id="found naturally in",
        ),
        pytest.param(
            "Green tea is rich in L-theanine.", {"green tea contains theanine"}, id="rich in"
        ),
        pytest.param(
            "Melatonin regulates the sleep-wake cycle.",
            {"melatonin regulates sleep-wake cycle"},
            id="regulates",
        ),
        pytest.param(
            "Naltrexone works by blocking opioid receptors.",
            {"naltrexone antagonist_of opioid receptor"},
            id="works by blocking",
        ),
    ],
)
def test_a_verb_relates_its_subject_and_object(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Morphine-induced constipation is common.",
            {"morphine causes constipation"},
            id="induced",
        ),
        pytest.param(
            "We observed inhibition of CYP3A4 by kavain.",
            {"kavain inhibits CYP3A4"},
            id="inhibition by",
        ),
        pytest.param(
            "Alcohol's impact on sleep is well known.", {"ethanol affects sleep"}, id="impact on"
        ),
        pytest.param(
            "Nicotine's ability to stimulate dopamine release is well known.",
            {"nicotine increases dopamine"},
            id="ability to",
        ),
        pytest.param(
            "Serotonin plays a role in depression.",
            {"serotonin involved_in depression"},
            id="role in",
        ),
        pytest.param(
            "Melatonin is a treatment for jet lag.",
            {"melatonin treats jet lag"},
            id="treatment for",
        ),
        pytest.param(
            "Mitragynine is a partial agonist of the mu-opioid receptor.",
            {"mitragynine partial_agonist_of mu-opioid receptor"},
            id="agonist of",
        ),
        pytest.param(
            "7-Hydroxymitragynine, a potent mu-opioid receptor agonist, relieves pain.",
            {
                "7-hydroxymitragynine agonist_of mu-opioid receptor",
                "7-hydroxymitragynine alleviates pain",
            },
            id="agonist apposed",
        ),
        pytest.param(
            "Piperine is an inhibitor of CYP3A4.", {"piperine inhibits CYP3A4"}, id="inhibitor"
        ),
        pytest.param(
            "Piperine is a potent CYP3A4 inhibitor.",
            {"piperine inhibits CYP3A4"},
            id="inhibitor compound",
        ),
        pytest.param(
            "Coffee is a source of caffeine.", {"coffee contains caffeine"}, id="source of"
        ),
        pytest.param(
            "Tryptophan is a precursor of serotonin.",
            {"tryptophan metabolized_to serotonin"},
            id="precursor",
        ),
        pytest.param(
            "Norketamine is a metabolite of ketamine.",
            {"ketamine metabolized_to norketamine"},
            id="metabolite",
        ),
    ],
)
def test_a_noun_relates_its_agent_and_object(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Kava has sedative properties.", {"kava causes sedation"}, id="properties"),
        pytest.param(
            "Kratom has analgesic and sedative effects.",
            {"kratom causes analgesia", "kratom causes sedation"},
            id="two properties",
        ),
        pytest.param(
            "Kava's anxiolytic effect is well known.", {"kava causes anxiolysis"}, id="possessive"
        ),
        pytest.param(
            "Valerian is a sedative herb.",
            {"valerian causes sedation", "valerian is_a herbal product"},
            id="herb",
        ),
        pytest.param("Nicotine is addictive.", {"nicotine causes addiction"}, id="predicative"),
        pytest.param(
            "Kratom has pain-relieving properties.", {"kratom alleviates pain"}, id="pain-relieving"
        ),
        pytest.param("Kratom has opioid-like effects.", {"kratom mimics opioid"}, id="opioid-like"),
        pytest.param(
            "Side effects of kratom include nausea and constipation.",
            {"kratom causes constipation", "kratom causes nausea"},
            id="side effects",
        ),
        pytest.param(
            "Kratom can cause side effects such as nausea and dizziness.",
            {"kratom causes dizziness", "kratom causes nausea"},
            id="side effects such as",
        ),
        pytest.param(
            "Kratom produces feelings of euphoria.", {"kratom causes euphoria"}, id="feelings of"
        ),
    ],
)
def test_an_effect_word_says_what_is_caused(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param("Melatonin is a hormone.", {"melatonin is_a hormone"}, id="copula"),
        pytest.param(
            "Melatonin, a hormone, regulates sleep.",
            {"melatonin is_a hormone", "melatonin regulates sleep"},
            id="apposition",
        ),
        pytest.param(
            "Mitragynine, an alkaloid that relieves pain, is found in kratom.",
            {
                "kratom contains mitragynine",
                "mitragynine alleviates pain",
                "mitragynine is_a alkaloid",
            },
            id="apposition with relative",
        ),
        pytest.param(
            "The two main alkaloids in kratom, mitragynine and 7-hydroxymitragynine, bind to opioid receptors.",
            {
                "7-hydroxymitragynine binds opioid receptor",
                "kratom contains 7-hydroxymitragynine",
                "kratom contains mitragynine",
                "mitragynine binds opioid receptor",
            },
            id="insertion before a plural verb",
        ),
        pytest.param(
            "Mitragynine is the main alkaloid of kratom.",
            {"kratom contains mitragynine", "mitragynine is_a alkaloid"},
            id="alkaloid of a plant",
        ),
        pytest.param("Caffeine acts as a stimulant.", {"caffeine is_a stimulant"}, id="acts as"),
        pytest.param(
            "Kava is touted as a sedative.", {"maybe: kava is_a sedative"}, id="touted as"
        ),
        pytest.param(
            "Kava is a plant. Its active compounds are called kavalactones.",
            {"kava contains kavalactone", "kava is_a plant"},
            id="its compounds are called",
        ),
        pytest.param(
            "Cannabidiol (CBD) relieves anxiety.",
            {"cannabidiol alleviates anxiety"},
            id="synonym in brackets",
        ),
    ],
)
def test_a_class_or_a_content_is_told_from_its_words(
    said: Said, text: str, claims: set[str]
) -> None:
    assert said(text) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        pytest.param(
            "Kava and valerian relieve anxiety and insomnia.",
            {
                "kava alleviates anxiety",
                "kava alleviates insomnia",
                "valerian alleviates anxiety",
                "valerian alleviates insomnia",
            },
            id="two by two",
        ),
        pytest.param(
            "Kava, valerian and chamomile relieve anxiety, stress and insomnia.",
            {
                "chamomile alleviates anxiety",
                "chamomile alleviates insomnia",
                "chamomile alleviates stress",
                "kava alleviates anxiety",
                "kava alleviates insomnia",
                "kava alleviates stress",
                "valerian alleviates anxiety",
                "valerian alleviates insomnia",
                "valerian alleviates stress",
            },
            id="three by three",
        ),
        pytest.param(
            "Nicotine, cocaine and alcohol all raise dopamine levels.",
            {
                "cocaine increases dopamine",
                "ethanol increases dopamine",
                "nicotine increases dopamine",
            },
            id="all",
        ),
        pytest.param(
            "Methadone and buprenorphine both activate opioid receptors.",
            {"buprenorphine agonist_of opioid receptor", "methadone agonist_of opioid receptor"},
            id="both",
        ),
        pytest.param(
            "Kratom affects dopamine and serotonin levels.",
            {"kratom affects dopamine", "kratom affects serotonin"},
            id="shared head",
        ),
        pytest.param(
            "Kratom relieves pain as well as anxiety.",
            {"kratom alleviates anxiety", "kratom alleviates pain"},
            id="as well as",
        ),
        pytest.param(
            "Ketamine can cause nausea and, in some people, hallucinations.",
            {"ketamine causes hallucination", "ketamine causes nausea"},
            id="insertion in a list",
        ),
        pytest.param(
            "Kava relieves anxiety; valerian improves sleep.",
            {"kava alleviates anxiety", "valerian improves sleep"},
            id="semicolon",
        ),
        pytest.param(
            "Kava relieves anxiety but causes drowsiness.",
            {"kava alleviates anxiety", "kava causes drowsiness"},
            id="but",
        ),
        pytest.param(
            "Cocaine inhibits the dopamine transporter, while nicotine increases dopamine release.",
            {"cocaine inhibits dopamine transporter", "nicotine increases dopamine"},
            id="while clause",
        ),
    ],
)
def test_coordinated_ends_each_take_part(said: Said, text: str, claims: set[str]) -> None:
    assert said(text) == claims
