"""The two annotated articles that the project was started with, against their gold annotations."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
pytestmark = pytest.mark.skipif(
    not (SHARED / "gold" / "score.py").is_file(),
    reason="the gold annotations are not beside the repository",
)


@pytest.fixture(scope="module")
def figures() -> dict[str, list[float]]:
    """Precision, recall, F1, macro F1, then polarity and certainty, by "level match"."""
    from benchmarks.seed_articles import predictions, score

    found: dict[str, list[float]] = {}
    for line in score(predictions()).splitlines():
        words = re.match(r"(mention|document)\s+(strict\+polarity|strict|relaxed)\s", line.strip())
        numbers = [float(number) for number in re.findall(r"\d\.\d{3}", line)]
        if words and len(numbers) >= 6:
            found[" ".join(words.groups())] = numbers
    return found


@pytest.mark.parametrize(
    ("level", "threshold"), [("document strict", 0.90), ("document relaxed", 0.90)]
)
def test_claims_of_a_document_are_found(
    figures: dict[str, list[float]], level: str, threshold: float
) -> None:
    assert figures[level][2] >= threshold


@pytest.mark.parametrize(
    ("place", "threshold"),
    [pytest.param(4, 0.97, id="polarity"), pytest.param(5, 0.90, id="certainty")],
)
def test_modality_of_found_claims_is_right(
    figures: dict[str, list[float]], place: int, threshold: float
) -> None:
    assert figures["mention strict"][place] >= threshold
