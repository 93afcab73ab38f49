"""Plural, singular and the other spelling of names."""

import pytest

from substancekg.ontology.spelling import other_spellings, plural, singular


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("opioid receptor", "opioid receptors"),
        ("therapy", "therapies"),
        ("GPCR", "GPCRs"),
        ("crash", "crashes"),
        ("kava root", "kava roots"),
        ("pregnant woman", "pregnant women"),
        ("diagnosis", "diagnoses"),
    ],
)
def test_plural_follows_the_last_word(name: str, expected: str) -> None:
    assert plural(name) == expected


@pytest.mark.parametrize("name", ["insomnia", "toxicity", "diabetes", "PAWS", "grief", "arthritis"])
def test_mass_nouns_and_words_in_s_have_no_plural(name: str) -> None:
    assert plural(name) == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("withdrawal symptoms", "withdrawal symptom"),
        ("therapies", "therapy"),
        ("coca leaves", "coca leaf"),
        ("headaches", "headache"),
        ("crashes", "crash"),
        ("boxes", "box"),
    ],
)
def test_singular_follows_the_last_word(name: str, expected: str) -> None:
    assert singular(name) == expected


@pytest.mark.parametrize(
    "name", ["cannabis", "psychosis", "diabetes", "stress", "tinnitus", "GABA"]
)
def test_words_that_end_in_s_by_nature_have_no_singular(name: str) -> None:
    assert singular(name) == ""


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("drug-seeking behaviour", "drug-seeking behavior"),
        ("sleep apnoea", "sleep apnea"),
        ("diarrhoea", "diarrhea"),
        ("anaemia", "anemia"),
        ("hypoglycaemic effect", "hypoglycemic effect"),
        ("oestrogen", "estrogen"),
        ("haemorrhage", "hemorrhage"),
        ("anaesthetic", "anesthetic"),
        ("signalling pathway", "signaling pathway"),
        ("hospitalisation", "hospitalization"),
    ],
)
def test_each_spelling_gives_the_other(british: str, american: str) -> None:
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize("name", ["hemp", "academic performance", "semaglutide", "kratom"])
def test_words_that_only_look_alike_keep_their_spelling(name: str) -> None:
    assert other_spellings(name) == ()
