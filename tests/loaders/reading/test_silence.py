"""What asserts nothing: questions, comparisons, conditions, aims and trade."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str], set[str]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Does kava relieve anxiety?", id="question"),
        pytest.param("Can kratom treat depression?", id="question with a verb"),
        pytest.param("Morphine is more potent than kratom.", id="more potent"),
        pytest.param(
            "Kratom is said to have less potential for abuse than morphine.", id="less addictive"
        ),
        pytest.param("Compared with alcohol, kava was cheaper.", id="comparison"),
        pytest.param("If kava causes drowsiness, lie down.", id="condition"),
        pytest.param("We examined whether kava reduces anxiety.", id="whether"),
        pytest.param(
            "The aim was to investigate the effect of kava on anxiety.", id="to investigate"
        ),
        pytest.param("It is unclear whether kratom treats depression.", id="unknown"),
        pytest.param("Kratom is banned in several states.", id="law"),
        pytest.param("Kava was first described in 1777.", id="history"),
        pytest.param("A lack of magnesium causes insomnia.", id="deficit"),
        pytest.param("The usual dose of melatonin is 3 mg.", id="dose"),
        pytest.param(
            "This product is not intended to diagnose, treat, cure or prevent any disease.",
            id="disclaimer",
        ),
        pytest.param("Kava, valerian and anxiety", id="lists without a relation"),
    ],
)
def test_nothing_is_read_where_nothing_is_asserted(said: Said, text: str) -> None:
    assert said(text) == set()
