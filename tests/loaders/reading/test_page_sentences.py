"""Sentences as health pages write them: what they must yield, and what they may."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    ("text", "needed", "allowed"),
    [
        pytest.param(
            "Ashwagandha has garnered attention for its potential to combat stress and anxiety.",
            {"maybe: ashwagandha treats anxiety", "maybe: ashwagandha treats stress"},
            set(),
        ),
        pytest.param(
            "Known for its calming properties, lavender is often used to promote relaxation and improve sleep.",
            {"lavender causes relaxation", "lavender improves sleep"},
            set(),
        ),
        pytest.param(
            "By increasing serotonin levels, SSRIs can lift mood and reduce anxiety.",
            {
                "selective serotonin reuptake inhibitor alleviates anxiety",
                "selective serotonin reuptake inhibitor improves mood",
                "selective serotonin reuptake inhibitor increases serotonin",
            },
            set(),
        ),
        pytest.param(
            "Dopamine plays a pivotal role in motivation, pleasure and addiction.",
            {
                "dopamine involved_in addiction",
                "dopamine involved_in motivation",
                "dopamine involved_in pleasure",
            },
            set(),
        ),
        pytest.param(
            "Melatonin, often called the sleep hormone, is produced by the pineal gland.",
            set(),
            set(),
        ),
        pytest.param(
            "Kratom's interaction with opioid receptors is responsible for its pain-relieving effects.",
            {"kratom alleviates pain", "kratom interacts_with opioid receptor"},
            set(),
        ),
        pytest.param(
            "Kratom should be used as part of a comprehensive treatment plan that includes therapy and support groups.",
            {"kratom used_with support group", "kratom used_with therapy"},
            set(),
        ),
        pytest.param(
            "In addition to its effects on dopamine, kratom also influences serotonin levels.",
            {"kratom affects dopamine", "kratom affects serotonin"},
            set(),
        ),
        pytest.param(
            "Not only does kava relieve anxiety, but it also improves sleep quality.",
            {"kava alleviates anxiety", "kava improves sleep quality"},
            set(),
        ),
        pytest.param(
            "Thanks to its ability to boost dopamine, caffeine improves mood and alertness.",
            {"caffeine improves mood", "caffeine increases dopamine"},
            {"caffeine improves wakefulness"},
        ),
        pytest.param(
            "Turmeric, with its powerful anti-inflammatory properties, may help reduce joint pain.",
            {"maybe: turmeric alleviates arthralgia", "turmeric causes anti-inflammatory effect"},
            set(),
        ),
        pytest.param(
            "When taken before bedtime, melatonin can shorten sleep latency.",
            {"melatonin decreases sleep latency"},
            set(),
        ),
        pytest.param(
            "The release of dopamine produces feelings of pleasure and reward.",
            {"dopamine causes pleasure", "dopamine causes reward"},
            set(),
        ),
        pytest.param(
            "Chronic stress depletes serotonin and can lead to depression.",
            {"stress causes depression", "stress decreases serotonin"},
            set(),
        ),
        pytest.param(
            "Research indicates that psilocybin may promote neuroplasticity.",
            {"maybe: psilocybin improves neuroplasticity"},
            set(),
        ),
        pytest.param(
            "Alcohol acts as a depressant by enhancing the effects of GABA.",
            {"ethanol increases gamma-aminobutyric acid"},
            {"ethanol is_a central nervous system depressant"},
        ),
        pytest.param(
            "Magnesium helps regulate neurotransmitters that calm the nervous system.",
            set(),
            {"magnesium regulates neurotransmitter"},
        ),
        pytest.param(
            "St. John's wort is an herbal remedy that has been used for centuries to treat depression.",
            {"St. John's wort is_a herbal product", "St. John's wort treats depression"},
            set(),
        ),
        pytest.param(
            "L-theanine, an amino acid found in green tea, promotes relaxation by boosting GABA, serotonin and dopamine.",
            {
                "green tea contains theanine",
                "theanine causes relaxation",
                "theanine increases dopamine",
                "theanine increases gamma-aminobutyric acid",
                "theanine increases serotonin",
                "theanine is_a amino acid",
            },
            set(),
        ),
        pytest.param(
            "Combining melatonin with magnesium may enhance sleep quality.",
            {
                "maybe: magnesium improves sleep quality",
                "maybe: melatonin improves sleep quality",
                "melatonin used_with magnesium",
            },
            set(),
        ),
        pytest.param(
            "There's little evidence that valerian improves sleep.",
            {"maybe: not: valerian improves sleep"},
            set(),
        ),
        pytest.param(
            "Kratom isn't a cure for addiction, but it can ease withdrawal symptoms.",
            {"not: kratom treats addiction", "kratom alleviates withdrawal syndrome"},
            set(),
        ),
        pytest.param("Dopamine deficiency is associated with Parkinson's disease.", set(), set()),
        pytest.param(
            "Caffeine withdrawal may cause headaches and fatigue.",
            {
                "maybe: caffeine withdrawal causes fatigue",
                "maybe: caffeine withdrawal causes headache",
            },
            set(),
        ),
        pytest.param(
            "Long-term use of benzodiazepines may result in dependence.",
            {"maybe: benzodiazepine causes drug dependence"},
            set(),
        ),
        pytest.param(
            "Nicotine addiction is driven by the release of dopamine.",
            set(),
            {"dopamine causes nicotine dependence"},
        ),
        pytest.param(
            "The drug naltrexone, an opioid antagonist, blocks the euphoric effects of opioids.",
            {
                "naltrexone decreases opioid",
                "naltrexone is_a opioid antagonist",
                "opioid causes euphoria",
            },
            set(),
        ),
        pytest.param(
            "Serotonin, a neurotransmitter that regulates mood, is synthesized from tryptophan.",
            {
                "serotonin derived_from tryptophan",
                "serotonin is_a neurotransmitter",
                "serotonin regulates mood",
            },
            set(),
        ),
        pytest.param(
            "Studies have found that omega-3 fatty acids lower triglycerides and reduce inflammation.",
            {
                "omega-3 fatty acid alleviates inflammation",
                "omega-3 fatty acid decreases triglyceride",
            },
            set(),
        ),
        pytest.param(
            "Ketamine works differently from traditional antidepressants, targeting glutamate rather than serotonin.",
            {"ketamine interacts_with glutamate"},
            set(),
        ),
        pytest.param(
            "Unlike morphine, mitragynine does not cause respiratory depression.",
            {"not: mitragynine causes respiratory depression"},
            set(),
        ),
        pytest.param(
            "Green tea is a rich source of antioxidants, including EGCG.",
            {"green tea contains epigallocatechin gallate"},
            {"green tea contains antioxidant"},
        ),
        pytest.param(
            "Exercise, meditation and therapy can all help reduce anxiety.",
            {
                "exercise alleviates anxiety",
                "meditation alleviates anxiety",
                "therapy alleviates anxiety",
            },
            set(),
        ),
        pytest.param(
            "Kratom has both stimulant and sedative properties.",
            {"kratom causes sedation", "kratom causes stimulation"},
            set(),
        ),
        pytest.param(
            "Depending on the dose, kratom can act as a stimulant or a sedative.",
            {"kratom is_a sedative", "kratom is_a stimulant"},
            set(),
        ),
        pytest.param(
            "Melatonin supplements are generally safe, but they can cause headaches and dizziness.",
            {"melatonin causes dizziness", "melatonin causes headache"},
            set(),
        ),
        pytest.param(
            "Melatonin's role in regulating sleep makes it a useful aid in recovery.",
            {"melatonin regulates sleep"},
            set(),
        ),
        pytest.param(
            "Ashwagandha extract significantly reduced cortisol levels compared with placebo.",
            {"ashwagandha decreases cortisol"},
            set(),
        ),
        pytest.param(
            "Participants taking saffron reported fewer symptoms of depression.", set(), set()
        ),
        pytest.param(
            "Kava has a long history of use in the treatment of anxiety.",
            {"kava treats anxiety"},
            set(),
        ),
        pytest.param(
            "Heroin is converted to morphine in the brain.",
            {"heroin metabolized_to morphine"},
            set(),
        ),
        pytest.param(
            "THC mimics anandamide, an endocannabinoid.",
            {"anandamide is_a endocannabinoid", "tetrahydrocannabinol mimics anandamide"},
            set(),
        ),
        pytest.param(
            "GABA is the main inhibitory neurotransmitter in the brain.",
            {"gamma-aminobutyric acid is_a neurotransmitter"},
            set(),
        ),
        pytest.param(
            "Zolpidem, which acts on GABA-A receptors, is prescribed for insomnia.",
            {"zolpidem interacts_with GABA-A receptor", "zolpidem treats insomnia"},
            set(),
        ),
        pytest.param(
            "The synergy between kratom and melatonin may improve sleep.",
            {
                "maybe: kratom improves sleep",
                "kratom synergizes_with melatonin",
                "maybe: melatonin improves sleep",
            },
            set(),
        ),
        pytest.param(
            "Together, kratom and melatonin can ease cravings.",
            {"kratom alleviates craving", "melatonin alleviates craving"},
            set(),
        ),
        pytest.param(
            "Kratom users often experience nausea, constipation and itching.", set(), set()
        ),
        pytest.param(
            "The most commonly reported side effects of CBD are tiredness and diarrhea.",
            {"cannabidiol causes diarrhea", "cannabidiol causes fatigue"},
            set(),
        ),
        pytest.param(
            "Overdose of acetaminophen can cause liver failure.",
            {"acetaminophen causes liver failure"},
            set(),
        ),
        pytest.param(
            "Grapefruit juice inhibits CYP3A4 and thereby increases levels of many drugs.",
            {"grapefruit inhibits CYP3A4"},
            set(),
        ),
        pytest.param(
            "Taking 5-HTP with SSRIs can cause serotonin syndrome.",
            {
                "5-hydroxytryptophan causes serotonin syndrome",
                "5-hydroxytryptophan used_with selective serotonin reuptake inhibitor",
            },
            {"selective serotonin reuptake inhibitor causes serotonin syndrome"},
        ),
        pytest.param(
            "Kratom, which is native to Southeast Asia, has been used for centuries to relieve pain and fatigue.",
            {"kratom alleviates fatigue", "kratom alleviates pain"},
            set(),
        ),
        pytest.param(
            "At lower doses, kratom produces stimulant effects, while at higher doses it acts as a sedative.",
            {"kratom causes stimulation", "kratom is_a sedative"},
            set(),
        ),
        pytest.param("If you are struggling with anxiety, kava may help.", set(), set()),
        pytest.param(
            "The root of ashwagandha contains withanolides, which are thought to reduce cortisol.",
            {"ashwagandha contains withanolide", "maybe: withanolide decreases cortisol"},
            set(),
        ),
        pytest.param(
            "High cortisol levels can cause weight gain, insomnia and anxiety.",
            {"cortisol causes anxiety", "cortisol causes insomnia", "cortisol causes weight gain"},
            set(),
        ),
        pytest.param("Low serotonin levels can lead to depression.", set(), set()),
        pytest.param("Melatonin levels rise in the evening.", set(), set()),
        pytest.param(
            "Because it increases GABA, magnesium can reduce anxiety.",
            {"magnesium alleviates anxiety", "magnesium increases gamma-aminobutyric acid"},
            set(),
        ),
        pytest.param(
            "Caffeine and L-theanine work well together to improve focus.",
            {"caffeine improves sustained attention", "theanine improves sustained attention"},
            set(),
        ),
        pytest.param(
            "Adding magnesium to melatonin can improve sleep quality in older adults.",
            {"magnesium improves sleep quality"},
            set(),
        ),
        pytest.param("Kratom can be addictive.", {"kratom causes addiction"}, set()),
        pytest.param("Some users develop a tolerance to kratom.", set(), set()),
        pytest.param("Kratom works on the same receptors as opioids.", set(), set()),
        pytest.param("Like caffeine, nicotine is a stimulant.", {"nicotine is_a stimulant"}, set()),
        pytest.param(
            "Unlike THC, CBD is non-intoxicating.", {"not: cannabidiol causes poisoning"}, set()
        ),
        pytest.param(
            "CBD does not get you high, and it may even counteract the psychoactive effects of THC.",
            {
                "maybe: cannabidiol decreases tetrahydrocannabinol",
                "tetrahydrocannabinol causes psychoactive effect",
            },
            set(),
        ),
        pytest.param(
            "Researchers have linked turmeric to lower rates of depression.", set(), set()
        ),
        pytest.param(
            "There is no cure for addiction, but naltrexone can reduce cravings.",
            {"naltrexone alleviates craving"},
            set(),
        ),
        pytest.param(
            "Naltrexone is FDA-approved for the treatment of alcohol use disorder.",
            {"naltrexone treats alcohol use disorder"},
            set(),
        ),
        pytest.param(
            "Buprenorphine, a partial opioid agonist, helps reduce withdrawal symptoms and cravings.",
            {"buprenorphine alleviates craving", "buprenorphine alleviates withdrawal syndrome"},
            {"buprenorphine is_a opioid agonist"},
        ),
        pytest.param(
            "Methadone is a full agonist at the mu-opioid receptor.",
            {"methadone agonist_of mu-opioid receptor"},
            set(),
        ),
        pytest.param(
            "Flumazenil reverses the sedative effects of benzodiazepines.",
            {"benzodiazepine causes sedation", "flumazenil decreases benzodiazepine"},
            set(),
        ),
        pytest.param(
            "Cocaine works by preventing the reuptake of dopamine, norepinephrine and serotonin.",
            {
                "cocaine inhibits dopamine",
                "cocaine inhibits norepinephrine",
                "cocaine inhibits serotonin",
            },
            set(),
        ),
        pytest.param(
            "Alcohol slows down the central nervous system.",
            set(),
            {"ethanol decreases central nervous system"},
        ),
        pytest.param(
            "Alcohol, opioids and benzodiazepines can all cause respiratory depression.",
            {
                "benzodiazepine causes respiratory depression",
                "ethanol causes respiratory depression",
                "opioid causes respiratory depression",
            },
            set(),
        ),
        pytest.param("Never mix opioids with alcohol.", {"not: opioid used_with ethanol"}, set()),
        pytest.param(
            "You should not take St. John's wort if you are taking SSRIs.",
            {"not: St. John's wort used_with selective serotonin reuptake inhibitor"},
            set(),
        ),
        pytest.param("Pregnant women should not use kratom.", set(), set()),
        pytest.param(
            "Speak to your doctor before taking ashwagandha with thyroid medication.",
            set(),
            {"ashwagandha used_with thyroid medication"},
        ),
        pytest.param(
            "Ashwagandha may interact with sedatives and thyroid hormone.",
            {
                "maybe: ashwagandha interacts_with sedative",
                "maybe: ashwagandha interacts_with thyroid hormone",
            },
            set(),
        ),
        pytest.param(
            "Ashwagandha can lower blood pressure, so people with hypotension should avoid it.",
            {
                "ashwagandha contraindicated_with hypotension",
                "ashwagandha decreases blood pressure",
            },
            set(),
        ),
        pytest.param("Zinc is needed for the production of melatonin.", set(), set()),
        pytest.param(
            "Tryptophan is converted into 5-HTP and then serotonin.",
            {"tryptophan metabolized_to 5-hydroxytryptophan"},
            set(),
        ),
        pytest.param("Curcumin is not water-soluble.", set(), set()),
        pytest.param(
            "A 2019 study found that saffron was as effective as fluoxetine in treating depression.",
            {"saffron treats depression"},
            set(),
        ),
        pytest.param(
            "No significant difference in anxiety was seen between kava and placebo.", set(), set()
        ),
        pytest.param("Kava was no better than placebo for insomnia.", set(), set()),
        pytest.param("It remains unclear whether kratom is addictive.", set(), set()),
        pytest.param(
            "LSD and psilocybin act as agonists of the 5-HT2A receptor.",
            {
                "lysergic acid diethylamide agonist_of 5-HT2A receptor",
                "psilocybin agonist_of 5-HT2A receptor",
            },
            set(),
        ),
        pytest.param(
            "Smoking increases the risk of lung cancer.", set(), {"smoking causes lung cancer"}
        ),
        pytest.param(
            "Drinking green tea daily can reduce stress.", {"green tea alleviates stress"}, set()
        ),
        pytest.param(
            "Regular consumption of coffee reduces the risk of Parkinson's disease.",
            {"coffee prevents Parkinson disease"},
            set(),
        ),
        pytest.param(
            "Overuse of caffeine can cause anxiety, insomnia and tremors.",
            {"caffeine causes anxiety", "caffeine causes insomnia", "caffeine causes tremor"},
            set(),
        ),
        pytest.param(
            "Kratom contains over 40 alkaloids, the most important of which is mitragynine.",
            {"kratom contains alkaloid"},
            set(),
        ),
        pytest.param("7-hydroxymitragynine is 13 times more potent than morphine.", set(), set()),
        pytest.param(
            "Kratom leaves can be chewed, brewed into tea or taken as capsules.", set(), set()
        ),
        pytest.param(
            "Meditation lowers cortisol and boosts serotonin.",
            {"meditation decreases cortisol", "meditation increases serotonin"},
            set(),
        ),
        pytest.param(
            "The combination of alcohol and kratom can be deadly.",
            set(),
            {"not: ethanol used_with kratom"},
        ),
        pytest.param(
            "Chamomile tea is a popular bedtime drink because it contains apigenin, which binds to GABA-A receptors.",
            {"apigenin binds GABA-A receptor"},
            {"chamomile contains apigenin"},
        ),
        pytest.param(
            "Cannabis contains more than 100 cannabinoids, including THC and CBD.",
            {"cannabis contains cannabidiol", "cannabis contains tetrahydrocannabinol"},
            {"cannabis contains cannabinoid"},
        ),
        pytest.param(
            "Opioids relieve pain by binding to mu-opioid receptors, but they also slow breathing and cause constipation.",
            {
                "opioid alleviates pain",
                "opioid binds mu-opioid receptor",
                "opioid causes constipation",
            },
            {"opioid decreases respiration"},
        ),
        pytest.param(
            "Mitragynine also has an affinity for adrenergic and serotonin receptors.",
            {"mitragynine binds serotonin receptor"},
            {"mitragynine binds adrenergic receptor"},
        ),
        pytest.param(
            "Melatonin helps to reset the circadian rhythm, making it easier to fall asleep.",
            {"melatonin regulates circadian rhythm"},
            set(),
        ),
        pytest.param(
            "A cup of chamomile tea before bed can ease anxiety and promote sleep.",
            {"chamomile alleviates anxiety", "chamomile improves sleep"},
            set(),
        ),
        pytest.param(
            "In one study, ashwagandha reduced anxiety by 44 percent.",
            {"ashwagandha alleviates anxiety"},
            set(),
        ),
        pytest.param(
            "In rats, mitragynine (10 mg/kg) inhibited CYP2D6 and raised dopamine levels.",
            {"mitragynine increases dopamine", "mitragynine inhibits CYP2D6"},
            set(),
        ),
        pytest.param(
            "These results indicate that kavain is a positive allosteric modulator of GABA-A receptors.",
            {"kavain positive_allosteric_modulator_of GABA-A receptor"},
            set(),
        ),
        pytest.param(
            "Naltrexone (50 mg/day) significantly decreased craving in alcohol-dependent patients.",
            {"naltrexone alleviates craving"},
            set(),
        ),
        pytest.param(
            "Caffeine, a methylxanthine, competitively antagonizes adenosine A1 and A2A receptors.",
            {
                "caffeine antagonist_of adenosine A1 receptor",
                "caffeine antagonist_of adenosine A2A receptor",
            },
            {"caffeine is_a methylxanthine"},
        ),
        pytest.param(
            "Alcohol increases GABA and decreases glutamate activity, resulting in sedation.",
            {
                "ethanol causes sedation",
                "ethanol decreases glutamate",
                "ethanol increases gamma-aminobutyric acid",
            },
            set(),
        ),
        pytest.param(
            "It is the THC in cannabis that causes euphoria.",
            {"tetrahydrocannabinol causes euphoria"},
            set(),
        ),
        pytest.param(
            "What makes kratom addictive is its effect on opioid receptors.",
            set(),
            {"kratom affects opioid receptor"},
        ),
        pytest.param(
            "Magnesium glycinate is often recommended for insomnia.",
            set(),
            {"magnesium treats insomnia"},
        ),
        pytest.param(
            "Doctors may prescribe SSRIs to treat depression.",
            {"maybe: selective serotonin reuptake inhibitor treats depression"},
            set(),
        ),
        pytest.param("Common uses of valerian include insomnia and anxiety.", set(), set()),
        pytest.param(
            "Benefits of turmeric include reduced inflammation and improved memory.",
            {"turmeric alleviates inflammation", "turmeric improves memory"},
            set(),
        ),
        pytest.param(
            "Potential side effects of kava are headache, dizziness, and liver damage.",
            set(),
            {"kava causes dizziness", "kava causes headache", "kava causes hepatotoxicity"},
        ),
        pytest.param(
            "Kava may cause liver damage, especially when combined with alcohol.",
            {"maybe: kava causes hepatotoxicity"},
            set(),
        ),
        pytest.param("Kratom is sometimes used as a substitute for opioids.", set(), set()),
        pytest.param(
            "Ginger has been used for thousands of years to treat nausea.",
            {"ginger treats nausea"},
            set(),
        ),
        pytest.param(
            "Peppermint oil eases indigestion and relaxes the muscles of the gut.",
            {"peppermint oil alleviates indigestion"},
            set(),
        ),
        pytest.param(
            "CBD is not addictive, and studies have found it may even help treat addiction.",
            {"not: cannabidiol causes addiction", "maybe: cannabidiol treats addiction"},
            set(),
        ),
        pytest.param("The kratom plant is related to coffee.", set(), set()),
        pytest.param(
            "Valerian's sedative effect is due to valerenic acid, which inhibits the breakdown of GABA.",
            {"valerian causes sedation"},
            {"valerenic acid decreases gamma-aminobutyric acid"},
        ),
        pytest.param(
            "Both kava and valerian relieve anxiety.",
            {"kava alleviates anxiety", "valerian alleviates anxiety"},
            set(),
        ),
        pytest.param(
            "Either kava or valerian can be used for anxiety.",
            {"kava treats anxiety", "valerian treats anxiety"},
            set(),
        ),
        pytest.param(
            "L-theanine crosses the blood-brain barrier and raises dopamine.",
            {"theanine increases dopamine"},
            set(),
        ),
        pytest.param(
            "As an adaptogen, ashwagandha helps to lower cortisol.",
            {"ashwagandha decreases cortisol", "ashwagandha is_a adaptogen"},
            set(),
        ),
        pytest.param(
            "Often called nature's Valium, valerian calms anxiety.",
            {"valerian alleviates anxiety"},
            set(),
        ),
        pytest.param(
            "With its ability to raise GABA levels, L-theanine eases stress.",
            {"theanine alleviates stress", "theanine increases gamma-aminobutyric acid"},
            set(),
        ),
        pytest.param("Kratom is used by many to self-treat opioid withdrawal.", set(), set()),
        pytest.param("Kratom is used by people with chronic pain.", set(), set()),
        pytest.param(
            "Serotonin and dopamine are both involved in mood regulation.",
            {"dopamine involved_in mood", "serotonin involved_in mood"},
            set(),
        ),
        pytest.param(
            "Codeine is a prodrug that is converted to morphine by CYP2D6.",
            {"codeine metabolized_to morphine", "codeine substrate_of CYP2D6"},
            set(),
        ),
        pytest.param(
            "Fluoxetine inhibits CYP2D6, which prevents codeine from being converted to morphine.",
            {"fluoxetine inhibits CYP2D6"},
            set(),
        ),
        pytest.param(
            "Nausea, vomiting and dizziness are common side effects of kratom.",
            {"kratom causes dizziness", "kratom causes nausea", "kratom causes vomiting"},
            set(),
        ),
        pytest.param(
            "Drowsiness is the most common side effect of melatonin.",
            {"melatonin causes drowsiness"},
            set(),
        ),
        pytest.param(
            "Kratom's most common side effects are nausea and constipation.",
            {"kratom causes constipation", "kratom causes nausea"},
            set(),
        ),
        pytest.param(
            "Liver injury has been reported with kava.",
            set(),
            {"maybe: kava causes hepatotoxicity"},
        ),
        pytest.param(
            "Kava has been reported to cause liver injury.",
            {"maybe: kava causes hepatotoxicity"},
            set(),
        ),
        pytest.param("Cases of liver injury linked to kava are rare.", set(), set()),
        pytest.param(
            "The anxiolytic effect of kava is mediated by GABA receptors.",
            {"kava causes anxiolysis"},
            {"kava interacts_with GABA receptor"},
        ),
    ],
)
def test_prose_of_health_pages_is_read(
    said: Said, text: str, needed: set[str], allowed: set[str]
) -> None:
    found = said(text)
    assert needed <= found
    assert found <= needed | allowed


@pytest.mark.parametrize(
    ("text", "needed", "allowed"),
    [
        pytest.param(
            "Kava is safe and does not cause dependence.",
            {"not: kava causes drug dependence"},
            set(),
        ),
        pytest.param(
            "There are no studies showing that kratom treats addiction.",
            {"maybe: not: kratom treats addiction"},
            set(),
        ),
        pytest.param(
            "No studies have shown that kratom cures addiction.",
            {"maybe: not: kratom treats addiction"},
            set(),
        ),
        pytest.param(
            "Kratom has not been shown to treat depression.",
            {"maybe: not: kratom treats depression"},
            set(),
        ),
        pytest.param(
            "Kratom has never been proven to relieve anxiety.",
            {"maybe: not: kratom alleviates anxiety"},
            set(),
        ),
        pytest.param("It is a myth that kava cures cancer.", set(), {"not: kava treats cancer"}),
        pytest.param(
            "Contrary to popular belief, caffeine does not cause dehydration.",
            set(),
            {"not: caffeine causes dehydration"},
        ),
        pytest.param(
            "Caffeine is neither a sedative nor an opioid.",
            {"not: caffeine is_a opioid", "not: caffeine is_a sedative"},
            set(),
        ),
        pytest.param("Melatonin is not a sleeping pill.", set(), {"not: melatonin is_a hypnotic"}),
        pytest.param("Kava lacks sedative effects.", {"not: kava causes sedation"}, set()),
        pytest.param("Kava is free of side effects.", set(), set()),
        pytest.param("Kratom does nothing for anxiety.", set(), set()),
        pytest.param(
            "Kratom did not reduce anxiety, nor did it improve sleep.",
            {"not: kratom alleviates anxiety", "not: kratom improves sleep"},
            set(),
        ),
        pytest.param(
            "Valerian relieves anxiety without the addictive effects of benzodiazepines.",
            {"benzodiazepine causes addiction", "valerian alleviates anxiety"},
            set(),
        ),
        pytest.param(
            "Kava provides relief from anxiety without sedation.",
            {"kava alleviates anxiety"},
            set(),
        ),
        pytest.param(
            "CBD reduces anxiety, not depression.", {"cannabidiol alleviates anxiety"}, set()
        ),
        pytest.param(
            "Rather than causing drowsiness, L-theanine promotes relaxation.",
            {"theanine causes relaxation"},
            set(),
        ),
        pytest.param(
            "Instead of treating insomnia, alcohol worsens sleep quality.",
            {"ethanol worsens sleep quality"},
            set(),
        ),
        pytest.param(
            "Kava can relieve anxiety, though it is not a cure.", {"kava alleviates anxiety"}, set()
        ),
        pytest.param(
            "Not all users find that kratom relieves pain.",
            set(),
            {"maybe: kratom alleviates pain"},
        ),
        pytest.param("Few studies have examined whether kava treats depression.", set(), set()),
        pytest.param(
            "Kratom should not be used to treat pain.", set(), {"not: kratom treats pain"}
        ),
        pytest.param(
            "Do not use kratom to treat depression.", set(), {"not: kratom treats depression"}
        ),
        pytest.param(
            "Kratom is not recommended for the treatment of anxiety.",
            set(),
            {"not: kratom treats anxiety"},
        ),
        pytest.param("Stopping kratom suddenly can cause anxiety and insomnia.", set(), set()),
        pytest.param("Quitting caffeine can cause headaches.", set(), set()),
        pytest.param("Avoiding alcohol improves sleep.", set(), set()),
        pytest.param("Reducing caffeine intake can improve sleep quality.", set(), set()),
        pytest.param("Cutting back on alcohol lowers blood pressure.", set(), set()),
        pytest.param("In the absence of dopamine, motivation drops.", set(), set()),
        pytest.param("Kratom-related deaths are rare.", set(), set()),
        pytest.param(
            "People who use kratom to treat pain may develop dependence.",
            {"kratom treats pain"},
            set(),
        ),
        pytest.param(
            "Doctors prescribe methadone for opioid addiction.",
            {"methadone treats opioid use disorder"},
            set(),
        ),
        pytest.param(
            "Can kava help with sleep? Yes, kava improves sleep quality.",
            {"kava improves sleep quality"},
            set(),
        ),
        pytest.param("Kava vs. valerian: which is better for sleep?", set(), set()),
        pytest.param("The effect of kratom on sleep is unknown.", set(), {"kratom affects sleep"}),
        pytest.param("Whether kratom is addictive is still debated.", set(), set()),
        pytest.param(
            "Kratom's effects on dopamine are not well understood.",
            set(),
            {"kratom affects dopamine"},
        ),
        pytest.param(
            "So-called experts claim kratom cures cancer.", {"maybe: kratom treats cancer"}, set()
        ),
        pytest.param(
            "Kratom is rumored to cure addiction.", {"maybe: kratom treats addiction"}, set()
        ),
        pytest.param(
            "Kava, unlike alcohol, does not impair memory.", {"not: kava worsens memory"}, set()
        ),
        pytest.param(
            "Compared to morphine, kratom causes less respiratory depression.", set(), set()
        ),
        pytest.param(
            "Kratom may or may not cause dependence.",
            set(),
            {"maybe: kratom causes drug dependence"},
        ),
        pytest.param(
            "While melatonin regulates sleep, it does not treat depression.",
            {"not: melatonin treats depression", "melatonin regulates sleep"},
            set(),
        ),
        pytest.param(
            "Although kava relieves anxiety, it can cause liver injury.",
            {"kava alleviates anxiety", "kava causes hepatotoxicity"},
            set(),
        ),
        pytest.param(
            "Kratom isn't an opioid, but it acts on opioid receptors.",
            {"not: kratom is_a opioid", "kratom interacts_with opioid receptor"},
            set(),
        ),
        pytest.param(
            "Kratom is not only addictive but also causes nausea.",
            {"kratom causes addiction", "kratom causes nausea"},
            set(),
        ),
        pytest.param("Kratom does not contain caffeine.", {"not: kratom contains caffeine"}, set()),
        pytest.param("Kratom contains no caffeine.", {"not: kratom contains caffeine"}, set()),
        pytest.param(
            "Decaffeinated coffee does not contain significant amounts of caffeine.",
            set(),
            {"not: coffee contains caffeine"},
        ),
    ],
)
def test_what_a_page_denies_or_leaves_open_is_not_affirmed(
    said: Said, text: str, needed: set[str], allowed: set[str]
) -> None:
    found = said(text)
    assert needed <= found
    assert found <= needed | allowed
