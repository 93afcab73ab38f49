"""List items, key-value lines and tables: their subject is the heading's or the lead-in's."""

from __future__ import annotations

from pathlib import Path

import pytest

from substancekg.loaders.reading.lists import key_in
from substancekg.loaders.reading.reader import Reader
from substancekg.loaders.registry import load

PAGE = """Valerian: Uses and Side Effects

Valerian is a flowering plant.

Class: sedative
Active compounds: valerenic acid

Benefits of Valerian

- Reduces stress
- Improved sleep quality
- Helps with insomnia
- Muscle spasms: valerian may ease menstrual cramps

Valerian may help relieve:

- Headaches
- Hot flashes

Possible Side Effects

- Drowsiness
- Dizziness and nausea

Substance | Effect | Side effects
Kava | relaxation | liver damage
"""


@pytest.fixture(scope="module")
def claims(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What each line of the page says, by the words of the line."""
    path: Path = tmp_path_factory.mktemp("page") / "valerian.txt"
    path.write_text(PAGE, encoding="utf-8")
    found: dict[str, set[str]] = {}
    for document in load(path):
        for item in reader.read(document).assertions:
            hedged = "maybe: " if item.hedged else ""
            said = f"{hedged}{item.subject.label} {item.predicate} {item.object.label}"
            found.setdefault(item.quote, set()).add(said)
    return found


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("Class: sedative", {"valerian is_a sedative"}, id="class"),
        pytest.param(
            "Active compounds: valerenic acid", {"valerian contains valerenic acid"}, id="contents"
        ),
        pytest.param("Reduces stress", {"valerian alleviates stress"}, id="opens-with-a-verb"),
        pytest.param(
            "Improved sleep quality", {"valerian improves sleep quality"}, id="changed-state"
        ),
        pytest.param(
            "Helps with insomnia", {"valerian treats insomnia"}, id="verb-and-preposition"
        ),
        pytest.param("Headaches", {"maybe: valerian alleviates headache"}, id="lead-in"),
        pytest.param("Hot flashes", {"maybe: valerian alleviates hot flashes"}, id="second-item"),
        pytest.param("Drowsiness", {"valerian causes drowsiness"}, id="heading"),
        pytest.param(
            "Dizziness and nausea",
            {"valerian causes dizziness", "valerian causes nausea"},
            id="two-in-an-item",
        ),
        pytest.param(
            "Kava | relaxation | liver damage",
            {"kava causes relaxation", "kava causes hepatotoxicity"},
            id="table-line",
        ),
    ],
)
def test_line_speaks_of_the_substance_above_it(
    line: str, said: set[str], claims: dict[str, set[str]]
) -> None:
    assert claims[line] == said


def test_headings_and_table_headers_state_nothing(claims: dict[str, set[str]]) -> None:
    assert "Benefits of Valerian" not in claims
    assert "Substance | Effect | Side effects" not in claims


@pytest.mark.parametrize(
    ("heading", "family"),
    [
        ("Possible Side Effects of Kava", "cause"),
        ("Health benefits", "treat"),
        ("Effect", "cause"),
        ("Dosage and storage", ""),
    ],
)
def test_a_heading_is_known_by_its_longest_key(heading: str, family: str) -> None:
    assert key_in(heading) == family
