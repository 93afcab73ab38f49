"""Names that the lexicon lacks are listed, and ordinary words are not."""

from __future__ import annotations

from io import BytesIO

import pytest

from substancekg.loaders.formats.text import read_text
from substancekg.loaders.reading.unknown_names import unknown_names
from substancekg.loaders.sources import open_stream
from substancekg.ontology.lexicon import default_lexicon


def listed(text: str) -> list[tuple[str, int]]:
    documents = read_text(open_stream(BytesIO(text.encode()), "note", "note.txt"))
    return [(item.name, item.count) for item in unknown_names(documents, default_lexicon())]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Zorbexine improves mood.", ["Zorbexine"], id="ending of a compound"),
        pytest.param("Try quillbark extract for sleep.", ["quillbark"], id="before a preparation"),
        pytest.param(
            "Novaria splendensis grows in swamps.", ["Novaria splendensis"], id="binomial"
        ),
        pytest.param("The peptide QXR-3307 was given.", ["QXR-3307"], id="research code"),
        pytest.param("Kratom and melatonin improve sleep.", [], id="known names"),
        pytest.param(
            "Medicine can determine your daily routine; combine it with herbal extract.",
            [],
            id="ordinary words",
        ),
    ],
)
def test_substance_like_names_are_listed(text: str, names: list[str]) -> None:
    assert [name for name, _ in listed(text)] == names


def test_names_are_counted_and_the_most_frequent_comes_first() -> None:
    text = "Quorbidine helps. Zorbexine and quorbidine were tried. Quorbidine works."
    assert listed(text) == [("Quorbidine", 3), ("Zorbexine", 1)]
